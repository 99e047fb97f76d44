"""The timeline: a life line per task under its topic, from said to done or to the reference date.

What was merely said takes no row: it is small marks in the row of its topic.
"""

from dataclasses import dataclass
from datetime import date

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
    state_key,
)
from lovp_view.figures.ground import GAP
from lovp_view.figures.part import MOST_MEETINGS, Part, both, cut, last_meetings, nearest_intervals
from lovp_view.figures.timeline_events import said_marks, updates
from lovp_view.figures.timeline_marks import (
    FIRST_TERM,
    TERM,
    Scale,
    brackets,
    life_lines,
    meeting_lanes,
    meeting_marks,
    middle,
    term_text,
)
from lovp_view.view.texts import Texts, status_label
from lovp_view.view.theme import ACCENT, INK, LATE, LINE, MUTED, STATUS_COLORS, STATUS_GLYPHS, Size

_ROW, _HEADING, _RIGHT = 38, 22, 12  # pixels: a task's row, a topic's, right of the plot


@dataclass(frozen=True)
class Window:
    """What the timeline shows: the visible days and the reference date.

    Of a period that was chosen (a year, a quarter) only what falls in it has a row.
    """

    start: date
    end: date
    reference_date: date
    is_period: bool = False


def follow_up_intervals(
    intervals: pd.DataFrame,
    told: pd.DataFrame,
    meetings: pd.DataFrame,
    window: Window,
    texts: Texts,
    caption: Caption,
    size: Size,
) -> Figure:
    """intervals, told (the updates), meetings: as the measures give them. A row per task, under its topic."""
    columns = [texts(f"column.{name}") for name in ("follow_up", "topic", "term", "first_term", "status", "late")]
    inside = _inside(intervals, told, window) if window.is_period else intervals
    if inside.empty:
        return empty_figure(texts("title.timeline_empty"), caption, size, texts("empty.timeline"), columns)
    shown, part = nearest_intervals(inside, texts)
    meetings, part_of_meetings = _shown_meetings(meetings, window, texts)
    title, part = _title(inside, texts), both(part, part_of_meetings)
    shown = shown[shown["topic"].isin(cut(list(dict.fromkeys(shown["topic"])), size))]
    spec = _spec(shown, told, meetings, window, texts, size, title=title, caption=part.captioned(caption))
    table = _table(inside, columns, texts)
    return Figure(spec, part.described(texts("alt.timeline", title=title, listing=listing(table, texts))), table)


def _spec(
    shown: pd.DataFrame, told: pd.DataFrame, meetings: pd.DataFrame, window: Window, texts: Texts, size: Size,
    *, title: str, caption: Caption,
) -> Spec:  # fmt: skip
    labels, places = _labels(shown, texts)
    rows = lay_out_rows(labels, size)
    scale, mark = _scale(window, size.width - rows.left - _RIGHT), 10 if size.puts_labels_above else 13
    in_lane = meeting_lanes(meetings, scale, mark)
    above = (max(in_lane, default=0) + 1) * (mark + 4) + 4
    y = {key: rows.y[at] for key, at in places.items()}
    traces = [*_traces(shown, told, y, scale, window, texts, size), meeting_marks(meetings, in_lane, mark, texts)]
    return framed(
        traces, _layout(rows, above, meetings, window, texts, size), title=title, caption=caption, size=size,
        plot_height=rows.height + above, key=_key(shown, told, meetings, texts), left=rows.left, right=_RIGHT,
        above=44, below=24,
    )  # fmt: skip


def _scale(window: Window, room: float) -> Scale:
    return Scale(pd.Timestamp(window.start), room / max((window.end - window.start).days, 1))


