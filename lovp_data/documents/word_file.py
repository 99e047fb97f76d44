"""Word files since 2007: what a reader sees of them, insertions in, deletions and hidden text out."""

import io
import re
import zipfile
from collections.abc import Iterator

import mammoth
from lxml import etree

from lovp_data.documents.archives import XML_PARSER, check_archive
from lovp_data.documents.document_faults import refuse
from lovp_data.documents.html_page import blocks_of
from lovp_data.documents.note_text import NoteText, distinct, left_out, quoted

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What mammoth leaves out, by the elements that hold it.
_NOT_READ = {
    "pictures": (b"<pic:pic>", b"<pic:pic ", b"<v:imagedata"),
    "charts": (b"<c:chart ", b"<dgm:relIds"),
    "formulas": (b"<m:oMath>", b"<m:oMath "),
    "embedded": (b"<o:OLEObject",),
}
_BODY = re.compile(r"word/\w+\.xml$")  # parts with words, and not what they refer to
_NO_PICTURE = mammoth.images.img_element(lambda _picture: {})
# Strict Open XML (ISO 29500) has other names for the same elements and relations than what Word mostly writes.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)")
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)


def read_docx(content: bytes, name: str) -> NoteText:
    """Headings, paragraphs, items and tables in order, marked as `note_text` says. Raises DocumentError.

    With text boxes, controls, notes, tracked insertions and, before the rest, the heads of pages, which often name the
    meeting; pictures, comments and feet of pages are told as left out. Of any Word file since 2007: strict Open XML,
    with macros (which are not run), a template.
    """
    check_archive(content, name, "DOCX")
    try:
        parts = _plain_parts(content)
        made = mammoth.convert_to_html(io.BytesIO(_archive_of(parts)), convert_image=_NO_PICTURE)
        blocks = [*_texts(parts, r"word/header\d*\.xml"), *blocks_of(made.value)]
        return NoteText("\n\n".join(blocks), left_out(_left_out(parts)))
    except Exception as error:  # a damaged part makes the library raise what it likes
        raise refuse("broken", name, details="DOCX") from error


def _plain_parts(content: bytes) -> dict[str, bytes]:
    """The parts with the names that are mostly used (transitional, no template), and without hidden text."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = _hidden_styles(archive)
        for part in archive.namelist():
            text = archive.read(part)
            if part.endswith((".xml", ".rels")):
                text = _transitional(text)
                text = _OTHER_WORD.sub(_WORD, text) if part == "[Content_Types].xml" else text
                is_hiding = part.startswith("word/") and (b"vanish" in text or any(each in text for each in styles))
                text = _without_hidden(text, styles) if is_hiding else text
            parts[part] = text
    return parts


def _transitional(text: bytes) -> bytes:
    return _STRICT.sub(lambda found: _TRANSITIONAL + found[1] + b"/2006", text)


def _archive_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return out.getvalue()


def _left_out(parts: dict[str, bytes]) -> Iterator[tuple[str, int | str]]:
    """What the text does not hold, counted in all parts; the words of comments and of feet of pages."""
    for code, marks in _NOT_READ.items():
        yield code, sum(text.count(mark) for path, text in parts.items() if _BODY.match(path) for mark in marks)
    for code, name in (("comments", r"word/comments\d*\.xml"), ("page_heads", r"word/footer\d*\.xml")):
        yield code, quoted(_texts(parts, name))


def _texts(parts: dict[str, bytes], name: str) -> list[str]:
    """The different paragraphs of the parts of this name."""
    roots = (etree.fromstring(part, XML_PARSER) for path, part in parts.items() if re.match(name, path))
    blocks = (block for root in roots for block in root.iter(f"{_W}p"))
    return distinct("".join(each.text or "" for each in block.iter(f"{_W}t")) for block in blocks)


def _hidden_styles(archive: zipfile.ZipFile) -> tuple[bytes, ...]:
    """The names of styles that hide their text, by themselves or by the style they are based on."""
    if "word/styles.xml" not in archive.namelist():
        return ()
    part = _transitional(archive.read("word/styles.xml"))
    styles = {each.get(f"{_W}styleId", ""): each for each in etree.fromstring(part, XML_PARSER).iter(f"{_W}style")}
    hidden = {name for name, style in styles.items() if _is_hidden(style.find(f"{_W}rPr/{_W}vanish"))}
    for _ in styles:
        based = {name for name, style in styles.items() if _named(style, "basedOn") in hidden}
        if based <= hidden:
            break
        hidden |= based
    return tuple(name.encode() for name in hidden if name)


def _is_hidden(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _named(element: etree._Element, path: str) -> str:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return str(found.get(f"{_W}val", "")) if found is not None else ""


def _without_hidden(part: bytes, styles: tuple[bytes, ...]) -> bytes:
    root = etree.fromstring(part, XML_PARSER)
    hidden = {each.decode() for each in styles}
    for paragraph in root.iter(f"{_W}p"):
        is_all = _named(paragraph, "pPr/pStyle") in hidden
        for run in paragraph.iter(f"{_W}r"):
            mark = run.find(f"{_W}rPr/{_W}vanish")
            if _is_hidden(mark) or (mark is None and (is_all or _named(run, "rPr/rStyle") in hidden)):
                del run[:]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
