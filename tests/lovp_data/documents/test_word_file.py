"""What Word keeps outside a plain run is read, and what it hides or struck out is not."""

import base64
import io
import zipfile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st

from lovp_data.documents.intake import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
    "<v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
AROUND = {
    "plain": "{}",
    "insertion": '<w:ins w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">{}</w:ins>',
    "moved here": '<w:moveTo w:id="2" w:author="a" w:date="2026-01-01T00:00:00Z">{}</w:moveTo>',
    "smart tag": '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "link": '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    "box": BOX,
}
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WORDS = st.text("abcdefgëéü", min_size=1, max_size=12)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word_file(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs' XML."""
    made, out = io.BytesIO(), io.BytesIO()
    Document().save(made)
    body = "".join(f"<w:p>{each}</w:p>" for each in paragraphs)
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, document.encode() if part == "word/document.xml" else old.read(part))
    return out.getvalue()


def read(*paragraphs: str) -> str:
    return read_document(word_file(*paragraphs), "nota.docx").text


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_words_in_every_wrapping_are_read(around: str) -> None:
    assert " ".join(read(run("Afgesproken is dat dit "), around.format(run("in juni"))).split()).endswith("in juni")


@settings(max_examples=25)  # a file takes a tenth of a second
@given(st.lists(st.tuples(st.sampled_from(sorted(AROUND)), WORDS), min_size=1, max_size=6))
def test_no_word_of_any_mixture_is_lost(parts: list[tuple[str, str]]) -> None:
    text = read("".join(AROUND[name].format(run(f" {word} ")) for name, word in parts))
    assert sorted(text.split()) == sorted(word for _, word in parts)


@pytest.mark.parametrize(
    "gone",
    [
        run("500 fte", "<w:vanish/>"),
        run("500 fte", '<w:vanish w:val="1"/>'),
        run("500 fte", "<w:strike/>"),
        '<w:del w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>500 fte</w:delText></w:r></w:del>',
    ],
)
def test_hidden_struck_and_deleted_text_is_not_read(gone: str) -> None:
    assert read(run("De korpschef komt met een plan.") + gone) == "De korpschef komt met een plan."


def test_text_of_a_hidden_style_is_not_read() -> None:
    document, out = Document(), io.BytesIO()
    hidden = document.styles.add_style("Intern", WD_STYLE_TYPE.CHARACTER)
    hidden.font.hidden = True
    based = document.styles.add_style("Intern2", WD_STYLE_TYPE.CHARACTER)
    based.base_style = hidden
    paragraph = document.add_paragraph("Een plan.")
    paragraph.add_run(" 500 fte", style="Intern")
    paragraph.add_run(" 600 fte", style="Intern2")
    document.save(out)
    assert read_document(out.getvalue(), "nota.docx").text == "Een plan."


def test_a_run_that_says_it_is_not_hidden_is_read() -> None:
    assert read(run("zichtbaar", '<w:vanish w:val="0"/>')) == "zichtbaar"


def test_a_merged_cell_is_read_once() -> None:
    document, out = Document(), io.BytesIO()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "een afspraak"
    table.cell(1, 0).text, table.cell(1, 2).text = "wie", "wanneer"
    document.save(out)
    assert read_document(out.getvalue(), "nota.docx").text == "een afspraak\n| wie | | wanneer |"


def test_what_stands_beside_the_text_is_told() -> None:
    document, out = Document(), io.BytesIO()
    run = document.add_paragraph("Een regel.").add_run(" En een.")
    document.add_comment(run, "Klopt dit?", author="a")
    document.sections[0].header.paragraphs[0].text = "Vertrouwelijk"
    document.sections[0].footer.paragraphs[0].text = "Blad 1"
    document.add_picture(io.BytesIO(PICTURE))
    document.save(out)
    read = read_document(out.getvalue(), "nota.docx")
    assert read.text == "Vertrouwelijk\n\nEen regel. En een."
    told = {(each.code, each.details) for each in read.left_out}
    assert told == {("pictures", "1"), ("comments", "«Klopt dit?»"), ("page_heads", "«Blad 1»")}
