"""Moving between pages, and back and forth in time, keeps or restores the view."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lovp_view.view.theme import NARROW
from tests.support.browser_screen import (
    DRAWN,
    PAGES,
    SELECTION_PAGES,
    chips,
    choose,
    counted,
    dialog,
    expect_query,
    go_to,
    query,
)
from tests.support.browser_waits import settle

pytestmark = pytest.mark.browser
MOST_MESSAGES = {"/": 25, "/tijdlijn": 25}
VIEW = "topic=jaarwisseling&kind=concern&on=2020-12-01"


def links(page: Page) -> list[str]:
    """Where the links of the navigation lead, as the browser takes them."""
    return page.locator(".st-key-navigation a").evaluate_all("(all) => all.map((link) => link.href)")


def test_links_lead_to_every_page_and_carry_the_view(look: Callable[[str], Page]) -> None:
    page = look(f"/afspraken?{VIEW}&lang=en&item=2020_02_10_f10&mark=headline.said")
    addresses = [urlsplit(address) for address in links(page)]
    wanted = parse_qs(f"{VIEW}&lang=en")
    assert [parse_qs(address.query) for address in addresses] == [wanted] * len(PAGES)
    assert [address.path for address in addresses] == list(PAGES)


def test_following_every_link_keeps_the_view(look: Callable[[str], Page]) -> None:
    page = look(f"/?{VIEW}")
    seen = counted(page), chips(page).all_inner_texts()
    assert len(seen[1]) == 2
    for path, title in list(SELECTION_PAGES.items())[::-1]:
        go_to(page, title)
        settle(page)
        assert urlsplit(page.url).path == path
        assert query(page) == parse_qs(VIEW)
        assert (counted(page), chips(page).all_inner_texts()) == seen


def test_a_step_in_the_history_is_not_undone_by_what_a_component_has_to_tell(visit: Callable[..., Page]) -> None:
    """What it told just after the step would ask for the page before, and of two requests the newer counts."""
    page = visit("/afspraken?topic=jaarwisseling")
    page.evaluate(
        """() => {
          history.pushState(null, "", "/tijdlijn?topic=jaarwisseling");
          dispatchEvent(new PopStateEvent("popstate"));
          Object.defineProperty(window, "innerWidth", { value: 600 });
          dispatchEvent(new Event("resize"));
          window.lovpEntries = history.length;
        }"""
    )
    expect(page.locator("h1")).to_have_text("Tijdlijn")
    # The page that came has told how wide it is.
    page.wait_for_function(f"() => document.querySelector('{DRAWN}')?.layout.meta.wide === {NARROW.width}")
    settle(page)
    assert urlsplit(page.url).path == "/tijdlijn"
    assert page.evaluate("history.length === window.lovpEntries")
    page.close()  # it takes itself for a phone


def test_links_carry_a_filter_that_was_just_chosen(visit: Callable[..., Page]) -> None:
    """They are not drawn anew for it: in a new tab and after a click it is there all the same."""
    page = visit("/tijdlijn?item=2020_02_10_f10")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    choose(page, "topic", "Jaarwisseling en vuurwerk")
    expect_query(page, topic=["jaarwisseling"])
    settle(page)
    seen = counted(page)
    assert {urlsplit(address).query for address in links(page)} == {"topic=jaarwisseling"}
    go_to(page, "Onderwerpen")
    settle(page)
    expect_query(page, topic=["jaarwisseling"])
    assert counted(page) == seen
    chips(page).click()
    expect_query(page)
    settle(page)
    assert {urlsplit(address).query for address in links(page)} == {""}


def test_a_filter_change_is_few_messages(visit: Callable[..., Page]) -> None:
    """Of what stands around the bar and the page nothing is sent."""
    for path, most in MOST_MESSAGES.items():
        page = visit(path)
        with page.expect_event("websocket") as opened:
            page.reload()
        settle(page)
        came: list[object] = []
        opened.value.on("framereceived", lambda frame, came=came: came.append(frame))
        choose(page, "topic", "Jaarwisseling en vuurwerk")
        expect_query(page, topic=["jaarwisseling"])
        settle(page)
        assert 0 < len(came) <= most


def test_the_link_of_the_page_you_are_on_says_so(look: Callable[[str], Page]) -> None:
    page = look("/tijdlijn")
    current = page.locator(".st-key-navigation a[aria-current=page]")
    expect(current).to_have_text("Tijdlijn", timeout=3_000)
    go_to(page, "Overzicht")
    expect(current).to_have_text("Overzicht", timeout=3_000)


def test_a_page_without_filters_has_no_empty_sidebar(look: Callable[[str], Page]) -> None:
    page = look("/tijdlijn")
    sidebar = page.locator("[data-testid=stSidebar]")
    expect(sidebar).to_be_visible()
    go_to(page, "Voorbereiden")
    expect(sidebar).to_be_hidden()
    go_to(page, "Tijdlijn")
    expect(sidebar).to_be_visible()


def test_the_name_of_the_page_stays_after_a_click(look: Callable[[str], Page]) -> None:
    page = look("/tijdlijn")
    expect(page).to_have_title("Tijdlijn · LOVP")
    page.locator(".st-key-step_previous button:visible").click()
    page.wait_for_url(re.compile("on="))
    settle(page)
    expect(page).to_have_title("Tijdlijn · LOVP", timeout=3_000)
    go_to(page, "Overzicht")
    expect(page).to_have_title("Overzicht · LOVP", timeout=3_000)


def _step(page: Page, by: int) -> None:
    """One step through the history, from a page that is drawn."""
    settle(page)
    page.go_forward() if by > 0 else page.go_back()


def test_back_and_forward_step_through_filter_page_and_item(visit: Callable[..., Page]) -> None:
    page = visit("/")
    whole = counted(page)
    choose(page, "topic", "Jaarwisseling en vuurwerk")
    expect_query(page, topic=["jaarwisseling"])
    settle(page)  # the links carry the view as soon as it is drawn
    go_to(page, "Onderwerpen")
    page.locator(".st-key-topic_items .row:not(.moment) button.item").first.click()
    expect(dialog(page)).to_be_visible()
    assert "item" in query(page)

    _step(page, -1)
    expect(dialog(page)).to_have_count(0)
    expect(page.locator("h1")).to_have_text("Onderwerpen")
    _step(page, -1)
    expect(page.locator("h1")).to_have_text("Overzicht")
    expect(chips(page)).to_have_text(re.compile("^Onderwerp: Jaarwisseling"))
    _step(page, -1)
    expect(chips(page)).to_have_count(0)
    assert counted(page) == whole

    _step(page, 1)
    expect(chips(page)).to_have_count(1)
    _step(page, 1)
    expect(page.locator("h1")).to_have_text("Onderwerpen")
    _step(page, 1)
    expect(dialog(page)).to_be_visible()
