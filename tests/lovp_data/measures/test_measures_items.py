"""Measures in time: months, what is due next, what is open longest, and what changed since the previous meeting."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from lovp_data import measures
from lovp_data.measures.items import CHANGE_KINDS
from lovp_data.register.filters import Selection, apply_filters
from lovp_data.register.frames import Tables
from lovp_data.register.register import Register, known_on

RegisterOn = Callable[..., Register]


def _months(register: Register) -> dict[str, str]:
    """Certainty by month of a register of one follow-up."""
    frame = measures.follow_ups_by_month(register)
    return dict(zip(frame["month"], frame["certainty"], strict=True))


@pytest.mark.parametrize(
    ("due_on", "months"),
    [
        ("2020-03-05", {"2020-03": "certain"}),
        ("2020-03", {"2020-03": "certain"}),
        ("2020-03-11/2020-03-20", {"2020-03": "certain"}),
        ("2020-03-31/2020-04-01", {"2020-03": "possible", "2020-04": "possible"}),
        ("2020-12-15/2021-02-01", {"2020-12": "possible", "2021-01": "possible", "2021-02": "possible"}),
        (None, {}),
    ],
)
def test_a_term_is_certain_in_a_month_it_lies_in_and_possible_in_those_it_runs_through(
    due_on: str | None, months: dict[str, str], register_on: RegisterOn
) -> None:
    assert _months(register_on("2020-02-01", follow_ups=[{"id": "f", "due_on": due_on}])) == months


@pytest.mark.parametrize(
    ("moved_to", "months"),
    [
        ("2020-05", {"2020-03": "moved_away", "2020-05": "certain"}),
        ("2020-03-25", {"2020-03": "certain"}),
        ("2020-03-25/2020-04-05", {"2020-03": "possible", "2020-04": "possible"}),
    ],
)
def test_a_month_once_promised_and_left_is_moved_away(
    moved_to: str, months: dict[str, str], register_on: RegisterOn
) -> None:
    move = {"follow_up": "f", "on": "2020-02-01", "status": "moved", "due_on": moved_to}
    rows = {"follow_ups": [{"id": "f", "due_on": "2020-03-10"}], "status_updates": [move]}
    assert _months(register_on("2020-02-01", **rows)) == months


def test_the_months_of_the_note(sample_on: RegisterOn) -> None:
    frame = measures.follow_ups_by_month(sample_on("2020-03-01"))
    certain = frame[frame["certainty"] == "certain"]
    assert dict(zip(certain["follow_up"].str[-3:], certain["month"], strict=True)) == {
        "f02": "2020-02",
        "f03": "2020-04",
        "f10": "2020-09",
        "f12": "2020-06",
        "f23": "2020-03",
    }
    assert set(frame.loc[frame["certainty"] == "possible", "follow_up"]) == {"2020_02_10_f11"}
    assert list(frame["month"]) == sorted(frame["month"])


def _key(meeting: pd.Series | None) -> str | None:
    return None if meeting is None else str(meeting["id"])


@pytest.mark.parametrize(
    ("day", "previous", "following"),
    [
        ("2019-01-01", None, "lovp_2019_04_15"),
        ("2019-04-15", None, "lovp_2019_05"),
        ("2019-04-16", "lovp_2019_04_15", "lovp_2019_05"),
        ("2019-05-31", "lovp_2019_04_15", "lovp_2019_06_24"),
        ("2020-02-10", "lovp_2019_10_28", "lovp_2020_03_09"),
        ("2020-03-10", "lovp_2020_02_10", "lovp_2020_04_20"),
        ("2020-10-15", "lovp_2020_06_29", "lovp_2020_11_02"),
        ("2020-11-23", "lovp_2020_11_02", "lovp_2021_03_01"),
        ("2020-11-24", "lovp_2020_11_23", "lovp_2021_03_01"),
        ("2022-06-21", "lovp_2022_04_11", "lovp_2022_09_26"),
        ("2026-11-23", "lovp_2025_11_24", None),
    ],
)
def test_the_previous_meeting_was_held_before_the_day_and_the_next_comes_after_it(
    day: str, previous: str | None, following: str | None, sample_on: RegisterOn
) -> None:
    register = sample_on(day)
    assert _key(measures.previous_meeting(register)) == previous
    assert _key(measures.next_meeting(register)) == following


def test_a_filter_does_not_hide_the_previous_and_the_next_meeting(sample_on: RegisterOn) -> None:
    cut = apply_filters(sample_on("2020-11-23"), Selection.of({"topic": ["inzetbaarheid"]}))
    assert _key(measures.previous_meeting(cut)) == "lovp_2020_11_02"
    assert _key(measures.next_meeting(cut)) == "lovp_2021_03_01"


def test_due_next_is_what_is_open_and_not_past_soonest_first(sample_on: RegisterOn) -> None:
    due = measures.follow_ups_due_next(sample_on("2020-03-09"))
    assert list(due["id"].str[-3:]) == ["f23", "f03", "f12", "f11", "f10"]
    assert due["due_end"].is_monotonic_increasing


@pytest.mark.parametrize(("day", "is_due"), [("2020-03-10", True), ("2020-03-11", False)])
def test_a_term_is_still_due_on_its_last_day(day: str, is_due: bool, register_on: RegisterOn) -> None:
    rows = {"follow_ups": [{"id": "f", "due_on": "2020-03-09/2020-03-10"}]}
    assert len(measures.follow_ups_due_next(register_on(day, **rows))) == is_due


def test_what_is_closed_is_neither_due_nor_open(register_on: RegisterOn) -> None:
    updates = [{"follow_up": key, "on": "2020-02-01", "status": key} for key in ("done", "dropped", "no_trace")]
    follow_ups = [{"id": key, "due_on": "2020-03-10"} for key in ("done", "dropped", "no_trace")]
    register = register_on("2020-03-01", follow_ups=follow_ups, status_updates=updates)
    assert list(measures.follow_ups_due_next(register)["id"]) == ["no_trace"]
    assert list(register.follow_ups.loc[register.follow_ups["is_open"], "id"]) == ["no_trace"]


def test_what_is_late_comes_before_what_has_no_answer_the_longest_late_first(sample_on: RegisterOn) -> None:
    urgent = measures.follow_ups_late_or_unanswered(sample_on("2026-11-23"))
    assert [key[-8:] for key in urgent["id"]] == [
        "2_10_f23", "2_10_f03", "4_24_f01", "9_25_f01", "2_10_f05", "2_10_f06"
    ]  # fmt: skip
    assert list(urgent["months_late"]) == [80, 79, 40, 23, 0, 0]


@pytest.mark.parametrize(
    ("day", "months"), [("2020-04-01", 0), ("2020-04-30", 0), ("2020-05-01", 1), ("2021-03-31", 12), ("2021-04-01", 12)]
)
def test_how_late_something_is_counts_whole_months(day: str, months: int, register_on: RegisterOn) -> None:
    register = register_on(day, follow_ups=[{"id": "f", "due_on": "2020-03"}])
    assert list(register.follow_ups["months_late"]) == [months]


def test_a_question_that_is_to_come_back_is_not_unanswered_yet(register_on: RegisterOn) -> None:
    follow_ups = [{"id": key, "kind": "request", "due_on": due} for key, due in (("later", "2020-06"), ("never", None))]
    register = register_on("2020-03-01", follow_ups=follow_ups)
    assert list(measures.follow_ups_late_or_unanswered(register)["id"]) == ["never"]


def test_what_came_back_on_time_did_so_by_its_first_term(register_on: RegisterOn) -> None:
    follow_ups = [{"id": key, "due_on": "2020-03"} for key in ("in_time", "late", "moved")] + [{"id": "undated"}]
    updates = [{"follow_up": "in_time", "on": "2020-03-31"}, {"follow_up": "late", "on": "2020-04-01"},
               {"follow_up": "moved", "on": "2020-05-01"}, {"follow_up": "undated", "on": "2020-03-01"}]  # fmt: skip
    done = [{**update, "id": f"d{n}", "status": "done"} for n, update in enumerate(updates)]
    move = {"id": "m", "follow_up": "moved", "on": "2020-02-01", "status": "moved", "due_on": "2020-05"}
    register = register_on("2020-06-01", follow_ups=follow_ups, status_updates=[*done, move])
    members = measures.follow_ups_by_headline(register)
    of = {name: list(rows["follow_up"]) for name, rows in members.groupby("headline")}
    assert of == {"came_back": ["in_time", "late", "moved", "undated"], "on_time": ["in_time"]}
    assert list(measures.follow_ups_came_back(register)["id"]) == ["moved", "late", "in_time", "undated"]


@pytest.mark.parametrize(
    ("meetings", "due_next"),
    [
        ([], ["soon"]),  # none is known: within three months
        ([{"id": "m2", "held_on": "2020-10-01"}], ["soon", "tied", "far"]),
        ([{"id": "m2", "held_on": "2020-03-15"}], ["tied"]),
    ],
)
def test_what_comes_back_next_hangs_on_the_next_meeting(
    meetings: list[dict[str, str]], due_next: list[str], register_on: RegisterOn
) -> None:
    tied = {"id": "tied", "meeting": "m1", "due_meeting": "m2"} if meetings else {"id": "tied", "meeting": "m1"}
    dues = [("soon", "2020-04"), ("far", "2020-09"), ("past", "2020-01-20"), ("very_far", "2022")]
    follow_ups = [{"id": key, "meeting": "m1", "due_on": due} for key, due in dues] + [tied]
    all_meetings = [{"id": "m1", "held_on": "2020-01-10"}, *meetings]
    register = register_on("2020-03-01", meetings=all_meetings, follow_ups=follow_ups)
    members = measures.follow_ups_by_headline(register)
    assert set(members.loc[members["headline"] == "due_next", "follow_up"]) == set(due_next)


def test_what_was_said_came_up_again_in_any_report_but_not_by_looking_in_vain(register_on: RegisterOn) -> None:
    follow_ups = [{"id": key, "kind": "statement"} for key in ("again", "looked_for", "never")]
    updates = [
        {"follow_up": "again", "on": "2020-02-01", "relation": "related"},
        {"follow_up": "looked_for", "on": "2020-02-01", "status": "no_trace"},
    ]
    rows = register_on("2020-03-01", follow_ups=follow_ups, status_updates=updates).follow_ups
    assert list(rows["status"]) == ["came_up", "not_since", "not_since"]


def test_an_answer_to_a_question_and_a_refusal_are_told_as_such(register_on: RegisterOn) -> None:
    follow_ups = [{"id": key, "kind": "request"} for key in ("a", "b")]
    updates = [
        {"follow_up": key, "on": "2020-01-20", "status": status} for key, status in (("a", "done"), ("b", "dropped"))
    ]
    register = register_on("2020-02-01", follow_ups=follow_ups, status_updates=updates)
    kinds = {change.follow_up: change.kind for change in measures.changes_since_previous_meeting(register)}
    assert kinds == {"a": "answered", "b": "declined"}


def test_coverage_tells_how_much_rests_on_one_meeting_and_how_old_the_last_is(
    sample_on: RegisterOn, empty_tables: Tables
) -> None:
    told = measures.coverage(sample_on("2026-11-23"))
    assert (told.most, told.total, told.last_held) == (28, 39, pd.Timestamp(2025, 11, 24))
    nothing = measures.coverage(known_on(empty_tables, date(2020, 1, 1), date(2020, 1, 1)))
    assert (nothing.most, nothing.total, nothing.last_held) == (0, 0, None)


def test_the_last_meeting_is_that_of_the_day_itself(sample_on: RegisterOn) -> None:
    assert _key(measures.last_meeting(sample_on("2020-02-10"))) == "lovp_2020_02_10"
    assert _key(measures.last_meeting(sample_on("2019-01-01"))) is None


def _changes(register: Register) -> dict[str, set[str]]:
    changes = measures.changes_since_previous_meeting(register)
    return {kind: {c.follow_up for c in changes if c.kind == kind} for kind in {c.kind for c in changes}}


def test_changes_on_the_day_of_a_meeting_are_those_since_the_one_before(sample_on: RegisterOn) -> None:
    note = "2020_02_10_"
    assert _changes(sample_on("2020-11-23")) == {
        "new": {"2020_11_23_f01", "2020_11_23_f02"},
        "done": {note + "f10"},
        "moved": {note + "f10"},
        "related": {note + key for key in ("f01", "f04", "f05", "f06", "f07", "f11")},
    }


def test_changes_on_the_day_before_a_meeting_hold_nothing_of_it(sample_on: RegisterOn) -> None:
    changes = _changes(sample_on("2020-11-22"))
    assert set(changes) == {"moved", "related"}


def test_nothing_has_changed_on_the_day_after_a_meeting(sample_on: RegisterOn) -> None:
    assert measures.changes_since_previous_meeting(sample_on("2020-11-24")) == []


def test_that_someone_looked_and_found_nothing_is_no_news(register_on: RegisterOn) -> None:
    meetings = [{"id": "m1", "held_on": "2020-01-10"}, {"id": "m2", "held_on": "2020-02-10"}]
    updates = [{"follow_up": "f", "on": "2020-03-01", "status": "no_trace"}]
    register = register_on(
        "2020-04-01", meetings=meetings, follow_ups=[{"id": "f", "meeting": "m1"}], status_updates=updates
    )
    assert measures.changes_since_previous_meeting(register) == []


def test_changes_are_told_by_kind_and_then_by_day(sample_on: RegisterOn) -> None:
    changes = measures.changes_since_previous_meeting(sample_on("2020-11-23"))
    order = [(CHANGE_KINDS.index(change.kind), change.end, change.follow_up) for change in changes]
    assert order == sorted(order)
    assert all(pd.Timestamp("2020-11-02") < change.end <= pd.Timestamp("2020-11-23") for change in changes)
    assert all(change.note for change in changes)


def test_before_the_second_meeting_everything_is_a_change(sample_on: RegisterOn, register_on: RegisterOn) -> None:
    update = {"follow_up": "f", "on": "2020-01-10", "status": "in_progress"}
    register = register_on("2020-01-10", follow_ups=[{"id": "f"}], status_updates=[update])
    assert _changes(register) == {"new": {"f"}, "in_progress": {"f"}}
    assert measures.changes_since_previous_meeting(sample_on("2019-01-01")) == []


def test_changes_are_cut_by_the_filters(sample_on: RegisterOn) -> None:
    cut = apply_filters(sample_on("2020-11-23"), Selection.of({"topic": ["jaarwisseling"]}))
    changed = Counter(change.follow_up for change in measures.changes_since_previous_meeting(cut))
    assert changed == {"2020_02_10_f10": 2, "2020_02_10_f07": 1}


def test_every_status_of_the_schema_has_its_place_among_the_changes(register_on: RegisterOn) -> None:
    statuses = ["open", "in_progress", "moved", "done", "dropped", "no_trace"]
    updates: list[dict[str, Any]] = [{"follow_up": "f", "on": "2020-01-10", "status": each} for each in statuses]
    register = register_on("2020-01-10", follow_ups=[{"id": "f"}], status_updates=updates)
    told = [change.kind for change in measures.changes_since_previous_meeting(register)]
    assert told == [kind for kind in CHANGE_KINDS if kind not in ("related", "answered", "declined", "late")]


@pytest.mark.parametrize("day", [date.min, date(2020, 3, 1), date.max])
def test_without_rows_there_is_no_meeting_and_no_change(day: date, empty_tables: Tables) -> None:
    register = known_on(empty_tables, day, day)
    assert measures.previous_meeting(register) is None
    assert measures.next_meeting(register) is None
    assert measures.changes_since_previous_meeting(register) == []


def test_a_meeting_that_fell_through_after_the_previous_one_is_told(register_on: RegisterOn) -> None:
    meetings = [
        {"id": "m1", "held_on": "2020-01-10"},
        {"id": "m2", "held_on": "2020-02-10", "state": "cancelled"},
        {"id": "m3", "held_on": "2020-02-20", "state": "in_writing"},
        {"id": "m4", "held_on": "2020-03-10"},
        {"id": "m5", "held_on": "2020-03-20", "state": "cancelled"},
    ]
    on = {
        day: measures.meetings_fallen_through(register_on(day, meetings=meetings))
        for day in ("2020-03-01", "2020-04-01")
    }
    assert list(on["2020-03-01"]["id"]) == ["m2", "m3"]
    assert list(on["2020-04-01"]["id"]) == ["m5"]
