"""The timeline: follow-ups as intervals grouped by topic, meetings as vertical marks, updates as lettered discs."""

from dataclasses import dataclass
from datetime import date, timedelta

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
)
from lovp_view.figures.part import MOST_MEETINGS, Part, both, last_meetings, nearest_intervals
from lovp_view.figures.timeline_marks import (
    MEETINGS_HEIGHT,
    bars,
    days,
    ghosts,
    leads,
    meeting_marks,
    middle,
    term_text,
    undated,
    update_discs,
)
from lovp_view.view.texts import Texts
from lovp_view.view.theme import ACCENT, LATE, LINE, MUTED, STATUS_COLORS, STATUS_GLYPHS, Size


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
    columns = [texts(f"column.{name}") for name in ("follow_up", "topic", "term", "first_term", "status", "late")]
    if intervals.empty:
        return empty_figure(texts("title.timeline_empty"), caption, size, texts("empty.chart"), columns)
    shown, part = nearest_intervals(intervals, texts)
    meetings, part_of_meetings = _shown_meetings(meetings, window, texts)
    part = both(part, part_of_meetings)
    labels, places = _labels(shown)
    rows = lay_out_rows(labels, size, mark_height=28)
    y = pd.Series({key: rows.y[place] for key, place in places.items()})
    marks = shown.assign(y=shown["follow_up"].map(y))
    ticks = updates.assign(y=updates["follow_up"].map(y)).dropna(subset=["y"])
    traces = [*_traces(marks, ticks, texts), meeting_marks(meetings, texts, size)]
    title = texts.plural("title.timeline", len(intervals), late=texts.number(int(intervals["is_late"].sum())))
    table = _table(intervals, columns, texts)
    look = {"key": _key(marks, ticks, texts), "left": rows.left, "right": 12, "above": 44, "below": 30}
    height = rows.height + MEETINGS_HEIGHT
    layout = _layout(rows, meetings, window, texts, size)
    caption = part.captioned(caption)
    spec = framed(traces, layout, title=title, caption=caption, size=size, plot_height=height, **look)  # type: ignore[arg-type]
    return Figure(spec, part.described(texts("alt.timeline", title=title, listing=listing(table, texts))), table)


def _shown_meetings(meetings: pd.DataFrame, window: Window, texts: Texts) -> tuple[pd.DataFrame, Part]:
    """All meetings; of very many the last of those in the window."""
    if len(meetings) <= MOST_MEETINGS:
        return meetings, Part()
    first, last = pd.Timestamp(window.start), pd.Timestamp(window.end)
    in_window = (meetings["held_on_end"] >= first) & (meetings["held_on_start"] <= last)
    return last_meetings(meetings[in_window], MOST_MEETINGS, texts)


def _traces(marks: pd.DataFrame, ticks: pd.DataFrame, texts: Texts) -> list[Spec]:
    """From the back to the front: leads, ghosts, terms, rings, discs."""
    terms = [*ghosts(marks, texts), *bars(marks, texts), days(marks, texts)]
    return [leads(marks), *terms, undated(marks, texts), update_discs(ticks, texts)]


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
    note |= {"text": texts("key.reference_date"), "font": {"size": size.small, "color": LATE}}
    note |= {"xanchor": _anchor(window)}
    is_visible = window.start <= window.reference_date <= window.end
    return {
        "xaxis": {
            "type": "date", "range": [window.start.isoformat(), window.end.isoformat()], "fixedrange": True,
            "side": "top", "showgrid": True, "tickangle": 0, **ticks,
        },
        "yaxis": hidden_axis(rows.height, -MEETINGS_HEIGHT),
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
        for row, day in ((row, middle(row.held_on_start, row.held_on_end)) for row in meetings.itertuples())
    ]


def _key(marks: pd.DataFrame, ticks: pd.DataFrame, texts: Texts) -> list[tuple[str, str, str]]:
    statuses = {*marks["status"], *ticks["status"].dropna()}
    key = [(STATUS_GLYPHS[s], texts.label("status", s), color) for s, color in STATUS_COLORS.items() if s in statuses]
    key += [("◆", texts("key.day"), ACCENT), ("■", texts("key.range"), ACCENT), ("▨", texts("key.vague"), ACCENT)]
    key += [("○", texts("key.undated"), ACCENT), ("◇", texts("key.late"), LATE), ("•", texts("status.related"), MUTED)]
    return key + ([("▨", texts("key.ghost"), MUTED)] if marks["is_moved"].any() else [])


def _table(intervals: pd.DataFrame, columns: list[str], texts: Texts) -> pd.DataFrame:
    rows = [
        (
            row.title,
            row.topic_title,
            term_text(row.due_start, row.due_end, None, texts),
            term_text(row.first_start, row.first_end, None, texts),
            texts.label("status", row.status),
            texts("yes") if row.is_late else "",
        )
        for row in intervals.itertuples()
    ]
    return pd.DataFrame(rows, columns=columns)
