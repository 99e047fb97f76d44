"""A filter that is chosen in its field draws the bar and the page only; all that can change more draws everything."""

import pytest
from streamlit.testing.v1 import AppTest

from lovp_view import state
from lovp_view.state import source
from tests.support.app_screens import charts, chooser, go_to, labels, open_page, query_of


def _is_everything_drawn(app: AppTest) -> bool:
    return bool(app.sidebar.multiselect)


def _numbers(app: AppTest) -> str:
    """How many of how many."""
    return next(each.value for each in app.markdown if " van " in each.value)


@pytest.fixture
def timeline() -> AppTest:
    return open_page("timeline")


def test_a_filter_from_its_field_draws_the_bar_and_the_page(timeline: AppTest) -> None:
    before, was = _numbers(timeline), charts(timeline)
    chooser(timeline, "topic").set_value(["jaarwisseling"]).run()
    assert not timeline.exception
    assert query_of(timeline) == {"topic": ["jaarwisseling"]}
    assert not _is_everything_drawn(timeline)
    assert labels(timeline, "chip_").keys() == {"chip_topic_jaarwisseling"}
    assert _numbers(timeline) != before
    assert len(charts(timeline)) == len(was)
    assert charts(timeline) != was


def test_what_is_drawn_in_parts_is_what_is_drawn_at_once(timeline: AppTest) -> None:
    chooser(timeline, "topic").set_value(["jaarwisseling"]).run()
    parts = _numbers(timeline), labels(timeline, "chip_"), charts(timeline)
    whole = go_to(timeline, topic="jaarwisseling")
    assert _is_everything_drawn(whole)
    assert (_numbers(whole), labels(whole, "chip_"), charts(whole)) == parts
    assert chooser(whole, "topic").value == ["jaarwisseling"]


def test_a_chip_that_is_taken_away_draws_the_fields_too(timeline: AppTest) -> None:
    app = go_to(timeline, topic="jaarwisseling")
    app.button(key="chip_topic_jaarwisseling").click().run()
    assert query_of(app) == {}
    assert _is_everything_drawn(app)
    assert chooser(app, "topic").value == []


def test_data_that_changed_meanwhile_draw_everything(timeline: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, since = source.rows()
    changed = type(rows)(rows.version + 1, rows.tables, rows.faults)
    monkeypatch.setattr(source, "rows", lambda: (changed, since))
    chooser(timeline, "topic").set_value(["jaarwisseling"]).run()
    assert _is_everything_drawn(timeline)


def test_where_there_are_no_such_parts_a_filter_draws_everything() -> None:
    app = open_page("account")
    chooser(app, "topic").set_value(["jaarwisseling"]).run()
    assert query_of(app) == {"topic": ["jaarwisseling"]}
    assert _is_everything_drawn(app)


def test_a_link_knows_the_newest_view(timeline: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser tells which link was clicked; a callback cannot be made here without it."""
    seen: list[tuple[str, object]] = []
    monkeypatch.setattr("streamlit.switch_page", lambda page, query_params: seen.append((page, query_params)))
    monkeypatch.setattr(state, "clear_filters", lambda: state.follow_link("onderwerpen"))
    app = go_to(timeline, topic="jaarwisseling", item="2020_02_10_f10", part="2")
    app.button(key="clear").click().run()
    assert seen == [("pages/topics.py", {"topic": ["jaarwisseling"]})]
    monkeypatch.setattr(state, "clear_filters", lambda: state.follow_link("nowhere"))
    go_to(timeline, topic="jaarwisseling").button(key="clear").click().run()
    assert len(seen) == 1
