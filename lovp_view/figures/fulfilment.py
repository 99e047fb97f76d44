"""Figures of whether promises are kept: what became of them as stacked bars, and how late they came back."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from lovp_data.measures import CAME_BACK
from lovp_view.figures.frame import (
    Caption,
    Figure,
    RowLabel,
    Rows,
    Spec,
    empty_figure,
    framed,
    hidden_axis,
    lay_out_rows,
    listing,
    safe,
)
from lovp_view.figures.part import MOST_ROWS, cut, first_of
from lovp_view.view.texts import Texts, status_label
from lovp_view.view.theme import INK, MUTED, PAPER, RESULT_COLORS, RESULT_GLYPHS, Size

FEW = 10  # a share of fewer promises says little
_BAR = 22  # pixels


def follow_ups_by_result(
    members: pd.DataFrame, labels: dict[str, str], texts: Texts, caption: Caption, size: Size
) -> Figure:
    """members: axis, group, row, result, title, follow_up, of one axis and one group. labels: name per row.

    A bar per row, as wide as the picture, in pieces by what became of the promises; in each piece how many they are.
    """
    columns = [texts("column.result_row"), texts("column.result"), texts("column.n")]
    if members.empty:
        return empty_figure(texts("title.result_empty"), caption, size, texts("empty.result"), columns)
    counts = members.groupby(["row", "result"], sort=False)["follow_up"].nunique().rename("n").reset_index()
    total = counts.groupby("row", sort=False)["n"].sum()
    shown, part = first_of(members["row"], MOST_ROWS, "rows", texts)
    shown = cut(shown, size)
    names = [RowLabel(f"{labels.get(row, row)} ({texts.number(int(total[row]))})") for row in shown]
    rows = lay_out_rows(names, size, mark_height=_BAR + 8)
    drawn = counts[counts["row"].isin(shown)]
    codes = [code for code in RESULT_COLORS if code in set(drawn["result"])]
    stem = f"result.{members['axis'].iloc[0]}.{members['group'].iloc[0]}"
    traces = [_pieces(drawn[drawn["result"] == code], code, total, dict(zip(shown, rows.y, strict=True)), stem, labels,
                      texts, size) for code in codes]  # fmt: skip
    told = replace(caption, filters=f"{caption.filters} · {texts('part.few')}") if (total < FEW).any() else caption
    title = _title(members, texts)
    key = [(RESULT_GLYPHS[code], texts.label("result", code), RESULT_COLORS[code]) for code in codes]
    spec = framed(
        traces, _layout(rows), title=title, caption=part.captioned(told), size=size, plot_height=rows.height, key=key,
        left=rows.left, right=14, above=6, below=6,
    )  # fmt: skip
    parts = [counts["row"].map(lambda row: labels.get(row, row)), _results(counts["result"], texts), counts["n"]]
    table = pd.DataFrame(dict(zip(columns, parts, strict=True)))
    return Figure(spec, part.described(texts("alt.bars", title=title, listing=listing(table, texts))), table)


def _results(codes: pd.Series, texts: Texts) -> pd.Series:
    return codes.map(lambda code: texts.label("result", code))


def _layout(rows: Rows) -> Spec:
    return {
        "xaxis": hidden_axis(0, 100),
        "yaxis": hidden_axis(rows.height, 0),
        "annotations": rows.annotations,
        "shapes": rows.shapes,
        "barmode": "stack",
    }


def _title(members: pd.DataFrame, texts: Texts) -> str:
    """How many of all came back, how many of them on time, and of how many there is no trace."""
    per_result = members.drop_duplicates("follow_up")["result"].value_counts()
    n = int(per_result.sum())
    back = int(per_result.reindex(CAME_BACK, fill_value=0).sum())
    on_time, gone = (texts.number(int(per_result.get(code, 0))) for code in ("on_time", "no_trace"))
    key = f"title.result_{members['axis'].iloc[0]}"
    group = texts.label("group", members["group"].iloc[0])
    return texts.plural(key, n, group=group, back=texts.number(back), on_time=on_time, gone=gone)


def _pieces(
    rows: pd.DataFrame, code: str, total: pd.Series, y: dict[str, float], stem: str, labels: dict[str, str],
    texts: Texts, size: Size,
) -> Spec:  # fmt: skip
    """One trace: the piece of every row that has this result, its number in it where there is room."""
    shares = [row.n / total[row.row] * 100 for row in rows.itertuples()]
    room = (size.width - (16 if size.puts_labels_above else size.label_width + 30)) / 100
    label = texts.label("result", code)
    hovers = [
        f"{safe(labels.get(row.row, row.row))}<br>{safe(label)}: {row.n} ({share:.0f}%)"
        for row, share in zip(rows.itertuples(), shares, strict=True)
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": [y[row] for row in rows["row"]],
        "width": [_BAR] * len(rows),
        "text": [_told(row.n, code, share * room, size) for row, share in zip(rows.itertuples(), shares, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": PAPER, "size": size.text},
        "marker": {"color": RESULT_COLORS[code], "line": {"color": PAPER, "width": 1}},
        "selected": {"textfont": {"color": PAPER}},  # Plotly fails on a click where only one of the two is said
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": PAPER}},
        "customdata": [[f"{stem}.{row}.{code}"] for row in rows["row"]],
        "hovertext": hovers,
        "hoverinfo": "text",
    }


def _told(n: int, code: str, room: float, size: Size) -> str:
    """What stands in a piece of so many pixels: its glyph and its number, the number alone, or nothing."""
    forms = (f"{RESULT_GLYPHS[code]} {n}", str(n))
    return next((form for form in forms if len(form) * size.text * 0.6 + 6 < room), "")


def follow_ups_by_slip(slips: pd.DataFrame, texts: Texts, caption: Caption, size: Size) -> Figure:
    """slips: follow_up, title, group, outcome, promised, actual, slip_days, slip_meetings, latest first.

    A row and a dot per promise that came back; the line is the last day of its term, the way to the dot the slip.
    """
    columns = [texts("column.follow_up"), texts("column.status"), texts("column.promised"), texts("column.actual")]
    columns += [texts("column.slip"), texts("column.slip_meetings")]
    if slips.empty:
        return empty_figure(texts("title.slip_empty"), caption, size, texts("empty.slip"), columns)
    shown, part = first_of(slips["follow_up"], MOST_ROWS, "follow_ups", texts)
    drawn = slips[slips["follow_up"].isin(cut(shown, size))]
    rows = lay_out_rows([RowLabel(title) for title in drawn["title"]], size, mark_height=24)
    low, high = min(int(slips["slip_days"].min()), 0), max(int(slips["slip_days"].max()), 1)
    pad = (high - low) * 0.08 + 1
    layout: Spec = {
        "xaxis": {"range": [low - pad, high + pad], "fixedrange": True, "showgrid": True, "side": "top"}
        | {"tickfont": {"color": MUTED}, "nticks": 6 if size.width < 500 else 12, "zeroline": False},
        "yaxis": hidden_axis(rows.height, 0),
        "annotations": rows.annotations,
        "shapes": [*rows.shapes, _line_of_time(rows.height)],
        "hovermode": "closest",
    }
    title = _slip_title(slips, texts)
    key = [
        ("●", texts("key.back_on_time"), RESULT_COLORS["on_time"]),
        ("●", texts("key.back_late"), RESULT_COLORS["late"]),
    ]
    key += [("│", texts("key.last_day"), INK)]
    spec = framed(
        _slip_traces(drawn, rows.y, texts), layout, title=title, caption=part.captioned(caption), size=size,
        plot_height=rows.height, key=key, left=rows.left, right=14, above=30, below=6,
    )  # fmt: skip
    table = _slip_table(slips, columns, texts)
    return Figure(spec, part.described(texts("alt.slip", title=title, listing=listing(table, texts))), table)


def _line_of_time(height: float) -> Spec:
    """The last day of the term: what stands left of it or on it was on time."""
    return {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": height, "line": {"color": INK, "width": 1.5}}


def _slip_title(slips: pd.DataFrame, texts: Texts) -> str:
    """How many came after their term, and how long after it half of those did."""
    late = slips[slips["slip_days"] > 0]
    if late.empty:
        return texts.plural("title.slip_none", len(slips))
    days, meetings = (texts.number(round(float(late[name].median()))) for name in ("slip_days", "slip_meetings"))
    return texts.plural("title.slip", len(late), total=texts.number(len(slips)), days=days, meetings=meetings)


def _slip_traces(slips: pd.DataFrame, y: Sequence[float], texts: Texts) -> list[Spec]:
    ways: dict[str, list[float | None]] = {"x": [], "y": []}
    for days, at in zip(slips["slip_days"], y, strict=True):
        ways["x"] += [0, int(days), None]
        ways["y"] += [at, at, None]
    colors = [RESULT_COLORS["late" if days > 0 else "on_time"] for days in slips["slip_days"]]
    return [
        {"type": "scatter", "mode": "lines", **ways, "line": {"color": MUTED, "width": 1.5}, "hoverinfo": "skip"},
        {
            "type": "scatter",
            "mode": "markers",
            "x": [int(days) for days in slips["slip_days"]],
            "y": list(y),
            "marker": {"size": 13, "color": colors, "opacity": 1, "line": {"color": PAPER, "width": 1}},
            "unselected": {"marker": {"opacity": 1}},
            "customdata": [[f"item:{key}"] for key in slips["follow_up"]],
            "hovertext": [
                f"<b>{safe(row.title)}</b><br>{_slip_words(row.slip_days, texts)}" for row in slips.itertuples()
            ],
            "hoverinfo": "text",
            "cliponaxis": False,
        },
    ]


def _slip_words(days: int, texts: Texts) -> str:
    """'3 dagen voor het eind van de termijn'"""
    told = texts.number(abs(days))
    if days > 0:
        return texts.plural("item.slip", days, days=told)
    return texts.plural("item.slip_before", -days, days=told) if days else texts("item.slip_none")


def _slip_table(slips: pd.DataFrame, columns: list[str], texts: Texts) -> pd.DataFrame:
    rows = [
        (
            row.title,
            status_label(texts, row.group, "done", row.outcome),
            texts.short_day(row.promised),
            texts.short_day(row.actual),
            row.slip_days,
            row.slip_meetings,
        )
        for row in slips.itertuples()
    ]
    return pd.DataFrame(rows, columns=columns)
