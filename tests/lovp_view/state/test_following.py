"""A click on a mark, a row or a button leads where it says; everything it changes stands in the address."""

from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lovp_view import state
from lovp_view.screen.tables import _open_follow_up
from lovp_view.state import following, scenes
from tests.conftest import ROOT
from tests.support.app_screens import labels, open_page, query_of


def _follow(monkeypatch: pytest.MonkeyPatch, page: str, target: str, **query: str) -> AppTest:
    """The page after a click on `target`; the button that clears the filters stands in for a mark."""
    monkeypatch.setattr(state, "clear_filters", lambda: state.follow(target))
    app = open_page(page, topic="jaarwisseling", **query)
    return app.button(key="clear").click().run()


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The targets that were followed."""
    targets: list[str] = []
    monkeypatch.setattr(state, "follow", targets.append)
    monkeypatch.setattr(following, "follow", targets.append)
    return targets


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session state of our own."""
    values: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", values)
    return values


def test_an_item_opens_over_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    app = _follow(monkeypatch, "follow_ups", "item:2020_02_10_f10")
    assert query_of(app) == {"topic": ["jaarwisseling"], "item": ["2020_02_10_f10"]}
    assert [node.proto.dialog.title for node in app._tree if node.type == "dialog"] == [
        "Jaarwisseling opnieuw op de agenda"
    ]


@pytest.mark.parametrize(
    ("target", "path", "key"),
    [("meeting:lovp_2020_02_10", "pages/meetings.py", "open_meeting"),
     ("topic:jaarwisseling", "pages/topics.py", "open_topic")],
)  # fmt: skip
def test_a_meeting_or_a_topic_opens_on_its_own_page_and_the_view_goes_along(
    target: str, path: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched: list[tuple[str, object]] = []
    # AppTest knows no pages yet when a callback runs; a browser test follows such a click to its end.
    monkeypatch.setattr(st, "switch_page", lambda page, query_params: switched.append((page, query_params)))
    _follow(monkeypatch, "follow_ups", target, item="2020_02_10_f10", on="2020-11-30")
    assert switched == [(path, {"topic": ["jaarwisseling"], "on": ["2020-11-30"], key: [target.partition(":")[2]]})]
    assert (ROOT / path).is_file()


def test_a_mark_opens_what_it_stands_for_and_closes_it_the_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = "topic_status.jaarwisseling.done"
    app = _follow(monkeypatch, "topics", mark)
    assert query_of(app)["mark"] == [mark]
    assert labels(app, "filter_topic_status")
    again = app.button(key="clear").click().run()
    assert "mark" not in query_of(again)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([{"customdata": {"0": "item:f"}}], ["item:f"]),
        ([{"customdata": ["meeting:m"]}], ["meeting:m"]),
        ([{}, {"customdata": ["a.b"]}, {"customdata": ["c.d"]}], ["a.b"]),
        ([{"customdata": None}], []),
        ([], []),
    ],
)
def test_of_the_points_of_a_chart_the_first_that_leads_anywhere_is_followed(
    points: list[dict[str, Any]], expected: list[str], held: dict[str, Any], followed: list[str]
) -> None:
    held["chart"] = SimpleNamespace(selection=SimpleNamespace(points=points))
    state.follow_chart("chart")
    assert followed == expected


@pytest.mark.parametrize(("target", "expected"), [("item:f", ["item:f"]), (None, []), ("", [])])
def test_a_component_that_says_nothing_is_not_followed(
    target: str | None, expected: list[str], held: dict[str, Any], followed: list[str]
) -> None:
    held["list"] = SimpleNamespace(target=target)
    state.follow_component("list")
    assert followed == expected


@pytest.mark.parametrize(("click", "expected"), [(SimpleNamespace(row=1), ["item:b"]), (None, [])])
def test_a_title_in_the_table_opens_the_follow_up_of_its_row(
    click: SimpleNamespace | None, expected: list[str], held: dict[str, Any], followed: list[str]
) -> None:
    held["open_row"] = click
    _open_follow_up(state.clicked_row("open_row"), ["a", "b", "c"])
    assert followed == expected


@pytest.mark.parametrize(("rows", "expected"), [([0], ["item:a"]), ([], [])])
def test_a_chosen_row_of_the_table_opens_its_follow_up(
    rows: list[int], expected: list[str], held: dict[str, Any], followed: list[str]
) -> None:
    held["table"] = SimpleNamespace(selection=SimpleNamespace(rows=rows))
    _open_follow_up(state.chosen_row("table"), ["a", "b", "c"])
    assert followed == expected


def test_a_narrow_window_gets_pictures_of_its_own(held: dict[str, Any]) -> None:
    held[scenes.SCENE] = state.build_scene({})
    assert not state.scene().is_narrow
    state.note_width(True)
    assert state.scene().is_narrow
