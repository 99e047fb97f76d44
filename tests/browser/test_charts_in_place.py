"""A chart stays where it is: it is changed, not replaced, and drawn no more often than there is something new in it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.support.browser_screen import DRAWN, choose, click_point, expect_no_exception, expect_query, list_rows, marks
from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser
MARK = "topic_meeting.jaarwisseling.lovp_2020_02_10"
_COUNT = """(chart) => {
  chart.mine = { drawn: 0 };
  chart.on("plotly_afterplot", () => { chart.mine.drawn += 1; });
}"""
_UNABLE = """const refuse = () => { throw new Error("not in this browser"); };
Object.defineProperty(window, "Plotly", {
  get: () => window.theirs && { ...window.theirs, newPlot: refuse, react: refuse },
  set: (plotly) => { window.theirs = plotly; },
});"""


def _watched(page: Page, place: int) -> Locator:
    chart = page.locator(".lovp-chart").nth(place)
    chart.evaluate(_COUNT)
    return chart


def _times_drawn(chart: Locator) -> int:
    """Raises if it is another chart than the one that was watched."""
    return int(chart.evaluate("(chart) => chart.mine.drawn"))


def test_a_filter_changes_the_chart_that_is_there_and_draws_it_once(look: Callable[[str], Page]) -> None:
    page = look("/tijdlijn")
    chart = _watched(page, 0)
    before = marks(page)
    choose(page, "topic", "Jaarwisseling en vuurwerk")
    expect(chart.locator(".annotation text", has_text="Onderwerp: Jaarwisseling en vuurwerk")).to_be_visible()
    settle(page)
    assert 0 < len(marks(page)) < len(before)
    assert _times_drawn(chart) == 1
    height = chart.evaluate("(chart) => [chart.offsetHeight, chart.layout.height]")
    assert height[0] == height[1]


def test_what_has_nothing_new_is_not_drawn_anew(look: Callable[[str], Page]) -> None:
    page = look("/onderwerpen")
    charts = [_watched(page, 0)]
    click_point(page, MARK)
    expect_query(page, mark=[MARK])
    list_rows(page, "behind_list_topic_meeting").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    settle(page)
    assert [_times_drawn(chart) for chart in charts] == [0]


def test_the_same_mark_can_be_clicked_time_and_again(look: Callable[[str], Page]) -> None:
    page = look("/onderwerpen")
    for _ in range(2):
        click_point(page, MARK)
        expect_query(page, mark=[MARK])
        settle(page)
        page.locator(".st-key-close_topic_meeting button").click()
        expect_query(page)
        settle(page)


def test_a_chart_is_as_wide_as_its_place(look: Callable[[str], Page]) -> None:
    page = look("/onderwerpen")
    chart = page.locator(".lovp-chart").first
    for width in (1600, 1000):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(
            "(chart) => Math.abs(chart.querySelector('.main-svg').clientWidth - chart.clientWidth) < 1.5",
            arg=chart.element_handle(),
        )


def test_where_ours_cannot_be_drawn_streamlits_own_chart_takes_its_place(
    context: BrowserContext, server: Server
) -> None:
    context.add_init_script(_UNABLE)
    page = context.new_page()
    page.goto(server.address)
    settle(page)
    plain = page.locator(f"[data-testid=stPlotlyChart] {DRAWN}")
    expect(plain).to_have_count(2)
    expect(page.locator(".lovp-chart:visible")).to_have_count(0)
    expect(page.get_by_role("figure")).to_have_count(2)
    expect_no_exception(page)
