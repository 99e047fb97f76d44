"""Figures over time that count: follow-ups per month, meetings per year."""

from datetime import date
from typing import Any

import pandas as pd

from lovp_view.figures.collisions import lanes
from lovp_view.figures.frame import (
    Caption,
    Figure,
    RowLabel,
    Spec,
    empty_figure,
    framed,
    hidden_axis,
    lay_out_rows,
    listing,
    safe,
    state_key,
)
from lovp_view.figures.part import MOST_MEETINGS, cut, last_meetings
from lovp_view.view.texts import Texts
from lovp_view.view.theme import (
    CERTAINTY_COLORS,
    FAINT,
    LATE,
    LINE,
    MUTED,
    PAPER,
    STATE_COLORS,
    STATE_SYMBOLS,
    Size,
)

_PATTERNS = {"certain": "", "possible": "/", "moved_away": "."}


def follow_ups_by_month(counts: pd.DataFrame, texts: Texts, caption: Caption, size: Size) -> Figure:
    """counts: month ('YYYY-MM'), certainty, n. A column per month; what is certain stands at the bottom."""
    columns = [texts("column.month"), texts("column.certainty"), texts("column.n")]
    if counts.empty:
        return empty_figure(texts("title.by_month_empty"), caption, size, texts("empty.by_month"), columns)
    months = _all_months(counts)
    places = {month: place for place, month in enumerate(months)}
    traces = [_month_trace(counts, code, places, texts) for code in _PATTERNS]
    most = int(counts.groupby("month")["n"].sum().max())
    layout: Spec = {
        "xaxis": {"range": [-0.6, len(months) - 0.4], "fixedrange": True, **_month_ticks(months, texts, size)},
        "yaxis": {"range": [0, most * 1.1], "fixedrange": True, "showgrid": True, "dtick": max(1, round(most / 4))},
        "barmode": "stack",
        "bargap": 0.25,
    }
    peak = counts.groupby("month")["n"].sum().idxmax()
    title = texts("title.by_month", month=texts.month(str(peak)), n=texts.number(most))
    key = [("■" if code == "certain" else "▨", texts.label("certainty", code), _color(code)) for code in _PATTERNS]
    spec = framed(
        traces, layout, title=title, caption=caption, size=size, plot_height=190, key=key, left=36, below=44,
        is_elastic=True,
    )  # fmt: skip
    labels = counts["certainty"].map(lambda code: texts.label("certainty", code))
    parts = [counts["month"].map(texts.month), labels, counts["n"]]
    table = pd.DataFrame(dict(zip(columns, parts, strict=True)))
    return Figure(spec, texts("alt.bars", title=title, listing=listing(table, texts)), table)


def _color(code: str) -> str:
    return {**CERTAINTY_COLORS, "moved_away": MUTED}[code]


def _all_months(counts: pd.DataFrame) -> list[str]:
    periods = pd.period_range(counts["month"].min(), counts["month"].max(), freq="M")
    return [str(period) for period in periods]


def _month_trace(counts: pd.DataFrame, code: str, places: dict[str, int], texts: Texts) -> Spec:
    rows = counts[counts["certainty"] == code]
    label = texts.label("certainty", code)
    return {
        "type": "bar",
        "x": [places[month] for month in rows["month"]],
        "y": list(rows["n"]),
        "marker": {
            "color": _color(code),
            "pattern": {"shape": _PATTERNS[code], "fgcolor": _color(code), "bgcolor": PAPER, "size": 6},
            "line": {"color": _color(code), "width": 1},
        },
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [[f"month.{month}.{code}"] for month in rows["month"]],
        "hovertext": [f"{texts.month(row.month)}<br>{label}: {row.n}" for row in rows.itertuples()],
        "hoverinfo": "text",
    }


