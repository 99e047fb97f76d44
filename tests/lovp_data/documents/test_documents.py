"""Documents of every form, and every way they can be bad: a clear message, never another error."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pypdf
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from lovp_data.documents.archives import MOST_UNPACKED
from lovp_data.documents.document_faults import MESSAGES, DocumentError, Fault
from lovp_data.documents.intake import MOST_BYTES, MOST_CHARACTERS, check_text, read_document
from lovp_data.reading.language import check_dutch

ENGLISH = (
    "The chief of police gave an update on the new rosters and said that it will be sent to all of the units in May."
)


def _docx(*lines: str) -> bytes:
    document = Document()
    document.add_heading("Roosterdruk", 2)
    for line in lines:
        document.add_paragraph(line)
    document.add_paragraph("eerste punt", style="List Bullet")
    document.add_table(1, 2).rows[0].cells[1].text = "in een cel"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(*pages: str, password: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    for text in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 800 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _bomb() -> bytes:
    return _zip({"word/document.xml": b"\0" * (MOST_UNPACKED + 1)})


def _lying_bomb() -> bytes:
    """The directory says ten bytes; there is far more."""
    content = bytearray(_bomb())
    size = struct.pack("<I", MOST_UNPACKED + 1)
    for _ in range(2):
        at = content.find(size)
        content[at : at + 4] = struct.pack("<I", 10)
    return bytes(content)


def _locked_zip() -> bytes:
    content = bytearray(_zip({"word/document.xml": b"x"}))
    directory = content.find(b"PK\x01\x02")
    content[directory + 8] |= 1
    return bytes(content)


def test_word_gives_its_lines_bullets_and_cells() -> None:
    text = read_document(_docx("De korpschef komt in mei met een plan."), "nota.docx").text
    assert [line for line in text.split("\n") if line] == [
        "## Roosterdruk",
        "De korpschef komt in mei met een plan.",
        "• eerste punt",
        "in een cel",
    ]


def test_pdf_gives_all_pages() -> None:
    assert read_document(_pdf("Roosterdruk", "Afgesproken is dit."), "nota.pdf").text.split("\f") == [
        "Roosterdruk",
        "Afgesproken is dit.",
    ]


def test_html_gives_what_one_sees() -> None:
    page = (
        "<html><title>x</title><nav>Menu</nav><h2>Cor&shy;ona</h2><p>Een <b>ve</b>t <i>woord</i>.<br>Regel</p>"
        "<ul><li>a</li></ul><script>alert(1)</script>"
    )
    assert read_document(page.encode(), "nota.html").text == "## Cor\u00adona\nEen vet woord.\nRegel\n• a"


def test_deep_html_is_read() -> None:
    assert read_document(b"<div>" * 5000 + b"Tekst", "nota.html").text == "Tekst"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_usual_encodings(encoding: str) -> None:
    assert read_document("Eén coördinatie – ‘citaat’".encode(encoding), "nota.txt").text == "Eén coördinatie – ‘citaat’"


def test_what_the_bytes_say_goes_before_the_name() -> None:
    assert read_document(_pdf("Roosterdruk"), "nota.txt").text == "Roosterdruk"
    assert "Roosterdruk" in read_document(_docx(), "nota").text


def _ole(stream: str) -> bytes:
    """A container of Office before 2007, as far as its form can be told from it."""
    return b"\xd0\xcf\x11\xe0" + b"\1" * 600 + stream.encode("utf-16-le")


def _open_document(kind: str) -> bytes:
    return _zip({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>"})


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (_ole("__properties_version1.0"), "nota.doc", ".msg"),
        (_ole("__substg1.0_"), "bericht", ".msg"),
        (_ole("WordDocument"), "bericht.msg", ".doc"),
        (_ole("Workbook"), "nota.doc", ".xls"),
        (_ole("PowerPoint Document"), "nota.doc", ".ppt"),
        (_ole(""), "bericht.msg", ".msg"),
        (_ole(""), "nota", ".doc"),
        (_open_document("spreadsheet"), "nota.docx", ".ods"),
        (_open_document("presentation"), "nota.docx", ".odp"),
        (_zip({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "nota.docx", ".xlsx"),
        (_zip({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "nota.docx", ".pptx"),
        (_zip({"nota.docx": b"x"}), "nota.docx", ".zip"),
        (b"\xff\xd8\xff\xe0 foto", "nota.docx", ".jpg"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_form_that_cannot_be_read_is_named_from_its_content(content: bytes, name: str, form: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_document(content, name)
    assert (refused.value.fault.code, refused.value.fault.found) == ("unknown_format", form)


def test_a_name_with_a_dot_is_no_form() -> None:
    assert read_document(b"Een regel tekst.", "LOVP 8.11").text == "Een regel tekst."


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nota.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("nota.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        ("nota.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ],
)
def test_word_files_by_other_names_are_read(name: str, kind: str) -> None:
    assert "een regel" in read_document(_rewritten(_docx("een regel"), WORD, kind), name).text


def test_strict_open_xml_is_read() -> None:
    strict = _rewritten(
        _docx("een regel"), r"http://schemas.openxmlformats.org/(\w+)/2006", r"http://purl.oclc.org/ooxml/\1"
    )
    assert "een regel" in read_document(strict, "nota.docx").text


def _rewritten(content: bytes, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _zip({name: re.sub(old.encode(), new.encode(), archive.read(name)) for name in archive.namelist()})


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "nota.txt", "empty"),
    "blank": (lambda: b" \n\t", "nota.txt", "empty"),
    "only marks": (lambda: "\u200f\u200e --- !".encode(), "nota.txt", "empty"),
    "empty docx": (lambda: _zip({}), "nota.docx", "broken"),
    "scan": (lambda: _pdf(""), "nota.pdf", "empty"),
    "too large": (lambda: b"a" * (MOST_BYTES + 1), "nota.txt", "too_large_file"),
    "100,000 lines": (lambda: b"Een regel.\n" * 100_000, "nota.txt", "too_large_text"),
    "binary": (lambda: bytes(range(256)) * 4, "nota.txt", "binary"),
    "binary without zero": (lambda: bytes(range(1, 31)) * 9 + b"abc", "nota.txt", "binary"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\1" * 40, "foto.png", "unknown_format"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0" + b"\1" * 600, "nota.doc", "unknown_format"),
    "locked docx": (_locked_zip, "nota.docx", "password"),
    "no archive": (lambda: b"zomaar tekst", "nota.docx", "broken"),
    "other archive": (lambda: _zip({"a.txt": b"a"}), "nota.docx", "unknown_format"),
    "locked by a password": (lambda: _ole("EncryptedPackage"), "nota.docx", "password"),
    "cut docx": (lambda: _docx("a")[:900], "nota.docx", "broken"),
    "bomb": (_bomb, "nota.docx", "zip_bomb"),
    "lying bomb": (_lying_bomb, "nota.docx", "broken|zip_bomb"),
    "many parts": (lambda: _zip({f"word/{at}": b"" for at in range(2_001)}), "nota.docx", "zip_bomb"),
    "locked pdf": (lambda: _pdf("geheim", password="x"), "nota.pdf", "password"),
    "broken pdf": (lambda: b"%PDF-1.7\n" + b"x" * 200, "nota.pdf", "broken"),
    "cut pdf": (lambda: _pdf("tekst")[:60], "nota.pdf", "broken"),
    "no pdf": (lambda: b"zomaar tekst", "nota.pdf", "broken"),
    "broken odt": (lambda: _open_document("text"), "nota.odt", "broken"),
    "no odt": (lambda: b"zomaar tekst", "nota.odt", "broken"),
    "empty mail": (lambda: b"Subject: \nMIME-Version: 1.0\n\n", "nota.eml", "empty"),
    "undecodable": (lambda: b"caf\xe9 \x81\x8d tekst", "nota.txt", "wrong_encoding"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_documents_are_refused_in_words(case: str) -> None:
    make, name, code = BAD[case]
    with pytest.raises(DocumentError) as refused:
        read_document(make(), name)
    assert refused.value.fault.code in code.split("|")
    assert str(refused.value).startswith(f"{name}:")
    assert "What to do:" in str(refused.value)
    assert "{" not in str(refused.value)


def test_a_bomb_is_small_and_refused_by_what_it_declares() -> None:
    assert len(_bomb()) < 100_000


def test_english_is_said_to_be_no_dutch() -> None:
    with pytest.raises(DocumentError, match="a note in Dutch"):
        check_dutch(ENGLISH)
    assert check_dutch(
        "Afgesproken is dat de korpschef in mei met een plan komt en dat het in het LOVP wordt besproken."
    )


def test_a_table_is_dutch_by_the_names_of_its_columns() -> None:
    rows = [f"Oefening {n}\tKorpschef\tweek {n}\tgereed" for n in range(10, 20)]
    assert check_dutch("\n".join(["Actie\tWie\tWanneer\tStand", *rows]))
    with pytest.raises(DocumentError, match="a note in Dutch"):
        check_dutch("\n".join(["Action\tWho\tWhen\tState", *rows]))
    with pytest.raises(DocumentError, match="a note in Dutch"):
        check_dutch("Status\tDeadline\nThe plan is to be sent by the police and the mayors of the cities\tJune\n")


def test_pasted_text_has_the_same_limits() -> None:
    assert check_text("a" * MOST_CHARACTERS)
    with pytest.raises(DocumentError):
        check_text("a" * (MOST_CHARACTERS + 1))


def test_every_fault_has_words() -> None:
    assert all("What to do" in str(Fault(code, "nota.txt", "iets", "5")) for code in MESSAGES)


def assert_read_or_refused(content: bytes, name: str) -> None:
    """Any error but a DocumentError goes through and fails the test."""
    with suppress(DocumentError):
        assert isinstance(read_document(content, name).text, str)


@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.html", "a.eml", "a.odt", "a.rtf", "a", "a.exe"]),
)
def test_no_bytes_raise_anything_else(content: bytes, name: str) -> None:
    for start in (b"", b"%PDF-1.4\n", b"PK\x03\x04"):
        assert_read_or_refused(start + content, name)


@settings(max_examples=40)
@given(st.data())
def test_damaged_files_raise_nothing_else(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([_docx("Tekst."), _pdf("Tekst", "Meer")]))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(min_size=1, max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    assert_read_or_refused(damaged, "nota.docx" if whole[:2] == b"PK" else "nota.pdf")
