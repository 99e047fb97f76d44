"""Without sound data the screen says in Dutch what is wrong and what to do, and shows no traceback."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser_screen import counted, expect_no_exception
from tests.support.browser_tabs import Tabs
from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server, copy_app

pytestmark = pytest.mark.browser
# These servers have nothing to show, so that they are never ready; but they are alive.
READY = "/healthz"


@pytest.fixture
def tab(tabs: Tabs) -> Iterator[Page]:
    page = tabs.take()
    yield page
    tabs.give_back(page)


def spoil(app: Path) -> None:
    """A follow-up in the app's package gets a kind that does not exist."""
    path = app / "data" / "follow_ups.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",concern,", ",gripe,", 1), encoding="utf-8", newline="")


def expect_calm(page: Page) -> None:
    """Words for people, none for programmers."""
    expect_no_exception(page)
    for word in ("Traceback", "sqlite", "Error", ".py"):
        expect(page.locator("body")).not_to_contain_text(word)


def test_a_broken_store_is_said_in_dutch(tab: Page, tmp_path: Path) -> None:
    (tmp_path / "lovp.sqlite").write_bytes(b"this is no database" * 500)
    server = Server(tmp_path, ready=READY, use="fresh")
    try:
        tab.goto(f"{server.address}/tijdlijn")
        expect(tab.get_by_role("heading", level=1)).to_have_text("De gegevens zijn niet te tonen")
        expect(tab.get_by_role("alert")).to_contain_text("De gegevensopslag is beschadigd")
        expect(tab.get_by_role("button", name="Opnieuw proberen")).to_be_visible()
        expect_calm(tab)
        assert "it is damaged" in server.log.read_text()
    finally:
        server.stop()


def test_a_store_that_is_mended_is_shown_on_trying_again(tab: Page, tmp_path: Path) -> None:
    store = tmp_path / "lovp.sqlite"
    store.write_bytes(b"this is no database" * 500)
    server = Server(tmp_path, ready=READY, use="fresh")
    try:
        tab.goto(server.address)
        expect(tab.get_by_role("alert")).to_contain_text("De gegevensopslag is beschadigd")
        store.unlink()
        tab.get_by_role("button", name="Opnieuw proberen").click()
        settle(tab)
        assert counted(tab).kept == counted(tab).of > 0
    finally:
        server.stop()


def test_a_faulty_package_without_a_store_is_explained(tab: Page, tmp_path: Path) -> None:
    app = copy_app(tmp_path / "app")
    spoil(app)
    server = Server(tmp_path, root=app, ready=READY, use="fresh")
    try:
        tab.goto(f"{server.address}/afspraken")
        expect(tab.get_by_role("heading", level=1)).to_have_text("De gegevens zijn niet te tonen")
        expect(tab.get_by_role("alert")).to_contain_text("Het gegevenspakket bevat 1 fout")
        cells = tab.locator("[data-testid=stDataFrame] canvas [role=gridcell]")
        expect(cells.filter(has_text=re.compile(r"^follow_ups\.csv · \d+ · kind$"))).to_be_attached()
        expect(cells.filter(has_text="gripe")).to_be_attached()
        expect_calm(tab)
    finally:
        server.stop()


def test_a_faulty_package_beside_a_good_store_keeps_the_old_data(tab: Page, tmp_path: Path) -> None:
    app = copy_app(tmp_path / "app")
    server = Server(tmp_path, root=app, use="fresh")
    server.stop()
    spoil(app)
    server.start()
    try:
        tab.goto(server.address)
        settle(tab)
        notice = tab.get_by_test_id("stAlertContainer")
        expect(notice).to_contain_text("Het nieuwe gegevenspakket is niet ingelezen: er is 1 fout gevonden")
        assert counted(tab).kept == counted(tab).of > 0
        expect_calm(tab)
    finally:
        server.stop()
