"""Rich text (.rtf) and Markdown (.md): paragraphs and rows of tables, without what is hidden, struck or deleted."""

import re

from striprtf.striprtf import rtf_to_text

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.encodings import decode
from lovp_data.documents.note_text import NoteText, left_out, table_row

# A group of runs that is hidden, struck out or deleted, as Word and LibreOffice write it.
_UNSEEN = re.compile(r"\{[^{}]*\\(?:deleted|v|strike)(?![a-z0-9])[^{}]*\}")
_NOTE = "\\footnote"  # the library would drop a note whole; read, it stands where its number is


def read_rtf(content: bytes, name: str) -> NoteText:
    """Paragraphs as lines, a row of a table as one line. Raises DocumentError."""
    given = content.decode("latin-1")  # beyond ASCII the format escapes every character
    try:
        text = rtf_to_text(_UNSEEN.sub("", given).replace(_NOTE, " "), errors="replace")
    except Exception as error:  # a damaged group makes the library raise what it likes
        raise refuse("broken", name, details="RTF") from error
    lines = (line.rstrip() for line in text.split("\n"))
    rows = (table_row(line[:-1].split("|")) if line.endswith("|") else line for line in lines)
    counts = [("pictures", given.count(r"{\pict")), ("embedded", given.count(r"{\object"))]
    return NoteText("\n".join(rows), left_out(counts))


def read_markdown(content: bytes, name: str) -> NoteText:
    """The text with its headings, items and tables, without the marks for emphasis. Raises DocumentError."""
    return NoteText(re.sub(r"~~[^~\n]+~~|\*\*|__", "", decode(content, name)))
