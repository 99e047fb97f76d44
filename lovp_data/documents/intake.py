"""A document in, its plain text out. Whatever is wrong with it is said as a DocumentError, never as another error."""

import re
import unicodedata

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.encodings import decode
from lovp_data.documents.file_forms import TEXT, form_of
from lovp_data.documents.html_page import read_html
from lovp_data.documents.pdf_file import read_pdf
from lovp_data.documents.word_file import read_docx
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
