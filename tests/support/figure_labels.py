"""What a picture writes beside its rows and over its columns, and its marks without these."""

from dataclasses import dataclass
from typing import Any

from lovp_view.figures.frame import Spec


@dataclass(frozen=True)
class Label:
    """A text of a picture that is no title, tick or mark: where it stands, and on which side of that place."""

    text: str
    x: Any
    y: float
    side: str  # top: over a column; middle: of a row; bottom: under a line
    size: float


def labels(spec: Spec) -> list[Label]:
    """All labels, whether Plotly is given them as traces or as annotations."""
    sides = {"bottom": "top", "top": "bottom"}
    found = [
        Label(note["text"], note["x"], note["y"], sides.get(note.get("yanchor", ""), "middle"), note["font"]["size"])
        for note in spec["layout"]["annotations"]
        if "name" not in note
    ]
    for trace in (each for each in spec["data"] if each.get("name") == "labels"):
        columns = [trace[key] for key in ("text", "x", "y", "textposition")]
        found += [
            Label(text, x, y, position.split()[0], trace["textfont"]["size"])
            for text, x, y, position in zip(*columns, strict=True)
        ]
    return found


def row_labels(spec: Spec) -> list[Label]:
    """The labels of rows, from top to bottom."""
    return sorted((label for label in labels(spec) if label.side == "middle"), key=lambda label: label.y)


def heads(spec: Spec) -> list[Label]:
    """The labels over columns."""
    return [label for label in labels(spec) if label.side == "top"]


def marks(spec: Spec) -> list[Spec]:
    """The traces without those of labels and rules."""
    return [trace for trace in spec["data"] if trace.get("name") not in ("labels", "rules")]
