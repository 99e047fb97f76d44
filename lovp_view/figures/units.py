"""Unit squares: one square a follow-up, in rows under words; the base of figures that show where things stand.

A square opens its follow-up. Where there are more than a reader can take in, each cell becomes a bar, by status.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from lovp_view.figures.frame import (
    CHAR,
    RowLabel,
    Spec,
    broken,
    framed,
    hidden_axis,
    lay_out_rows,
    lines_height,
    safe,
    wrap,
)
from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts, status_label, status_words
from lovp_view.view.theme import INK, LATE, MUTED, PAPER, SAID_STATUSES, STATUS_COLORS, STATUS_GLYPHS, Size

MOST_UNITS = 400
_STEP, _MARK, _PADDING, _GAP = 20, 15, 8, 14  # pixels: from square to square, a square, around a row, between columns


@dataclass(frozen=True)
class Units:
    """Rows and columns of cells; `members` has row and column (numbers), status, group, is_late, title, follow_up.

    `marks` gives what a bar stands for, per row and column.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    members: pd.DataFrame
    marks: dict[tuple[int, int], str] = field(default_factory=dict)


def units_spec(units: Units, *, title: str, caption: Caption, size: Size, texts: Texts) -> Spec:
    """A framed spec; every square carries its follow-up as customdata, every bar its mark."""
    room = size.width - (8 if size.puts_labels_above or not any(units.rows) else size.label_width + 16) - 8
    counts = units.members.groupby(["row", "column"]).size().to_dict()
    is_barred = len(units.members) > MOST_UNITS
    fit = _capacities(units, counts, room, size, is_barred=is_barred)
    starts = _starts(units.columns, fit, room, size)
    lines = [_lines(counts, row, fit, is_barred=is_barred) for row in range(len(units.rows))]
    labels = [RowLabel(label, mark_height=n * _STEP + _PADDING) for label, n in zip(units.rows, lines, strict=True)]
    rows = lay_out_rows(labels, size, left_width=None if any(units.rows) else 0)
    heads, above = _heads(units.columns, starts, room, size)
    layout: Spec = {
        "xaxis": hidden_axis(0, room),
        "yaxis": hidden_axis(rows.height, 0),
        "annotations": [*rows.annotations, *heads],
        "shapes": rows.shapes,
        "hovermode": "closest",
        "barmode": "overlay",
    }
    tops = [y - n * _STEP / 2 for y, n in zip(rows.y, lines, strict=True)]
    draw = _bars if is_barred else _squares
    return framed(
        draw(units, tops, starts, fit, texts, size), layout, title=title, caption=caption, size=size,
        plot_height=rows.height, key=_key(units, texts), left=rows.left, above=above, below=6,
    )  # fmt: skip


def _key(units: Units, texts: Texts) -> list[tuple[str, str, str]]:
    """What the colours say, of a status in the words of each group that has it, and the frame of what is late."""
    groups = units.members.groupby("status")["group"].unique()
    key = [
        ("□" if code in SAID_STATUSES else STATUS_GLYPHS[code], " / ".join(dict.fromkeys(labels)), color)
        for code, color in STATUS_COLORS.items()
        if (labels := [status_label(texts, group, code) for group in groups.get(code, ())])
    ]
    late = [("□", texts("key.late"), LATE)] if units.members["is_late"].any() else []
    return [*key, *late]


