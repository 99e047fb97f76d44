"""What was known on a day: status, terms, lateness and owners of follow-ups, from small made-up packages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from lovp_data.register.frames import Tables, build_tables
from lovp_data.register.register import Register, known_on, latest_date

RegisterOn = Callable[..., Register]
SAID = {"id": "m", "held_on": "2020-01-10"}


def _follow_up(register: Register, key: str = "f") -> pd.Series:
    return register.follow_ups.set_index("id").loc[key]


def _term(register: Register, name: str = "due") -> tuple[str, str]:
    """First and last day of the current term ('due') or of the first promise ('first')."""
    row = _follow_up(register)
    return str(row[f"{name}_start"])[:10], str(row[f"{name}_end"])[:10]


def _update(on: str, status: str | None = None, **cells: Any) -> dict[str, Any]:
    relation = "confirmed" if status else "related"
    return {"follow_up": "f", "on": on, "status": status, "relation": relation} | cells


HISTORY = [
    _update("2020-02-10", "in_progress"),
    _update("2020-03-01"),
    _update("2020-04", "no_trace"),
    _update("2020-05-01", "done"),
    _update("2020-06-01"),
]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2020-01-10", "open"),
        ("2020-02-09", "open"),
        ("2020-02-10", "in_progress"),
        ("2020-03-02", "in_progress"),
        ("2020-04-29", "in_progress"),
        ("2020-04-30", "no_trace"),
        ("2020-05-01", "done"),
        ("2020-12-31", "done"),
    ],
)
def test_the_status_is_that_of_the_latest_confirmed_update(day: str, status: str, register_on: RegisterOn) -> None:
    register = register_on(day, follow_ups=[{"id": "f"}], status_updates=HISTORY)
    assert _follow_up(register)["status"] == status


def test_an_update_known_by_its_month_does_not_exist_before_the_last_day_of_it(register_on: RegisterOn) -> None:
    rows = {"follow_ups": [{"id": "f"}], "status_updates": [_update("2020-04", "done")]}
    assert len(register_on("2020-04-29", **rows).status_updates) == 0
    assert len(register_on("2020-04-30", **rows).status_updates) == 1


@pytest.mark.parametrize(("statuses", "last"), [(["done", "open"], "open"), (["open", "done"], "done")])
def test_of_two_updates_on_a_day_the_later_row_counts(statuses: list[str], last: str, register_on: RegisterOn) -> None:
    updates = [_update("2020-02-10", status) for status in statuses]
    assert _follow_up(register_on("2020-03-01", follow_ups=[{"id": "f"}], status_updates=updates))["status"] == last


def test_updates_count_by_their_day_and_not_by_their_row(register_on: RegisterOn) -> None:
    updates = [_update("2020-03-10", "done"), _update("2020-02-10", "in_progress")]
    row = _follow_up(register_on("2020-04-01", follow_ups=[{"id": "f"}], status_updates=updates))
    assert (row["status"], row["status_on"]) == ("done", pd.Timestamp("2020-03-10"))


def test_an_update_changes_no_other_follow_up(register_on: RegisterOn) -> None:
    rows = {"follow_ups": [{"id": "f"}, {"id": "other"}], "status_updates": [_update("2020-02-10", "done")]}
    assert _follow_up(register_on("2020-03-01", **rows), "other")["status"] == "open"


def test_a_moved_term_leaves_the_first_promise_as_it_was(register_on: RegisterOn) -> None:
    rows = {"follow_ups": [{"id": "f", "due_on": "2020-03"}]}
    rows["status_updates"] = [_update("2020-02-20", "moved", due_on="2020-05")]
    before, after = register_on("2020-02-19", **rows), register_on("2020-02-20", **rows)
    assert (_term(before), _follow_up(before)["is_moved"]) == (("2020-03-01", "2020-03-31"), False)
    assert (_term(after), _follow_up(after)["is_moved"]) == (("2020-05-01", "2020-05-31"), True)
    assert _term(after, "first") == ("2020-03-01", "2020-03-31")


def test_of_two_moves_the_latest_counts(register_on: RegisterOn) -> None:
    moves = [_update("2020-02-20", "moved", due_on="2020-05"), _update("2020-04-20", "moved", due_on="2020-08")]
    register = register_on("2020-05-01", follow_ups=[{"id": "f", "due_on": "2020-03"}], status_updates=moves)
    assert _term(register) == ("2020-08-01", "2020-08-31")


MEETINGS = [SAID, {"id": "m2", "held_on": "2020-06-10"}, {"id": "m3", "held_on": "2020-09-10"}]


def test_a_move_to_a_meeting_takes_nothing_from_an_earlier_move_to_a_day(register_on: RegisterOn) -> None:
    moves = [_update("2020-02-20", "moved", due_on="2020-05"), _update("2020-04-20", "moved", due_meeting="m2")]
    rows = {"follow_ups": [{"id": "f", "due_on": "2020-03"}], "status_updates": moves}
    assert _term(register_on("2020-05-01", meetings=MEETINGS, **rows)) == ("2020-06-10", "2020-06-10")


def test_a_term_tied_to_a_meeting_is_the_day_of_that_meeting(register_on: RegisterOn) -> None:
    register = register_on("2020-02-01", meetings=MEETINGS, follow_ups=[{"id": "f", "due_meeting": "m2"}])
    assert _term(register) == _term(register, "first") == ("2020-06-10", "2020-06-10")


def test_the_wording_of_a_term_goes_before_the_day_of_its_meeting(register_on: RegisterOn) -> None:
    promise = {"id": "f", "due_meeting": "m2", "due_on": "2020-06"}
    assert _term(register_on("2020-02-01", meetings=MEETINGS, follow_ups=[promise])) == ("2020-06-01", "2020-06-30")


def _cancelled(*keys: str) -> list[dict[str, Any]]:
    """The meetings, each of those named cancelled and replaced by the next."""
    following = {"m2": "m3", "m3": "m4"}
    rows = [*MEETINGS, {"id": "m4", "held_on": "2020-10-10"}]
    return [r | ({"state": "cancelled", "replaced_by": following[r["id"]]} if r["id"] in keys else {}) for r in rows]


@pytest.mark.parametrize(
    ("cancelled", "day", "due"),
    [
        (("m2",), "2020-06-09", "2020-06-10"),
        (("m2",), "2020-06-10", "2020-09-10"),
        (("m2", "m3"), "2020-06-10", "2020-09-10"),
        (("m2", "m3"), "2020-09-10", "2020-10-10"),
    ],
)
def test_a_term_follows_its_cancelled_meeting_to_the_one_in_its_place(
    cancelled: tuple[str, ...], day: str, due: str, register_on: RegisterOn
) -> None:
    register = register_on(day, meetings=_cancelled(*cancelled), follow_ups=[{"id": "f", "due_meeting": "m2"}])
    assert _term(register) == (due, due)
    assert _term(register, "first") == ("2020-06-10", "2020-06-10")
    assert _follow_up(register)["is_moved"] == (due != "2020-06-10")


def test_a_wording_tied_to_a_cancelled_meeting_follows_it_too(register_on: RegisterOn) -> None:
    promise = {"id": "f", "due_meeting": "m2", "due_on": "2020-06"}
    register = register_on("2020-07-10", meetings=_cancelled("m2"), follow_ups=[promise])
    assert (_term(register), _term(register, "first")) == (("2020-09-10", "2020-09-10"), ("2020-06-01", "2020-06-30"))


def test_a_move_to_a_meeting_follows_it_when_that_is_cancelled(register_on: RegisterOn) -> None:
    rows = {"follow_ups": [{"id": "f", "due_on": "2020-03"}], "status_updates": [_update("2020-02-20", "moved")]}
    rows["status_updates"][0]["due_meeting"] = "m2"
    assert _term(register_on("2020-07-10", meetings=_cancelled("m2"), **rows)) == ("2020-09-10", "2020-09-10")


DUE = {"id": "f", "due_on": "2020-03-09/2020-03-10"}


@pytest.mark.parametrize(
    ("day", "status", "is_late"),
    [
        ("2020-03-09", None, False),
        ("2020-03-10", None, False),
        ("2020-03-11", None, True),
        ("2020-03-11", "in_progress", True),
        ("2020-03-11", "no_trace", True),
        ("2020-03-11", "done", False),
        ("2020-03-11", "dropped", False),
    ],
)
def test_a_follow_up_is_late_from_the_day_after_its_term_unless_closed(
    day: str, status: str | None, is_late: bool, register_on: RegisterOn
) -> None:
    updates = [_update("2020-02-01", status)] if status else []
    row = _follow_up(register_on(day, follow_ups=[DUE], status_updates=updates))
    assert row["is_late"] == is_late
    assert row["is_open"] == (status not in ("done", "dropped"))


def test_a_follow_up_moved_to_a_later_term_is_late_only_after_that(register_on: RegisterOn) -> None:
    rows = {"follow_ups": [DUE], "status_updates": [_update("2020-03-20", "moved", due_on="2020-05-01")]}
    late = {day: _follow_up(register_on(day, **rows))["is_late"] for day in ("2020-03-19", "2020-05-01", "2020-05-02")}
    assert late == {"2020-03-19": True, "2020-05-01": False, "2020-05-02": True}


def test_a_follow_up_without_a_term_is_never_late(register_on: RegisterOn) -> None:
    row = _follow_up(register_on("2030-01-01", follow_ups=[{"id": "f"}]))
    assert (row["is_late"], pd.isna(row["due_end"])) == (False, True)


def test_a_term_of_its_own_can_be_missed_under_a_standing_topic_too(register_on: RegisterOn) -> None:
    topics = [{"id": "t", "standing": True}]
    assert _follow_up(register_on("2020-03-11", topics=topics, follow_ups=[DUE]))["is_late"]


@pytest.mark.parametrize("state", ["cancelled", "in_writing"])
def test_a_follow_up_due_at_a_meeting_that_fell_out_is_not_late(state: str, register_on: RegisterOn) -> None:
    rows = {"follow_ups": [{"id": "f", "due_meeting": "m2"}]}
    held = register_on("2020-06-11", meetings=MEETINGS, **rows)
    fell_out = register_on("2020-06-11", meetings=[SAID, MEETINGS[1] | {"state": state}], **rows)
    assert (_follow_up(held)["is_late"], _follow_up(fell_out)["is_late"]) == (True, False)


def test_a_follow_up_is_unowned_unless_someone_is_named_as_its_owner(register_on: RegisterOn) -> None:
    role: dict[str, Any] = {"stakeholder": "s", "topic": "t", "meeting": "m"}
    roles = [role | {"follow_up": "f", "role": "asked"}, role | {"follow_up": "owned", "role": "owner"}]
    roles.append(role | {"follow_up": None, "role": "owner"})
    rows = {"follow_ups": [{"id": "f"}, {"id": "owned"}], "stakeholders": [{"id": "s"}], "involvements": roles}
    register = register_on("2020-02-01", **rows)
    assert (_follow_up(register)["is_unowned"], _follow_up(register, "owned")["is_unowned"]) == (True, False)


def test_days_open_are_counted_from_the_meeting(register_on: RegisterOn) -> None:
    assert _follow_up(register_on("2020-01-10", follow_ups=[{"id": "f"}]))["days_open"] == 0
    assert _follow_up(register_on("2020-03-10", follow_ups=[{"id": "f"}]))["days_open"] == 60


def _with_embargo() -> dict[str, list[dict[str, Any]]]:
    hidden = {"id": "f", "openness": "embargo", "embargo_until": pd.Timestamp("2020-03-01").date()}
    return {
        "follow_ups": [hidden, {"id": "public"}],
        "stakeholders": [{"id": "s"}],
        "involvements": [{"id": "i", "follow_up": "f", "role": "owner"}],
        "status_updates": [_update("2020-02-01", "in_progress")],
    }


@pytest.mark.parametrize(
    ("day", "today", "is_shown"),
    [
        ("2020-02-29", "2026-01-01", False),
        ("2020-03-01", "2020-02-29", False),
        ("2020-03-01", "2020-03-01", True),
        ("2026-01-01", "2020-02-29", False),
        ("2026-01-01", "2026-01-01", True),
    ],
)
def test_an_item_under_embargo_is_shown_once_both_days_have_come(
    day: str, today: str, is_shown: bool, register_on: RegisterOn
) -> None:
    register = register_on(day, today=date.fromisoformat(today), **_with_embargo())
    shown = (list(register.follow_ups["id"]), len(register.involvements), len(register.status_updates))
    assert shown == ((["f", "public"], 1, 1) if is_shown else (["public"], 0, 0))


@pytest.mark.parametrize("day", [date.min, date(2020, 1, 1), date.max])
def test_a_package_without_rows_is_an_empty_register_on_any_day(day: date, empty_tables: Tables) -> None:
    register = known_on(empty_tables, day, day)
    frames = [register.calendar, register.topics, register.discussions, register.follow_ups, register.involvements]
    assert [len(frame) for frame in frames] == [0] * 5


@pytest.mark.parametrize("name", ["calendar", "topics", "discussions", "follow_ups", "status_updates", "involvements"])
def test_an_empty_register_has_the_columns_and_types_of_a_full_one(
    name: str, empty_tables: Tables, sample_on: Callable[[str], Register]
) -> None:
    empty = getattr(known_on(empty_tables, date(2020, 3, 1), date(2020, 3, 1)), name)
    full = getattr(sample_on("2020-03-01"), name)
    assert dict(empty.dtypes) == dict(full.dtypes)


def test_the_latest_date_is_the_last_on_which_anything_happened(make_package: Callable[..., Any]) -> None:
    def latest(**rows: list[dict[str, Any]]) -> date:
        return latest_date(build_tables(make_package(**rows)))

    planned = {"id": "m2", "held_on": "2021-01-01", "state": "planned"}
    assert latest(meetings=[SAID, planned]) == date(2020, 1, 10)
    assert latest(meetings=[SAID | {"published_on": date(2020, 1, 20)}, planned]) == date(2020, 1, 20)
    assert latest(follow_ups=[{"id": "f"}], status_updates=[_update("2020-02")]) == date(2020, 2, 29)


def test_the_latest_date_of_no_data_is_the_last_there_is(empty_tables: Tables) -> None:
    assert latest_date(empty_tables) == date.max