def _month_ticks(months: list[str], texts: Texts, size: Size) -> Spec:
    """As many month names as fit, years under January (or the first)."""
    step = next(
        s
        for s in (1, 2, 3, 6, 12, 24, 10_000)
        if len(months) / s * 34 * size.text / 13 <= size.width - 60 or s == 10_000
    )
    shown = [place for place, month in enumerate(months) if (int(month[5:]) - 1) % min(step, 12) == 0]
    shown = [place for place in shown if step <= 12 or int(months[place][:4]) % (step // 12) == 0] or [0]
    labels = []
    for order, place in enumerate(shown):
        day = date.fromisoformat(f"{months[place]}-01")
        year = f"<br>{day.year}" if order == 0 or months[shown[order - 1]][:4] != months[place][:4] else ""
        labels.append(texts.short_month(day) + year)
    return {"tickvals": shown, "ticktext": labels, "ticks": "outside", "tickcolor": LINE, "tickangle": 0}


def meetings_by_day(meetings: pd.DataFrame, reference_date: date, texts: Texts, caption: Caption, size: Size) -> Figure:
    """meetings: meeting, held_on_start, held_on_end, kind, state, replaced_by, topics, follow_ups.

    A row per year, January to December; the shape says whether the meeting was held; a line leads to a replacement.
    """
    columns = [texts("column.meeting"), texts("column.state"), texts("column.topics"), texts("column.n")]
    if meetings.empty:
        return empty_figure(texts("title.meetings_empty"), caption, size, texts("empty.chart"), columns)
    shown, part = last_meetings(meetings, MOST_MEETINGS, texts)
    years = cut(sorted({day.year for day in shown["held_on_start"]}), size)
    shown = shown[shown["held_on_start"].dt.year.isin(years)]
    in_lane = _lanes(shown, size)
    most = {year: 1 + max(in_lane[shown["held_on_start"].dt.year == year]) for year in years}
    rows = lay_out_rows([RowLabel(str(year), mark_height=14 + 18 * most[year]) for year in years], size, left_width=44)
    height = {year: rows.y[place] for place, year in enumerate(years)}
    shown = shown.assign(y=[height[day.year] for day in shown["held_on_start"]] + _offsets(shown, in_lane, most))
    states = [code for code in STATE_SYMBOLS if code in set(shown["state"])]
    traces = [_meeting_trace(shown[shown["state"] == code], code, texts) for code in states]
    layout: Spec = {
        "xaxis": {"range": [0, 366], "fixedrange": True, "side": "top", **_year_ticks(texts, size)},
        "yaxis": hidden_axis(rows.height, 0),
        "annotations": rows.annotations,
        "shapes": [*rows.shapes, *_replacements(shown), *_today(height, reference_date)],
    }
    title = _meetings_title(meetings, reference_date, texts)
    caption = part.captioned(caption)
    key = state_key(set(states), texts)
    spec = framed(
        traces, layout, title=title, caption=caption, size=size, plot_height=rows.height, key=key,
        left=rows.left, right=14, above=26, below=6,
    )  # fmt: skip
    table = _meetings_table(meetings, columns, texts)
    return Figure(spec, part.described(texts("alt.meetings", title=title, listing=listing(table, texts))), table)


def _meetings_table(meetings: pd.DataFrame, columns: list[str], texts: Texts) -> pd.DataFrame:
    days = [texts.interval(row.held_on_start, row.held_on_end) for row in meetings.itertuples()]
    labels = meetings["state"].map(lambda code: texts.label("state", code))
    return pd.DataFrame(dict(zip(columns, [days, labels, meetings["topics"], meetings["follow_ups"]], strict=True)))


def _lanes(meetings: pd.DataFrame, size: Size) -> pd.Series:
    """The lane of each meeting within its year, so that no mark lies on another."""
    pixels = (size.width - 74) / 366
    middles = meetings["held_on_start"] + (meetings["held_on_end"] - meetings["held_on_start"]) / 2
    found = pd.Series(0, index=meetings.index)
    for _, days in middles.groupby(meetings["held_on_start"].dt.year):
        found[days.index] = lanes([_day_of_year(day) * pixels for day in days], 19)
    return found


def _offsets(meetings: pd.DataFrame, in_lane: pd.Series, most: dict[int, int]) -> pd.Series:
    """Pixels from the middle of the year's row: the lanes of a row stand around it."""
    middles = meetings["held_on_start"].dt.year.map(most)
    return 18 * (in_lane - (middles - 1) / 2)


def _today(height: dict[int, float], on: date) -> list[Spec]:
    """The reference date, as a line in the row of its year."""
    if on.year not in height:
        return []
    day, y = float(on.timetuple().tm_yday), height[on.year]
    look = {"line": {"color": LATE, "width": 1.5, "dash": "dash"}}
    return [{"type": "line", "x0": day, "x1": day, "y0": y - 16, "y1": y + 16} | look]


def _meetings_title(meetings: pd.DataFrame, on: date, texts: Texts) -> str:
    """How many were held, and when the next one is, if that is known."""
    n = int((meetings["state"] == "held").sum())
    held = texts.number(n)
    later = meetings[(meetings["state"] == "planned") & (meetings["held_on_start"] > pd.Timestamp(on))]
    if later.empty:
        return texts.plural("title.meetings", n, held=held)
    following = later.iloc[0]
    day = texts.interval(following["held_on_start"], following["held_on_end"])
    return texts.plural("title.meetings_next", n, held=held, day=day)


def _day_of_year(day: pd.Timestamp) -> float:
    return float(day.day_of_year)


def _meeting_trace(rows: pd.DataFrame, state: str, texts: Texts) -> Spec:
    middle = rows["held_on_start"] + (rows["held_on_end"] - rows["held_on_start"]) / 2
    color = STATE_COLORS[state]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_day_of_year(day) for day in middle],
        "y": list(rows["y"]),
        "marker": {
            "size": 15,
            "symbol": STATE_SYMBOLS[state],
            "color": color,
            "line": {"width": 2, "color": color},
            "opacity": 1,
        },
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [[f"meeting:{meeting}"] for meeting in rows["meeting"]],
        "hovertext": [_meeting_hover(row, texts) for row in rows.itertuples()],
        "hoverinfo": "text",
        "cliponaxis": False,
    }  # fmt: skip


