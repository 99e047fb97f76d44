"""The briefing on the projector: legible on every screen, driven by keys, and all of it in the address."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lovp_view.view.slide_plan import STORY
from tests.browser.test_accessibility import grave_findings
from tests.conftest import ROOT
from tests.support.browser_screen import click_point, counted, expect_query
from tests.support.browser_tabs import Tabs
from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser
MEASURE = (ROOT / "tests" / "support" / "slides.js").read_text(encoding="utf-8")
SCREENS = {"1280x720": (1280, 720), "1920x1080": (1920, 1080), "3840x2160": (3840, 2160)}
VIEWS = {
    "whole": "briefing=all",
    "english": "briefing=all&lang=en&on=2020-12-01",
    "one": "briefing=all&q=nogmaals+agenderen",
    "none": "briefing=all&q=zzzz",
}
CASES = [("whole", screen) for screen in SCREENS] + [(view, "1280x720") for view in VIEWS if view != "whole"]


@pytest.fixture
def brief(tabs: Tabs, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens a briefing in a tab of its own and waits until every slide is ready."""
    pages: list[Page] = []

    def open_briefing(query: str, *, width: int = 1280, height: int = 720) -> Page:
        pages.append(page := tabs.take(width, height))
        page.goto(f"{server.address}/?{query}")
        wait_ready(page)
        page.evaluate("sessionStorage.clear()")
        return page

    yield open_briefing
    for page in pages:
        tabs.give_back(page)


def wait_ready(page: Page) -> None:
    page.locator(".lb-player[data-ready=true]").wait_for(timeout=60_000)


def place(page: Page) -> tuple[int, int]:
    """The counter: (3, 28)."""
    at, of = re.findall(r"\d+", page.locator(".lb-counter").inner_text())
    return int(at), int(of)


def press(page: Page, key: str, at: int) -> None:
    """Press a key and wait for the slide it must lead to, counted from 1."""
    page.keyboard.press(key)
    expect(page.locator(f".lb-player[data-shown='{at - 1}']")).to_be_attached()
    assert place(page)[0] == at


def slides(page: Page) -> list[str]:
    """Walk through all slides; the code of each."""
    page.keyboard.press("Home")
    codes = []
    for at in range(1, place(page)[1] + 1):
        if at > 1:
            press(page, "PageDown", at)
        codes.append(page.locator(".lb-player").get_attribute("data-slide") or "")
    return codes


@pytest.mark.parametrize(("view", "screen"), CASES)
def test_every_slide_is_legible(brief: Callable[..., Page], view: str, screen: str) -> None:
    width, height = SCREENS[screen]
    page = brief(VIEWS[view], width=width, height=height)
    faults = []
    for at in range(1, place(page)[1] + 1):
        if at > 1:
            press(page, "PageDown", at)
        faults += [f"slide {at}: {fault}" for fault in page.locator(".lb-player").evaluate(MEASURE)]
    assert faults == []


def test_the_measure_would_notice(brief: Callable[..., Page]) -> None:
    page = brief("briefing=urgent")
    assert page.locator(".lb-player").evaluate(MEASURE) == []
    page.locator(".lb-title").first.evaluate("(text) => { text.style.fontSize = '9px'; text.style.color = '#bbb'; }")
    page.locator(".lb-title").last.evaluate("(text) => { text.style.transform = 'translate(-900px, 40px)'; }")
    kinds = {fault.split(":")[0] for fault in page.locator(".lb-player").evaluate(MEASURE)}
    assert {"small", "pale", "cut off"} <= kinds


def test_keys_and_clicks_turn_the_slides(brief: Callable[..., Page]) -> None:
    page = brief("briefing=all")
    last = place(page)[1]
    for key, at in [
        ("ArrowRight", 2),
        ("Space", 3),
        ("PageDown", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("Shift+Space", 1),
    ]:
        press(page, key, at)
    press(page, "End", last)
    press(page, "ArrowRight", last)
    press(page, "Home", 1)
    press(page, "PageUp", 1)
    page.mouse.click(1100, 640)
    expect(page.locator(".lb-player[data-shown='1']")).to_be_attached()
    page.mouse.click(40, 640)
    expect(page.locator(".lb-player[data-shown='0']")).to_be_attached()
    page.get_by_role("button", name="Volgende dia").click()
    expect(page.locator(".lb-player[data-shown='1']")).to_be_attached()


def test_slides_come_in_the_order_of_the_address(brief: Callable[..., Page]) -> None:
    page = brief("briefing=urgent,topic.jaarwisseling,cover")
    assert list(dict.fromkeys(slides(page))) == ["urgent", "topic.jaarwisseling", "cover"]


def test_the_whole_data_are_told_in_order_on_at_most_twelve_slides(brief: Callable[..., Page]) -> None:
    page = brief("briefing=all")
    parts = list(dict.fromkeys(code if "." not in code else "topics" for code in slides(page)))
    assert parts == [part for part in STORY if part in parts]
    assert {"cover", "overview", "agreed", "came_back", "urgent", "coming", "others", "stakeholders"} <= set(parts)
    assert place(page)[1] <= 12


def test_a_point_opens_with_its_quote_and_leads_to_the_dashboard(brief: Callable[..., Page]) -> None:
    page = brief("briefing=topic.jaarwisseling")
    point = page.locator(".lb-point", has_text="Jaarwisseling opnieuw op de agenda").first
    point.click()
    detail = page.locator(".lb-detail[open]")
    expect(detail.get_by_role("heading", level=2)).to_have_text("Jaarwisseling opnieuw op de agenda")
    expect(detail.locator("blockquote")).to_contain_text("Afgesproken is dat in september dit onderwerp nogmaals")
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0)
    assert place(page)[0] == 1
    point.click()
    detail.get_by_role("link", name="Openen in het dashboard").click()
    settle(page)
    expect(page.get_by_role("dialog").locator("mark")).to_contain_text("nogmaals wordt geagendeerd")


