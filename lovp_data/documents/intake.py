"""A document in, its plain text out. Whatever is wrong with it is said as a DocumentError, never as another error."""

import re
import unicodedata

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.file_forms import TEXT, form_of
from lovp_data.documents.formats import read_docx, read_html, read_pdf
from lovp_data.package.files import is_storable

MOST_BYTES = 10_000_000
MOST_CHARACTERS = 200_000
PASTED = "pasted text"
_READERS = {".docx": read_docx, ".pdf": read_pdf, ".html": read_html, ".htm": read_html}


def read_document(content: bytes, name: str) -> str:
    """The text of a .txt, .docx, .pdf or .html file. What the bytes say goes before what the name says.

    Raises DocumentError: empty, too large, of another format, binary, locked, broken, a zip bomb, wrongly encoded.
    """
    if not content.strip():
        raise refuse("empty", name)
    if len(content) > MOST_BYTES:
        raise refuse("too_large_file", name, f"{len(content) // 1_000_000} MB", str(MOST_BYTES // 1_000_000))
    form = form_of(content, name)
    if form in _READERS:
        return check_text(_READERS[form](content, name), name)
    if form == "locked":
        raise refuse("password", name)
    if form != TEXT:
        raise refuse("unknown_format", name, form)
    return check_text(decode(content, name), name)


def decode(content: bytes, name: str) -> str:
    """Bytes as text: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252. Raises DocumentError."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16", name)
    if b"\x00" in content:
        raise refuse("binary", name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252", name)


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse("wrong_encoding", name, f"byte {error.start + 1}") from error


def check_text(text: str, name: str = PASTED) -> str:
    """The text itself, untouched, if it can be a note. Raises DocumentError: empty, too large, binary."""
    if len(text) > MOST_CHARACTERS:
        raise refuse("too_large_text", name, f"{len(text)} characters", str(MOST_CHARACTERS))
    if not re.search(r"[^\W_]", text):
        raise refuse("empty", name)
    if not is_storable(text):
        raise refuse("binary", name)
    odd = sum(unicodedata.category(each) in ("Cc", "Cn", "Co", "Cs") and each not in "\t\n\r\f\v" for each in text)
    if "\x00" in text or odd * 50 > len(text):
        raise refuse("binary", name)
    return text
