"""The timeline: follow-ups as intervals grouped by topic, meetings as vertical marks, updates as lettered discs."""

import textwrap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from lovp_view.figures.axis import date_ticks
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
from lovp_view.texts import Texts
from lovp_view.theme import ACCENT, LATE, LINE, MUTED, PAPER, STATE_SYMBOLS, STATUS_COLORS, STATUS_GLYPHS, Size

_DAY_MS = 86_400_000
_MEETINGS = 24  # pixels above the first row, for the meetings' marks


@dataclass(frozen=True)
class Window:
    """What the timeline shows: the visible days and the reference date."""

    start: date
    end: date
    reference_date: date


def follow_up_intervals(
    intervals: pd.DataFrame,
    updates: pd.DataFrame,
    meetings: pd.DataFrame,
    window: Window,
    texts: Texts,
    caption: Caption,
    size: Size,
) -> Figure:
    """intervals, updates, meetings: as the measures of the same names give them. A row per follow-up, by topic."""
    columns = [texts(f"column.{name}") for name in ("follow_up", "topic", "term", "first_term", "status")]
    if intervals.empty:
        return empty_figure(texts("title.timeline_empty"), caption, size, texts("empty.chart"), columns)
    labels, places = _labels(intervals)
    rows = lay_out_rows(labels, size, mark_height=28)
    y = pd.Series({key: rows.y[place] for key, place in places.items()})
    marks = intervals.assign(y=intervals["follow_up"].map(y))
    ticks = updates.assign(y=updates["follow_up"].map(y)).dropna(subset=["y"])
    traces = [_leads(marks), *_ghosts(marks, texts), *_bars(marks, texts), _days(marks, texts), _undated(marks, texts)]
    traces += [_update_discs(ticks, texts), _meeting_marks(meetings, texts, size)]
    title = texts.plural("title.timeline", len(intervals), late=texts.number(int(intervals["is_late"].sum())))
    table = _table(intervals, columns, texts)
    spec = framed(
        traces, _layout(rows, meetings, window, texts, size), title=title, caption=caption, size=size,
        plot_height=rows.height + _MEETINGS, key=_key(marks, ticks, texts), left=rows.left, right=12, above=44, below=30,
    )  # fmt: skip
    return Figure(spec, texts("alt.timeline", title=title, listing=listing(table, texts)), table)


def _labels(intervals: pd.DataFrame) -> tuple[list[RowLabel], dict[str, int]]:
    """A heading per topic and a row per follow-up; the place of each follow-up among them."""
    labels: list[RowLabel] = []
    places: dict[str, int] = {}
    topic = None
    for row in intervals.itertuples():
        if row.topic != topic:
            labels.append(RowLabel(row.topic_title, is_heading=True))
            topic = row.topic
        places[row.follow_up] = len(labels)
        labels.append(RowLabel(row.title))
    return labels, places


def _layout(rows: Rows, meetings: pd.DataFrame, window: Window, texts: Texts, size: Size) -> Spec:
    ticks = date_ticks(window.start, window.end, size.width - rows.left - 12, texts)
    reference = window.reference_date.isoformat()
    line = {"type": "line", "x0": reference, "x1": reference, "yref": "paper", "y0": 0, "y1": 1}
    note = {"x": reference, "y": 0, "yref": "paper", "yanchor": "top", "yshift": -2, "showarrow": False}
    note |= {"text": texts("key.reference_date"), "font": {"size": size.text - 1, "color": LATE}}
    note |= {"xanchor": _anchor(window)}
    is_visible = window.start <= window.reference_date <= window.end
    return {
        "xaxis": {
            "type": "date", "range": [window.start.isoformat(), window.end.isoformat()], "fixedrange": True,
            "side": "top", "showgrid": True, "tickangle": 0, **ticks,
        },
        "yaxis": hidden_axis(rows.height, -_MEETINGS),
        "annotations": [*rows.annotations, *([note] if is_visible else [])],
        "shapes": [
            *rows.shapes,
            *_meeting_lines(meetings),
            *([{**line, "line": {"color": LATE, "width": 1.5}}] if is_visible else []),
        ],
        "barmode": "overlay",
        "hovermode": "closest",
    }  # fmt: skip


def _anchor(window: Window) -> str:
    """Keeps the label of the reference date inside the picture."""
    share = (window.reference_date - window.start) / max(window.end - window.start, timedelta(days=1))
    return "left" if share < 0.12 else "right" if share > 0.88 else "center"