def test_a_mark_in_a_picture_opens_its_point_and_turns_no_slide(brief: Callable[..., Page]) -> None:
    page = brief("briefing=timeline,cover&topic=jaarwisseling")
    click_point(page, "item:2020_02_10_f10")
    expect(page.locator(".lb-detail[open] h2").first).to_have_text("Jaarwisseling opnieuw op de agenda")
    page.keyboard.press("Escape")
    expect(page.locator(".lb-detail[open]")).to_have_count(0)
    page.keyboard.press("PageDown")
    expect(page.locator(".lb-player[data-shown='1']")).to_be_visible()
    assert place(page)[0] == 2


def test_the_button_fills_the_screen_and_escape_leads_back(visit: Callable[..., Page]) -> None:
    page = visit("/tijdlijn?topic=jaarwisseling")
    seen = counted(page)
    page.locator(".st-key-briefing_start button:visible").click()
    wait_ready(page)
    expect_query(page, topic=["jaarwisseling"], briefing=["all"])
    assert page.evaluate("Boolean(document.fullscreenElement)")
    for part in ("stSidebar", "stHeader", "stToolbar", "stStatusWidget"):
        expect(page.locator(f"[data-testid={part}]:visible")).to_have_count(0)
    page.keyboard.press("Escape")
    expect_query(page, topic=["jaarwisseling"])
    settle(page)
    expect(page.locator("h1")).to_have_text("Tijdlijn")
    assert counted(page) == seen
    assert not page.evaluate("Boolean(document.fullscreenElement)")


def test_the_bar_comes_goes_and_filters(brief: Callable[..., Page]) -> None:
    page = brief("briefing=all")
    bar = page.locator(".st-key-briefing_bar")
    page.mouse.move(640, 400)
    expect(bar).not_to_be_in_viewport()
    before = place(page)[1]
    page.mouse.move(640, 15)
    expect(bar).to_be_in_viewport()
    page.locator(".st-key-briefing_filters button").first.click()
    page.locator("[class*=st-key-w_topic] input").fill("Jaarwisseling en vuurwerk")
    page.get_by_role("option", name="Jaarwisseling en vuurwerk", exact=True).click()
    expect_query(page, briefing=["all"], topic=["jaarwisseling"])
    wait_ready(page)
    expect(page.locator(".lb-counter")).not_to_have_text(re.compile(rf"/ {before}$"))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.mouse.move(640, 400)
    expect(bar).not_to_be_in_viewport()
    expect(page.locator(".lb-player")).to_be_attached()


def test_slides_can_be_left_out_and_moved(brief: Callable[..., Page]) -> None:
    page = brief("briefing=all&topic=jaarwisseling")
    page.mouse.move(640, 15)
    page.locator(".st-key-briefing_slides button").first.click()
    rows = page.locator(".st-key-briefing_sorter li")
    shown = rows.filter(has=page.locator("input:checked"))
    expect(shown.first).to_be_visible()
    number = shown.count()
    rows.nth(2).locator("input").click()
    page.wait_for_url(lambda url: plan(url).startswith("cover,overview,"), timeout=20_000)
    expect(shown).to_have_count(number - 1)
    assert "agreed" not in plan(page.url)
    rows.nth(0).get_by_role("button", name="Naar achteren").click()
    page.wait_for_url(lambda url: plan(url).startswith("overview,cover,"), timeout=20_000)
    expect(shown).to_have_count(number - 1)


def plan(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("briefing", [""])[0]


def test_a_reload_goes_on_at_the_same_slide(brief: Callable[..., Page]) -> None:
    page = brief("briefing=all")
    press(page, "End", place(page)[1])
    at = place(page)
    page.reload()
    wait_ready(page)
    assert place(page) == at


def test_no_grave_finding_on_a_slide_in_a_detail_or_in_the_bar(brief: Callable[..., Page]) -> None:
    page = brief("briefing=topic.jaarwisseling,cover,overview,came_back&topic=jaarwisseling")
    for at in range(1, place(page)[1] + 1):
        if at > 1:
            press(page, "PageDown", at)
        assert grave_findings(page) == []
    press(page, "Home", 1)
    page.locator(".lb-point").first.click()
    expect(page.locator(".lb-detail[open]")).to_be_visible()
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    page.mouse.move(640, 15)
    page.locator(".st-key-briefing_slides button").first.click()
    expect(page.locator(".st-key-briefing_sorter li").first).to_be_visible()
    assert grave_findings(page) == []


def test_two_quick_clicks_on_slides_are_both_taken_up(brief: Callable[..., Page]) -> None:
    page = brief("briefing=all&topic=jaarwisseling")
    page.mouse.move(640, 15)
    page.locator(".st-key-briefing_slides button").first.click()
    rows = page.locator(".st-key-briefing_sorter li")
    rows.nth(0).get_by_role("button", name="Naar achteren").click()
    rows.nth(1).get_by_role("button", name="Naar achteren").click()
    page.wait_for_url(lambda url: plan(url).startswith("overview,agreed,cover,"), timeout=20_000)
