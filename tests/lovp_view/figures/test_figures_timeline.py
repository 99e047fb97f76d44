"""The timeline: each term where it lies and as it is known; late, moved and uncertain look different."""

from datetime import date
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from lovp_data import measures
from lovp_data.register.register import Register
from lovp_view import figures
from lovp_view.figures import Figure, Window
from lovp_view.view.caption import Caption
from lovp_view.view.texts import load_texts
from lovp_view.view.theme import FULL, INK, LATE, MUTED, STATE_SYMBOLS, STATUS_COLORS, STATUS_GLYPHS
from tests.support.figure_labels import labels, marks, row_labels
from tests.support.figure_samples import SIZES, figure_for, note_of, plain, register_of, scene_for

NL = load_texts("nl")
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


def _lines(figure: Figure, color: str) -> list[tuple[str, list[Any], list[Any]]]:
    """The pieces of life lines in a colour: follow-up, days from and to, heights."""
    found = []
    for trace in marks(figure.spec):
        if trace.get("mode") == "lines" and trace["line"]["color"] == color and "customdata" in trace:
            for at in range(0, len(trace["x"]), 3):
                found.append((trace["customdata"][at][0][5:], trace["x"][at : at + 2], trace["y"][at : at + 2]))
    return found


def _brackets(figure: Figure, color: str) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last moment of each bracket in a colour."""
    traces = [each for each in marks(figure.spec) if each.get("mode") == "lines" and "customdata" not in each]
    (trace,) = [each for each in traces if each["line"]["color"] == color and each["line"]["width"] == 2]
    return [(pd.Timestamp(trace["x"][at]), pd.Timestamp(trace["x"][at + 2])) for at in range(0, len(trace["x"]), 5)]


def _discs(figure: Figure) -> list[dict[str, Any]]:
    """The marks of updates: target, day, height, sign, size and tooltip."""
    (trace,) = [each for each in marks(figure.spec) if each.get("mode") == "markers+text"]
    columns = (trace["customdata"], trace["x"], trace["y"], trace["text"], trace["marker"]["size"], trace["hovertext"])
    names = ("target", "x", "y", "sign", "size", "hover")
    return [dict(zip(names, (each[0][0], *each[1:]), strict=True)) for each in zip(*columns, strict=True)]


def _reference_lines(figure: Figure) -> list[str]:
    """The day of each."""
    rules = (trace for trace in figure.spec["data"] if trace.get("name") == "rules")
    return [trace["x"][0] for trace in rules if trace["line"]["color"] == LATE]


@each_case
def test_every_task_has_a_line_from_said_to_done_or_to_the_reference_date(case: str) -> None:
    scene = scene_for(case, "nl")
    figure, rows = figure_for("timeline", case, "nl", "full"), measures.follow_up_intervals(scene.selected)
    colors = {*STATUS_COLORS.values(), LATE}
    pieces = [piece for color in colors for piece in _lines(figure, color)]
    ends = {key: (min(x[0] for k, x, _ in pieces if k == key), max(x[1] for k, x, _ in pieces if k == key))
            for key, _, _ in pieces}  # fmt: skip
    day = pd.Timestamp(scene.reference_date)
    for row in rows[rows["is_task"]].itertuples():
        end = row.status_on if row.status in ("done", "dropped") else day
        assert ends[row.follow_up] == (f"{row.said_end:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}")
    assert set(ends) == set(rows.loc[rows["is_task"], "follow_up"])


@each_case
def test_what_lies_past_its_term_is_red_and_nothing_else_is(case: str) -> None:
    rows = measures.follow_up_intervals(scene_for(case, "nl").selected)
    red = {key: x[0] for key, x, _ in _lines(figure_for("timeline", case, "nl", "full"), LATE)}
    came_late = (rows["status"] == "done") & (rows["status_on"] > rows["due_end"])
    late = rows[rows["is_task"] & (rows["is_late"] | came_late)]
    assert red == {row.follow_up: f"{max(row.due_end, row.said_end):%Y-%m-%dT%H:%M}" for row in late.itertuples()}


def test_a_term_is_a_bracket_over_its_days_and_one_day_is_wide_enough_to_see() -> None:
    ((first, last),) = _brackets(_with(due_on="2020-06"), INK)
    assert (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}") == ("2020-06-01", "2020-07-01")
    ((first, last),) = _brackets(_with(due_on="2020-06-15"), INK)
    assert first < pd.Timestamp(2020, 6, 15) < last
    assert last - first > pd.Timedelta(days=1)


@each_case
def test_a_status_other_than_open_is_told_by_a_glyph_or_in_a_count_on_its_row(case: str) -> None:
    rows = scene_for(case, "nl").selected.follow_ups
    discs = _discs(figure_for("timeline", case, "nl", "full"))
    for row in rows[rows["is_task"] & (rows["status"] != "open")].itertuples():
        signs = {each["sign"] for each in discs if each["target"] == f"item:{row.id}"}
        assert STATUS_GLYPHS[row.status] in signs or any(sign.isdigit() for sign in signs)


@each_case
@pytest.mark.parametrize("size", SIZES)
def test_no_mark_of_the_timeline_lies_on_another(case: str, size: str) -> None:
    figure = figure_for("timeline", case, "nl", size)
    layout = figure.spec["layout"]
    first, last = (pd.Timestamp(day) for day in layout["xaxis"]["range"])
    pixels = (SIZES[size].width - layout["margin"]["l"] - layout["margin"]["r"]) / (last - first).days
    drawn = []
    for trace in marks(figure.spec):
        if "markers" in trace.get("mode", ""):
            sizes = trace["marker"]["size"]
            sizes = sizes if isinstance(sizes, list) else [sizes] * len(trace["x"])
            days = [(pd.Timestamp(day) - first) / pd.Timedelta(days=1) * pixels for day in trace["x"]]
            drawn += list(zip(days, trace["y"], sizes, strict=True))
    for one, other in combinations(drawn, 2):
        apart = max(abs(one[0] - other[0]), abs(one[1] - other[1]))
        assert apart >= (one[2] + other[2]) / 2 - 0.5


def test_updates_that_would_lie_on_each_other_are_one_mark_that_tells_all() -> None:
    updates = [{"id": key, "follow_up": "f", "on": day, "relation": "confirmed", "status": "in_progress", "note": key}
               for key, day in (("u1", "2020-03-01"), ("u2", "2020-03-03"), ("u3", "2020-09-01"))]  # fmt: skip
    first, last = _discs(_with(updates=updates))
    assert (first["sign"], last["sign"]) == ("2", STATUS_GLYPHS["in_progress"])
    assert all(key in first["hover"] for key in ("u1", "u2"))


def test_a_related_event_is_a_small_dot_without_a_glyph() -> None:
    updates = [{"id": key, "follow_up": "f", "on": day, "relation": relation, "status": status, "note": "x"}
               for key, day, relation, status in (("u1", "2020-03-01", "confirmed", "done"),
                                                  ("u2", "2020-09-01", "related", None))]  # fmt: skip
    done, related = _discs(_with(updates=updates))
    assert (done["sign"], related["sign"]) == (STATUS_GLYPHS["done"], "")
    assert related["size"] < done["size"]


def test_an_update_known_by_its_month_only_is_drawn_over_all_of_it() -> None:
    updates = [{"id": "u", "follow_up": "f", "on": "2020-03", "status": "in_progress", "note": "x"}]
    (span,) = [each for each in marks(_with(updates=updates).spec) if each.get("line", {}).get("width") == 1]
    assert span["x"] == ["2020-03-01T00:00", "2020-03-31T00:00", None]


def test_a_meeting_that_was_replaced_leaves_the_first_term_beside_the_new_one() -> None:
    figure = _with(due_meeting="m2")
    ((first, _),) = _brackets(figure, MUTED)
    ((now, _),) = _brackets(figure, INK)
    assert first < pd.Timestamp(2020, 5, 2)
    assert now > pd.Timestamp(2020, 6, 25)
    assert NL("key.ghost") in plain(note_of(figure, "title"))


def test_the_tooltip_of_a_moved_term_gives_the_first_one_apart() -> None:
    hover = next(text for trace in _with(due_meeting="m2", due_wording="in mei").spec["data"]
                 for text in trace.get("hovertext", ()) if text)  # fmt: skip
    assert "1 jul 2020" in hover
    assert f"{NL('key.ghost')}: 1 mei 2020" in hover


def test_without_a_move_there_is_no_first_term_and_no_word_of_one() -> None:
    figure = _with(due_on="2020-06")
    assert _brackets(figure, MUTED) == []
    assert NL("key.ghost") not in plain(note_of(figure, "title"))


def test_what_was_merely_said_is_small_marks_in_the_row_of_its_topic() -> None:
    figure = _with(kind="concern", title="Zorg")
    (trace,) = [each for each in marks(figure.spec) if str(each.get("customdata")).endswith(".said']]")]
    assert trace["hovertext"] == ["Zorg"]
    assert len([label for label in row_labels(figure.spec) if label.text != "LOVP"]) == 1


def test_only_what_touches_the_window_has_a_row() -> None:
    said = [{"id": "a", "meeting": "m1", "title": "In januari"}, {"id": "b", "meeting": "m3", "title": "In juli"}]
    register = register_of("2020-12-31", meetings=MEETINGS, follow_ups=said)
    figure = _drawn(register, Window(date(2020, 7, 1), date(2020, 9, 30), date(2020, 12, 31), is_period=True))
    assert list(figure.table[NL("column.follow_up")]) == ["In juli"]


def test_a_meeting_has_the_shape_of_its_state() -> None:
    (marks,) = [
        each for each in _with("2020-07-15").spec["data"] if str(each.get("customdata")).startswith("[['meeting")
    ]
    states = ["held", "cancelled", "held", "planned"]
    assert marks["marker"]["symbol"] == [STATE_SYMBOLS[state] for state in states]
    assert [day[:10] for day in marks["x"]] == ["2020-01-10", "2020-05-01", "2020-07-01", "2020-08-01"]


@pytest.mark.parametrize(
    ("on", "is_inside"),
    [("2020-06-01", True), ("2020-01-01", True), ("2020-12-31", True), ("2019-12-31", False), ("2021-01-01", False)],
)
def test_the_reference_date_is_a_line_with_a_name_if_the_window_shows_it(on: str, is_inside: bool) -> None:
    register = register_of("2020-12-31", meetings=MEETINGS, follow_ups=[{"id": "f", "meeting": "m1"}])
    figure = _drawn(register, Window(date(2020, 1, 1), date(2020, 12, 31), date.fromisoformat(on)))
    named = [label for label in labels(figure.spec) if label.text == NL("key.reference_date")]
    assert _reference_lines(figure) == ([on] if is_inside else [])
    assert len(named) == int(is_inside)


def test_the_axis_shows_the_window_and_nothing_else() -> None:
    said = {"id": "f", "meeting": "m1", "due_on": "2020-05"}
    register = register_of("2020-12-31", meetings=MEETINGS, follow_ups=[said])
    figure = _drawn(register, Window(date(2020, 4, 1), date(2020, 6, 30), date(2020, 5, 1)))
    axis = figure.spec["layout"]["xaxis"]
    assert axis["range"] == ["2020-04-01", "2020-06-30"]
    assert axis["ticktext"][0] == "apr<br>2020"


def test_rows_stand_under_their_topic() -> None:
    figure = figure_for("timeline", "all", "nl", "full")
    rows = measures.follow_up_intervals(scene_for("all", "nl").selected)
    shown = [label.text for label in row_labels(figure.spec)]
    heads = [row.topic_title for row in rows.drop_duplicates("topic").itertuples()]
    assert [plain(label).split(" · ")[0] for label in shown if label.startswith("<b>")] == heads
    assert len(shown) == int(rows["is_task"].sum()) + len(heads) + 1  # and what the meetings' marks are


def test_the_table_says_what_is_late() -> None:
    table = figure_for("timeline", "all", "nl", "full").table
    rows = measures.follow_up_intervals(scene_for("all", "nl").selected)
    assert rows["is_late"].any()
    assert list(table[NL("column.late")] == NL("yes")) == list(rows["is_late"])
