"""Measures: columns and grain on no rows, one row and many, and numbers that agree with the register."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from lovp_data import measures
from lovp_data.measures import MARKS, Mark, count, mark_of, members_behind, parse_mark
from lovp_data.measures.members import HEADLINES
from lovp_data.register.filters import Selection, apply_filters, parse_selection
from lovp_data.register.frames import Tables
from lovp_data.register.register import Register, known_on

RegisterOn = Callable[..., Register]

# measure: its key (the grain), and what its docstring promises besides.
FRAMES: dict[Callable[[Register], pd.DataFrame], tuple[list[str], list[str]]] = {
    measures.follow_ups_by_headline: (["headline", "follow_up"], []),
    measures.follow_ups_by_topic_and_status: (["follow_up"], ["topic", "topic_title", "stage", "status", "group"]),
    measures.follow_ups_by_moment: (["moment", "follow_up"], ["stage", "status", "is_late", "title"]),
    measures.follow_ups_by_topic_and_meeting: (["follow_up"], ["topic", "meeting"]),
    measures.follow_ups_by_month: (["month", "follow_up"], ["certainty"]),
    measures.stakeholders_by_asking_and_asked: (["asks", "asked", "follow_up"], []),
    measures.stakeholders_by_topic: (["topic", "stakeholder", "role", "follow_up"], ["topic_title"]),
    measures.follow_ups_by_stakeholder_and_status: (["stakeholder", "follow_up"], ["status", "is_late"]),
    measures.follow_ups_by_result: (["axis", "row", "follow_up"], ["group", "result", "title"]),
    measures.follow_ups_by_slip: (["follow_up"], ["promised", "actual", "slip_days", "slip_meetings", "outcome"]),
    measures.follow_ups_by_moves: (["follow_up"], ["put_off", "cancelled"]),
    measures.follow_up_intervals: (["follow_up"], ["topic", "said_start", "first_start", "due_start", "due_end"]),
    measures.updates_by_follow_up: (["id"], ["follow_up", "on_start", "on_end", "status", "note"]),
    measures.meetings_by_day: (["meeting"], ["held_on_start", "kind", "state", "topics", "follow_ups"]),
    measures.topics_by_meeting: (["topic", "meeting"], ["topic_title", "n", "said_start"]),
    measures.follow_ups_due_next: (["id"], ["due_start", "due_end"]),
    measures.follow_ups_late_or_unanswered: (["id"], ["months_late", "group"]),
    measures.follow_ups_came_back: (["id"], ["status_on"]),
    measures.meetings_fallen_through: (["id"], ["held_on_start", "state", "replaced_by"]),
}
LISTS: list[Callable[..., Any]] = [measures.changes_since_previous_meeting, measures.changes_by_day]
OTHER: list[Callable[..., Any]] = [
    measures.previous_meeting,
    measures.last_meeting,
    measures.next_meeting,
    measures.horizon,
    measures.coverage,
]


CASES = ["no_rows_at_all", "before_any_meeting", "nothing_left", "one_follow_up", "all", "shipped"]


@pytest.fixture(scope="module", params=CASES)
def register(
    request: pytest.FixtureRequest, empty_tables: Tables, sample_on: RegisterOn, shipped_on: RegisterOn
) -> Register:
    day, last = date(2020, 3, 1), sample_on("2026-11-23")
    if request.param == "no_rows_at_all":
        return known_on(empty_tables, day, day)
    if request.param == "shipped":
        return shipped_on("2026-11-27")
    queries: dict[str, dict[str, list[str]]] = {
        "nothing_left": {"topic": ["jaarwisseling"], "kind": ["request"]},
        "one_follow_up": {"kind": ["request"]},
        "all": {},
    }
    if request.param == "before_any_meeting":
        return sample_on("2019-01-01")
    return apply_filters(last, Selection.of(queries[request.param]))


def _name(measure: Callable[..., Any]) -> str:
    return measure.__name__


def test_every_measure_is_tested_here() -> None:
    tested = {_name(each) for each in [*FRAMES, *LISTS, *OTHER]}
    functions = {name for name in measures.__all__ if callable(getattr(measures, name)) and name.islower()}
    # Those of the agenda need a meeting or a topic besides; test_measures_agenda.py has them.
    of_agenda = {name for name in functions if getattr(measures, name).__module__ == "lovp_data.measures.agenda"}
    assert functions - of_agenda - {"count", "mark_of", "members_behind", "parse_mark"} == tested


@pytest.mark.parametrize("measure", FRAMES, ids=_name)
def test_a_measure_has_its_columns_and_no_row_twice(
    measure: Callable[[Register], pd.DataFrame], register: Register
) -> None:
    key, others = FRAMES[measure]
    frame = measure(register)
    assert {*key, *others} <= set(frame.columns)
    assert not frame.duplicated(key).any()
    may_be_empty = {"follow_up"} if measure is measures.stakeholders_by_topic else set()
    assert frame[[name for name in key if name not in may_be_empty]].notna().all(axis=None)


@pytest.mark.parametrize("measure", FRAMES, ids=_name)
def test_a_measure_has_the_same_columns_and_types_on_no_rows(
    measure: Callable[[Register], pd.DataFrame], register: Register, sample_on: RegisterOn
) -> None:
    assert dict(measure(register).dtypes) == dict(measure(sample_on("2026-11-23")).dtypes)


@pytest.mark.parametrize("measure", FRAMES, ids=_name)
def test_a_measure_leaves_the_register_as_it_was(
    measure: Callable[[Register], pd.DataFrame], register: Register
) -> None:
    names = ["calendar", "topics", "discussions", "follow_ups", "status_updates", "involvements"]
    before = {name: getattr(register, name).copy(deep=True) for name in names}
    measure(register)
    for name in names:
        pd.testing.assert_frame_equal(getattr(register, name), before[name])


def _of_follow_ups(register: Register, measure: Callable[[Register], pd.DataFrame]) -> list[str]:
    frame = measure(register)
    return sorted(frame["follow_up" if "follow_up" in frame else "id"])


@pytest.mark.parametrize(
    "measure",
    [
        measures.follow_ups_by_topic_and_status,
        measures.follow_ups_by_topic_and_meeting,
        measures.follow_up_intervals,
    ],
    ids=_name,
)
def test_a_measure_of_all_follow_ups_holds_each_once(
    measure: Callable[[Register], pd.DataFrame], register: Register
) -> None:
    assert _of_follow_ups(register, measure) == sorted(register.follow_ups["id"])


def test_the_headlines_agree_with_the_register(register: Register) -> None:
    members, rows = measures.follow_ups_by_headline(register), register.follow_ups
    of = {name: set(members.loc[members["headline"] == name, "follow_up"]) for name in HEADLINES}
    agreed, asked, said = (set(rows.loc[rows["group"] == group, "id"]) for group in ("agreed", "asked", "said"))
    closed = set(rows.loc[rows["status"].isin(["done", "dropped"]), "id"])
    assert of["agreed_open"] == agreed - closed
    assert of["asked_open"] == asked - closed
    settled = set(rows.loc[rows["is_settled"], "id"])
    assert of["came_back"] == set(rows.loc[rows["status"] == "done", "id"]) & agreed - settled
    assert of["said"] == said
    assert of["agreed_late"] == set(rows.loc[rows["is_late"], "id"]) & agreed
    parts = [("agreed_late", "agreed_open"), ("on_time", "came_back"), ("came_up", "said")]
    assert all(of[part] <= of[whole] for part, whole in parts)
    assert of["due_next"] <= set(measures.follow_ups_due_next(register)["id"])


@pytest.mark.parametrize(
    ("day", "query", "numbers"),
    [  # counted by hand in the released package's follow_ups.csv and status_updates.csv, in the order of HEADLINES
        ("2020-03-10", {}, [7, 1, 2, 2, 1, 1, 18, 0]),
        ("2026-11-23", {}, [6, 4, 2, 0, 13, 6, 18, 12]),
        ("2026-11-23", {"topic": ["jaarwisseling"]}, [0, 0, 0, 0, 1, 0, 3, 3]),
        ("2026-11-23", {"month": ["2020-02"]}, [4, 2, 2, 0, 4, 3, 18, 12]),
        ("2026-11-23", {"month": ["2022-09"]}, [0, 0, 0, 0, 2, 0, 0, 0]),
        ("2026-11-23", {"group": ["asked"]}, [0, 0, 2, 0, 0, 0, 0, 0]),
    ],
)
def test_the_numbers_of_a_query(
    day: str, query: dict[str, list[str]], numbers: list[int], sample_on: RegisterOn
) -> None:
    register = sample_on(day)
    members = measures.follow_ups_by_headline(apply_filters(register, parse_selection(query, register).selection))
    assert [int((members["headline"] == name).sum()) for name in HEADLINES] == numbers


def test_agreed_asked_and_said_are_all_there_is_and_nothing_is_two_of_them(register: Register) -> None:
    rows = register.follow_ups
    assert set(rows["group"]) <= {"agreed", "asked", "said"}
    assert list(rows["is_task"]) == list(rows["group"].isin(["agreed", "asked"]))
    assert not (rows["is_open"] | rows["is_late"] | rows["is_on_time"])[~rows["is_task"]].any()
    assert set(rows.loc[~rows["is_task"], "status"]) <= {"came_up", "not_since"}


def test_every_follow_up_stands_in_one_stage_and_the_stages_are_the_numbers(register: Register) -> None:
    frame = measures.follow_ups_by_topic_and_status(register)
    n = frame["stage"].value_counts()
    rows = register.follow_ups
    assert n.get("late", 0) + n.get("open", 0) == rows["is_open"].sum()
    assert (n.get("late", 0), n.get("said", 0)) == (rows["is_late"].sum(), (~rows["is_task"]).sum())
    assert n.sum() == len(rows)


def test_topics_with_most_that_is_late_come_first_then_those_with_most_open(sample_on: RegisterOn) -> None:
    for day in ("2020-03-01", "2026-11-23"):
        register = sample_on(day)
        urgency = register.follow_ups.groupby("topic")[["is_late", "is_open"]].sum()
        shown = measures.follow_ups_by_topic_and_status(register)["topic"].drop_duplicates()
        found = list(urgency.loc[shown].itertuples(index=False, name=None))
        assert found == sorted(found, reverse=True)


def test_what_hangs_on_a_moment(sample_on: RegisterOn) -> None:
    frame = measures.follow_ups_by_moment(sample_on("2020-03-09"))
    found = {name: set(rows["follow_up"].str[-3:]) for name, rows in frame.groupby("moment")}
    assert found == {
        "previous": {"f02", "f03", "f05", "f06", "f10", "f11", "f12", "f19", "f20", "f23"},
        "now": {"f05", "f06"},
        "next": {"f03", "f11", "f23"},
        "later": {"f10", "f12"},
    }


def test_meetings_by_day_counts_topics_and_follow_ups_and_keeps_the_whole_calendar(register: Register) -> None:
    frame = measures.meetings_by_day(register)
    assert list(frame["meeting"]) == list(register.calendar["id"])
    assert frame["follow_ups"].sum() == len(register.follow_ups)
    assert frame["topics"].sum() == len(register.discussions)


def test_topics_by_meeting_holds_every_discussion_and_counts_what_was_said(register: Register) -> None:
    frame = measures.topics_by_meeting(register)
    pairs = zip(frame["topic"], frame["meeting"], strict=True)
    assert set(pairs) == set(zip(register.discussions["topic"], register.discussions["meeting"], strict=True))
    assert frame["n"].sum() == len(register.follow_ups)
    titles = register.topics.set_index("id")["title"]
    assert list(frame["topic_title"]) == list(frame["topic"].map(titles))
    number = list(frame.groupby("topic")["meeting"].transform("nunique"))
    assert number == sorted(number, reverse=True)


def test_intervals_are_grouped_by_topic_the_oldest_first(register: Register) -> None:
    frame = measures.follow_up_intervals(register)
    begin = frame.groupby("topic")["said_start"].transform("min")
    assert begin.is_monotonic_increasing
    assert (frame["topic"] != frame["topic"].shift()).sum() == frame["topic"].nunique()


def test_updates_by_follow_up_holds_every_known_update(register: Register) -> None:
    frame = measures.updates_by_follow_up(register)
    assert list(frame["id"]) == list(register.status_updates["id"])
    assert (frame["on_start"] <= frame["on_end"]).all()


@pytest.mark.parametrize("name", MARKS)
def test_behind_every_mark_stand_exactly_the_follow_ups_it_counts(name: str, register: Register) -> None:
    measure, columns = MARKS[name]
    for *codes, n in count(measure(register), list(columns)).itertuples(index=False):
        behind = members_behind(register, Mark(name, tuple(codes)))
        assert len(behind) == len(set(behind)) == n, codes
        assert behind == [key for key in register.follow_ups["id"] if key in set(behind)]


@pytest.mark.parametrize("name", MARKS)
def test_behind_a_mark_that_is_no_longer_there_stands_nothing(name: str, register: Register) -> None:
    assert members_behind(register, Mark(name, ("weg",) * len(MARKS[name][1]))) == []


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_can_be_written_and_read_back(name: str, sample_on: RegisterOn) -> None:
    measure, columns = MARKS[name]
    rows = measure(sample_on("2026-11-23"))[list(columns)].drop_duplicates()
    assert len(rows) > 0
    for codes in rows.itertuples(index=False, name=None):
        mark = parse_mark(mark_of(name, *codes))
        assert mark == Mark(name, codes)
        assert str(mark) == mark_of(name, *codes)


@pytest.mark.parametrize(
    "rubbish",
    ["", ".", "onzin", "onzin.open", "headline", "headline.said.late", "topic_status.ict", "Headline.open", "month..."],
)
def test_rubbish_is_no_mark(rubbish: str) -> None:
    assert parse_mark(rubbish) is None


def test_a_mark_gives_the_code_of_a_column_it_has() -> None:
    mark = Mark("topic_status", ("jaarwisseling", "late"))
    assert (mark.code("topic"), mark.code("stage"), mark.code("meeting")) == ("jaarwisseling", "late", None)


def test_every_party_with_a_role_is_shown_with_its_topic(register: Register) -> None:
    frame = measures.stakeholders_by_topic(register)
    shown = set(zip(frame["topic"], frame["stakeholder"], frame["role"], strict=True))
    rows = register.involvements
    assert shown == set(zip(rows["topic"], rows["stakeholder"], rows["role"], strict=True))


def test_counting_counts_each_follow_up_once_in_order_of_appearance() -> None:
    members = pd.DataFrame({"topic": ["b", "a", "b", "b"], "follow_up": ["f1", "f1", "f1", "f2"]})
    assert count(members, ["topic"]).to_dict("records") == [{"topic": "b", "n": 2}, {"topic": "a", "n": 1}]
