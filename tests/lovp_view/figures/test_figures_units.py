"""Unit squares: one per follow-up, in its place and its look, none on another; bars where they are too many."""

from itertools import combinations
from typing import Any

import pytest

from lovp_data.measures import members_behind, parse_mark
from lovp_view.figures import Figure
from lovp_view.view.texts import languages
from lovp_view.view.theme import LATE, PAPER, STATUS_COLORS, STATUS_GLYPHS
from lovp_view.view.wording import caption
from tests.support.figure_labels import heads, marks, row_labels
from tests.support.figure_samples import (
    CASES,
    FIGURES,
    SIZES,
    figure_for,
    frame_of,
    note_of,
    plain,
    register_of,
    scene_for,
    scene_of,
)

UNITS = ("topic_status", "moment", "asks_asked", "stakeholder_status")
each_case = pytest.mark.parametrize("case", CASES)
each_unit = pytest.mark.parametrize("name", UNITS)


def _row_labels(figure: Figure) -> dict[int, str]:
    """The label beside each row."""
    return {round(label.y): plain(label.text) for label in row_labels(figure.spec)}


def _squares(figure: Figure) -> list[dict[str, Any]]:
    """Every square: follow-up, place, fill and edge."""
    (trace,) = [each for each in figure.spec["data"] if each.get("customdata")] or [{}]
    marker, line = trace.get("marker", {}), trace.get("marker", {}).get("line", {})
    columns = zip(trace.get("customdata", ()), trace.get("x", ()), trace.get("y", ()), marker.get("color", ()),
                  line.get("color", ()), strict=True) if trace else ()  # fmt: skip
    return [{"id": code[0][5:], "x": x, "y": y, "fill": fill, "edge": edge} for code, x, y, fill, edge in columns]


@each_case
@each_unit
@pytest.mark.parametrize("size", SIZES)
def test_a_square_per_follow_up_opens_it_and_none_touches_another(name: str, case: str, size: str) -> None:
    squares, rows = _squares(figure_for(name, case, "nl", size)), frame_of(name, scene_for(case, "nl"))
    assert sorted(square["id"] for square in squares) == sorted(rows["follow_up"])
    for one, other in combinations(squares, 2):
        assert max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"])) >= 18


@each_case
@each_unit
def test_a_square_tells_status_lateness_and_what_is_no_task(name: str, case: str) -> None:
    rows = {row.follow_up: row for row in frame_of(name, scene_for(case, "nl")).itertuples()}
    for square in _squares(figure_for(name, case, "nl", "full")):
        row = rows[square["id"]]
        color = STATUS_COLORS[row.status]
        assert square["fill"] == (PAPER if row.group == "said" else color)
        assert square["edge"] == (LATE if row.is_late else color)


@each_case
def test_squares_stand_in_the_row_of_their_topic_and_under_the_word_for_their_stage(case: str) -> None:
    figure, rows = figure_for("topic_status", case, "nl", "full"), frame_of("topic_status", scene_for(case, "nl"))
    texts, heads, labels = scene_for(case, "nl").texts, _ordered_heads(figure), _row_labels(figure)
    of = {row.follow_up: row for row in rows.itertuples()}
    for square in _squares(figure):
        nearest = min(labels, key=lambda y: abs(y - square["y"]))
        assert labels[nearest] == " ".join(of[square["id"]].topic_title.split())
        _, head = max((x, head) for x, head in heads if x <= square["x"])
        assert head == texts.label("stage", of[square["id"]].stage)


def _ordered_heads(figure: Figure) -> list[tuple[float, str]]:
    return [(head.x, plain(head.text)) for head in heads(figure.spec)]


def test_very_many_become_bars_whose_numbers_are_what_a_click_lists() -> None:
    follow_ups = [{"id": f"f{n}", "kind": "agreement" if n % 3 else "concern", "due_on": "2020-02"} for n in range(450)]
    register = register_of("2020-12-31", follow_ups=follow_ups)
    scene = scene_of(register, "nl", -30)
    figure = FIGURES["topic_status"](scene, caption(scene), SIZES["full"])
    bars, numbers = marks(figure.spec)
    shown = {code[0]: text for code, text in zip(bars["customdata"], numbers["text"], strict=True)}
    assert {code: str(len(members_behind(register, mark))) for code in shown if (mark := parse_mark(code))} == shown
    assert set(shown.values()) == {"300", "150"}


@pytest.mark.parametrize("language", languages())
def test_the_key_of_squares_names_every_status_of_a_task_that_is_drawn(language: str) -> None:
    figure, scene = figure_for("topic_status", "all", language, "full"), scene_for("all", language)
    rows, head = frame_of("topic_status", scene), plain(note_of(figure, "title"))
    for status in set(rows.loc[rows["group"] != "said", "status"]):
        assert f"{STATUS_GLYPHS[status]} {scene.texts.label('status', status)}" in head
