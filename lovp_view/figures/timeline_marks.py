"""What the timeline draws: life lines, terms as brackets, and the meetings' marks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lovp_data.register.register import CLOSED
from lovp_view.figures.collisions import lanes
from lovp_view.figures.frame import Spec, safe
from lovp_view.view.texts import Texts, status_words
from lovp_view.view.theme import LATE, STATE_COLORS, STATE_SYMBOLS, STATUS_COLORS

# Pixels from the middle of a row: updates above the line, the term below it, the first promise below that.
UPDATES, LINE_AT, TERM, FIRST_TERM = -8.0, 5.0, 11.0, 15.0
_TOOTH = 2.5  # half the height of a bracket's end
_LEAST_TERM = 7.0  # pixels: a term of one day must be seen


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
        return iso(self.start + pd.Timedelta(days=pixels / self.pixels_a_day))


def middle(start: pd.Timestamp, end: pd.Timestamp) -> pd.Timestamp:
    """The middle of an interval."""
    return start + (end - start) / 2


def iso(day: pd.Timestamp) -> str:
    """The day and hour in ISO form."""
    return day.strftime("%Y-%m-%dT%H:%M")


# --- meetings -------------------------------------------------------------------------------------------------------


def meeting_lanes(meetings: pd.DataFrame, scale: Scale, size: int) -> list[int]:
    """The lane of each meeting's mark above the rows, so that none lies on another."""
    days = [scale.pixels(middle(row.held_on_start, row.held_on_end)) for row in meetings.itertuples()]
    return lanes(days, size + 4)


def meeting_marks(meetings: pd.DataFrame, in_lane: list[int], size: int, texts: Texts) -> Spec:
    """A mark per meeting above the rows; its shape is the meeting's state."""
    colors = [STATE_COLORS[state] for state in meetings["state"]]
    return {
        **markers(
            [iso(middle(row.held_on_start, row.held_on_end)) for row in meetings.itertuples()],
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


def markers(x: list[str], y: list[float], targets: list[str | None], hover: list[str], mode: str = "markers") -> Spec:
    """A trace of marks that can be clicked, without their look."""
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


def life_of(row: Any, day: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The last day of a task's line (when it was closed, else `day`), and from when it is overdue.

    What is never overdue has that last day for both: its term is kept, or void, or there is none.
    """
    end = row.status_on if row.status in CLOSED else day
    is_counted = pd.notna(row.due_end) and (row.is_late or row.status == "done")
    return end, min(max(row.due_end, row.said_end), end) if is_counted else end


def life_lines(marks: pd.DataFrame, day: pd.Timestamp, texts: Texts) -> list[Spec]:
    """A line per task from the day it was said to the day it was done, or to the reference date; a trace per colour.

    What lies past its term is red.
    """
    pieces: dict[str, list[Any]] = {}
    for row in marks.itertuples():
        end, late_from = life_of(row, day)
        pieces.setdefault(STATUS_COLORS[row.status], []).append((row, row.said_end, late_from))
        if late_from < end:
            pieces.setdefault(LATE, []).append((row, late_from, end))
    return [_lines(parts, color, texts) for color, parts in pieces.items()]


def _lines(parts: list[Any], color: str, texts: Texts) -> Spec:
    spread: Callable[[Any, Any], Iterable[Any]] = lambda a, b: (a, b, None)  # noqa: E731
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [each for _, start, end in parts for each in spread(iso(start), iso(end))],
        "y": [each for row, _, _ in parts for each in spread(row.y + LINE_AT, row.y + LINE_AT)],
        "line": {"color": color, "width": 4},
        "customdata": [[f"item:{row.follow_up}"] for row, _, _ in parts for _ in range(3)],
        "hovertext": [_hover(row, texts) for row, _, _ in parts for _ in range(3)],
        "hoverinfo": "text",
        "unselected": {"marker": {"opacity": 1}},
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
    said = status_words(texts, row)
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
