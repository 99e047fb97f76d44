"""Filters on the shipped package: which follow-ups a query keeps, and that all tables agree afterwards."""

from collections.abc import Callable

import pandas as pd
import pytest

from lovp_data.register.filters import (
    FILTER_BY_KEY,
    FILTERS,
    MONTH_PARTS,
    Filter,
    Selection,
    apply_filters,
    options_of,
    parse_selection,
)
from lovp_data.register.register import Register

Query = dict[str, list[str]]
RegisterOn = Callable[[str], Register]
NOTE = "2020_02_10"
ALL = set(range(1, 29))
MARCH, MAY, DECEMBER, LAST = "2020-03-01", "2020-05-01", "2020-12-01", "2026-11-23"


def _label(value: object) -> str:
    """The name of a case; a set has no order of its own, and every worker must name the case alike."""
    return ",".join(map(str, sorted(value))) if isinstance(value, set) else str(value)


# reference date, query, numbers of the follow-ups of the note that are kept (28 in all on MARCH).
KEPT: list[tuple[str, Query, set[int]]] = [
    (MARCH, {}, ALL),
    (MARCH, {"topic": ["jaarwisseling"]}, {7, 8, 9, 10}),
    (MARCH, {"topic": ["veiligheidsagenda", "inzetbaarheid"]}, {2, 3, 11, 12}),
    (MARCH, {"meeting": ["lovp_2020_02_10"]}, ALL),
    (MARCH, {"meeting": ["lovp_2019_10_28"]}, set()),
    # A topic of both themes counts under each: bewaken en beveiligen (1), ondermijning (23-28).
    (MARCH, {"theme": ["safety"]}, {1, *range(4, 13), *range(23, 29)}),
    (MARCH, {"theme": ["capacity"]}, {1, 2, 3, *range(13, 29)}),
    (MARCH, {"theme": ["capacity", "safety"]}, ALL),
    (MARCH, {"kind": ["request"]}, {6}),
    (MARCH, {"kind": ["suggestion", "ambition"]}, {5, 22}),
    (MARCH, {"kind": ["decision"]}, set()),
    (MARCH, {"status": ["done"]}, {2}),
    (MARCH, {"status": ["open"]}, {3, 5, 6, 10, 11, 12, 19, 20, 23}),
    (LAST, {"status": ["not_since"]}, {16, 17, 18, 21, 24, 28}),
    (MARCH, {"status": ["late"]}, set()),
    (MAY, {"status": ["in_progress"]}, set()),
    (LAST, {"status": ["in_progress"]}, {19}),
    (MAY, {"status": ["late"]}, {3, 23}),
    (MAY, {"status": ["done", "late"]}, {2, 3, 23}),
    (LAST, {"status": ["no_trace"]}, {3, 6, 23}),
    # What was said in a meeting of the month, was due in it (2: half February; 11: the half year to come) or happened.
    (MARCH, {"month": ["2020-02"]}, ALL),
    (MARCH, {"month": ["2020-02.said"]}, ALL),
    (MARCH, {"month": ["2020-02.due"]}, {2, 11}),
    (MARCH, {"month": ["2020-02.happened"]}, {2}),
    (MARCH, {"month": ["2020-04"]}, {3, 11}),
    (MARCH, {"month": ["2020-08"]}, {11}),
    (MARCH, {"month": ["2020-03", "2020-09"]}, {10, 11, 23}),
    (LAST, {"month": ["2020-06"]}, {11, 12}),
    (LAST, {"month": ["2020-06.happened"]}, {11, 12}),
    # The first promise still counts after the term was moved; that it was moved happened in November.
    (DECEMBER, {"month": ["2020-09"]}, {10}),
    (DECEMBER, {"month": ["2020-11"]}, {10}),
    (DECEMBER, {"month": ["2020-11.said"]}, set()),
    (DECEMBER, {"month": ["2020-11.happened"]}, {10}),
    (MARCH, {"group": ["agreed"]}, {2, 3, 10, 11, 12, 19, 20, 23}),
    (MARCH, {"group": ["asked"]}, {5, 6}),
    (MARCH, {"group": ["said"]}, ALL - {2, 3, 5, 6, 10, 11, 12, 19, 20, 23}),
    (MARCH, {"stakeholder": ["politie"]}, {2, 16, 19, 20}),
    (MARCH, {"stakeholder": ["lovp", "ocw"]}, {3, 5, 12}),
    (MARCH, {"stakeholder": ["korpschef"]}, set()),
    (MARCH, {"q": ["MESSEN"]}, {4, 5}),
    (MARCH, {"q": ["coordinatie"]}, {17, 18}),
    (MARCH, {"q": ["Coördinatie"]}, {17, 18}),
    (MARCH, {"q": ["  september   buitenland "]}, {10}),
    (MARCH, {"q": ["vuurwerk"]}, {7, 8, 9, 10}),
    (MARCH, {"q": ["richting de Voorjaarsnota"]}, {1, 23}),
    (MARCH, {"q": ["woord dat nergens staat"]}, set()),
    (MARCH, {"q": [" "]}, ALL),
    (MARCH, {"theme": ["safety"], "kind": ["position"]}, {7, 24, 25, 26, 27}),
    (MARCH, {"theme": ["capacity"], "kind": ["concern"]}, {1, 16, 28}),
    (MARCH, {"topic": ["jaarwisseling", "ondermijning"], "month": ["2020-03", "2020-09"]}, {10, 23}),
    (MAY, {"stakeholder": ["lovp"], "status": ["late"], "q": ["rapport"]}, {3}),
    (MARCH, {"topic": ["jaarwisseling"], "kind": ["request"]}, set()),
    (MARCH, {"topic": ["jaarwisseling"], "q": ["messen"]}, set()),
]
ASKED = [(day, query) for day, query, _ in KEPT if query not in ({}, {"q": [" "]})]
# What is not understood is left out of the query: it is as if it had not been asked.
UNKNOWN: list[tuple[Query, Query, set[tuple[str, str]]]] = [
    ({"kind": ["request", "wens"]}, {"kind": ["request"]}, {("kind", "wens")}),
    ({"topic": ["bestaat_niet"], "status": ["late"]}, {"status": ["late"]}, {("topic", "bestaat_niet")}),
    ({"month": ["2020-13"]}, {}, {("month", "2020-13")}),
    ({"month": ["2031-01"]}, {}, {("month", "2031-01")}),
    ({"theme": ["both"]}, {}, {("theme", "both")}),
    ({"topic": ["navo_top"]}, {}, {("topic", "navo_top")}),  # first discussed in 2024
    ({"meeting": [""], "topic": [" "]}, {}, set()),
]


