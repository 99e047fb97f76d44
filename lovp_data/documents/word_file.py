"""Word files since 2007: what a reader sees of them, insertions in, deletions and hidden text out."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import mammoth
from lxml import etree

from lovp_data.documents.document_faults import DocumentError, refuse
from lovp_data.documents.html_page import blocks_of
from lovp_data.documents.note_text import NoteText, left_out

MOST_UNPACKED = 50_000_000
MOST_PARTS = 2_000
_PIECE = 65_536
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
# What mammoth leaves out, by the elements that hold it.
_NOT_READ = {
    "pictures": (b"<pic:pic>", b"<pic:pic ", b"<v:imagedata"),
    "charts": (b"<c:chart ", b"<dgm:relIds"),
    "formulas": (b"<m:oMath>", b"<m:oMath "),
    "embedded": (b"<o:OLEObject",),
}
_NO_PICTURE = mammoth.images.img_element(lambda _picture: {})
# Strict Open XML (ISO 29500) has other names for the same elements and relations than what Word mostly writes.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)")
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)


def check_archive(content: bytes, name: str, form: str = "DOCX") -> None:
    """Raises DocumentError for a broken or locked archive, or one that unpacks to too much.

    The sizes an archive declares may lie, so every part is also unpacked, piece by piece, and counted.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise bomb(name)
            if any(part.flag_bits & 1 for part in parts):
                raise refuse("password", name)
            _unpack(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise refuse("broken", name, details=form) from error


def _unpack(archive: zipfile.ZipFile, name: str) -> None:
    left = MOST_UNPACKED
    for part in archive.infolist():
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise bomb(name)


def bomb(name: str) -> DocumentError:
    """What to raise for a file that unpacks to too much."""
    return refuse("zip_bomb", name, details=str(MOST_UNPACKED // 1_000_000))


def read_docx(content: bytes, name: str) -> NoteText:
    """Headings, paragraphs, items and tables in order, marked as `note_text` says. Raises DocumentError.

    With text boxes, controls, notes, tracked insertions and, before the rest, the heads of pages, which often name the
    meeting; pictures, comments and feet of pages are told as left out. Of any Word file since 2007: strict Open XML,
    with macros (which are not run), a template.
    """
    check_archive(content, name)
    try:
        plain = _as_plain_docx(content)
        made = mammoth.convert_to_html(io.BytesIO(plain), convert_image=_NO_PICTURE)
        parts = _parts(plain)
        blocks = [*_texts(parts, r"word/header\d*\.xml"), *blocks_of(made.value)]
        return NoteText("\n\n".join(blocks), left_out(_left_out(parts)))
    except Exception as error:  # a damaged part makes the library raise what it likes
        raise refuse("broken", name, details="DOCX") from error


def _as_plain_docx(content: bytes) -> bytes:
    """The same archive with the names that are mostly used (transitional, no template), and without hidden text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as plain:
        styles = _hidden_styles(archive)
        for part in archive.namelist():
            text = archive.read(part)
            if part.endswith((".xml", ".rels")):
                text = _STRICT.sub(lambda found: _TRANSITIONAL + found[1] + b"/2006", text)
                text = _OTHER_WORD.sub(_WORD, text) if part == "[Content_Types].xml" else text
                is_hiding = part.startswith("word/") and (b"vanish" in text or any(each in text for each in styles))
                text = _without_hidden(text, styles) if is_hiding else text
            plain.writestr(part, text)
    return out.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if re.match(r"word/\w+\.xml$", name)}


def _left_out(parts: dict[str, bytes]) -> Iterator[tuple[str, int | str]]:
    """What the text does not hold, counted in all parts; the words of comments and of feet of pages."""
    for code, marks in _NOT_READ.items():
        yield code, sum(part.count(mark) for part in parts.values() for mark in marks)
    for code, name in (("comments", r"word/comments\d*\.xml"), ("page_heads", r"word/footer\d*\.xml")):
        yield code, ", ".join(f"«{text}»" for text in _texts(parts, name))


def _texts(parts: dict[str, bytes], name: str) -> list[str]:
    """The different paragraphs of the parts of this name."""
    roots = (etree.fromstring(part, _PARSER) for path, part in parts.items() if re.match(name, path))
    blocks = (block for root in roots for block in root.iter(f"{_W}p"))
    texts = (" ".join("".join(each.text or "" for each in block.iter(f"{_W}t")).split()) for block in blocks)
    return [text for text in dict.fromkeys(texts) if text]


def _hidden_styles(archive: zipfile.ZipFile) -> tuple[bytes, ...]:
    """The names of styles that hide their text, by themselves or by the style they are based on."""
    if "word/styles.xml" not in archive.namelist():
        return ()
    part = _STRICT.sub(lambda found: _TRANSITIONAL + found[1] + b"/2006", archive.read("word/styles.xml"))
    styles = {each.get(f"{_W}styleId", ""): each for each in etree.fromstring(part, _PARSER).iter(f"{_W}style")}
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
    root = etree.fromstring(part, _PARSER)
    hidden = {each.decode() for each in styles}
    for paragraph in root.iter(f"{_W}p"):
        is_all = _named(paragraph, "pPr/pStyle") in hidden
        for run in paragraph.iter(f"{_W}r"):
            mark = run.find(f"{_W}rPr/{_W}vanish")
            if _is_hidden(mark) or (mark is None and (is_all or _named(run, "rPr/rStyle") in hidden)):
                del run[:]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
