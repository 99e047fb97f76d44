"""Pages of a PDF that are more than lines of words: tables, by the lines around their cells or without, columns,
pictures.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from lovp_data.documents.note_text import ABOVE, table_row
from lovp_data.documents.pdf_columns import column_lines, lines_of, table_lines

_FEWEST_CELLS = 4
_SMALLEST = 8.0  # points: a picture that is lower or narrower is a line or a dot
_WHOLE = 0.8  # of its page: a picture behind the words, as the scan is that they were read from


@dataclass(frozen=True)
class ArrangedPage:
    """The lines of a page that holds a table or columns, from top to bottom, each row of a table as one line."""

    lines: list[str]
    has_columns: bool = False


def arranged_pages(content: bytes) -> tuple[dict[int, ArrangedPage], int]:
    """Those of the pages, counted from 0, whose words do not simply follow each other; how many pictures all hold.

    A picture that comes back, as that of a letterhead does, is one.
    """
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        found = {at: _arranged(page) for at, page in enumerate(pdf.pages)}
        pictures = {each for page in pdf.pages if page.chars for each in _pictures(page)}
    return {at: page for at, page in found.items() if page}, len(pictures)


def _pictures(page: Page) -> Iterator[tuple[int, int]]:
    """The numbers of the objects, or of the page and its own picture, of those that stand beside the words."""
    area = float(page.width) * float(page.height)
    for at, each in enumerate(page.images):
        is_picture = min(each["width"], each["height"]) >= _SMALLEST
        if is_picture and each["width"] * each["height"] < area * _WHOLE:
            number = each["stream"].objid
            yield (page.page_number, at) if number is None else (0, number)


def _arranged(page: Page) -> ArrangedPage | None:
    if tables := _tables(page):
        return ArrangedPage(_lines(page, tables))
    lines = lines_of(page)
    if rows := table_lines(lines):
        return ArrangedPage(rows)
    columns = column_lines(lines, float(page.width))
    return ArrangedPage(columns, has_columns=True) if columns else None


def _tables(page: Page) -> list[Table]:
    """With two columns and two rows at least: a box around a paragraph is none."""
    return [
        table
        for table in page.find_tables()
        if len(table.rows) > 1 and len(table.columns) > 1 and len(table.cells) >= _FEWEST_CELLS
    ]


def _lines(page: Page, tables: list[Table]) -> list[str]:
    outside = page
    for table in tables:
        outside = outside.outside_bbox(_within(table.bbox, page))
    text = [(line["top"], line["text"]) for line in outside.extract_text_lines()]
    rows = [(table.bbox[1], row) for table in tables for row in _rows(table)]
    return [line for _, line in sorted([*text, *rows], key=lambda each: each[0])]


def _within(box: tuple[float, ...], page: Page) -> tuple[float, float, float, float]:
    """A drawn line may lie a hair outside the page, which the library does not allow."""
    left, top, right, bottom = page.bbox
    return max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom)


def _rows(table: Table) -> Iterator[str]:
    """A cell that is one with that above or before it has no text of its own: None in what the library gives."""
    cells = [row.cells for row in table.rows]
    for at, row in enumerate(table.extract()):
        told = [
            _cell(text, row, column, is_above=at > 0 and cells[at][column] is None) for column, text in enumerate(row)
        ]
        if any(each not in ("", ABOVE) for each in told):
            yield table_row(told)


def _cell(text: str | None, row: Sequence[str | None], column: int, *, is_above: bool) -> str:
    if text is not None:
        return text
    is_wide = column > 0 and row[column - 1] is not None
    return ABOVE if is_above and not is_wide else ""