def _inside(intervals: pd.DataFrame, told: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The follow-ups of which anything falls in the window: said, due, first promised, or an update."""
    first, last = pd.Timestamp(window.start), pd.Timestamp(window.end)
    spans = [("said_start", "said_end"), ("due_start", "due_end"), ("first_start", "first_end")]
    is_inside = pd.concat([(intervals[a] <= last) & (intervals[b] >= first) for a, b in spans], axis=1).any(axis=1)
    seen = told[(told["on_start"] <= last) & (told["on_end"] >= first)]
    return intervals[is_inside | (intervals["is_task"] & intervals["follow_up"].isin(seen["follow_up"]))]


def _title(intervals: pd.DataFrame, texts: Texts) -> str:
    """How many tasks there are and how many are late; where there are none, how much was said."""
    tasks = intervals[intervals["is_task"]]
    late = int(tasks["is_late"].sum())
    if tasks.empty:
        return texts.plural("title.timeline_said", len(intervals))
    return texts.plural("title.timeline" if late else "title.timeline_in_time", len(tasks), late=texts.number(late))


def _shown_meetings(meetings: pd.DataFrame, window: Window, texts: Texts) -> tuple[pd.DataFrame, Part]:
    """The meetings in the window; of very many the last."""
    first, last = pd.Timestamp(window.start), pd.Timestamp(window.end)
    edge = (last - first) * 0.012  # a mark at the very edge would be cut
    in_window = (meetings["held_on_end"] >= first + edge) & (meetings["held_on_start"] <= last - edge)
    return last_meetings(meetings[in_window], MOST_MEETINGS, texts)


def _labels(intervals: pd.DataFrame, texts: Texts) -> tuple[list[RowLabel], dict[str, int]]:
    """A heading per topic, in whose row stands what was merely said, and a row per task; the place of each.

    The places are by follow-up, and by 'said <topic>' for what was said.
    """
    labels: list[RowLabel] = []
    places: dict[str, int] = {}
    for topic, rows in intervals.groupby("topic", sort=False):
        said = int((~rows["is_task"]).sum())
        title = rows["topic_title"].iloc[0]
        heading = f"{title} · {texts.plural('count.said', said)}" if said else title
        places[f"said {topic}"] = len(labels)
        labels.append(RowLabel(heading, is_heading=True, mark_height=_HEADING))
        for row in rows[rows["is_task"]].itertuples():
            places[row.follow_up] = len(labels)
            labels.append(RowLabel(row.title, mark_height=_ROW))
    return labels, places


def _traces(
    shown: pd.DataFrame, told: pd.DataFrame, y: dict[str, float], scale: Scale, window: Window, texts: Texts, size: Size
) -> list[Spec]:
    """From the back to the front: first promises, terms, life lines, updates, what was said."""
    tasks = shown[shown["is_task"]]
    tasks = tasks.assign(y=tasks["follow_up"].map(y))
    said = shown[~shown["is_task"]]
    said = said.assign(y=("said " + said["topic"]).map(y))
    moved = tasks[tasks["is_moved"]]
    ticks = told.assign(y=told["follow_up"].map(y)).dropna(subset=["y"])
    return [
        brackets(moved, scale, "first_start", "first_end", FIRST_TERM, MUTED, "dot"),
        brackets(tasks, scale, "due_start", "due_end", TERM, INK),
        *life_lines(tasks, pd.Timestamp(window.reference_date), texts),
        *updates(ticks, scale, texts, size),
        said_marks(said, scale, texts),
    ]


def _layout(rows: Rows, above: float, meetings: pd.DataFrame, window: Window, texts: Texts, size: Size) -> Spec:
    ticks = date_ticks(window.start, window.end, size.width - rows.left - _RIGHT, texts, size.text)
    reference = window.reference_date.isoformat()
    line = {"type": "line", "x0": reference, "x1": reference, "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    line |= {"line": {"color": LATE, "width": 1.5, "dash": "dash"}}
    note = {"x": reference, "y": 0, "yref": "paper", "yanchor": "top", "yshift": -2, "showarrow": False}
    note |= {
        "text": texts("key.reference_date"),
        "font": {"size": size.small, "color": LATE},
        "xanchor": _anchor(window),
    }
    is_visible = window.start <= window.reference_date <= window.end
    return {
        "xaxis": {
            "type": "date", "range": [window.start.isoformat(), window.end.isoformat()], "fixedrange": True,
            "side": "top", "showgrid": True, "tickangle": 0, **ticks,
        },
        "yaxis": hidden_axis(rows.height, -above),
        "annotations": [*rows.annotations, *_meetings_note(rows, above, size), *([note] if is_visible else [])],
        "shapes": [*rows.shapes, *_meeting_lines(meetings), *([line] if is_visible else [])],
        "hovermode": "closest",
    }  # fmt: skip


def _meetings_note(rows: Rows, above: float, size: Size) -> list[Spec]:
    """What the marks over the rows are, beside them; above the labels of a phone there is no room."""
    place = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": -GAP, "y": -above / 2, "yref": "y"}
    look = {"yanchor": "middle", "showarrow": False, "text": "LOVP", "font": {"size": size.text, "color": ACCENT}}
    return [] if size.puts_labels_above else [{**place, **look}]


def _anchor(window: Window) -> str:
    """Keeps the label of the reference date inside the picture."""
    share = (window.reference_date - window.start) / max(window.end - window.start, pd.Timedelta(days=1))
    return "left" if share < 0.12 else "right" if share > 0.88 else "center"


def _meeting_lines(meetings: pd.DataFrame) -> list[Spec]:
    base = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    days = [middle(row.held_on_start, row.held_on_end).isoformat() for row in meetings.itertuples()]
    dashes = ["solid" if state == "held" else "dot" for state in meetings["state"]]
    return [
        {**base, "x0": day, "x1": day, "line": {"color": LINE, "width": 1, "dash": dash}}
        for day, dash in zip(days, dashes, strict=True)
    ]


def _key(shown: pd.DataFrame, told: pd.DataFrame, meetings: pd.DataFrame, texts: Texts) -> list[tuple[str, str, str]]:
    """What is in the picture, and no more: meetings, statuses of updates, brackets, red lines, what was said."""
    tasks = shown[shown["is_task"]]
    ticks = told[told["follow_up"].isin(tasks["follow_up"])]
    used = set(ticks["status"].dropna())
    key = [(STATUS_GLYPHS[s], texts.label("status", s), color) for s, color in STATUS_COLORS.items() if s in used]
    key += [("•", texts("status.related"), MUTED)] if ticks["status"].isna().any() else []
    key += [("⎵", texts("key.term"), INK)] if tasks["due_start"].notna().any() else []
    key += [("⎵", texts("key.ghost"), MUTED)] if tasks["is_moved"].any() else []
    key += [("━", texts("key.overdue"), LATE)] if len(tasks) else []
    key += [("□", texts("key.said"), MUTED)] if len(tasks) < len(shown) else []
    return [*state_key(set(meetings["state"]), texts), *key]


def _table(intervals: pd.DataFrame, columns: list[str], texts: Texts) -> pd.DataFrame:
    rows = [
        (
            row.title,
            row.topic_title,
            term_text(row.due_start, row.due_end, None, texts),
            term_text(row.first_start, row.first_end, None, texts),
            status_label(texts, row.group, row.status, row.outcome),
            texts("yes") if row.is_late else "",
        )
        for row in intervals.itertuples()
    ]
    return pd.DataFrame(rows, columns=columns)
