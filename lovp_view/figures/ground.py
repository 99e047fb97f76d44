"""The labels and rules of a picture as traces.

Plotly draws an annotation or a shape each by itself, which takes half a millisecond; a whole trace of texts or lines
takes little more. So figures say what they want in Plotly's own words for annotations and shapes, and this module, once
for all of them, makes a trace of what can be one. The rest is left: upright text, and text off its place by pixels.
"""

from collections.abc import Callable
from itertools import chain
from typing import Any

Spec = dict[str, Any]
GAP = 8  # pixels between a row's label and the plot
_NEAR = 2  # pixels that a text may be off its place
_ACROSS = {"left": "right", "right": "left", "center": "center"}
_UPWARDS = {"top": "bottom", "bottom": "top", "middle": "middle"}


def grounded(data: list[Spec], layout: Spec) -> tuple[list[Spec], Spec]:
    """The traces with those of the layout's annotations and shapes around them, and the layout with what is left.

    The axes of the layout have fixed ranges: their ends are where the paper's are.
    """
    ends = {axis: layout[f"{axis}axis"]["range"] for axis in "xy"}
    notes, shapes = layout.get("annotations", []), layout.get("shapes", [])
    texts = _text_traces([note for note in notes if _can_be_trace(note)], ends)
    below = _line_traces([shape for shape in shapes if shape.get("layer") == "below"], ends)
    above = _line_traces([shape for shape in shapes if shape.get("layer") != "below"], ends)
    rest = {key: value for key, value in layout.items() if key != "shapes"}
    return [*below, *texts, *data, *above], rest | {"annotations": [n for n in notes if not _can_be_trace(n)]}


def _can_be_trace(note: Spec) -> bool:
    is_beside = _side(note) == "middle left" and note.get("xshift", 0) == -GAP
    return (is_beside or _gap(note) <= _NEAR) and not note.get("textangle") and "name" not in note


def _gap(note: Spec) -> float:
    """Pixels between the text and its place."""
    return float(max(abs(note.get("xshift", 0)), abs(note.get("yshift", 0))))


def _at(ends: Spec, drawn: Spec, place: str) -> Any:
    """A coordinate of a note or shape on the axis itself."""
    axis = place[0]
    value = drawn[place]
    return ends[axis][value] if drawn.get(f"{axis}ref") == "paper" and value in (0, 1) else value


def _text_traces(notes: list[Spec], ends: Spec) -> list[Spec]:
    """A trace for all texts that look the same and keep the same gap."""
    looks = _alike(notes, lambda note: [_gap(note), note["font"]])
    return [_text_trace(same, ends) for same in looks]


def _text_trace(notes: list[Spec], ends: Spec) -> Spec:
    # A text beside a mark is off by a pixel and a quarter more than the mark's radius: an unseen mark keeps the gap.
    unseen = {"opacity": 0, "size": max(_gap(notes[0]) - 1, 0) * 0.8 * 2}
    return {
        "type": "scatter",
        "name": "labels",
        "mode": "markers+text" if unseen["size"] else "text",
        "marker": unseen,
        "x": [_at(ends, note, "x") for note in notes],
        "y": [_at(ends, note, "y") for note in notes],
        "text": [note["text"] for note in notes],
        "textposition": [_side(note) for note in notes],
        "textfont": notes[0]["font"],
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _side(note: Spec) -> str:
    """Where the text stands, seen from its place; of a note Plotly is told the reverse."""
    return f"{_UPWARDS[note.get('yanchor', 'middle')]} {_ACROSS[note.get('xanchor', 'center')]}"


def _line_traces(shapes: list[Spec], ends: Spec) -> list[Spec]:
    """A trace for all lines that look the same."""
    return [_line_trace(same, ends) for same in _alike(shapes, lambda shape: shape["line"])]


def _alike(drawn: list[Spec], look: Callable[[Spec], Any]) -> list[list[Spec]]:
    """Those that look the same together, in the order in which each look is first met."""
    groups: dict[str, list[Spec]] = {}
    for each in drawn:
        groups.setdefault(repr(look(each)), []).append(each)
    return list(groups.values())


def _line_trace(shapes: list[Spec], ends: Spec) -> Spec:
    points = {axis: [(_at(ends, s, f"{axis}0"), _at(ends, s, f"{axis}1"), None) for s in shapes] for axis in "xy"}
    drawn = {axis: list(chain.from_iterable(each)) for axis, each in points.items()}
    return {
        "type": "scatter",
        "name": "rules",
        "mode": "lines",
        **drawn,
        "line": shapes[0]["line"],
        "hoverinfo": "skip",
    }