def _cut(register: Register, query: Query) -> Register:
    return apply_filters(register, parse_selection(query, register).selection)


def _numbers(register: Register) -> set[int]:
    """The follow-ups of the note by their number."""
    ids = register.follow_ups["id"]
    return {int(key.removeprefix(f"{NOTE}_f")) for key in ids if key.startswith(NOTE)}


def _pairs(frame: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(frame["topic"], frame["meeting"], strict=True))


@pytest.mark.parametrize(("day", "query", "kept"), KEPT, ids=_label)
def test_a_query_keeps_these_follow_ups(day: str, query: Query, kept: set[int], sample_on: RegisterOn) -> None:
    assert _numbers(_cut(sample_on(day), query)) == kept


def test_every_filter_is_tried_on_its_own_above() -> None:
    assert {next(iter(query)) for _, query, _ in KEPT if len(query) == 1} == {each.key for each in FILTERS}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"status": ["late"]}, {"2020_02_10_f03", "2020_02_10_f23", "2023_04_24_f01", "2023_09_25_f01"}),
        ({"month": ["2022-09"]}, {"2021_11_29_f02", "2022_04_11_f01"}),
        ({"meeting": ["lovp_2020_11_23", "lovp_2023_09_25"]}, {"2020_11_23_f01", "2020_11_23_f02", "2023_09_25_f01"}),
        ({"kind": ["agreement"], "theme": ["capacity"], "month": ["2021-04"]}, {"2020_11_23_f01", "2020_11_23_f02"}),
    ],
)
def test_a_query_keeps_follow_ups_of_any_meeting(query: Query, kept: set[str], sample_on: RegisterOn) -> None:
    assert set(_cut(sample_on(LAST), query).follow_ups["id"]) == kept


@pytest.mark.parametrize(("raw", "understood", "unknown"), UNKNOWN, ids=_label)
def test_what_is_not_understood_is_reported_and_left_out(
    raw: Query, understood: Query, unknown: set[tuple[str, str]], sample_on: RegisterOn
) -> None:
    parsed = parse_selection(raw, sample_on(MARCH))
    assert set(parsed.unknown) == unknown
    assert parsed.selection == parse_selection(understood, sample_on(MARCH)).selection


@pytest.mark.parametrize(("day", "query"), ASKED, ids=_label)
def test_after_a_query_all_tables_agree(day: str, query: Query, sample_on: RegisterOn) -> None:
    register = _cut(sample_on(day), query)
    discussed, follow_ups = _pairs(register.discussions), set(register.follow_ups["id"])
    assert _pairs(register.follow_ups) <= discussed
    assert _pairs(register.involvements) <= discussed
    assert set(register.involvements["follow_up"].dropna()) <= follow_ups
    assert set(register.status_updates["follow_up"]) <= follow_ups


@pytest.mark.parametrize(("day", "query"), ASKED, ids=_label)
def test_after_a_query_topics_and_meetings_are_those_of_its_discussions(
    day: str, query: Query, sample_on: RegisterOn
) -> None:
    register = _cut(sample_on(day), query)
    assert set(register.topics["id"]) == set(register.discussions["topic"])
    assert set(register.meetings["id"]) == set(register.discussions["meeting"])
    assert register.calendar is sample_on(day).calendar


