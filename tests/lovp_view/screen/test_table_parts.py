"""A very long table is shown in parts: the address says which, the page what it holds; files hold all."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from lovp_view import state
from lovp_view.screen import tables
from lovp_view.screen.tables import labelled_follow_ups
from tests.support.app_screens import chooser, html_of, open_page, query_of

_ON = "2020-12-31"
_FEW = 10


@pytest.fixture(autouse=True)
def few_rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Parts so short that the shipped package has several; what was remembered of other parts is forgotten."""
    monkeypatch.setattr(tables, "MOST_ROWS", _FEW)
    state.open_store().cache.forget()
    yield
    state.open_store().cache.forget()


def _titles(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["Punt"])


def _all_titles() -> list[str]:
    return list(state.build_scene({"on": [_ON]}).selected.follow_ups["title"])


def test_all_parts_together_are_the_selection_each_row_once() -> None:
    every = _all_titles()
    number = open_page("follow_ups", on=_ON).pagination[0].proto.num_pages
    shown = [open_page("follow_ups", on=_ON, part=str(part)) for part in range(1, number + 1)]
    assert [title for app in shown for title in _titles(app)] == every
    assert {len(_titles(app)) for app in shown[:-1]} == {_FEW}


def test_it_says_which_points_are_shown_and_that_paper_gets_this_part() -> None:
    app = open_page("follow_ups", on=_ON, part="2")
    assert f"Punt 11 tot en met 20 van {len(_all_titles())}." in " ".join(each.value for each in app.caption)
    assert html_of(app).count("<tr><td>") == _FEW


def test_another_part_is_in_the_address_and_another_selection_begins_at_the_first() -> None:
    app = open_page("follow_ups", on=_ON)
    app = app.pagination[0].set_value(3).run()
    assert query_of(app) == {"on": [_ON], "part": ["3"]}
    app = chooser(app, "status").set_value(["open"]).run()
    assert "part" not in query_of(app)


def test_a_part_beyond_the_last_is_the_last() -> None:
    app = open_page("follow_ups", on=_ON, part="99")
    assert _titles(app)[-1] == _all_titles()[-1]


def test_a_row_of_a_later_part_opens_its_own_point(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    columns = tables._columns
    monkeypatch.setattr(tables, "_columns", lambda texts, keys: given.append(keys) or columns(texts, keys))
    open_page("follow_ups", on=_ON, part="2")
    assert given[-1] == list(state.build_scene({"on": [_ON]}).selected.follow_ups["id"])[_FEW : 2 * _FEW]


def test_a_short_table_has_no_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 500)
    app = open_page("follow_ups", on=_ON)
    assert not app.pagination
    assert _titles(app) == _all_titles()


def test_files_hold_every_row_whatever_part_is_shown() -> None:
    scene = state.build_scene({"on": [_ON], "part": ["2"]})
    assert list(labelled_follow_ups(scene)["Punt"]) == _all_titles()
