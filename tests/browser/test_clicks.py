"""A click on a number or a mark lists exactly what that number or mark stands for."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_dialog import shipped
from tests.support.browser_screen import (
    chips,
    click_point,
    counted,
    expect_counted,
    expect_query,
    list_rows,
    marks,
    query,
)
from tests.support.browser_waits import settle

pytestmark = pytest.mark.browser


def tiles(page: Page) -> Locator:
    return page.locator(".st-key-headlines .tile")


def expect_listed(page: Page, measure: str, number: float, at: Locator) -> None:
    """What a mark stands for says the number and lists that many."""
    expect(at.get_by_role("heading", name=re.compile(rf": {number:.0f} punt(en)?$"))).to_be_visible()
    expect(list_rows(page, f"behind_list_{measure}")).to_have_count(int(number))


def test_a_tile_lists_as_many_as_its_number_and_as_the_part_that_it_tells(look: Callable[[str], Page]) -> None:
    page = look("/")
    expect(tiles(page)).to_have_count(5)
    codes = ["agreed_open", "asked_open", "due_next", "came_back", "said"]
    for tile, name in zip(tiles(page).all(), codes, strict=True):
        tile.locator(".number").click()
        expect_query(page, mark=[f"headline.{name}"])
        number = int(tile.locator(".value").inner_text())
        expect_listed(page, "headline", number, page.locator(".st-key-behind_headline"))
        expect(page.locator(".st-key-headlines button[aria-pressed=true]")).to_have_count(1)
    for note, name in (("waarvan 9 te laat", "agreed_late"), ("42 kwamen later terug", "came_up")):
        page.get_by_role("button", name=note).click()
        expect_query(page, mark=[f"headline.{name}"])
        number = int(re.findall(r"\d+", note)[0])
        expect_listed(page, "headline", number, page.locator(".st-key-behind_headline"))


def test_the_first_screen_answers_without_scrolling(visit: Callable[..., Page]) -> None:
    """At 1280x720: what is open, late and unanswered, what comes back when, and what changed."""
    page = visit("/", width=1280, height=720)
    seen = [*tiles(page).all(), page.locator(".lovp-chart").first, *page.locator(".heading").all()[:2]]
    seen += [list_rows(page, key).first for key in ("urgent", "changed")]
    for each in seen:
        box = each.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 720
    assert page.locator("[data-testid=stMain]").evaluate("(main) => main.scrollTop") == 0


@pytest.mark.parametrize("path", ["/", "/betrokkenen"])
def test_a_square_opens_its_follow_up_where_the_eye_is_and_is_ringed(look: Callable[[str], Page], path: str) -> None:
    page = look(path)
    target = next(mark for mark in marks(page) if mark.startswith("item:"))
    click_point(page, target)
    expect(page.get_by_role("dialog")).to_be_in_viewport()
    assert shipped(query(page)["item"][0])["title"] == page.get_by_role("dialog").locator("h2").first.inner_text()
    expect(page.locator(".lovp-ring")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "mark"),
    [("/onderwerpen", "topic_meeting.jaarwisseling.lovp_2020_02_10"), ("/tijdlijn", "month.2021-04.certain")],
)
def test_a_mark_lists_as_many_as_it_shows_over_the_page(look: Callable[[str], Page], path: str, mark: str) -> None:
    page = look(path)
    number = marks(page)[mark]
    assert number > 0
    click_point(page, mark)
    page.wait_for_url(re.compile(re.escape(f"mark={mark}")))
    expect_listed(page, mark.split(".")[0], number, page.get_by_role("dialog"))
    expect(page.get_by_role("dialog").locator("h2").first).to_be_in_viewport()


def test_a_cell_with_roles_lists_the_topic_and_the_party(look: Callable[[str], Page]) -> None:
    page = look("/betrokkenen")
    click_point(page, "topic_stakeholder.jaarwisseling.regioburgemeesters")
    says = re.compile(r"^Jaarwisseling en vuurwerk · Regioburgemeesters: [1-9]\d* punt")
    heading = page.get_by_role("dialog").get_by_role("heading", name=says)
    expect(heading).to_be_visible()
    number = int(re.findall(r"\d+", heading.inner_text())[-1])
    expect(list_rows(page, "behind_list_topic_stakeholder")).to_have_count(int(number))


def test_a_mark_opens_closes_and_opens_again(look: Callable[[str], Page]) -> None:
    page, mark = look("/onderwerpen"), "topic_meeting.ondermijning.lovp_2020_02_10"
    for _ in range(2):
        click_point(page, mark)
        expect_query(page, mark=[mark])
        settle(page)
        page.get_by_role("dialog").get_by_role("button", name="Sluiten").last.click()
        expect_query(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
        settle(page)


def test_a_long_list_opens_and_shuts_with_the_same_key(look: Callable[[str], Page]) -> None:
    page = look("/")
    rows = list_rows(page, "urgent")
    expect(rows).to_have_count(3)
    more = page.locator("[data-list=urgent] .more")
    rest = int(re.findall(r"\d+", more.inner_text())[0])
    more.press("Enter")
    expect(rows).to_have_count(3 + rest)
    expect(more).to_be_focused()
    more.press("Enter")
    expect(rows).to_have_count(3)
    expect(more).to_be_focused()


def test_from_a_mark_to_one_of_its_points_and_back(look: Callable[[str], Page]) -> None:
    page = look("/onderwerpen?mark=topic_meeting.ondermijning.lovp_2020_02_10")
    row = list_rows(page, "behind_list_topic_meeting").first
    title = row.locator(".title").inner_text()
    row.click()
    expect(page.get_by_role("dialog").locator("h2").first).to_have_text(title)
    settle(page)
    page.keyboard.press("Escape")
    expect(list_rows(page, "behind_list_topic_meeting").first).to_be_visible()


def test_filtering_on_a_mark_keeps_what_it_listed(look: Callable[[str], Page]) -> None:
    page = look("/onderwerpen?mark=topic_meeting.ondermijning.lovp_2020_02_10")
    whole = counted(page).of
    expect(list_rows(page, "behind_list_topic_meeting")).to_have_count(6)
    page.get_by_role("button", name="Hierop filteren").click()
    expect_query(page, topic=["ondermijning"], meeting=["lovp_2020_02_10"])
    expect_counted(page, 6, whole)
    expect(chips(page)).to_have_count(2)


def test_a_month_is_narrowed_to_what_is_due_in_it(look: Callable[[str], Page]) -> None:
    page = look("/afspraken?month=2020-02")
    expect_counted(page, 30, 151)
    page.get_by_role("button", name="2 komen terug").click()
    expect_query(page, month=["2020-02.due"])
    expect_counted(page, 2, 151)


def test_a_chip_says_what_it_keeps_and_a_click_takes_it_away(look: Callable[[str], Page]) -> None:
    page = look("/afspraken?kind=concern&kind=position&status=came_up")
    assert [re.sub(r"\d+", "n", text) for text in chips(page).all_inner_texts()] == [
        "Soort: Zorgpunt (n) ✕",
        "Soort: Standpunt (n) ✕",
        "Status: Kwam terug (n) ✕",
    ]
    chips(page).nth(0).click()
    expect_query(page, kind=["position"], status=["came_up"])
    expect(chips(page)).to_have_count(2)
    chips(page).nth(1).click()
    expect_query(page, kind=["position"])
    expect(chips(page)).to_have_count(1)
    expect_counted(page, int(re.findall(r"\d+", chips(page).inner_text())[0]), counted(page).of)
    chips(page).click()
    expect_query(page)
    expect(chips(page)).to_have_count(0)
