"""The buttons under the table: CSV, Excel, the calendar, and the feed where there is a server that answers it."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import server
from lovp_view import state
from lovp_view.monitoring import own_server
from lovp_view.screen import downloads
from lovp_view.view.paths import own_base
from lovp_view.view.texts import Texts
from tests.support.app_screens import open_page

ADDRESSES = ["afspraken", "tijdlijn"]
SHOWN = "https://lovp.example/dashboard/afspraken"


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that says where it is."""
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.url", SHOWN)


@pytest.fixture
def served(found: None) -> Iterator[None]:
    """As under server.py."""
    own_server.running.set()
    yield
    own_server.running.clear()


def _buttons(app: Any) -> list[str]:
    return [each.proto.label for each in app.get("download_button")]


def test_every_file_has_its_button(texts: Texts) -> None:
    app = open_page("follow_ups", lang=texts.language)
    assert not app.exception
    assert _buttons(app) == [texts("tile.csv"), texts("tile.excel"), texts("agenda.download")]


@pytest.mark.usefixtures("found")
def test_without_a_feed_there_is_nothing_to_subscribe_to() -> None:
    app = open_page("follow_ups")
    assert not app.code
    assert not [each for each in app.get("popover") if "Abonneren" in str(each.proto)]


@pytest.mark.usefixtures("served")
def test_the_address_of_the_feed_is_ready_to_copy(texts: Texts) -> None:
    app = open_page("follow_ups", lang=texts.language, kind="agreement", on="2020-06-01", mark="headline.open")
    language = "" if texts.language == "nl" else f"&lang={texts.language}"
    paths = ("agenda.ics", "wijzigingen.atom", "api/v1/follow_ups")
    offered = [f"https://lovp.example/dashboard/{path}?kind=agreement{language}" for path in paths]
    assert [each.value for each in app.code] == offered
    assert any(texts("published.calendar_how") in each.value for each in app.markdown)


@pytest.mark.parametrize("shown", [SHOWN, "https://lovp.example/dashboard/", "https://lovp.example/dashboard"])
def test_the_dashboard_is_found_above_the_page(shown: str) -> None:
    assert own_base(shown, ADDRESSES) == "https://lovp.example/dashboard"


def test_a_browser_that_does_not_say_where_it_is_gets_files_without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_base(None, ADDRESSES) == ""
    monkeypatch.setenv("LOVP_PUBLIC_URL", "https://public.example/")
    assert own_base(None, ADDRESSES) == own_base(SHOWN, ADDRESSES) == "https://public.example"


def test_the_plain_view_has_the_plain_address() -> None:
    assert (
        downloads.published_address(state.build_scene({}), "https://a.example", "/agenda.ics")
        == "https://a.example/agenda.ics"
    )


def test_the_feed_is_there_while_the_server_runs_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "warm_up", lambda: None)

    async def run() -> list[bool]:
        before = own_server.running.is_set()
        async with server.lifespan(server.app):
            during = own_server.running.is_set()
        return [before, during, own_server.running.is_set()]

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, run()).result() == [False, True, False]
