"""Which meetings were known on a day, and the one follow-up of the shipped package whose meeting fell out."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from lovp_data.register.register import Register

RegisterOn = Callable[..., Register]
SAID = {"id": "m", "held_on": "2020-01-10"}
SUMMER = {"id": "summer", "held_on": "2020-06-10"}
AUTUMN = {"id": "autumn", "held_on": "2020-09-10"}
NEWYEAR = "2020_02_10_f10"


def _states(register: Register) -> dict[str, str]:
    return dict(zip(register.calendar["id"], register.calendar["state"], strict=True))


def _due(register: Register, key: str = "f") -> str:
    return str(register.follow_ups.set_index("id").loc[key, "due_end"])[:10]


@pytest.mark.parametrize(
    ("state", "day", "known_as"),
    [
        ("held", "2020-06-09", "planned"),
        ("held", "2020-06-10", "held"),
        ("cancelled", "2020-06-09", "planned"),
        ("cancelled", "2020-06-10", "cancelled"),
        ("in_writing", "2020-06-09", "planned"),
        ("planned", "2020-06-10", "planned"),
        ("planned", "2020-06-11", "unconfirmed"),
    ],
)
def test_a_meeting_is_planned_until_its_own_day(state: str, day: str, known_as: str, register_on: RegisterOn) -> None:
    assert _states(register_on(day, meetings=[SAID, SUMMER | {"state": state}]))["summer"] == known_as


@pytest.mark.parametrize(("day", "known_as"), [("2020-06-15", "planned"), ("2020-06-30", "held")])
def test_the_outcome_of_a_meeting_is_known_from_its_last_day(day: str, known_as: str, register_on: RegisterOn) -> None:
    meetings = [SAID, SUMMER | {"held_on": "2020-06-10/2020-06-30"}]
    assert _states(register_on(day, meetings=meetings))["summer"] == known_as


def test_what_came_out_of_a_meeting_is_not_known_before_it(register_on: RegisterOn) -> None:
    rows = [SAID, SUMMER | {"state": "cancelled", "replaced_by": "autumn", "note": "Vervallen."}, AUTUMN]
    before = register_on("2020-06-09", meetings=rows).calendar.set_index("id").loc["summer"]
    after = register_on("2020-06-10", meetings=rows).calendar.set_index("id").loc["summer"]
    assert (pd.isna(before["replaced_by"]), pd.isna(before["note"])) == (True, True)
    assert (after["replaced_by"], after["note"]) == ("autumn", "Vervallen.")


def test_a_publication_is_not_known_before_its_day(register_on: RegisterOn) -> None:
    rows = [SAID | {"published_on": pd.Timestamp("2020-01-20").date()}]
    assert register_on("2020-01-19", meetings=rows).calendar["published_on"].isna().all()
    assert register_on("2020-01-20", meetings=rows).calendar["published_on"].notna().all()


def test_what_is_said_at_a_later_meeting_does_not_exist_yet(register_on: RegisterOn) -> None:
    rows: dict[str, Any] = {"meetings": [SAID, SUMMER], "stakeholders": [{"id": "s"}]}
    rows["follow_ups"] = [{"id": "f"}, {"id": "later", "meeting": "summer"}]
    rows["involvements"] = [{"follow_up": "later", "meeting": "summer", "stakeholder": "s"}]
    before, after = register_on("2020-06-09", **rows), register_on("2020-06-10", **rows)
    assert (list(before.follow_ups["id"]), len(before.discussions), len(before.involvements)) == (["f"], 1, 0)
    assert (list(after.follow_ups["id"]), len(after.discussions), len(after.involvements)) == (["f", "later"], 2, 1)


def test_what_is_said_at_a_meeting_of_unknown_day_is_known_from_its_last_day(register_on: RegisterOn) -> None:
    rows = {"meetings": [SAID | {"held_on": "2020-01-10/2020-01-31"}], "follow_ups": [{"id": "f"}]}
    assert len(register_on("2020-01-31", **rows).follow_ups) == 1
    assert len(register_on("2020-01-30", **rows).follow_ups) == 0


def test_an_extra_meeting_is_unknown_before_its_day(register_on: RegisterOn) -> None:
    meetings = [SAID, SUMMER | {"kind": "extra"}]
    assert set(_states(register_on("2020-06-09", meetings=meetings))) == {"m"}
    assert set(_states(register_on("2020-06-10", meetings=meetings))) == {"m", "summer"}


def _replaced(**cells: Any) -> list[dict[str, Any]]:
    return [SAID, SUMMER | {"state": "cancelled", "replaced_by": "autumn"} | cells, AUTUMN]


@pytest.mark.parametrize(("day", "is_known"), [("2020-06-09", False), ("2020-06-10", True)])
def test_a_replacement_is_unknown_before_the_day_of_the_meeting_it_replaces(
    day: str, is_known: bool, register_on: RegisterOn
) -> None:
    assert ("autumn" in _states(register_on(day, meetings=_replaced()))) == is_known


def test_a_replacement_is_unknown_while_it_is_open_whether_the_meeting_falls_out(register_on: RegisterOn) -> None:
    meetings = _replaced(held_on="2020-06-10/2020-06-30")
    assert "autumn" in _states(register_on("2020-06-30", meetings=meetings))
    assert "autumn" not in _states(register_on("2020-06-15", meetings=meetings))


def test_a_term_follows_its_cancelled_meeting_to_an_extra_one(register_on: RegisterOn) -> None:
    meetings = [*_replaced()[:2], AUTUMN | {"kind": "extra"}]
    assert (
        _due(register_on("2020-06-10", meetings=meetings, follow_ups=[{"id": "f", "due_meeting": "summer"}]))
        == "2020-09-10"
    )


FAR = {"id": "far", "held_on": "2021-03-10"}


@pytest.mark.parametrize(("day", "is_known"), [("2020-03-08", False), ("2020-03-09", True)])
def test_a_meeting_is_known_a_year_ahead(day: str, is_known: bool, register_on: RegisterOn) -> None:
    assert ("far" in _states(register_on(day, meetings=[SAID, FAR]))) == is_known


def test_a_meeting_at_which_something_is_promised_is_known_however_far_off(register_on: RegisterOn) -> None:
    rows = {"meetings": [SAID, FAR], "follow_ups": [{"id": "f", "due_meeting": "far"}]}
    register = register_on("2020-01-10", **rows)
    assert _states(register)["far"] == "planned"
    assert _due(register) == "2021-03-10"


def test_a_promise_under_embargo_does_not_give_its_meeting_away(register_on: RegisterOn) -> None:
    hidden = {"openness": "embargo", "embargo_until": pd.Timestamp("2020-12-01").date()}
    rows = {"meetings": [SAID, FAR], "follow_ups": [{"id": "f", "due_meeting": "far"} | hidden]}
    assert "far" not in _states(register_on("2020-01-10", **rows))


def test_a_meeting_to_which_a_term_was_moved_is_known_however_far_off(register_on: RegisterOn) -> None:
    move = {"follow_up": "f", "on": "2020-01-20", "status": "moved", "due_meeting": "far"}
    rows = {"follow_ups": [{"id": "f", "due_on": "2020-02"}], "status_updates": [move]}
    assert _due(register_on("2020-01-20", meetings=[SAID, FAR], **rows)) == "2021-03-10"


def test_the_calendar_is_in_order_of_date(register_on: RegisterOn) -> None:
    meetings = [AUTUMN, SUMMER, SAID]
    assert list(register_on("2020-12-01", meetings=meetings).calendar["id"]) == ["m", "summer", "autumn"]


# --- the shipped package --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "status", "due", "is_moved", "is_late"),
    [
        ("2020-03-01", "open", ("2020-09-01", "2020-09-30"), False, False),
        ("2020-09-29", "open", ("2020-09-01", "2020-09-30"), False, False),
        ("2020-09-30", "open", ("2020-11-02", "2020-11-02"), True, False),
        ("2020-10-15", "open", ("2020-11-02", "2020-11-02"), True, False),
        ("2020-11-10", "moved", ("2020-11-02", "2020-11-02"), True, True),
        ("2020-12-01", "done", ("2020-11-02", "2020-11-02"), True, False),
    ],
)
def test_new_years_eve_of_2020_moved_was_late_and_came_back(
    day: str, status: str, due: tuple[str, str], is_moved: bool, is_late: bool, sample_on: Callable[[str], Register]
) -> None:
    row = sample_on(day).follow_ups.set_index("id").loc[NEWYEAR]
    assert (str(row["due_start"])[:10], str(row["due_end"])[:10]) == due
    assert (row["status"], row["is_moved"], row["is_late"]) == (status, is_moved, is_late)
    assert (str(row["first_start"])[:10], str(row["first_end"])[:10]) == ("2020-09-01", "2020-09-30")


def test_on_the_day_of_the_note_nothing_later_is_known(sample_on: Callable[[str], Register]) -> None:
    register = sample_on("2020-02-10")
    assert set(register.follow_ups["meeting"]) == {"lovp_2020_02_10"}
    assert set(register.follow_ups["status"]) == {"open", "not_since"}
    assert len(register.status_updates) == 0
    assert "lovp_2020_11_02" not in _states(register)
    assert _states(register)["lovp_2020_09"] == "planned"


def test_everything_said_stays_in_the_register(sample_on: Callable[[str], Register]) -> None:
    days = ["2019-01-01", "2020-02-10", "2020-11-23", "2022-12-19", "2026-11-23"]
    known = [set(sample_on(day).follow_ups["id"]) for day in days]
    assert all(earlier < later for earlier, later in pairwise(known))


def test_the_calendar_at_last_holds_every_meeting(sample_on: Callable[[str], Register]) -> None:
    assert len(_states(sample_on("2026-11-23"))) == 33
