"""Word files since 2007: what a reader sees of them, insertions in, deletions and hidden text out."""

import io
import re
import zipfile
import zlib

import mammoth
from lxml import etree

from lovp_data.documents.document_faults import DocumentError, refuse
from lovp_data.documents.html_page import blocks_of

MOST_UNPACKED = 50_000_000
MOST_PARTS = 2_000
_PIECE = 65_536
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_NO_PICTURE = mammoth.images.img_element(lambda _picture: {})
# Strict Open XML (ISO 29500) has other names for the same elements and relations than what Word mostly writes.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)")
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)


def check_archive(content: bytes, name: str) -> None:
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
        raise refuse("broken", name, details="DOCX") from error


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


def read_docx(content: bytes, name: str) -> str:
    """Paragraphs and table cells in order; list items with a bullet. Raises DocumentError.

    With text boxes, controls, notes and tracked insertions; without pictures, comments, headers and footers. Of any
    Word file since 2007: strict Open XML, with macros (which are not run), a template.
    """
    check_archive(content, name)
    try:
        made = mammoth.convert_to_html(io.BytesIO(_as_plain_docx(content)), convert_image=_NO_PICTURE)
        return "\n\n".join(blocks_of(made.value))
    except Exception as error:  # a damaged part makes the library raise what it likes
        raise refuse("broken", name, details="DOCX") from error


def _as_plain_docx(content: bytes) -> bytes:
    """The same archive with the names that are mostly used (transitional, no template), and without hidden text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as plain:
        for part in archive.namelist():
            text = archive.read(part)
            if part.endswith((".xml", ".rels")):
                text = _STRICT.sub(lambda found: _TRANSITIONAL + found[1] + b"/2006", text)
                text = _OTHER_WORD.sub(_WORD, text) if part == "[Content_Types].xml" else text
                text = _without_hidden(text) if b"vanish" in text and part.startswith("word/") else text
            plain.writestr(part, text)
    return out.getvalue()


def _without_hidden(part: bytes) -> bytes:
    root = etree.fromstring(part, _PARSER)
    for run in root.iter(f"{_W}r"):
        mark = run.find(f"{_W}rPr/{_W}vanish")
        if mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off"):
            del run[:]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
