"""Every page opens by its own address on a server that nobody has visited yet."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.browser_screen import PAGES, SELECTION_PAGES, chips, expect_no_exception
from tests.support.browser_tabs import Tabs
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser
# Streamlit takes pages/<stem>.py for a page at /<stem>, and would run it bare.
STEMS = ["timeline", "overview", "topics", "account"]


@pytest.fixture(scope="module")
def unvisited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("unvisited"))
    yield running
    running.stop()


def expect_whole(page: Page, title: str) -> None:
    """Heading, everything that stands around a page, and the page's own language and name."""
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".st-key-navigation a")).to_have_count(len(PAGES))
    expect(page.locator("[data-testid=stSidebar] [data-testid=stMultiSelect]")).to_have_count(3)
    expect(page.locator("[data-testid=stSidebar] [class*=st-key-w_theme] button")).to_have_count(2)
    expect(page.locator("[data-testid=stSidebar] [data-testid=stDateInput]")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_title(f"{title} · LOVP")
    expect_no_exception(page)


@pytest.mark.parametrize("path", SELECTION_PAGES)
def test_a_deep_link_opens_the_whole_page(tabs: Tabs, unvisited: Server, path: str) -> None:
    page = tabs.take()
    page.goto(f"{unvisited.address}{path}?topic=jaarwisseling")
    expect_whole(page, PAGES[path])
    expect(chips(page)).to_have_text(re.compile("^Onderwerp: Jaarwisseling en vuurwerk"))
    expect(page).to_have_url(f"{unvisited.address}{path}?topic=jaarwisseling")
    expect(page.get_by_role("dialog")).to_have_count(0)
    tabs.give_back(page)


def test_file_names_are_no_addresses(warm_context: BrowserContext, fresh_server: Server) -> None:
    """Opened first: the page that says so, which keeps the filters, not pages/<stem>.py without them."""
    page = warm_context.new_page()
    for stem in STEMS:
        page.goto(f"{fresh_server.address}/{stem}?status=open")
        expect_no_exception(page)
        expect(page.locator("h1")).to_have_text("Pagina niet gevonden")
        expect(page).to_have_url(
            re.compile(rf"/niet-gevonden\?(asked=%2F{stem}&status=open|status=open&asked=%2F{stem})$")
        )
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.close()


def test_a_server_starts_without_complaints(unvisited: Server) -> None:
    """What Streamlit has to say about our code stands in the log; the one line is ours."""
    assert unvisited.log.read_text().splitlines() == [f"LOVP: http://localhost:{unvisited.port}"]
