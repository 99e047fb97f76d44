"""What a field shows comes from elsewhere; what it tells counts only while it shows it."""

from typing import Any

import pytest
import streamlit as st

from lovp_view import state


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the session holds, and what the browser tells the server about widgets."""
    session: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", session)
    return session


def test_a_choice_is_told_once_and_keeps_the_widget(told: dict[str, Any]) -> None:
    choices: list[object] = []
    first = state.field("topic", [])
    told[first.key] = ["b", "a"]
    for _ in range(2):
        first.chosen(choices.append)()
    assert choices == [["b", "a"]]
    assert state.field("topic", ["a", "b"]).key == first.key


def test_what_the_browser_holds_of_a_field_that_was_set_from_elsewhere_chooses_nothing(told: dict[str, Any]) -> None:
    """Until it has heard of a chip taken away or a step back."""
    choices: list[object] = []
    before = state.field("topic", ["a"])
    now = state.field("topic", [])
    told[before.key] = ["a"]
    before.chosen(choices.append)()
    assert choices == []
    told[now.key] = ["b"]
    now.chosen(choices.append)()
    assert choices == [["b"]]


def test_a_field_that_is_emptied_after_each_choice_stays_for_the_next(told: dict[str, Any]) -> None:
    choices: list[object] = []
    first = state.field("add", None)
    for topic in ("a", "b"):
        told[first.key] = topic
        first.chosen(choices.append, is_emptied=True)()
        assert state.field("add", None).key == first.key
    assert choices == ["a", "b"]


def test_fields_have_names_of_their_own() -> None:
    state.field("topic", ["a"])
    assert state.field("month", []).key != state.field("topic", []).key
    assert state.field("month", []).key == state.field("month", []).key