def _meeting_lines(meetings: pd.DataFrame) -> list[Spec]:
    base = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    dash = {"held": "solid", "planned": "dot"}
    return [
        {**base, "x0": day, "x1": day, "line": {"color": LINE, "width": 1, "dash": dash.get(row.state, "dash")}}
        for row, day in ((row, _middle(row.held_on_start, row.held_on_end)) for row in meetings.itertuples())
    ]


def _middle(start: pd.Timestamp, end: pd.Timestamp) -> str:
    return (start + (end - start) / 2).strftime("%Y-%m-%d")


def _iso(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m-%d")


def _meeting_marks(meetings: pd.DataFrame, texts: Texts, size: Size) -> Spec:
    colors = [LATE if state in ("cancelled", "in_writing") else ACCENT for state in meetings["state"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_middle(row.held_on_start, row.held_on_end) for row in meetings.itertuples()],
        "y": [-_MEETINGS / 2] * len(meetings),
        "marker": {
            "symbol": [STATE_SYMBOLS[s] for s in meetings["state"]],
            "size": 7 if size.puts_labels_above else 10,
            "color": colors,
            "opacity": 1,
        }
        | {"line": {"width": 2, "color": colors}},
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [[f"meeting:{meeting}"] for meeting in meetings["meeting"]],
        "hovertext": [
            f"LOVP {texts.interval(row.held_on_start, row.held_on_end)}<br>{texts.label('state', row.state)}"
            for row in meetings.itertuples()
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _leads(marks: pd.DataFrame) -> Spec:
    """A thin line from the day it was said to its term: how long it was to take."""
    dated = marks.dropna(subset=["due_start"])
    x = [day for row in dated.itertuples() for day in (_iso(row.said_end), _iso(row.due_start), None)]
    y = [place for row in dated.itertuples() for place in (row.y, row.y, None)]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": MUTED, "width": 1}} | {
        "hoverinfo": "skip"
    }


def _hover(row: Any, texts: Texts) -> str:
    has_term = pd.notna(row.due_start)
    term = texts.interval(row.due_start, row.due_end) if has_term else texts("not_named.term")
    wording = f" (‘{safe(row.due_wording)}’)" if isinstance(row.due_wording, str) else ""
    status = texts.label("status", row.status) + (f", {texts('status.late').lower()}" if row.is_late else "")
    lines = [f"<b>{safe(row.title)}</b>", texts.label("kind", row.kind), f"{term}{wording}", status]
    return "<br>".join(lines)


def _bar(rows: pd.DataFrame, start: str, end: str, texts: Texts) -> Spec:
    length = (rows[end] - rows[start]) / pd.Timedelta("1ms") + _DAY_MS
    return {
        "type": "bar",
        "orientation": "h",
        "base": [_iso(day) for day in rows[start]],
        "x": list(length),
        "y": list(rows["y"]),
        "width": 16,
        "customdata": [[f"item:{key}"] for key in rows["follow_up"]],
        "hovertext": [_hover(row, texts) for row in rows.itertuples()],
        "hoverinfo": "text",
        "unselected": {"marker": {"opacity": 1}},
    }


def _ghosts(marks: pd.DataFrame, texts: Texts) -> list[Spec]:
    """First promises that were put off: an empty outline where they stood, and a dotted lead to the new term."""
    moved = marks[marks["is_moved"] & marks["first_start"].notna()]
    if moved.empty:
        return []
    ghost = _bar(moved, "first_start", "first_end", texts)
    ghost["marker"] = {"color": PAPER, "line": {"color": MUTED, "width": 1.5}, "pattern": {"shape": "/", "size": 5}}
    ghost["marker"]["pattern"] |= {"fgcolor": "#c3cad3", "bgcolor": PAPER}
    dated = moved.dropna(subset=["due_start"])
    x = [day for row in dated.itertuples() for day in (_iso(row.first_end), _iso(row.due_start), None)]
    y = [place for row in dated.itertuples() for place in (row.y, row.y, None)]
    lead = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip"}
    return [{**lead, "line": {"color": STATUS_COLORS["moved"], "width": 2, "dash": "dot"}}, ghost]


def _bars(marks: pd.DataFrame, texts: Texts) -> list[Spec]:
    """Terms of more than a day. One within a month is filled; a longer, so vaguer, one is hatched."""
    ranged = marks[(marks["due_end"] > marks["due_start"])]
    if ranged.empty:
        return []
    bar = _bar(ranged, "due_start", "due_end", texts)
    is_vague = [(row.due_end - row.due_start).days > 31 for row in ranged.itertuples()]
    colors = [STATUS_COLORS[status] for status in ranged["status"]]
    edges = [LATE if late else color for late, color in zip(ranged["is_late"], colors, strict=True)]
    bar["marker"] = {
        "color": colors,
        "line": {"color": edges, "width": 2},
        "pattern": {"shape": ["/" if vague else "" for vague in is_vague], "fgcolor": PAPER}
        | {"size": 7, "solidity": 0.4},
    }
    return [bar]


def _points(rows: pd.DataFrame, column: str, texts: Texts) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_iso(day) for day in rows[column]],
        "y": list(rows["y"]),
        "customdata": [[f"item:{key}"] for key in rows["follow_up"]],
        "hovertext": [_hover(row, texts) for row in rows.itertuples()],
        "hoverinfo": "text",
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": True,
    }


