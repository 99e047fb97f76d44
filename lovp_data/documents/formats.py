"""Readers of .docx, .pdf and .html, each by a library, behind one face: bytes and a name in, text out."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import pypdf
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from selectolax.lexbor import LexborHTMLParser, LexborNode

from lovp_data.documents.document_faults import DocumentError, refuse
from lovp_data.rules.rulebook import load_rules

MOST_UNPACKED = 50_000_000
MOST_PARTS = 2_000
MOST_PAGES = 200
_PIECE = 65_536
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
                raise _bomb(name)
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
                    raise _bomb(name)


def _bomb(name: str) -> DocumentError:
    return refuse("zip_bomb", name, details=str(MOST_UNPACKED // 1_000_000))


def read_docx(content: bytes, name: str) -> str:
    """Paragraphs and table cells in order, a line each; list items with a bullet. Raises DocumentError.

    Of any Word file since 2007: strict Open XML, with macros (which are not run), a template.
    """
    check_archive(content, name)
    try:
        document = Document(io.BytesIO(_as_plain_docx(content)))
        return "\n\n".join(_lines(document.iter_inner_content()))
    except Exception as error:  # a damaged part makes the library raise what it likes
        raise refuse("broken", name, details="DOCX") from error


def _as_plain_docx(content: bytes) -> bytes:
    """The same archive with the names that python-docx knows: the transitional ones, and no template."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w") as plain:
        for part in archive.namelist():
            text = archive.read(part)
            if part.endswith((".xml", ".rels")):
                text = _STRICT.sub(lambda found: _TRANSITIONAL + found[1] + b"/2006", text)
                text = _OTHER_WORD.sub(_WORD, text) if part == "[Content_Types].xml" else text
            plain.writestr(part, text)
    return out.getvalue()


def _lines(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            is_item = bool(block.style and (block.style.name or "").startswith("List")) or bool(
                block._p.xpath("./w:pPr/w:numPr")
            )
            yield f"• {block.text}" if is_item and block.text.strip() else block.text
        else:
            yield from (line for row in block.rows for cell in row.cells for line in _lines(cell.iter_inner_content()))


def read_pdf(content: bytes, name: str) -> str:
    """The text of all pages, a form feed between. Raises DocumentError."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refuse("password", name)
        if len(reader.pages) > MOST_PAGES:
            raise refuse("too_large_text", name, f"{len(reader.pages)} pages", f"{MOST_PAGES} pages or 200000")
        return "\f".join(page.extract_text() for page in reader.pages)
    except DocumentError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise refuse("password", name) from error
    except (LimitReachedError, MemoryError) as error:
        raise _bomb(name) from error
    except Exception as error:  # a damaged object makes the library raise what it likes
        raise refuse("broken", name, details="PDF") from error


def read_html(content: bytes, name: str) -> str:
    """What a reader of the page sees: a line per block, nothing from scripts or menus. Raises DocumentError."""
    try:
        tree = LexborHTMLParser(content)
    except Exception as error:  # the parser forgives nearly all; what it does not is no page
        raise refuse("broken", name, details="HTML") from error
    pieces: list[str] = []
    root = tree.css_first("main") or tree.css_first("article") or tree.body or tree.root
    if root is not None:
        _collect(root, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(root: LexborNode, pieces: list[str]) -> None:
    """Depth first with a stack of its own: a page may be nested deeper than Python calls can be."""
    rules = load_rules("documents")
    blocks, unseen = set(rules["blocks"].split()), set(rules["unseen"].split())
    waiting: list[LexborNode | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "-text":
            pieces.append(re.sub(r"\s+", " ", node.text_content or ""))
        elif node.tag not in unseen:
            around = "\n" if node.tag in blocks else ""
            waiting.append(around)
            waiting.extend(reversed(list(node.iter(include_text=True))))
            pieces.append(around + ("• " if node.tag == "li" else ""))
