"""What the timeline draws: life lines, terms as brackets, updates, what was merely said, and the meetings' marks."""

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lovp_view.figures.collisions import lanes, merged, middle_of
from lovp_view.figures.frame import Spec, safe
from lovp_view.view.texts import Texts, status_label
from lovp_view.view.theme import ACCENT, LATE, MUTED, PAPER, STATE_SYMBOLS, STATUS_COLORS, STATUS_GLYPHS

MARK, SMALL = 15, 8  # pixels of an update that tells a status, and of one that is merely related
# Pixels from the middle of a row: updates above the line, the term below it, the first promise below that.
UPDATES, LINE_AT, TERM, FIRST_TERM = -8.0, 5.0, 11.0, 15.0
_TOOTH = 2.5  # half the height of a bracket's end
_LEAST_TERM = 7.0  # pixels: a term of one day must be seen
_LISTED = 4  # updates that the tooltip of a merged mark tells


@dataclass(frozen=True)
class Scale:
    """Days to pixels of the picture as it was laid out; a wider screen only sets marks further apart."""

    start: pd.Timestamp
    pixels_a_day: float

    def pixels(self, day: pd.Timestamp) -> float:
        """Pixels from the left edge of the plot."""
        return (day - self.start) / pd.Timedelta(days=1) * self.pixels_a_day

    def day(self, pixels: float) -> str:
        """The day and hour at so many pixels, in ISO form."""
        return _iso(self.start + pd.Timedelta(days=pixels / self.pixels_a_day))


def middle(start: pd.Timestamp, end: pd.Timestamp) -> pd.Timestamp:
    """The middle of an interval."""
    return start + (end - start) / 2


def _iso(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m-%dT%H:%M")


# --- meetings -------------------------------------------------------------------------------------------------------


def meeting_lanes(meetings: pd.DataFrame, scale: Scale, size: int) -> list[int]:
    """The lane of each meeting's mark above the rows, so that none lies on another."""
    days = [scale.pixels(middle(row.held_on_start, row.held_on_end)) for row in meetings.itertuples()]
    return lanes(days, size + 4)


def meeting_marks(meetings: pd.DataFrame, in_lane: list[int], size: int, texts: Texts) -> Spec:
    """A mark per meeting above the rows; its shape is the meeting's state."""
    colors = [LATE if state in ("cancelled", "in_writing") else ACCENT for state in meetings["state"]]
    return {
        **_markers(
            [_iso(middle(row.held_on_start, row.held_on_end)) for row in meetings.itertuples()],
            [-(lane + 0.5) * (size + 4) for lane in in_lane],
            [f"meeting:{meeting}" for meeting in meetings["meeting"]],
            [
                f"LOVP {texts.interval(row.held_on_start, row.held_on_end)}<br>{texts.label('state', row.state)}"
                for row in meetings.itertuples()
            ],
        ),
        "marker": {
            "symbol": [STATE_SYMBOLS[s] for s in meetings["state"]],
            "size": size - 2,
            "color": colors,
            "opacity": 1,
        }
        | {"line": {"width": 2, "color": colors}},
    }


def _markers(x: list[str], y: list[float], targets: list[str | None], hover: list[str], mode: str = "markers") -> Spec:
    return {
        "type": "scatter",
        "mode": mode,
        "x": x,
        "y": y,
        "customdata": [[target] for target in targets],
        "hovertext": hover,
        "hoverinfo": "text",
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": True,
    }


# --- life lines and terms -------------------------------------------------------------------------------------------


def life_lines(marks: pd.DataFrame, day: pd.Timestamp, texts: Texts) -> list[Spec]:
    """A line per task from the day it was said to the day it was done, or to the reference date; a trace per colour.

    What lies past its term is red.
    """
    pieces: dict[str, list[Any]] = {}
    for row in marks.itertuples():
        end = row.status_on if row.status in ("done", "dropped") else day
        late_from = min(max(row.due_end, row.said_end), end) if pd.notna(row.due_end) else end
        pieces.setdefault(STATUS_COLORS[row.status], []).append((row, row.said_end, late_from))
        if late_from < end and (row.is_late or row.status == "done"):
            pieces.setdefault(LATE, []).append((row, late_from, end))
        elif late_from < end:
            pieces[STATUS_COLORS[row.status]].append((row, late_from, end))
    return [_lines(parts, color, texts) for color, parts in pieces.items()]


def _lines(parts: list[Any], color: str, texts: Texts) -> Spec:
    spread: Callable[[Any, Any], Iterable[Any]] = lambda a, b: (a, b, None)  # noqa: E731
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [each for _, start, end in parts for each in spread(_iso(start), _iso(end))],
        "y": [each for row, _, _ in parts for each in spread(row.y + LINE_AT, row.y + LINE_AT)],
        "line": {"color": color, "width": 4},
        "customdata": [[f"item:{row.follow_up}"] for row, _, _ in parts for _ in range(3)],
        "hovertext": [_hover(row, texts) for row, _, _ in parts for _ in range(3)],
        "hoverinfo": "text",
    }


