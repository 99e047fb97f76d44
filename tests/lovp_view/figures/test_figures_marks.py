"""Marks: what is drawn is what was counted, a click leads to just that, and colours belong to codes."""

import re
from collections.abc import Iterator

import pytest

from lovp_data.measures import Mark, mark_of, members_behind, parse_mark
from lovp_data.measures.members import HEADLINES
from lovp_data.register.filters import apply_filters
from lovp_view.figures import Figure
from lovp_view.screen.tiles import filters_of
from lovp_view.view.texts import languages
from lovp_view.view.theme import CERTAINTY_COLORS, STATE_SYMBOLS
from lovp_view.view.wording import caption, mark_label
from tests.support.figure_labels import heads, marks, row_labels
from tests.support.figure_samples import (
    CASES,
    COUNTED,
    FIGURES,
    SIZES,
    clickable,
    figure_for,
    frame_of,
    plain,
    register_of,
    scene_for,
    scene_of,
)

UNITS = ("topic_status", "moment", "asks_asked", "stakeholder_status")  # a square per follow-up, which it opens
MARKED = [name for name in FIGURES if name not in ("meetings", "timeline", "slip", *UNITS)]
each_case = pytest.mark.parametrize("case", CASES)
each_marked = pytest.mark.parametrize("name", MARKED)


def _shown(figure: Figure, name: str) -> Iterator[tuple[str, int]]:
    """Each mark with the number that it shows: as its length, or in its tooltip."""
    for trace in marks(figure.spec):
        for place, code in enumerate(trace.get("customdata", ())):
            if name == "month":
                yield code[0], int(trace["y"][place])
            else:
                told = re.findall(r"^(\d+) punt", trace["hovertext"][place].split("<br>")[-1])
                yield code[0], int(told[0]) if told else 0


def _marks(name: str, case: str, language: str = "nl") -> dict[str, int]:
    return dict(_shown(figure_for(name, case, language, "full"), name))


def _colors(name: str, case: str) -> dict[str, str]:
    """The colour of each mark."""
    colors = {}
    for trace in marks(figure_for(name, case, "nl", "full").spec):
        codes = [code[0] for code in trace.get("customdata", ())] if "marker" in trace else []
        color = trace["marker"]["color"] if codes else []
        colors |= dict(zip(codes, color if isinstance(color, list) else [color] * len(codes), strict=True))
    return colors


def _heads(figure: Figure) -> dict[float, str]:
    """The label over each column; a group's label stands between two."""
    return {head.x: plain(head.text) for head in heads(figure.spec) if head.x == int(head.x)}


def _row_labels(figure: Figure) -> dict[int, str]:
    """The label beside each row."""
    return {round(label.y): plain(label.text) for label in row_labels(figure.spec)}


@each_case
@pytest.mark.parametrize("name", ["topic_meeting", "month"])
def test_a_click_lists_as_many_follow_ups_as_the_mark_shows(name: str, case: str) -> None:
    selected = scene_for(case, "nl").selected
    for code, shown in _marks(name, case).items():
        mark = parse_mark(code)
        assert mark is not None
        assert len(members_behind(selected, mark)) == shown


@each_case
def test_a_click_on_a_party_at_a_topic_lists_that_partys_follow_ups_of_that_topic(case: str) -> None:
    selected = scene_for(case, "nl").selected
    for code in clickable(figure_for("topic_stakeholder", case, "nl", "full")):
        mark = parse_mark(code)
        assert mark is not None
        rows = selected.follow_ups[selected.follow_ups["id"].isin(members_behind(selected, mark))]
        assert set(rows["topic"]) <= {mark.code("topic")}


@each_case
@pytest.mark.parametrize("name", COUNTED)
def test_the_marks_are_the_rows_of_the_frame(name: str, case: str) -> None:
    rows = frame_of(name, scene_for(case, "nl"))
    columns = [column for column in COUNTED[name][1] if column != "topic_title"]
    expected = {mark_of(name, *codes): n for *codes, n in rows[[*columns, "n"]].itertuples(index=False, name=None)}
    assert _marks(name, case) == expected


@each_case
def test_a_matrix_of_topics_and_meetings_shows_every_discussion(case: str) -> None:
    rows = frame_of("topic_meeting", scene_for(case, "nl"))
    expected = {mark_of("topic_meeting", row.topic, row.meeting): row.n for row in rows.itertuples()}
    assert _marks("topic_meeting", case) == expected


@each_case
def test_a_matrix_of_topics_and_parties_shows_every_pair(case: str) -> None:
    rows = frame_of("topic_stakeholder", scene_for(case, "nl"))
    expected = {mark_of("topic_stakeholder", row.topic, row.stakeholder) for row in rows.itertuples()}
    drawn = set(clickable(figure_for("topic_stakeholder", case, "nl", "full")))
    parties = {mark.rpartition(".")[2] for mark in drawn}
    assert len(parties) == min(rows["stakeholder"].nunique(), 20)
    assert drawn == {mark for mark in expected if mark.rpartition(".")[2] in parties}


@each_case
@pytest.mark.parametrize("name", ["topic_stakeholder"])
def test_a_mark_stands_in_its_own_row_and_column(name: str, case: str) -> None:
    figure, scene = figure_for(name, case, "nl", "full"), scene_for(case, "nl")
    heads, rows = _heads(figure), _row_labels(figure)
    for trace in marks(figure.spec):
        for (code,), x, y in zip(trace.get("customdata", ()), trace["x"], trace["y"], strict=False):
            mark = parse_mark(code)
            assert mark is not None
            assert mark_label(mark, scene) == f"{rows[round(y)]} · {heads[x]}"


