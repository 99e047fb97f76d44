"""Measures of parties: with whom the ball lies, who asks whom, and roles per topic."""

from collections.abc import Callable
from typing import Any

from lovp_data import measures
from lovp_data.register.register import Register

RegisterOn = Callable[..., Register]


def test_work_of_a_party_is_what_it_owns_or_was_asked_and_is_still_open(sample_on: RegisterOn) -> None:
    frame = measures.follow_ups_by_stakeholder_and_status(sample_on("2020-03-01"))
    work = set(zip(frame["stakeholder"], frame["follow_up"].str[-3:], strict=True))
    nobody = {("not_named", f"f{number}") for number in ("03", "05", "10", "11", "12", "23")}
    assert work == nobody | {("politie", "f19"), ("politie", "f20"), ("minister_jenv", "f06")}


def _roles(*roles: tuple[str, str]) -> dict[str, list[dict[str, Any]]]:
    """A register's rows: these roles of one party in the follow-ups f (open) and done."""
    return {
        "follow_ups": [{"id": "f"}, {"id": "done"}],
        "status_updates": [{"follow_up": "done", "on": "2020-01-20", "status": "done"}],
        "stakeholders": [{"id": "s"}],
        "involvements": [{"follow_up": follow_up, "role": role} for follow_up, role in roles],
    }


def test_what_is_closed_is_no_work_any_more_and_work_is_counted_once(register_on: RegisterOn) -> None:
    register = register_on("2020-02-01", **_roles(("f", "owner"), ("f", "asked"), ("f", "named"), ("done", "owner")))
    frame = measures.follow_ups_by_stakeholder_and_status(register)
    assert frame[["stakeholder", "follow_up"]].to_dict("list") == {"stakeholder": ["s"], "follow_up": ["f"]}


def test_a_role_that_the_source_names_twice_is_shown_once(register_on: RegisterOn) -> None:
    frame = measures.stakeholders_by_topic(register_on("2020-02-01", **_roles(("f", "affected"), ("f", "affected"))))
    assert frame[["stakeholder", "role", "follow_up"]].values.tolist() == [["s", "affected", "f"]]


def test_a_request_to_nobody_in_particular_is_asked_of_not_named(sample_on: RegisterOn) -> None:
    frame = measures.stakeholders_by_asking_and_asked(sample_on("2020-03-01"))
    asked = dict(zip(frame["follow_up"].str[-3:], frame["asked"], strict=True))
    assert asked == {"f05": "not_named", "f06": "minister_jenv"}
    assert set(frame["asks"]) == {"regioburgemeesters"}
