"""What the timeline draws: bars, diamonds, rings, ghosts, discs and the meetings' marks."""

import textwrap
from typing import Any

import pandas as pd

from lovp_view.figures.frame import Spec, safe
from lovp_view.view.texts import Texts
from lovp_view.view.theme import ACCENT, LATE, MUTED, PAPER, STATE_SYMBOLS, STATUS_COLORS, STATUS_GLYPHS, Size

_DAY_MS = 86_400_000
MEETINGS_HEIGHT = 24  # pixels above the first row, for the meetings' marks


def middle(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """The day in the middle of an interval, in ISO form."""
    return (start + (end - start) / 2).strftime("%Y-%m-%d")


def _iso(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m-%d")


def meeting_marks(meetings: pd.DataFrame, texts: Texts, size: Size) -> Spec:
    """A mark per meeting above the rows; its shape is the meeting's state."""
    colors = [LATE if state in ("cancelled", "in_writing") else ACCENT for state in meetings["state"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [middle(row.held_on_start, row.held_on_end) for row in meetings.itertuples()],
        "y": [-MEETINGS_HEIGHT / 2] * len(meetings),
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


def leads(marks: pd.DataFrame) -> Spec:
    """A thin line from the day it was said to its term: how long it was to take."""
    dated = marks.dropna(subset=["due_start"])
    x = [day for row in dated.itertuples() for day in (_iso(row.said_end), _iso(row.due_start), None)]
    y = [place for row in dated.itertuples() for place in (row.y, row.y, None)]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": MUTED, "width": 1}} | {
        "hoverinfo": "skip"
    }


def _hover(row: Any, texts: Texts) -> str:
    wording = row.due_wording if isinstance(row.due_wording, str) and not row.is_moved else None
    status = texts.label("status", row.status) + (f", {texts('status.late').lower()}" if row.is_late else "")
    return _tooltip(row, term_text(row.due_start, row.due_end, wording, texts), status, texts)


def _ghost_hover(row: Any, texts: Texts) -> str:
    wording = row.due_wording if isinstance(row.due_wording, str) else None
    first = term_text(row.first_start, row.first_end, wording, texts)
    return _tooltip(row, first, texts("key.ghost"), texts)


def _tooltip(row: Any, term: str, said: str, texts: Texts) -> str:
    return "<br>".join([f"<b>{safe(row.title)}</b>", texts.label("kind", row.kind), safe(term), said])


def term_text(start: pd.Timestamp, end: pd.Timestamp, wording: str | None, texts: Texts) -> str:
    """'september 2020 (‘in september’)', either part alone, or that none was named."""
    if pd.isna(start):
        return f"‘{wording}’" if wording else texts("not_named.term")
    interval = texts.interval(start, end)
    return f"{interval} (‘{wording}’)" if wording else interval


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


def ghosts(marks: pd.DataFrame, texts: Texts) -> list[Spec]:
    """First promises that were put off: an empty outline where they stood, and a dotted lead to the new term."""
    moved = marks[marks["is_moved"] & marks["first_start"].notna()]
    if moved.empty:
        return []
    ghost = _bar(moved, "first_start", "first_end", texts)
    ghost["hovertext"] = [_ghost_hover(row, texts) for row in moved.itertuples()]
    ghost["marker"] = {"color": PAPER, "line": {"color": MUTED, "width": 1.5}, "pattern": {"shape": "/", "size": 5}}
    ghost["marker"]["pattern"] |= {"fgcolor": "#c3cad3", "bgcolor": PAPER}
    dated = moved.dropna(subset=["due_start"])
    x = [day for row in dated.itertuples() for day in (_iso(row.first_end), _iso(row.due_start), None)]
    y = [place for row in dated.itertuples() for place in (row.y, row.y, None)]
    lead = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip"}
    return [{**lead, "line": {"color": STATUS_COLORS["moved"], "width": 2, "dash": "dot"}}, ghost]


def bars(marks: pd.DataFrame, texts: Texts) -> list[Spec]:
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


def days(marks: pd.DataFrame, texts: Texts) -> Spec:
    """Terms of a single day: a diamond, which a bar of no length would not show."""
    exact = marks[marks["due_start"].notna() & (marks["due_start"] == marks["due_end"])]
    points = _points(exact, "due_start", texts)
    colors = [STATUS_COLORS[status] for status in exact["status"]]
    edges = [LATE if late else color for late, color in zip(exact["is_late"], colors, strict=True)]
    points["marker"] = {"symbol": "diamond", "size": 15, "color": colors, "opacity": 1}
    points["marker"]["line"] = {"color": edges, "width": 2.5}
    return points


def undated(marks: pd.DataFrame, texts: Texts) -> Spec:
    """Follow-ups without a term: an open ring on the day they were said."""
    undated = marks[marks["due_start"].isna()]
    points = _points(undated, "said_end", texts)
    colors = [STATUS_COLORS[status] for status in undated["status"]]
    points["marker"] = {"symbol": "circle-open", "size": 12, "color": colors, "line": {"width": 2}, "opacity": 1}
    return points


def update_discs(ticks: pd.DataFrame, texts: Texts) -> Spec:
    """Updates: a disc with the glyph of the new status; related events a small grey dot."""
    has_status = ticks["status"].notna()
    colors = [STATUS_COLORS[s] if told else MUTED for s, told in zip(ticks["status"], has_status, strict=True)]
    labels = [texts.label("status", s) if told else texts("status.related")
              for s, told in zip(ticks["status"], has_status, strict=True)]  # fmt: skip
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [middle(row.on_start, row.on_end) for row in ticks.itertuples()],
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
