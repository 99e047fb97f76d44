"""A meeting that is prepared: what belongs on its agenda, what is due but not on it, and what to ask."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from lovp_data import measures
from lovp_data.measures import AGENDA_REASONS, QUESTION_RULES, Occasion, occasion_of
from lovp_data.register.frames import Tables
from lovp_data.register.register import Register, known_on

RegisterOn = Callable[..., Register]
DAY = "2020-05-25"


@pytest.fixture
def register(shipped_on: RegisterOn) -> Register:
    """What was known after the first note."""
    return shipped_on("2020-03-01")


def _day(text: str) -> Occasion:
    return Occasion("", pd.Timestamp(text), pd.Timestamp(text))


def test_a_meeting_is_told_by_its_id_or_its_day_and_any_day_will_do(register: Register) -> None:
    row = register.calendar[register.calendar["held_on_start"] == register.calendar["held_on_end"]].iloc[0]
    by_id = occasion_of(register, row["id"])
    assert by_id == occasion_of(register, row["held_on_start"].date().isoformat())
    assert by_id is not None
    assert by_id.meeting == row["id"]
    assert occasion_of(register, "2031-01-05") == _day("2031-01-05")
    assert occasion_of(register, "next") is None


def test_only_planned_meetings_to_come_are_offered(register: Register) -> None:
    rows = measures.meetings_to_prepare(register)
    assert len(rows)
    assert set(rows["state"]) == {"planned"}
    assert (rows["held_on_end"] >= pd.Timestamp(register.reference_date)).all()


def test_what_is_due_there_is_proposed_once_a_topic_and_the_rest_is_told_apart(register: Register) -> None:
    occasion = _day(DAY)
    due = measures.follow_ups_due_at(register, occasion)
    proposed = measures.topics_for_agenda(register, occasion)
    assert len(due)
    assert due["is_open"].all()
    assert (due["due_end"] <= occasion.end).all()
    assert proposed["topic"].is_unique
    assert set(proposed["reason"]) <= set(AGENDA_REASONS)
    assert proposed["n"].sum() == len(due)
    assert set(due["topic"]) == set(proposed.loc[proposed["n"] > 0, "topic"])
    assert set(register.topics.loc[register.topics["standing"], "id"]) <= set(proposed["topic"])
    on = proposed["topic"].tolist()[:1]
    rest = measures.follow_ups_not_on_agenda(register, occasion, on)
    assert set(due["id"]) - set(rest["id"]) == set(due.loc[due["topic"].isin(on), "id"])
    assert rest["due_end"].is_monotonic_increasing


def test_what_is_tied_to_the_meeting_is_on_its_agenda_whatever_its_days(register: Register) -> None:
    tied = register.follow_ups[register.follow_ups["is_open"] & register.follow_ups["due_meeting"].notna()]
    assert len(tied)
    for row in tied.itertuples():
        occasion = occasion_of(register, row.due_meeting)
        assert occasion is not None
        assert row.id in set(measures.follow_ups_due_at(register, occasion)["id"])


def test_what_was_last_said_and_what_became_known_since_are_of_the_topic(shipped_on: RegisterOn) -> None:
    register = shipped_on("2026-11-27")
    last = measures.last_discussion(register, "politiefinancien", _day("2027-02-15"))
    assert last is not None
    assert last["meeting_state"] == "held"
    news = measures.updates_since_discussion(register, "politiefinancien", _day("2027-02-15"))
    topics = dict(zip(register.follow_ups["id"], register.follow_ups["topic"], strict=True))
    assert len(news)
    assert {topics[key] for key in news["follow_up"]} == {"politiefinancien"}
    assert (news["on_end"] > last["said_end"]).all()
    assert "no_trace" not in set(news["status"])


def test_the_meeting_itself_is_not_the_last_time(shipped_on: RegisterOn) -> None:
    register = shipped_on("2026-11-27")
    last = measures.last_discussion(register, "politiefinancien", _day("2027-02-15"))
    assert last is not None
    earlier = measures.last_discussion(register, "politiefinancien", _day(f"{last['said_start']:%Y-%m-%d}"))
    assert earlier is not None
    assert earlier["said_end"] < last["said_start"]


def test_a_topic_never_discussed_has_no_last_time(empty_tables: Tables) -> None:
    register = known_on(empty_tables, date(2020, 1, 1), date(2020, 1, 1))
    assert measures.last_discussion(register, "ondermijning", _day(DAY)) is None
    assert measures.updates_since_discussion(register, "ondermijning", _day(DAY)).empty
    assert measures.questions_on_topic(register, "ondermijning") == []
    assert measures.topics_for_agenda(register, _day(DAY)).empty


def test_a_question_is_about_something_open_and_every_reason_holds(shipped_on: RegisterOn) -> None:
    register = shipped_on("2026-11-27")
    rows = register.follow_ups.set_index("id")
    found = [each for topic in register.topics["id"] for each in measures.questions_on_topic(register, topic)]
    assert {rule for each in found for rule in each.rules} >= {"late", "unanswered", "no_owner", "no_term"}
    for each in found:
        row = rows.loc[each.follow_up]
        assert row["is_open"]
        assert each.rules == tuple(rule for rule in QUESTION_RULES if rule in each.rules)
        assert ("late" in each.rules) == (row["is_late"] and row["group"] == "agreed")
        assert ("no_owner" in each.rules) == (row["is_unowned"] and row["group"] == "agreed")
        assert "unanswered" not in each.rules or row["group"] == "asked"


def test_what_was_put_off_twice_is_asked_about(shipped_on: RegisterOn) -> None:
    register = shipped_on("2026-11-27")
    key = register.follow_ups.loc[register.follow_ups["is_open"] & ~register.follow_ups["is_late"], "id"].iloc[0]
    move = register.status_updates.iloc[[0, 0]].assign(follow_up=key, status="moved")
    moved = register.with_frames(status_updates=pd.concat([register.status_updates, move], ignore_index=True))
    topic = register.follow_ups.set_index("id").loc[key, "topic"]
    (question,) = [each for each in measures.questions_on_topic(moved, topic) if each.follow_up == key]
    assert question.rules[0] == "moved_twice"