def _capacities(
    units: Units, counts: dict[tuple[int, int], int], room: float, size: Size, *, is_barred: bool
) -> list[int]:
    """How many squares stand side by side in each column: as many as its fullest cell needs, if there is room."""
    least = [_least(head, size) for head in units.columns]
    need = [max([n for (_, c), n in counts.items() if c == place] or [1]) for place in range(len(units.columns))]
    fit = [max(a, b) for a, b in zip(need, least, strict=True)]
    most = (room - _GAP * (len(fit) - 1)) // _STEP
    if is_barred:
        return [max(int(most // len(fit)), 1)] * len(fit)
    while sum(fit) > most:
        widest = max(range(len(fit)), key=lambda place: (fit[place] - least[place], fit[place]))
        if fit[widest] <= 1:
            break
        fit[widest] -= 1
    return fit


def _least(head: str, size: Size) -> int:
    """Squares that the longest word of a column's head is wide."""
    return max(int(-(-max((_width(word, size) for word in head.split()), default=1) // _STEP)), 1)


def _width(text: str, size: Size) -> float:
    """About how wide a text is, in pixels; rather too much than too little."""
    return len(text) * size.text * (CHAR + 0.06)


def _starts(heads: Sequence[str], fit: list[int], room: float, size: Size) -> list[float]:
    """Where each column begins, in pixels: each head on one line if all can; what is left of the room is shared."""
    squares = [n * _STEP for n in fit]
    wanted = [max(_width(head, size) + _GAP, wide) for head, wide in zip(heads, squares, strict=True)]
    widths = wanted if sum(wanted) <= room else squares
    spare = max(room - sum(widths), 0) / max(len(widths), 1)
    return [sum(widths[:place]) + place * spare for place in range(len(widths))]


def _lines(counts: dict[tuple[int, int], int], row: int, fit: list[int], *, is_barred: bool) -> int:
    """Lines of squares that a row needs; bars need one."""
    needed = (-(-counts.get((row, place), 0) // most) for place, most in enumerate(fit))
    return 1 if is_barred else max([*needed, 1])


def _heads(columns: Sequence[str], starts: list[float], room: float, size: Size) -> tuple[list[Spec], float]:
    """The words over the columns, and the height they need."""
    base = {"xref": "x", "yref": "paper", "y": 1, "xanchor": "left", "yanchor": "bottom", "align": "left"}
    look = {"showarrow": False, "font": {"size": size.text, "color": MUTED}, "yshift": 2}
    ends = [*starts[1:], room]
    lines = [wrap(head, end - start - 4, size.text) for head, start, end in zip(columns, starts, ends, strict=True)]
    notes = [{**base, **look, "x": start, "text": broken(each)} for start, each in zip(starts, lines, strict=True)]
    return notes, lines_height(max(map(len, lines), default=0), size.text) + 6


def _squares(
    units: Units, tops: list[float], starts: list[float], fit: list[int], texts: Texts, size: Size
) -> list[Spec]:
    """A square per member: filled in its status's colour, hollow for what was merely said, framed if it is late."""
    rows = units.members.sort_values(["row", "column"], kind="stable")
    place = rows.groupby(["row", "column"]).cumcount()
    wide = rows["column"].map(dict(enumerate(fit)))
    x = rows["column"].map(dict(enumerate(starts))) + (place % wide + 0.5) * _STEP
    y = rows["row"].map(dict(enumerate(tops))) + (place // wide + 0.5) * _STEP
    is_said = rows["status"].isin(SAID_STATUSES)
    colors = [STATUS_COLORS[code] for code in rows["status"]]
    edges = [LATE if late else color for late, color in zip(rows["is_late"], colors, strict=True)]
    fills = [PAPER if said else color for said, color in zip(is_said, colors, strict=True)]
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": list(x),
            "y": list(y),
            "text": ["" if said else STATUS_GLYPHS[code] for said, code in zip(is_said, rows["status"], strict=True)],
            "textfont": {"size": max(11, size.least), "color": PAPER},
            "marker": {"symbol": "square", "size": _MARK, "color": fills, "opacity": 1}
            | {"line": {"color": edges, "width": [3 if late else 1.5 for late in rows["is_late"]]}},
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": 1}, "textfont": {"color": PAPER}},
            "customdata": [[f"item:{key}"] for key in rows["follow_up"]],
            "hovertext": [_hover(row, texts) for row in rows.itertuples()],
            "hoverinfo": "text",
            "cliponaxis": False,
        }
    ]


def _hover(row: Any, texts: Texts) -> str:
    return f"<b>{safe(row.title)}</b><br>{status_words(texts, row)}"


def _bars(units: Units, tops: list[float], starts: list[float], fit: list[int], texts: Texts, size: Size) -> list[Spec]:
    """A bar per cell and status, all on one scale, stacked; the number of the cell stands after it."""
    counts = units.members.groupby(["row", "column", "status"], sort=False).size().rename("n").reset_index()
    most = counts.groupby(["row", "column"])["n"].sum().max()
    scale = (min(fit) * _STEP - 34) / most
    order = {code: at for at, code in enumerate(STATUS_COLORS)}
    counts = counts.sort_values(["row", "column", "status"], key=lambda c: c.map(order) if c.name == "status" else c)
    begin = (counts.groupby(["row", "column"])["n"].cumsum() - counts["n"]) * scale
    labels = [status_label(texts, "", code) for code in counts["status"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "base": list(counts["column"].map(dict(enumerate(starts))) + begin),
        "x": list(counts["n"] * scale),
        "y": [tops[row] + _STEP / 2 for row in counts["row"]],
        "width": _MARK,
        "marker": {"color": [STATUS_COLORS[code] for code in counts["status"]]},
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [[units.marks.get((row.row, row.column))] for row in counts.itertuples()],
        "hovertext": [f"{label}: {texts.number(n)}" for label, n in zip(labels, counts["n"], strict=True)],
        "hoverinfo": "text",
    }
    return [bars, _numbers(counts, tops, starts, scale, texts, size)]


def _numbers(
    counts: pd.DataFrame, tops: list[float], starts: list[float], scale: float, texts: Texts, size: Size
) -> Spec:
    totals = counts.groupby(["row", "column"])["n"].sum().reset_index()
    return {
        "type": "scatter",
        "mode": "text",
        "x": [starts[row.column] + row.n * scale + 4 for row in totals.itertuples()],
        "y": [tops[row.row] + _STEP / 2 for row in totals.itertuples()],
        "text": [texts.number(n) for n in totals["n"]],
        "textposition": "middle right",
        "textfont": {"size": size.text, "color": INK},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def counted(members: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Grain: one row per combination of `by` and status, in order of first appearance; `n` follow-ups."""
    return members.groupby([*by, "status"], sort=False).size().rename("n").reset_index()
