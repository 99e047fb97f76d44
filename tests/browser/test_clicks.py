"""A click on a number or a mark lists exactly what that number or mark stands for."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser_screen import (
    chips,
    click_point,
    counted,
    expect_counted,
    expect_query,
    list_rows,
    marks,
)
from tests.support.browser_waits import settle

pytestmark = pytest.mark.browser
MARK = "topic_status.ondermijning.open"


def panel(page: Page, measure: str) -> Locator:
    return page.locator(f".st-key-behind_{measure}")


def expect_listed(page: Page, measure: str, number: float) -> None:
    """The panel below the chart says the number and lists that many."""
    says = re.compile(rf": {number:.0f} punt(en)?$")
    expect(panel(page, measure).get_by_role("heading", name=says)).to_be_visible()
    expect(list_rows(page, f"behind_list_{measure}")).to_have_count(int(number))


def test_a_tile_lists_as_many_as_its_number(visit: Callable[..., Page]) -> None:
    page = visit("/")
    tiles = page.locator(".st-key-headlines button.tile")
    expect(tiles).to_have_count(5)
    for place, name in enumerate(["open", "late", "done", "unowned", "moved"]):
        number = int(tiles.nth(place).locator(".value").inner_text())
        assert number > 0
        tiles.nth(place).click()
        expect_query(page, mark=[f"headline.{name}"])
        expect_listed(page, "headline", number)
        expect(tiles.nth(place)).to_have_attribute("aria-pressed", "true")
        expect(page.locator("button.tile[aria-pressed=true]")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/onderwerpen", "topic_meeting.jaarwisseling.lovp_2020_02_10"),
        ("/betrokkenen", "asks_asked.regioburgemeesters.minister_jenv"),
        ("/tijdlijn", "month.2020-04.certain"),
        ("/betrokkenen", "stakeholder_status.politie.open"),
        ("/betrokkenen", "stakeholder_status.politie.in_progress"),
    ],
)
def test_a_mark_lists_as_many_as_it_shows(visit: Callable[..., Page], path: str, mark: str) -> None:
    page = visit(path)
    number = marks(page)[mark]
    assert number > 0
    click_point(page, mark)
    page.wait_for_url(re.compile(re.escape(f"mark={mark}")))
    expect_listed(page, mark.split(".")[0], number)


def test_a_cell_with_roles_lists_the_topic_and_the_party(visit: Callable[..., Page]) -> None:
    page = visit("/betrokkenen")
    click_point(page, "topic_stakeholder.jaarwisseling.regioburgemeesters")
    says = re.compile(r"^Jaarwisseling en vuurwerk · Regioburgemeesters: [1-9]\d* punt")
    heading = panel(page, "topic_stakeholder").get_by_role("heading", name=says)
    expect(heading).to_be_visible()
    number = int(re.findall(r"\d+", heading.inner_text())[-1])
    expect(list_rows(page, "behind_list_topic_stakeholder")).to_have_count(int(number))


def test_a_mark_opens_closes_and_opens_again(visit: Callable[..., Page]) -> None:
    page = visit("/")
    number = marks(page)[MARK]
    assert number > 0
    for mark in ([MARK], None, [MARK]):
        click_point(page, MARK)
        expect_query(page, **({"mark": mark} if mark else {}))
        expect(panel(page, "topic_status")).to_have_count(1 if mark else 0)
        settle(page)
    expect_listed(page, "topic_status", number)
    panel(page, "topic_status").get_by_role("button", name="Sluiten").click()
    expect_query(page)
    expect(panel(page, "topic_status")).to_have_count(0)


def test_filtering_on_a_mark_keeps_what_it_listed(visit: Callable[..., Page]) -> None:
    page = visit(f"/onderwerpen?mark={MARK}")
    number, whole = marks(page)[MARK], counted(page).of
    assert number > 0
    expect_listed(page, "topic_status", number)
    titles = list_rows(page, "behind_list_topic_status").locator(".title").all_inner_texts()
    page.get_by_role("button", name="Hierop filteren").click()
    expect_query(page, topic=["ondermijning"], status=["open"])
    expect_counted(page, int(number), whole)
    expect(chips(page)).to_have_count(2)
    expect(list_rows(page, "topic_items").locator(".title")).to_have_text(titles)


def test_a_chip_says_what_it_keeps_and_a_click_takes_it_away(visit: Callable[..., Page]) -> None:
    page = visit("/afspraken?kind=concern&kind=position&status=open")
    assert [re.sub(r"\d+", "n", text) for text in chips(page).all_inner_texts()] == [
        "Soort: Zorgpunt (n) ✕",
        "Soort: Standpunt (n) ✕",
        "Status: Open (n) ✕",
    ]
    chips(page).nth(0).click()
    expect_query(page, kind=["position"], status=["open"])
    expect(chips(page)).to_have_count(2)
    chips(page).nth(1).click()
    expect_query(page, kind=["position"])
    expect(chips(page)).to_have_count(1)
    expect_counted(page, int(re.findall(r"\d+", chips(page).inner_text())[0]), counted(page).of)
    chips(page).click()
    expect_query(page)
    expect(chips(page)).to_have_count(0)
