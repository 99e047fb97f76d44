"""A matrix of markers: rows and columns with labels, one mark per cell; the base of several figures."""

from dataclasses import dataclass, field
from typing import Any

from lovp_view.figures.frame import Caption, RowLabel, Spec, broken, framed, hidden_axis, lay_out_rows, safe, wrap
from lovp_view.theme import ACCENT, INK, MUTED, PAPER, Size


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
    """What a matrix draws. Columns with `column_groups` get a second line of labels (years over meetings)."""

    rows: list[str]
    columns: list[str]
    cells: list[Cell]
    column_groups: list[tuple[int, str]] = field(default_factory=list)
    are_columns_upright: bool = False
    mark_size: float = 26
    shows_columns: bool = True


def matrix_spec(
    matrix: Matrix, *, title: str, caption: Caption, size: Size, key: list[tuple[str, str, str]] | None = None
) -> Spec:
    """A framed spec; every cell carries its mark as customdata."""
    mark_height = matrix.mark_size + 10
    rows = lay_out_rows([RowLabel(label) for label in matrix.rows], size, mark_height=mark_height)
    space = (size.width - rows.left - 8) / max(len(matrix.columns), 1)
    heads, head_height = _column_notes(matrix, size, space)
    layout: dict[str, Any] = {
        "xaxis": hidden_axis(-0.5, max(len(matrix.columns), 1) - 0.5),
        "yaxis": hidden_axis(rows.height, 0),
        "annotations": [*rows.annotations, *heads],
        "shapes": rows.shapes,
        "hovermode": "closest",
    }
    traces = [_trace(matrix, rows.y, size)]
    return framed(
        traces, layout, title=title, caption=caption, size=size, plot_height=rows.height, key=key,
        left=rows.left, above=head_height, below=6,
    )  # fmt: skip


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
        font = min(size.text, int(space * 0.72))  # upright texts may not touch each other
        notes = [
            _upright(place, label, size, font) for place, label in enumerate(matrix.columns) if matrix.shows_columns
        ]
        longest = max((len(label) for label in matrix.columns), default=0) if matrix.shows_columns else 0
        height = longest * size.text * 0.56 + 8
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