@each_case
def test_a_discussion_stands_under_the_day_of_its_meeting(case: str) -> None:
    figure, scene = figure_for("topic_meeting", case, "nl", "full"), scene_for(case, "nl")
    texts, heads = scene.texts, {}
    for row in scene.register.calendar.itertuples():
        is_day = row.held_on_start == row.held_on_end
        heads[row.id] = texts.day_of_year(row.held_on_start) if is_day else texts.short_month(row.held_on_start)
        heads[row.id] = heads[row.id] if case == "biting" else texts.short_month(row.held_on_start)[:1]
    for trace in marks(figure.spec):
        for (code,), x in zip(trace.get("customdata", ()), trace["x"], strict=False):
            assert _heads(figure)[x] == heads[code.split(".")[-1]]


@each_case
@pytest.mark.parametrize("name", ["meetings", "timeline"])
def test_a_click_on_time_opens_something_that_exists(name: str, case: str) -> None:
    register = scene_for(case, "nl").register
    known = {"item": set(register.follow_ups["id"]), "meeting": set(register.calendar["id"])}
    for target in clickable(figure_for(name, case, "nl", "full")):
        kind, _, code = target.partition(":")
        assert code in known[kind] if code else members_behind(register, _mark(target))


def _mark(code: str) -> Mark:
    mark = parse_mark(code)
    assert mark is not None
    return mark


@each_case
def test_the_calendar_shows_every_meeting_with_the_shape_of_its_state(case: str) -> None:
    rows = frame_of("meetings", scene_for(case, "nl"))
    drawn = {
        code[0]: trace["marker"]["symbol"]
        for trace in marks(figure_for("meetings", case, "nl", "full").spec)
        for code in trace["customdata"]
    }
    assert drawn == {f"meeting:{row.meeting}": STATE_SYMBOLS[row.state] for row in rows.itertuples()}


@each_marked
@pytest.mark.parametrize("language", languages())
def test_every_mark_has_a_label_without_codes(name: str, language: str) -> None:
    scene = scene_for("all", language)
    for code in clickable(figure_for(name, "all", language, "full")):
        mark = parse_mark(code)
        assert mark is not None
        assert not re.search(r"[a-z0-9]_[a-z0-9]", mark_label(mark, scene))


@pytest.mark.parametrize("name", [*MARKED, "headline"])
def test_filtering_on_a_mark_keeps_what_it_stands_for(name: str) -> None:
    scene, codes = scene_for("all", "nl"), [mark_of("headline", each) for each in HEADLINES]
    for code in clickable(figure_for(name, "all", "nl", "full")) if name in FIGURES else codes:
        mark = parse_mark(code)
        assert mark is not None
        selection = scene.view.selection
        for key, values in filters_of(mark).items():
            selection = selection.with_values(key, values)
        kept = apply_filters(scene.register, selection).follow_ups["id"]
        assert set(members_behind(scene.register, mark)) <= set(kept)


@pytest.mark.parametrize("name", FIGURES)
def test_a_mark_keeps_its_colour_when_others_are_filtered_out(name: str) -> None:
    if name == "moment":  # nothing of the part is among the moments of the whole
        name = "topic_status"
    whole, part = _colors(name, "all"), _colors(name, "some")
    both = set(part) & set(whole)
    assert both
    assert {code: whole[code] for code in both} == {code: part[code] for code in both}


def test_how_certain_a_month_is_shows_in_pattern_and_colour() -> None:
    traces = {
        trace["customdata"][0][0].rpartition(".")[2]: trace["marker"]
        for trace in marks(figure_for("month", "all", "nl", "full").spec)
    }
    shapes = [marker["pattern"]["shape"] for marker in traces.values()]
    assert len(set(shapes)) == len(shapes) == 3
    assert {code: traces[code]["color"] for code in CERTAINTY_COLORS} == CERTAINTY_COLORS


@pytest.mark.parametrize("name", FIGURES)
def test_no_mark_fades_when_another_is_clicked(name: str) -> None:
    for trace in marks(figure_for(name, "all", "nl", "full").spec):
        if "customdata" in trace:
            assert trace["unselected"]["marker"]["opacity"] == 1


@pytest.mark.parametrize("name", FIGURES)
def test_a_bar_with_text_says_how_its_text_looks_when_it_is_clicked(name: str) -> None:
    """Plotly fails on a click where only one of the two is said."""
    for trace in marks(figure_for(name, "all", "nl", "full").spec):
        if trace["type"] == "bar" and "text" in trace:
            assert trace["selected"]["textfont"] == trace["unselected"]["textfont"]


REPLACED = [{"id": "a", "held_on": "2020-02-10", "state": "cancelled", "replaced_by": "b"}]
TO_BE_REPLACED = [{"id": "a", "held_on": "2020-03-10", "state": "cancelled", "replaced_by": "b"}]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(
    ("number", "meetings"),
    [
        (-11, [*REPLACED, {"id": "b", "held_on": "2020-04-10", "kind": "extra"}]),
        (-12, [*REPLACED, {"id": "b", "held_on": "2021-04-10"}]),
        (-13, [*TO_BE_REPLACED, {"id": "b", "held_on": "2020-02-20"}]),
    ],
    ids=["by an extra one", "by one far off", "by an earlier one"],
)
def test_a_meeting_in_the_place_of_another_is_drawn_wherever_it_lies(
    name: str, number: int, meetings: list[dict[str, str]]
) -> None:
    said = {"id": "f", "meeting": "b" if number == -13 else "a", "due_on": "2020-05"}
    scene = scene_of(register_of("2020-03-01", meetings=meetings, follow_ups=[said]), "nl", number)
    assert FIGURES[name](scene, caption(scene), SIZES["full"]).alt
