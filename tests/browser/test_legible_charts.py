"""No text of a chart is cut off or printed over another, on a projector, a laptop or a phone."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.conftest import ROOT
from tests.support.browser_screen import PAGES, resize, turn_to
from tests.support.browser_waits import settle

pytestmark = pytest.mark.browser
MEASURE = (ROOT / "tests" / "support" / "labels.js").read_text(encoding="utf-8")
WITH_CHARTS = ["/", "/tijdlijn", "/onderwerpen", "/betrokkenen", "/vergaderingen"]
SCREENS = {"wide": [(1920, 1080), (1280, 720)], "phone": [(390, 844)]}
SELECTIONS = ["", "topic=jaarwisseling"]
# Whether every chart has taken the width of its place.
_FITTED = """() => [...document.querySelectorAll(".lovp-chart")].every((chart) => {
  const width = (element) => element?.getBoundingClientRect().width ?? 0;
  return Math.abs(width(chart.querySelector(".main-svg")) - width(chart.parentElement)) < 2;
})"""
_SIDEWAYS = """[...document.querySelectorAll("html, [data-testid=stMain]")]
  .filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.scrollWidth)"""


def follow(page: Page, path: str) -> None:
    """Go to a page by its link and wait until its charts are drawn."""
    page.locator(".st-key-navigation a").nth(list(PAGES).index(path)).click()
    page.wait_for_url(lambda url: url.split("?")[0].endswith(path), wait_until="commit")
    settle(page)


def illegible(page: Page) -> list[str]:
    """What is wrong with the texts of the charts; with a measured place each."""
    charts = page.locator(".lovp-chart")
    expect(charts.first).to_be_visible()
    page.wait_for_function(_FITTED)
    return charts.evaluate_all(MEASURE)


def too_wide(page: Page) -> list[str]:
    """The parts of the page that scroll sideways when all of it has taken its width; a table does so after a chart."""
    with suppress(TimeoutError):
        # As a function: an expression is evaluated anew each time, which the page's own policy forbids.
        page.wait_for_function(f"() => {_SIDEWAYS}.length === 0")
    return [f"scrolls sideways to {width}" for width in page.evaluate(_SIDEWAYS)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("selection", SELECTIONS)
def test_every_chart_is_legible(inside: Callable[[str], Page], screen: str, language: str, selection: str) -> None:
    address = f"/?{selection}&lang={language}"
    page, faults = inside(address), []
    resize(page, *SCREENS[screen][0])
    turn_to(page, address)
    for path in WITH_CHARTS:
        follow(page, path)
        for size in SCREENS[screen]:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            faults += [f"{path} at {size}: {fault}" for fault in [*illegible(page), *too_wide(page)]]
    assert faults == []


def test_every_chart_says_in_words_what_it_shows(look: Callable[[str], Page]) -> None:
    """Its text alternative begins with its title and goes on with its numbers."""
    page = look("/")
    for path in WITH_CHARTS:
        follow(page, path)
        charts, figures = page.locator(".lovp-chart"), page.get_by_role("figure")
        expect(figures).to_have_count(charts.count())
        for place in range(charts.count()):
            titles = charts.nth(place).locator(".annotation text[data-unformatted*='<b>'] tspan[style*='bold']")
            label = figures.nth(place).get_attribute("aria-label") or ""
            assert any(title and f". {title}" in label for title in titles.all_text_contents())
            assert re.search(r": |; |, \d", label)


def test_the_measure_would_notice(look: Callable[[str], Page]) -> None:
    page = look("/onderwerpen")
    assert illegible(page) == []
    labels = page.locator(".lovp-chart").first.locator(".scatterlayer text")
    assert labels.count() > 20
    labels.nth(0).evaluate("(text) => text.setAttribute('transform', 'translate(-400, 0)')")
    labels.nth(1).evaluate("(text) => text.setAttribute('transform', 'translate(0, 30)')")
    kinds = {fault.split(":")[0] for fault in illegible(page)}
    assert kinds == {"cut off", "over one another"}