def _meeting_hover(row: Any, texts: Texts) -> str:
    lines = [texts.interval(row.held_on_start, row.held_on_end), texts.label("state", row.state)]
    lines += [texts.label("meeting_kind", row.kind)] if row.kind != "regular" else []
    return "<br>".join(safe(line) for line in [*lines, texts.plural("count.follow_ups", row.follow_ups)])


def _replacements(meetings: pd.DataFrame) -> list[Spec]:
    """A dotted line from each meeting that did not go ahead to the one that took its place."""
    places = meetings.set_index("meeting")[["held_on_start", "y"]]
    pairs = [
        (places.loc[row.meeting], places.loc[row.replaced_by])
        for row in meetings.dropna(subset=["replaced_by"]).itertuples()
        if row.replaced_by in places.index
    ]
    line = {"color": LATE, "width": 2, "dash": "dot"}
    return [
        {"type": "line", "x0": _day_of_year(a["held_on_start"]), "y0": a["y"]}
        | {"x1": _day_of_year(b["held_on_start"]), "y1": b["y"], "line": line}
        for a, b in pairs
    ]


def _year_ticks(texts: Texts, size: Size) -> Spec:
    firsts = [date(2020, month, 1) for month in range(1, 13)]
    step = 1 if size.width >= 600 else 2
    shown = firsts[::step]
    values = [day.timetuple().tm_yday for day in shown]
    labels = [texts.short_month(day) for day in shown]
    grid = {"showgrid": True, "gridcolor": FAINT, "tickfont": {"color": MUTED}}
    return {"tickvals": values, "ticktext": labels, "tickangle": 0, "ticklabelposition": "outside right", **grid}