@pytest.mark.parametrize(
    ("query", "topics"),
    [
        ({"kind": ["request"]}, {"veiligheidsbeeld"}),
        ({"stakeholder": ["korpschef"]}, {"bewaken_en_beveiligen", "veiligheidsbeeld", "politieonderwijs"}),
        ({"stakeholder": ["korpschef"], "kind": ["request"]}, set()),
        ({"q": ["toegelicht taskforce"]}, {"politieonderwijs"}),  # both words stand in its section of the note
        ({"meeting": ["lovp_2019_10_28"]}, {"bewaken_en_beveiligen"}),
        ({"meeting": ["lovp_2019_10_28"], "kind": ["concern"]}, set()),
        ({"q": ["themabijeenkomst"]}, {"maatschappelijke_onrust"}),
        ({"q": ["messen"]}, {"veiligheidsbeeld"}),
        ({"q": ["themabijeenkomst messen"]}, set()),
    ],
    ids=_label,
)
def test_a_query_keeps_the_discussions_it_is_about(query: Query, topics: set[str], sample_on: RegisterOn) -> None:
    assert set(_cut(sample_on(MARCH), query).discussions["topic"]) == topics


@pytest.mark.parametrize(
    ("term", "months"),
    [
        ("2020-03-31", ["2020-03"]),
        ("2020-04-01", ["2020-04"]),
        ("2020-03-31/2020-04-01", ["2020-03", "2020-04"]),
        ("2020-03-31/2020-05-01", ["2020-03", "2020-04", "2020-05"]),
    ],
)
@pytest.mark.parametrize("other", [None, "2020-09"])
@pytest.mark.parametrize("is_moved_to", [True, False])
def test_a_month_keeps_a_term_that_touches_it_by_a_day(
    term: str, months: list[str], other: str | None, is_moved_to: bool, register_on: Callable[..., Register]
) -> None:
    first, current = (other, term) if is_moved_to else (term, other)
    move = {"follow_up": "f", "on": "2020-01-20", "status": "moved", "due_on": current}
    register = register_on("2020-02-01", follow_ups=[{"id": "f", "due_on": first}], status_updates=[move])
    asked = [f"2020-0{month}" for month in range(1, 9)]
    assert [month for month in asked if len(_kept(register, f"{month}.due"))] == months


def _kept(register: Register, month: str) -> set[str]:
    return set(apply_filters(register, Selection.of({"month": [month]})).follow_ups["id"])


def test_a_month_is_the_union_of_its_parts_and_every_month_offered_has_one(sample_on: RegisterOn) -> None:
    for day in (MARCH, DECEMBER, LAST):
        register = sample_on(day)
        for month in options_of(FILTER_BY_KEY["month"], register):
            parts = [_kept(register, f"{month}.{part}") for part in MONTH_PARTS]
            assert _kept(register, month) == set().union(*parts)
            discussed = apply_filters(register, Selection.of({"month": [month]})).discussions
            assert len(discussed)


@pytest.mark.parametrize(("on", "months"), [("2020-03-05", ["2020-03"]), ("2020-03", ["2020-03"]), ("2020", [])])
def test_what_is_known_by_its_year_only_happened_in_no_month(
    on: str, months: list[str], register_on: Callable[..., Register]
) -> None:
    update = {"follow_up": "f", "on": on, "status": "done"}
    register = register_on("2021-02-01", follow_ups=[{"id": "f"}], status_updates=[update])
    asked = [f"2020-{month:02}" for month in range(1, 13)]
    assert [month for month in asked if _kept(register, f"{month}.happened")] == months


def test_a_text_is_found_in_the_aspects_too(register_on: Callable[..., Register]) -> None:
    follow_ups = [{"id": "f", "aspects": ["preventief fouilleren", "buitenland"]}, {"id": "other"}]
    register = register_on("2020-02-01", follow_ups=follow_ups)
    kept = apply_filters(register, Selection.of({"q": ["buitenland fouilleren"]})).follow_ups
    assert list(kept["id"]) == ["f"]


def test_no_query_leaves_the_register_as_it_is(sample_on: RegisterOn) -> None:
    assert apply_filters(sample_on(MARCH), Selection()) is sample_on(MARCH)


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.key)
def test_every_filter_works_on_a_register_without_rows(each: Filter, sample_on: RegisterOn) -> None:
    selection = Selection.of({each.key: ["2020-02" if each.key == "month" else "late"]})
    register = apply_filters(sample_on("2019-01-01"), selection)
    assert (len(register.follow_ups), len(register.discussions)) == (0, 0)


def test_a_straight_apostrophe_finds_a_curly_one(sample_on: RegisterOn) -> None:
    curly, straight = (_cut(sample_on(DECEMBER), {"q": [word]}).discussions for word in ("boa’s", "boa's"))
    assert set(straight["id"]) == set(curly["id"])
