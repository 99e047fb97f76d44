"""The events of the timeline: updates in a lane of their own, and what was merely said."""

import textwrap
from dataclasses import dataclass

import pandas as pd

from lovp_view.figures.collisions import merged, middle_of
from lovp_view.figures.frame import Spec, safe
from lovp_view.figures.timeline_marks import UPDATES, Scale, iso, markers, middle
from lovp_view.view.texts import Texts
from lovp_view.view.theme import MUTED, PAPER, STATUS_COLORS, STATUS_GLYPHS, Size

MARK, SMALL = 15, 8  # pixels of an update that tells a status, and of one that is merely related
_LISTED = 4  # updates that the tooltip of a merged mark tells


def updates(ticks: pd.DataFrame, scale: Scale, texts: Texts, size: Size) -> list[Spec]:
    """Updates in a lane of their own: a disc with the glyph of the new status, a small dot for a related event.

    Those that would lie on each other are one mark with their number. An update known by its month or year only is
    drawn over all of it.
    """
    groups = [group for _, rows in ticks.groupby("follow_up", sort=False) for group in _groups(rows, scale)]
    return [_spans(ticks), _discs(groups, texts, size)]


def _spans(ticks: pd.DataFrame) -> Spec:
    wide = ticks[ticks["on_end"] > ticks["on_start"]]
    x = [day for row in wide.itertuples() for day in (iso(row.on_start), iso(row.on_end), None)]
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


def _discs(groups: list[_Group], texts: Texts, size: Size) -> Spec:
    told = [group.rows["status"].dropna() for group in groups]
    colors = [STATUS_COLORS[statuses.iloc[-1]] if len(statuses) else MUTED for statuses in told]
    signs = [_sign(group, statuses) for group, statuses in zip(groups, told, strict=True)]
    return {
        **markers(
            [group.day for group in groups],
            [group.y for group in groups],
            [f"item:{group.rows['follow_up'].iloc[0]}" for group in groups],
            [_told(group, texts) for group in groups],
            "markers+text",
        ),
        "text": signs,
        "textfont": {"size": max(11, size.least), "color": PAPER},
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


def said_marks(said: pd.DataFrame, scale: Scale, texts: Texts) -> Spec:
    """A small mark per topic and time at which something was merely said; a click lists all that was."""
    found = []
    for topic, rows in said.groupby("topic", sort=False):
        places = [scale.pixels(middle(row.said_start, row.said_end)) for row in rows.itertuples()]
        for each in merged(places, SMALL + 3):
            found.append((scale.day(middle_of(each, places)), rows["y"].iloc[0], topic, rows.iloc[each]))
    return {
        **markers(
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