def brackets(marks: pd.DataFrame, scale: Scale, start: str, end: str, depth: float, color: str, dash: str = "") -> Spec:
    """Terms as brackets below the line, at least as wide as can be seen."""
    x: list[str | None] = []
    y: list[float | None] = []
    for row in marks.dropna(subset=[start, end]).itertuples():
        first, last = scale.pixels(getattr(row, start)), scale.pixels(getattr(row, end) + pd.Timedelta(days=1))
        spare = max(_LEAST_TERM - (last - first), 0) / 2
        left, right, level = scale.day(first - spare), scale.day(last + spare), row.y + depth
        x += [left, left, right, right, None]
        y += [level - _TOOTH, level, level, level - _TOOTH, None]
    line = {"color": color, "width": 2} | ({"dash": dash} if dash else {})
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _hover(row: Any, texts: Texts) -> str:
    wording = row.due_wording if isinstance(row.due_wording, str) and not row.is_moved else None
    late = [texts("status.late").lower()] if row.is_late else []
    said = ", ".join([status_label(texts, row.group, row.status), *late])
    lines = [f"<b>{safe(row.title)}</b>", texts.label("kind", row.kind)]
    lines.append(safe(term_text(row.due_start, row.due_end, wording, texts)))
    if row.is_moved and pd.notna(row.first_start):
        lines.append(f"{texts('key.ghost')}: {safe(term_text(row.first_start, row.first_end, None, texts))}")
    return "<br>".join([*lines, said])


def term_text(start: pd.Timestamp, end: pd.Timestamp, wording: str | None, texts: Texts) -> str:
    """'september 2020 (‘in september’)', either part alone, or that none was named."""
    if pd.isna(start):
        return f"‘{wording}’" if wording else texts("not_named.term")
    interval = texts.interval(start, end)
    return f"{interval} (‘{wording}’)" if wording else interval


# --- updates --------------------------------------------------------------------------------------------------------


def updates(ticks: pd.DataFrame, scale: Scale, texts: Texts) -> list[Spec]:
    """Updates in a lane of their own: a disc with the glyph of the new status, a small dot for a related event.

    Those that would lie on each other are one mark with their number. An update known by its month or year only is
    drawn over all of it.
    """
    groups = [group for _, rows in ticks.groupby("follow_up", sort=False) for group in _groups(rows, scale)]
    return [_spans(ticks), _discs(groups, texts)]


def _spans(ticks: pd.DataFrame) -> Spec:
    wide = ticks[ticks["on_end"] > ticks["on_start"]]
    x = [day for row in wide.itertuples() for day in (_iso(row.on_start), _iso(row.on_end), None)]
    y = [level for row in wide.itertuples() for level in (row.y + UPDATES, row.y + UPDATES, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "line": {"color": MUTED, "width": 1},
    }


@dataclass(frozen=True)
class _Group:
    """Updates that are drawn as one mark: where, and which."""

    day: str
    y: float
    rows: pd.DataFrame


def _groups(rows: pd.DataFrame, scale: Scale) -> list[_Group]:
    rows = rows.sort_values("on_end", kind="stable")
    places = [scale.pixels(middle(row.on_start, row.on_end)) for row in rows.itertuples()]
    groups = merged(places, MARK + 2)
    return [_Group(scale.day(middle_of(each, places)), rows["y"].iloc[0] + UPDATES, rows.iloc[each]) for each in groups]


def _discs(groups: list[_Group], texts: Texts) -> Spec:
    told = [group.rows["status"].dropna() for group in groups]
    colors = [STATUS_COLORS[statuses.iloc[-1]] if len(statuses) else MUTED for statuses in told]
    signs = [_sign(group, statuses) for group, statuses in zip(groups, told, strict=True)]
    return {
        **_markers(
            [group.day for group in groups],
            [group.y for group in groups],
            [f"item:{group.rows['follow_up'].iloc[0]}" for group in groups],
            [_told(group, texts) for group in groups],
            "markers+text",
        ),
        "text": signs,
        "textfont": {"size": 11, "color": PAPER},
        "marker": {"size": [MARK if sign else SMALL for sign in signs], "color": colors, "opacity": 1}
        | {"line": {"width": 0}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": PAPER}},
    }


def _sign(group: _Group, statuses: pd.Series) -> str:
    """The number of several updates, the glyph of one that tells a status, nothing for one that is related."""
    return str(len(group.rows)) if len(group.rows) > 1 else STATUS_GLYPHS[statuses.iloc[0]] if len(statuses) else ""


def _told(group: _Group, texts: Texts) -> str:
    lines = []
    for row in group.rows.head(_LISTED).itertuples():
        label = texts.label("status", row.status) if isinstance(row.status, str) else texts("status.related")
        lines.append(f"<b>{texts.interval(row.on_start, row.on_end)}</b>: {label}<br>{short(row.note)}")
    more = len(group.rows) - len(lines)
    return "<br>".join([*lines, *([texts.plural("alt.more", more)] if more > 0 else [])])


# --- what was merely said -------------------------------------------------------------------------------------------


def said_marks(said: pd.DataFrame, scale: Scale, texts: Texts) -> Spec:
    """A small mark per topic and time at which something was merely said; a click lists all that was."""
    found = []
    for topic, rows in said.groupby("topic", sort=False):
        places = [scale.pixels(middle(row.said_start, row.said_end)) for row in rows.itertuples()]
        for each in merged(places, SMALL + 3):
            found.append((scale.day(middle_of(each, places)), rows["y"].iloc[0], topic, rows.iloc[each]))
    return {
        **_markers(
            [day for day, *_ in found],
            [y for _, y, *_ in found],
            [f"topic_status.{topic}.said" for *_, topic, _ in found],
            ["<br>".join(safe(title) for title in rows["title"].head(_LISTED * 2)) for *_, rows in found],
        ),
        "marker": {"symbol": "square-open", "size": SMALL, "color": MUTED, "line": {"width": 1.5}, "opacity": 1},
    }


def short(note: str, width: int = 60) -> str:
    """The note over several lines: a tooltip does not wrap by itself."""
    return "<br>".join(safe(line) for line in textwrap.wrap(note, width))
