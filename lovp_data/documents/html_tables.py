"""Tables of a page: those that hold data, cell by cell. A table that only lays out a page is read as its blocks."""

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from lovp_data.documents.html_nodes import is_hidden
from lovp_data.documents.note_text import ABOVE

_MOST_SPAN = 60  # columns or rows that a cell may claim to cover
_LONGEST_CELL = 1_500  # characters; where a cell holds more, the table lays out a page


def is_data_table(table: LexborNode) -> bool:
    """At least two rows and two columns, no table or heading within, no cell as long as a page."""
    if len(table.css("table")) > 1 or table.css("h1, h2, h3, h4, h5, h6"):
        return False
    rows = [list(_cells(row)) for row in _rows(table)]
    return (
        sum(len(row) > 1 for row in rows) >= 1
        and len(rows) > 1
        and all(len(cell.text() or "") <= _LONGEST_CELL for row in rows for cell in row)
    )


def cell_grid(table: LexborNode, read: Callable[[LexborNode], str]) -> list[list[str]]:
    """The text of every cell, a list a row with a place for each column; rows with no text are left out.

    A cell over several columns is followed by empty ones, one over several rows stands as ABOVE in the later rows; a
    cell over the whole width stands alone.
    """
    width = max(sum(_span(cell, "colspan") for cell in _cells(row)) for row in _rows(table))
    rows: list[list[str]] = []
    open_rows: dict[int, int] = {}  # column: in how many rows from here on a cell from above still stands
    for row in _rows(table):
        cells = _placed(row, read, open_rows)
        if any(text not in ("", ABOVE) for text in cells):
            is_whole = len(cells) == width and cells[0] and not any(cells[1:]) and len(list(_cells(row))) == 1
            rows.append(cells[:1] if is_whole else cells)
    return rows


def _placed(row: LexborNode, read: Callable[[LexborNode], str], open_rows: dict[int, int]) -> list[str]:
    """The cells of a row in their columns; `open_rows` is brought up to the next row."""
    placed: list[str] = []
    later: dict[int, int] = {}
    for cell in [*_cells(row), None]:
        while open_rows.get(len(placed)):
            later[len(placed)] = open_rows[len(placed)] - 1
            placed.append(ABOVE)
        if cell is not None:
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            later |= {len(placed) + at: down - 1 for at in range(across)}
            placed += [read(cell), *[""] * (across - 1)]
    open_rows.clear()
    open_rows.update(later)
    return placed


def _rows(table: LexborNode) -> list[LexborNode]:
    return [row for row in table.css("tr") if not is_hidden(row)]


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (each for each in row.iter() if each.tag in ("td", "th"))


def _span(cell: LexborNode, name: str) -> int:
    given = cell.attributes.get(name) or "1"
    return min(max(int(given), 1), _MOST_SPAN) if given.isascii() and given.isdecimal() else 1
