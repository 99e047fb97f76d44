"""A browser without network, and back: told so, and on with the same view; likewise after the server died."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser_screen import expect_no_exception
from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser
VIEW = "/onderwerpen?topic=jaarwisseling"
TOLD = "Geen verbinding met de server"


@pytest.fixture
def alone(browser: Browser) -> Iterator[Page]:
    """A browser of its own: being offline concerns all its tabs."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


def _narrow_further(page: Page) -> None:
    """The page still does what is asked of it, from the view it had."""
    page.get_by_label("Zoeken").first.fill("vuurwerk")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=vuurwerk**")
    settle(page)
    assert "topic=jaarwisseling" in page.url
    expect_no_exception(page)


def test_a_browser_that_was_offline_says_so_and_goes_on_with_its_view(alone: Page, server: Server) -> None:
    alone.goto(server.address + VIEW)
    settle(alone)
    alone.context.set_offline(True)
    expect(alone.get_by_text(TOLD)).to_be_visible()
    expect(alone.get_by_role("heading", level=1)).to_have_text("Onderwerpen")
    alone.context.set_offline(False)
    expect(alone.get_by_text(TOLD)).to_have_count(0)
    _narrow_further(alone)


def test_a_server_that_died_and_came_back_is_gone_on_with_from_the_address(alone: Page, fresh_server: Server) -> None:
    alone.goto(fresh_server.address + VIEW)
    settle(alone)
    fresh_server.process.kill()
    fresh_server.process.wait()
    expect(alone.get_by_text(TOLD)).to_be_visible()
    fresh_server.start()
    expect(alone.get_by_text(TOLD)).to_have_count(0)
    fresh_server.wait_until_drawn()
    settle(alone)
    _narrow_further(alone)
