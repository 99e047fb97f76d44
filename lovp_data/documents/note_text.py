"""What a conversion gives: the text of a note, and in words what could not come along.

The text is plain, with the marks that people type themselves: '#' before a heading, '•' or a number before an item of a
list (two blanks further in for each level), '|' around the cells of a table, '>' before what a mail quotes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ABOVE = "^^"  # a cell that is one with the cell above it
_BAR = "|"
CUT = re.compile(r"(?<!\\)\|")  # a bar that is no part of a cell

# What was left out, in words; `{details}` is how many, which ones, or the words themselves.
SENTENCES: dict[str, str] = {
    "pictures": "pictures were not read: {details}",
    "charts": "charts were not read: {details}",
    "formulas": "formulas were not read: {details}",
    "embedded": "embedded files were not read: {details}",
    "comments": "comments in the margin are no part of the text: {details}",
    "page_heads": "heads and feet of pages are no part of the text: {details}",
    "blank_pages": "pages without text, which may be scans: {details}",
    "columns": "the text may stand in columns; check its order on pages: {details}",
    "attachments": "attachments of the mail were not read: {details}",
}


@dataclass(frozen=True)
class LeftOut:
    """Something of a document that its text does not hold. `code` is one of SENTENCES."""

    code: str
    details: str

    def __str__(self) -> str:
        return SENTENCES[self.code].replace("{details}", self.details)


@dataclass(frozen=True)
class NoteText:
    """The text of a document, and what it left out."""

    text: str
    left_out: tuple[LeftOut, ...] = ()


def left_out(found: Iterable[tuple[str, int | str]]) -> tuple[LeftOut, ...]:
    """Each (code, how many or which) of which there is any."""
    return tuple(LeftOut(code, str(details)) for code, details in found if details)


def distinct(texts: Iterable[str]) -> list[str]:
    """Each different text once, in one line; none of those without words."""
    flat = (" ".join(text.split()) for text in texts)
    return [text for text in dict.fromkeys(flat) if text]


def quoted(texts: Iterable[str]) -> str:
    """The different texts between quotation marks, for `details`."""
    return ", ".join(f"«{text}»" for text in distinct(texts))


def table_row(cells: Sequence[str]) -> str:
    r"""One row of a table as one line: '| a | b |'; a bar within a cell is written '\|'."""
    written = (" ".join(cell.split()).replace(_BAR, rf"\{_BAR}") for cell in cells)
    return re.sub(r" {2,}", " ", f"{_BAR} " + f" {_BAR} ".join(written) + f" {_BAR}")