def _days(marks: pd.DataFrame, texts: Texts) -> Spec:
    """Terms of a single day: a diamond, which a bar of no length would not show."""
    exact = marks[marks["due_start"].notna() & (marks["due_start"] == marks["due_end"])]
    points = _points(exact, "due_start", texts)
    colors = [STATUS_COLORS[status] for status in exact["status"]]
    edges = [LATE if late else color for late, color in zip(exact["is_late"], colors, strict=True)]
    points["marker"] = {"symbol": "diamond", "size": 15, "color": colors, "opacity": 1}
    points["marker"]["line"] = {"color": edges, "width": 2.5}
    return points


def _undated(marks: pd.DataFrame, texts: Texts) -> Spec:
    """Follow-ups without a term: an open ring on the day they were said."""
    undated = marks[marks["due_start"].isna()]
    points = _points(undated, "said_end", texts)
    colors = [STATUS_COLORS[status] for status in undated["status"]]
    points["marker"] = {"symbol": "circle-open", "size": 12, "color": colors, "line": {"width": 2}, "opacity": 1}
    return points


def _update_discs(ticks: pd.DataFrame, texts: Texts) -> Spec:
    """Updates: a disc with the glyph of the new status; related events a small grey dot."""
    has_status = ticks["status"].notna()
    colors = [STATUS_COLORS[s] if told else MUTED for s, told in zip(ticks["status"], has_status, strict=True)]
    labels = [texts.label("status", s) if told else texts("status.related")
              for s, told in zip(ticks["status"], has_status, strict=True)]  # fmt: skip
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_middle(row.on_start, row.on_end) for row in ticks.itertuples()],
        "y": list(ticks["y"]),
        "text": [STATUS_GLYPHS[s] if told else "" for s, told in zip(ticks["status"], has_status, strict=True)],
        "textfont": {"size": 13, "color": PAPER},
        "marker": {"size": [18 if told else 7 for told in has_status], "color": colors, "opacity": 1}
        | {"line": {"width": 1, "color": PAPER}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": PAPER}},
        "customdata": [[f"item:{key}"] for key in ticks["follow_up"]],
        "hovertext": [
            f"{texts.interval(row.on_start, row.on_end)}: {label}<br>{_short(row.note)}"
            for row, label in zip(ticks.itertuples(), labels, strict=True)
        ],
        "hoverinfo": "text",
    }


def _short(note: str, width: int = 60) -> str:
    """The note over several lines: a tooltip does not wrap by itself."""
    return "<br>".join(safe(line) for line in textwrap.wrap(note, width))


def _key(marks: pd.DataFrame, ticks: pd.DataFrame, texts: Texts) -> list[tuple[str, str, str]]:
    statuses = {*marks["status"], *ticks["status"].dropna()}
    key = [(STATUS_GLYPHS[s], texts.label("status", s), color) for s, color in STATUS_COLORS.items() if s in statuses]
    key += [("◆", texts("key.day"), ACCENT), ("■", texts("key.range"), ACCENT), ("▨", texts("key.vague"), ACCENT)]
    key += [("○", texts("key.undated"), ACCENT), ("◇", texts("key.late"), LATE), ("•", texts("status.related"), MUTED)]
    return key + ([("▨", texts("key.ghost"), MUTED)] if marks["is_moved"].any() else [])


def _table(intervals: pd.DataFrame, columns: list[str], texts: Texts) -> pd.DataFrame:
    def term(start: pd.Timestamp, end: pd.Timestamp) -> str:
        return texts.interval(start, end) if pd.notna(start) else texts("not_named.term")

    rows = [
        (row.title, row.topic_title, term(row.due_start, row.due_end), term(row.first_start, row.first_end),
         texts.label("status", row.status))
        for row in intervals.itertuples()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)
