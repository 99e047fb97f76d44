"""Labels and rules are traces: the same texts and lines in the same places, and almost nothing that is dear to draw."""

from typing import Any

import pytest

from lovp_view.figures.ground import GAP, grounded
from tests.support.figure_samples import CASES, FIGURES, SIZES, figure_for

LAYOUT = {"xaxis": {"range": [0, 50]}, "yaxis": {"range": [90, -10]}}
FONT = {"size": 13, "color": "#000"}


def _note(**place: Any) -> dict[str, Any]:
    return {"text": "tekst", "showarrow": False, "font": FONT, "x": 1, "y": 2, **place}


def _traces(*, notes: tuple[dict[str, Any], ...] = (), shapes: tuple[dict[str, Any], ...] = ()) -> list[dict[str, Any]]:
    return grounded([{"name": "mark"}], LAYOUT | {"annotations": list(notes), "shapes": list(shapes)})[0]


def _line(width: int = 1, **place: Any) -> dict[str, Any]:
    return {"type": "line", "x0": 3, "x1": 3, "y0": 4, "y1": 5, "line": {"width": width}, **place}


def test_the_ends_of_the_paper_are_the_ends_of_the_axes() -> None:
    shape = _line(x0=0, x1=1, xref="paper", layer="below")
    rule, label, _ = _traces(notes=(_note(x=0, xref="paper", y=7, yref="y"),), shapes=(shape,))
    assert (label["x"], label["y"]) == ([0], [7])
    assert (rule["x"], rule["y"]) == ([0, 50, None], [4, 5, None])


@pytest.mark.parametrize(
    ("anchors", "side"),
    [
        ({}, "middle center"),
        ({"xanchor": "right", "yanchor": "middle"}, "middle left"),
        ({"xanchor": "left", "yanchor": "bottom"}, "top right"),
        ({"xanchor": "center", "yanchor": "top"}, "bottom center"),
    ],
)
def test_a_text_stands_on_the_side_that_its_anchor_leaves(anchors: dict[str, str], side: str) -> None:
    assert _traces(notes=(_note(**anchors),))[0]["textposition"] == [side]


@pytest.mark.parametrize(
    ("place", "gap"), [({"xanchor": "right", "xshift": -GAP}, GAP), ({"yanchor": "bottom", "yshift": 2}, 2)]
)
def test_beside_an_unseen_mark_a_text_keeps_its_gap(place: dict[str, Any], gap: int) -> None:
    trace = _traces(notes=(_note(**place),))[0]
    assert (trace["mode"], trace["marker"]["opacity"]) == ("markers+text", 0)
    assert trace["marker"]["size"] / 2 / 0.8 + 1 == pytest.approx(gap)  # Plotly's own sum for a text beside a mark


def test_what_looks_alike_is_one_trace_and_what_does_not_is_not() -> None:
    traces = _traces(
        notes=(_note(), _note(y=3), _note(font={"size": 9, "color": "#000"})),
        shapes=(_line(layer="below"), _line(2, layer="below"), _line(layer="below", x0=9), _line()),
    )
    assert [trace["name"] for trace in traces] == ["rules", "rules", "labels", "labels", "mark", "rules"]
    assert traces[0]["x"] == [3, 3, None, 9, 3, None]
    assert traces[2]["text"] == ["tekst", "tekst"]


@pytest.mark.parametrize("kept", [{"textangle": -90}, {"xshift": GAP}, {"yshift": 30}, {"name": "title"}])
def test_what_cannot_be_a_trace_stays_an_annotation(kept: dict[str, Any]) -> None:
    traces, layout = grounded([], LAYOUT | {"annotations": [_note(**kept), _note()]})
    assert layout["annotations"] == [_note(**kept)]
    assert len(traces) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("case", CASES)
def test_of_a_real_picture_only_head_foot_and_upright_text_are_annotations(name: str, case: str, size: str) -> None:
    layout = figure_for(name, case, "nl", size).spec["layout"]
    left = [note for note in layout["annotations"] if "name" not in note and not note.get("textangle")]
    assert "shapes" not in layout
    assert all(abs(note.get("yshift", 0)) > 2 or note.get("xshift") for note in left)


@pytest.mark.parametrize("name", [name for name in FIGURES if name != "timeline"])
@pytest.mark.parametrize("case", CASES)
def test_no_label_stands_outside_the_axes_where_plotly_would_hide_it(name: str, case: str) -> None:
    spec = figure_for(name, case, "nl", "full").spec
    for axis in "xy":
        low, high = sorted(spec["layout"][f"{axis}axis"]["range"])
        for trace in spec["data"]:
            if trace.get("name") == "labels":
                assert all(low <= place <= high for place in trace[axis])
