"""A document in, its plain text out. Whatever is wrong with it is said as a DocumentError, never as another error."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.encodings import decode
from lovp_data.documents.file_forms import TEXT, form_of
from lovp_data.documents.html_page import read_html
from lovp_data.documents.mail import read_mail
from lovp_data.documents.note_text import NoteText
from lovp_data.documents.open_document import read_odt
from lovp_data.documents.pdf_file import read_pdf
from lovp_data.documents.rich_text import read_markdown, read_rtf
from lovp_data.documents.word_file import read_docx
from lovp_data.package.files import is_storable

MOST_BYTES = 10_000_000
MOST_CHARACTERS = 200_000
PASTED = "pasted text"
_READERS: dict[str, Callable[[bytes, str], NoteText]] = {
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
    ".eml": read_mail,
    ".md": read_markdown,
}


def read_document(content: bytes, name: str) -> NoteText:
    """The text of a file, and what it leaves out. What the bytes say goes before what the name says.

    Raises DocumentError: empty, too large, of another format, binary, locked, broken, a zip bomb, wrongly encoded.
    """
    if not content.strip():
        raise refuse("empty", name)
    if len(content) > MOST_BYTES:
        raise refuse("too_large_file", name, f"{len(content) // 1_000_000} MB", str(MOST_BYTES // 1_000_000))
    form = form_of(content, name)
    if form in _READERS:
        read = _READERS[form](content, name)
        return replace(read, text=check_text(read.text, name))
    if form == "locked":
        raise refuse("password", name)
    if form != TEXT:
        raise refuse("unknown_format", name, form)
    return NoteText(check_text(decode(content, name), name))


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
