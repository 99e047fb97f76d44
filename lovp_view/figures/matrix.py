"""A matrix of markers: rows and columns with labels, one mark per cell; the base of several figures."""

from dataclasses import dataclass, field, replace
from typing import Any

from lovp_view.figures.frame import (
    CHAR,
    Caption,
    RowLabel,
    Spec,
    broken,
    framed,
    hidden_axis,
    lay_out_rows,
    safe,
    wrap,
)
from lovp_view.view.theme import ACCENT, INK, MUTED, PAPER, Size

_UPRIGHT = 0.76  # font size of upright texts that do not touch each other, as a share of their distance


@dataclass(frozen=True)
class Cell:
    """One mark: its place (row and column numbers), what stands in it, its look, and what a click on it means."""

    row: int
    column: int
    text: str
    hover: str
    mark: str
    color: str = ACCENT
    symbol: str = "square"
    text_color: str = PAPER


@dataclass(frozen=True)
class Matrix:
    """What a matrix draws. Columns with `column_groups` get a second line of labels (years over meetings).

    Where upright labels do not fit, the columns have their `initials`, if there are any.
    """

    rows: list[str]
    columns: list[str]
    cells: list[Cell]
    column_groups: list[tuple[int, str]] = field(default_factory=list)
    are_columns_upright: bool = False
    mark_size: float = 26
    shows_columns: bool = True
    initials: tuple[str, ...] = ()


def matrix_spec(
    matrix: Matrix, *, title: str, caption: Caption, size: Size, key: list[tuple[str, str, str]] | None = None
) -> Spec:
    """A framed spec; every cell carries its mark as customdata. Columns that do not fit go on under the first ones."""
    parts = _parts(matrix, size)
    bands = [lay_out_rows([RowLabel(label) for label in p.rows], size, mark_height=p.mark_size + 10) for p in parts]
    most = max(len(parts[0].columns), 1)
    heads = [_column_notes(part, size, _room(size) / most) for part in parts]
    tops = [0.0]
    for band, (_, above) in zip(bands, heads[1:], strict=False):
        tops.append(tops[-1] + band.height + above)
    layout: dict[str, Any] = {
        "xaxis": hidden_axis(-0.5, most - 0.5),
        "yaxis": hidden_axis(tops[-1] + bands[-1].height, 0),
        "annotations": [
            *(_moved(note, top) for band, top in zip(bands, tops, strict=True) for note in band.annotations),
            *heads[0][0],
            *(_note_at(note, top) for (notes, _), top in list(zip(heads, tops, strict=True))[1:] for note in notes),
        ],
        "shapes": [_moved(line, top) for band, top in zip(bands, tops, strict=True) for line in band.shapes],
        "hovermode": "closest",
    }
    traces = [_trace(part, [y + top for y in band.y], size) for part, band, top in zip(parts, bands, tops, strict=True)]
    return framed(
        traces, layout, title=title, caption=caption, size=size, plot_height=tops[-1] + bands[-1].height, key=key,
        left=bands[0].left, above=heads[0][1], below=6,
    )  # fmt: skip


def _room(size: Size) -> float:
    """The width of the plot, in pixels."""
    return size.width - (8 if size.puts_labels_above else size.label_width + 16) - 8


def _parts(matrix: Matrix, size: Size) -> list[Matrix]:
    """The matrix, or as many columns of it at a time as have room for readable labels, with the rows they need."""
    if matrix.are_columns_upright:
        need = size.least / _UPRIGHT
    else:
        longest = max((len(word) for label in matrix.columns for word in label.split()), default=1)
        need = min(longest, 10) * size.text * CHAR + 6
    fit = max(int(_room(size) / need), 1)
    if len(matrix.columns) <= fit or matrix.column_groups:
        return [matrix]
    return [_part(matrix, first, min(first + fit, len(matrix.columns))) for first in range(0, len(matrix.columns), fit)]


def _part(matrix: Matrix, first: int, end: int) -> Matrix:
    cells = [cell for cell in matrix.cells if first <= cell.column < end]
    rows = sorted({cell.row for cell in cells})
    moved = [replace(cell, row=rows.index(cell.row), column=cell.column - first) for cell in cells]
    return replace(matrix, rows=[matrix.rows[row] for row in rows], columns=matrix.columns[first:end], cells=moved)


def _moved(drawn: Spec, by: float) -> Spec:
    return drawn | {place: drawn[place] + by for place in ("y", "y0", "y1") if place in drawn}


def _note_at(note: Spec, y: float) -> Spec:
    return {**note, "yref": "y", "y": y}


def _trace(matrix: Matrix, y: list[float], size: Size) -> Spec:
    cells = matrix.cells
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [cell.column for cell in cells],
        "y": [y[cell.row] for cell in cells],
        "text": [safe(cell.text) for cell in cells],
        "textfont": {"size": size.text, "color": [cell.text_color for cell in cells]},
        "marker": {
            "size": matrix.mark_size,
            "symbol": [cell.symbol for cell in cells],
            "color": [cell.color for cell in cells],
            "opacity": 1,
            "line": {"width": 1.5, "color": [cell.color for cell in cells]},
        },
        # A click must not fade the other marks: what it opens stands below the picture.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": None}},
        "customdata": [[cell.mark] for cell in cells],
        "hovertext": [cell.hover for cell in cells],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _column_notes(matrix: Matrix, size: Size, space: float) -> tuple[list[Spec], float]:
    """Column labels above the plot, upright where asked, and the height they need."""
    if matrix.are_columns_upright:
        font = min(size.text, int(space * 0.76))  # upright texts may not touch each other
        is_upright = matrix.shows_columns and font >= size.least
        shown = matrix.columns if is_upright else []
        notes = [_upright(place, label, size, font) for place, label in enumerate(shown)]
        height = max((len(label) for label in shown), default=0) * size.text * 0.56 + 8
        if matrix.initials and not is_upright and space >= size.text * 0.8:
            notes = [_flat(place, [letter], size) for place, letter in enumerate(matrix.initials)]
            height = size.text * 1.3 + 6
    else:
        lines = [wrap(label, space - 6, size.text) for label in matrix.columns]
        notes = [_flat(place, each, size) for place, each in enumerate(lines)]
        height = max((len(each) for each in lines), default=0) * size.text * 1.3 + 6
    groups = [_group(place, label, size, height, len(matrix.columns)) for place, label in matrix.column_groups]
    return [*notes, *groups], height + (size.text * 1.5 if groups else 0)


def _note(place: float, text: str, size: Size, **more: Any) -> Spec:
    base = {"x": place, "xref": "x", "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "text": text}
    return {**base, "font": {"size": size.text, "color": MUTED}, **more}


def _upright(place: int, label: str, size: Size, font: int) -> Spec:
    look = {"size": font, "color": MUTED}
    return _note(place, safe(label), size, textangle=-90, xanchor="center", yshift=2, font=look)


def _flat(place: int, lines: list[str], size: Size) -> Spec:
    return _note(place, broken(lines), size, xanchor="center", align="center", yshift=2)


def _group(place: int, label: str, size: Size, height: float, columns: int) -> Spec:
    """A group's label over its first column; one that would run out of the picture ends with the last column."""
    font = {"size": size.text, "color": INK}
    is_last = place > columns - 3
    side = {"x": columns - 0.5, "xanchor": "right"} if is_last else {"x": place - 0.5, "xanchor": "left"}
    return _note(place, f"<b>{safe(label)}</b>", size, yshift=height, font=font) | side
