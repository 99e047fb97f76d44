"""Whether promises are kept: every result once, slips in days and meetings, what moved and why; known by hand."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from lovp_data import measures
from lovp_data.register.register import Register

RegisterOn = Callable[..., Register]
ON = "2021-01-01"
MEETINGS = [
    {"id": "jan", "held_on": "2020-01-10", "state": "held"},
    {"id": "mar", "held_on": "2020-03-10", "state": "held"},
    {"id": "jun", "held_on": "2020-06-10", "state": "cancelled", "replaced_by": "jul"},
    {"id": "jul", "held_on": "2020-07-10", "state": "held"},
]
# What was promised on 10 January 2020, and what became of it: (term, updates), with the result by hand.
CASES: dict[str, tuple[dict[str, Any], list[dict[str, Any]], str | None]] = {
    "back on the last day of its term": ({"due_on": "2020-03"}, [{"on": "2020-03-31", "status": "done"}], "on_time"),
    "back a day later": ({"due_on": "2020-03"}, [{"on": "2020-04-01", "status": "done"}], "late"),
    "back, no term named": ({}, [{"on": "2020-04-01", "status": "done"}], "undated"),
    "given up": ({"due_on": "2020-03"}, [{"on": "2020-02-01", "status": "dropped"}], "dropped"),
    "its term is still to come": ({"due_on": "2021-03"}, [], "pending"),
    "no term named, nothing heard": ({}, [], "pending"),
    "its term is past": ({"due_on": "2020-03"}, [], "overdue"),
    "looked for in vain": ({"due_on": "2020-03"}, [{"on": "2020-12-01", "status": "no_trace"}], "no_trace"),
    "moved, and back by the new term": (
        {"due_on": "2020-03"},
        [{"on": "2020-03-10", "status": "moved", "due_on": "2020-07"}, {"on": "2020-07-01", "status": "done"}],
        "late",
    ),
    "its meeting was cancelled and replaced, and it came back there": (
        {"due_meeting": "jun"},
        [{"on": "2020-07-10", "status": "done"}],
        "late",
    ),
    "its meeting was cancelled, and its replacement is past": ({"due_meeting": "jun"}, [], "overdue"),
    "settled in the meeting itself": ({}, [{"on": "2020-01-10", "status": "done"}], None),
    "a related event is no news of it": (
        {"due_on": "2021-03"},
        [{"on": "2020-02-01", "relation": "related"}],
        "pending",
    ),
}


def _register(register_on: RegisterOn, case: str, kind: str = "agreement", **rows: Any) -> Register:
    term, updates, _ = CASES[case]
    follow_up = {"id": "f", "topic": "t", "meeting": "jan", "kind": kind, **term}
    updates = [{"id": f"u{n}", "follow_up": "f", "relation": "confirmed", **each} for n, each in enumerate(updates)]
    return register_on(ON, meetings=MEETINGS, follow_ups=[follow_up], status_updates=updates, **rows)


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_a_promise(case: str, register_on: RegisterOn) -> None:
    found = measures.follow_ups_by_result(_register(register_on, case))
    of_year = found[found["axis"] == "year"]
    wanted = [] if CASES[case][2] is None else [("2020", CASES[case][2])]
    assert list(of_year[["row", "result"]].itertuples(index=False, name=None)) == wanted


def test_what_is_still_open_is_never_counted_as_kept(register_on: RegisterOn) -> None:
    for case, (_, updates, result) in CASES.items():
        if not any(each.get("status") == "done" for each in updates):
            assert result not in measures.CAME_BACK, case


def test_what_was_said_is_no_promise_and_an_answer_is_one_of_what_was_asked(register_on: RegisterOn) -> None:
    case = "back on the last day of its term"
    assert measures.follow_ups_by_result(_register(register_on, case, kind="concern")).empty
    assert set(measures.follow_ups_by_result(_register(register_on, case, kind="request"))["group"]) == {"asked"}


def test_a_promise_of_two_parties_stands_under_both_and_one_of_nobody_under_nobody(register_on: RegisterOn) -> None:
    case = "its term is past"
    parties = [{"id": key, "name": key, "short_name": key} for key in ("s1", "s2", "s3")]
    roles = [
        {"id": f"i{n}", "topic": "t", "meeting": "jan", "follow_up": "f", "stakeholder": party, "role": role}
        for n, (party, role) in enumerate([("s1", "owner"), ("s2", "asked"), ("s3", "named")])
    ]
    found = measures.follow_ups_by_result(_register(register_on, case, stakeholders=parties, involvements=roles))
    assert set(found.loc[found["axis"] == "stakeholder", "row"]) == {"s1", "s2"}
    alone = measures.follow_ups_by_result(_register(register_on, case))
    assert set(alone.loc[alone["axis"] == "stakeholder", "row"]) == {"not_named"}


@pytest.mark.parametrize(
    ("case", "days", "meetings"),
    [
        ("back on the last day of its term", 0, 0),
        ("back a day later", 1, 0),
        ("moved, and back by the new term", 92, 0),  # 31 March to 1 July, no LOVP held between
        ("its meeting was cancelled and replaced, and it came back there", 30, 1),  # 10 June to 10 July
    ],
)
def test_how_late_it_came_back(case: str, days: int, meetings: int, register_on: RegisterOn) -> None:
    (slip,) = measures.follow_ups_by_slip(_register(register_on, case)).itertuples()
    assert (slip.slip_days, slip.slip_meetings) == (days, meetings)


@pytest.mark.parametrize("case", ["its term is past", "back, no term named", "looked for in vain", "given up"])
def test_only_what_came_back_by_or_after_a_term_has_a_slip(case: str, register_on: RegisterOn) -> None:
    assert measures.follow_ups_by_slip(_register(register_on, case)).empty


@pytest.mark.parametrize(
    ("case", "put_off", "cancelled"),
    [
        ("moved, and back by the new term", 1, 0),
        ("its meeting was cancelled and replaced, and it came back there", 0, 1),
    ],
)
def test_a_meeting_that_fell_through_is_not_a_term_put_off(
    case: str, put_off: int, cancelled: int, register_on: RegisterOn
) -> None:
    (move,) = measures.follow_ups_by_moves(_register(register_on, case)).itertuples()
    assert (move.put_off, move.cancelled) == (put_off, cancelled)


def test_the_shipped_package_has_every_promise_in_every_axis(shipped_on: RegisterOn) -> None:
    register = shipped_on("2026-11-27")
    rows = register.follow_ups
    promised = set(rows.loc[rows["is_task"] & ~rows["is_settled"], "id"])
    found = measures.follow_ups_by_result(register)
    assert {axis: set(part["follow_up"]) for axis, part in found.groupby("axis")} == dict.fromkeys(
        measures.AXES, promised
    )
    per_axis = (
        found.drop_duplicates(["axis", "follow_up"]).groupby("axis")["result"].value_counts().unstack(fill_value=0)
    )
    assert (per_axis == per_axis.iloc[0]).all(axis=None)
    assert isinstance(per_axis, pd.DataFrame)


def test_a_mark_of_a_result_opens_its_members(shipped_on: RegisterOn) -> None:
    register = shipped_on("2026-11-27")
    found = measures.follow_ups_by_result(register)
    for key, part in found.groupby(["axis", "group", "row", "result"]):
        mark = measures.parse_mark(measures.mark_of("result", *key))
        assert mark
        assert set(measures.members_behind(register, mark)) == set(part["follow_up"])
