"""The timeline: each term where it lies and as it is known; late, moved and uncertain look different."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest

from lovp_data import measures
from lovp_data.register.register import Register
from lovp_view import figures
from lovp_view.figures import Figure, Window
from lovp_view.figures.frame import Spec
from lovp_view.view.caption import Caption
from lovp_view.view.texts import load_texts
from lovp_view.view.theme import FULL, LATE, STATE_SYMBOLS, STATUS_COLORS, STATUS_GLYPHS
from tests.support.figure_samples import figure_for, note_of, plain, register_of, scene_for

NL = load_texts("nl")
DAY_MS = 86_400_000
CASES = ["one", "some", "all", "biting"]
each_case = pytest.mark.parametrize("case", CASES)
MEETINGS = [
    {"id": "m1", "held_on": "2020-01-10"},
    {"id": "m2", "held_on": "2020-05-01", "state": "cancelled", "replaced_by": "m3"},
    {"id": "m3", "held_on": "2020-07-01"},
    {"id": "m4", "held_on": "2020-08-01", "state": "in_writing"},
]


def _drawn(register: Register, window: Window | None = None) -> Figure:
    window = window or Window(date(2019, 12, 1), date(2021, 1, 31), register.reference_date)
    rows, updates = measures.follow_up_intervals(register), measures.updates_by_follow_up(register)
    calendar = measures.meetings_by_day(register)
    return figures.follow_up_intervals(rows, updates, calendar, window, NL, Caption("f", "g"), FULL)


def _with(day: str = "2020-12-31", updates: list[dict[str, Any]] | None = None, **cells: object) -> Figure:
    """The timeline of one follow-up said on 10 January 2020."""
    return _drawn(register_of(day, meetings=MEETINGS, follow_ups=[{"id": "f", "meeting": "m1", **cells}],
                              status_updates=updates or []))  # fmt: skip


def _is_ghost(trace: Spec) -> bool:
    return trace["type"] == "bar" and isinstance(trace["marker"]["color"], str)


def _marks(figure: Figure) -> Iterator[tuple[str, str, Any, Any]]:
    """Every mark of a current term: follow-up, what it is drawn as, where it begins, how long it is."""
    for trace in figure.spec["data"]:
        if "text" in trace or _is_ghost(trace):
            continue
        for place, (code,) in enumerate(trace.get("customdata", ())):
            if code.startswith("item:"):
                begin = trace["base"] if trace["type"] == "bar" else trace["x"]
                shape = "bar" if trace["type"] == "bar" else trace["marker"]["symbol"]
                yield code[5:], shape, begin[place], trace["x"][place] if shape == "bar" else None


def _ghosts(figure: Figure) -> list[Spec]:
    return [trace for trace in figure.spec["data"] if _is_ghost(trace)]


def _edges(figure: Figure) -> dict[str, tuple[str, str]]:
    """Fill and edge of every term that has both."""
    looks = {}
    for trace in figure.spec["data"]:
        line = trace.get("marker", {}).get("line", {}).get("color")
        if isinstance(line, list) and "text" not in trace and trace.get("customdata", [[""]])[0][0].startswith("item:"):
            codes = [code[0][5:] for code in trace["customdata"]]
            looks |= dict(zip(codes, zip(trace["marker"]["color"], line, strict=True), strict=True))
    return looks


def _expected(row: Any) -> tuple[str, str, str, Any]:
    if pd.isna(row.due_start):
        return row.follow_up, "circle-open", f"{row.said_end:%Y-%m-%d}", None
    if row.due_start == row.due_end:
        return row.follow_up, "diamond", f"{row.due_start:%Y-%m-%d}", None
    length = ((row.due_end - row.due_start).days + 1) * DAY_MS
    return row.follow_up, "bar", f"{row.due_start:%Y-%m-%d}", length


def _reference_lines(figure: Figure) -> list[Spec]:
    shapes = figure.spec["layout"]["shapes"]
    return [shape for shape in shapes if shape["line"]["color"] == LATE]


@each_case
def test_every_term_is_drawn_once_where_it_lies_and_as_long_as_it_is(case: str) -> None:
    rows = measures.follow_up_intervals(scene_for(case, "nl").selected)
    assert sorted(_marks(figure_for("timeline", case, "nl", "full"))) == sorted(map(_expected, rows.itertuples()))


def test_the_shipped_data_hold_every_kind_of_term() -> None:
    assert {shape for _, shape, _, _ in _marks(figure_for("timeline", "all", "nl", "full"))} == {
        "bar", "diamond", "circle-open"
    }  # fmt: skip


@each_case
def test_what_is_late_has_a_red_edge_and_nothing_else_has(case: str) -> None:
    rows = measures.follow_up_intervals(scene_for(case, "nl").selected)
    looks = _edges(figure_for("timeline", case, "nl", "full"))
    for row in rows.dropna(subset=["due_start"]).itertuples():
        color = STATUS_COLORS[row.status]
        assert looks[row.follow_up] == (color, LATE if row.is_late else color)


@each_case
def test_a_status_other_than_open_is_told_by_a_glyph_on_its_row(case: str) -> None:
    figure, rows = figure_for("timeline", case, "nl", "full"), scene_for(case, "nl").selected.follow_ups
    (discs,) = [trace for trace in figure.spec["data"] if "text" in trace]
    told = {(code[0], glyph) for code, glyph in zip(discs["customdata"], discs["text"], strict=True)}
    wanted = {(f"item:{row.id}", STATUS_GLYPHS[row.status]) for row in rows.itertuples() if row.status != "open"}
    assert wanted <= told


@each_case
def test_the_key_names_every_status_that_is_drawn(case: str) -> None:
    rows, head = scene_for(case, "nl").selected.follow_ups, note_of(figure_for("timeline", case, "nl", "full"), "title")
    assert all(f"{STATUS_GLYPHS[code]} {NL.label('status', code)}" in plain(head) for code in set(rows["status"]))


@pytest.mark.parametrize(
    ("term", "is_vague"),
    [("2020-02", False), ("2020-02-11/2020-02-20", False), ("2020-02/2020-03", True), ("2020", True)],
)
def test_a_term_of_more_than_a_month_is_hatched(term: str, is_vague: bool) -> None:
    (bar,) = [trace for trace in _with(due_on=term).spec["data"] if trace["type"] == "bar"]
    assert bool(bar["marker"]["pattern"]["shape"][0]) is is_vague


def test_a_related_event_is_a_small_dot_without_a_glyph() -> None:
    updates = [{"id": key, "follow_up": "f", "on": "2020-03-01", "relation": relation, "status": status, "note": "x"}
               for key, relation, status in (("u1", "confirmed", "done"), ("u2", "related", None))]  # fmt: skip
    (discs,) = [trace for trace in _with(updates=updates).spec["data"] if "text" in trace]
    assert discs["text"] == [STATUS_GLYPHS["done"], ""]
    assert discs["marker"]["size"][1] < discs["marker"]["size"][0] / 2


def test_a_meeting_that_was_replaced_leaves_a_ghost_and_a_lead_to_the_new_day() -> None:
    figure = _with(due_meeting="m2")
    (ghost,) = _ghosts(figure)
    assert (ghost["base"], ghost["x"]) == (["2020-05-01"], [DAY_MS])
    assert list(_marks(figure)) == [("f", "diamond", "2020-07-01", None)]
    (lead,) = [trace for trace in figure.spec["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert lead["x"] == ["2020-05-01", "2020-07-01", None]
    assert lead["y"][0] == ghost["y"][0]


def test_a_first_promise_of_a_month_leaves_a_ghost_of_a_month() -> None:
    moved = {"id": "u", "follow_up": "f", "on": "2020-02-01", "status": "moved", "note": "x", "due_on": "2020-10-01"}
    (ghost,) = _ghosts(_with(due_on="2020-06", updates=[moved]))
    assert (ghost["base"], ghost["x"]) == (["2020-06-01"], [30 * DAY_MS])


def test_the_tooltip_of_a_moved_term_does_not_give_the_words_of_the_first_promise() -> None:
    figure = _with(due_meeting="m2", due_wording="in mei")
    (diamonds,) = [each for each in figure.spec["data"] if each.get("marker", {}).get("symbol") == "diamond"]
    (hover,) = diamonds["hovertext"]
    assert "1 jul 2020" in hover
    assert "‘in mei’" not in hover


def test_the_tooltip_of_a_ghost_gives_the_first_promise_in_words_and_days() -> None:
    (ghost,) = _ghosts(_with(due_meeting="m2", due_wording="in mei"))
    (hover,) = ghost["hovertext"]
    assert "1 mei 2020" in hover
    assert "‘in mei’" in hover


def test_without_a_move_there_is_no_ghost_and_no_word_of_one() -> None:
    figure = _with(due_on="2020-06")
    assert _ghosts(figure) == []
    assert NL("key.ghost") not in plain(note_of(figure, "title"))


def test_a_lead_runs_from_the_day_it_was_said_to_its_term() -> None:
    (lead, *_) = _with(due_on="2020-06").spec["data"]
    assert lead["x"] == ["2020-01-10", "2020-06-01", None]


def test_a_meeting_has_the_shape_of_its_state() -> None:
    (marks,) = [
        each for each in _with("2020-07-15").spec["data"] if str(each.get("customdata")).startswith("[['meeting")
    ]
    states = ["held", "cancelled", "held", "planned"]
    assert marks["marker"]["symbol"] == [STATE_SYMBOLS[state] for state in states]
    assert marks["x"] == ["2020-01-10", "2020-05-01", "2020-07-01", "2020-08-01"]


@pytest.mark.parametrize(
    ("on", "is_inside"),
    [("2020-06-01", True), ("2020-01-01", True), ("2020-12-31", True), ("2019-12-31", False), ("2021-01-01", False)],
)
def test_the_reference_date_is_a_line_with_a_name_if_the_window_shows_it(on: str, is_inside: bool) -> None:
    register = register_of("2020-12-31", meetings=MEETINGS, follow_ups=[{"id": "f", "meeting": "m1"}])
    figure = _drawn(register, Window(date(2020, 1, 1), date(2020, 12, 31), date.fromisoformat(on)))
    named = [each for each in figure.spec["layout"]["annotations"] if each["text"] == NL("key.reference_date")]
    assert [line["x0"] for line in _reference_lines(figure)] == ([on] if is_inside else [])
    assert len(named) == int(is_inside)


def test_the_axis_shows_the_window_and_nothing_else() -> None:
    register = register_of("2020-12-31", meetings=MEETINGS, follow_ups=[{"id": "f", "meeting": "m1"}])
    figure = _drawn(register, Window(date(2020, 4, 1), date(2020, 6, 30), date(2020, 5, 1)))
    axis = figure.spec["layout"]["xaxis"]
    assert axis["range"] == ["2020-04-01", "2020-06-30"]
    assert axis["ticktext"][0] == "apr<br>2020"


def test_rows_stand_under_their_topic() -> None:
    figure = figure_for("timeline", "all", "nl", "full")
    rows = measures.follow_up_intervals(scene_for("all", "nl").selected)
    labels = [plain(each["text"]) for each in figure.spec["layout"]["annotations"] if each.get("yref") == "y"]
    heads = [row.topic_title for row in rows.drop_duplicates("topic").itertuples()]
    assert [label for label in labels if label in set(heads)] == heads
    assert len(labels) == len(rows) + len(heads)


def test_the_table_says_what_is_late() -> None:
    table = figure_for("timeline", "all", "nl", "full").table
    rows = measures.follow_up_intervals(scene_for("all", "nl").selected)
    assert rows["is_late"].any()
    assert list(table[NL("column.late")] == NL("yes")) == list(rows["is_late"])
