"""One follow-up in full, over the page: opened from a picture, a list and a table, with mouse and keys."""

import csv
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.support.browser_screen import click_point, dialog, expect_query, list_rows, query
from tests.support.browser_waits import settle

pytestmark = pytest.mark.browser
ITEM = "2020_02_10_f10"


def shipped(key: str) -> dict[str, str]:
    """The row of follow_ups.csv."""
    with (ROOT / "data" / "follow_ups.csv").open(encoding="utf-8", newline="") as lines:
        return next(row for row in csv.DictReader(lines) if row["id"] == key)


def expect_opened(page: Page, key: str) -> None:
    """The dialog of this follow-up: its title, what it is about, and its quote marked in the note."""
    row = shipped(key)
    expect(dialog(page).get_by_role("heading", level=2)).to_have_text(row["title"])
    expect(dialog(page).locator(".lovp-what")).to_have_text(row["what"])
    expect(dialog(page).locator("mark")).to_have_text(" ".join(row["quote"].split()))
    expect(dialog(page).locator("mark")).to_have_count(1)


def table_cell(page: Page, row: int, column: int) -> str:
    """What stands in a cell of the table; its picture is a canvas, its text a table for screen readers inside it."""
    cell = page.locator(f"[data-testid=stDataFrame] canvas [role=row][aria-rowindex='{row + 2}'] [role=gridcell]")
    return cell.nth(column).text_content() or ""


def click_title(page: Page, row: int, x: float = 80) -> None:
    """Click on the title in a row of the table, on the canvas; row -1 is the column head."""
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + x, box["y"] + 35 * (row + 1) + 18)


def test_a_mark_on_the_timeline_opens_its_follow_up(look: Callable[[str], Page]) -> None:
    page = look("/tijdlijn?topic=jaarwisseling")
    click_point(page, f"item:{ITEM}")
    expect_query(page, topic=["jaarwisseling"], item=[ITEM])
    expect_opened(page, ITEM)


@pytest.mark.parametrize("item", ["2020_02_10_f01", "2020_02_10_f26"])
def test_the_note_in_an_opened_point_shows_its_quote(look: Callable[[str], Page], item: str) -> None:
    """Its box is lower than the note, and the quote may stand at the end of that."""
    box = dialog(look(f"/afspraken?item={item}")).locator(".lovp-source")
    expect(box.locator("mark")).to_have_count(1)
    above, below = box.evaluate(
        """(box) => {
          const [mark, frame] = [box.querySelector("mark"), box].map((each) => each.getBoundingClientRect());
          return [mark.top - frame.top, frame.bottom - mark.bottom];
        }"""
    )
    assert above >= 0
    assert below >= 0


def test_a_meeting_on_the_timeline_opens_it_among_the_meetings(look: Callable[[str], Page]) -> None:
    page = look("/tijdlijn?topic=jaarwisseling")
    click_point(page, "meeting:lovp_2020_02_10")
    expect(page.locator("h1")).to_have_text("Vergaderingen")
    expect_query(page, topic=["jaarwisseling"], open_meeting=["lovp_2020_02_10"])
    expect(page.locator(".st-key-meeting_in_full").get_by_role("heading", level=2)).to_have_text("LOVP 10 feb 2020")
    assert "/vergaderingen?" in page.url


@pytest.mark.parametrize("is_sorted", [False, True])
def test_a_title_in_the_table_opens_its_row(look: Callable[[str], Page], is_sorted: bool) -> None:
    page = look("/afspraken")
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible()
    first = table_cell(page, 0, 0)
    if is_sorted:
        click_title(page, -1)
        expect(page.locator("[data-testid=glide-cell-1-0]")).not_to_have_text(first)
        settle(page)
        expect(dialog(page)).to_have_count(0)
    title = table_cell(page, 2, 0)
    click_title(page, 2)
    expect(dialog(page).get_by_role("heading", level=2)).to_have_text(title)
    assert shipped(query(page)["item"][0])["title"] == title


def test_keys_alone_open_a_row_of_the_table_and_only_when_it_is_chosen(look: Callable[[str], Page]) -> None:
    page = look("/afspraken")
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible()
    page.locator(".st-key-navigation a").last.focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-testid=stDataFrame] canvas, [role=gridcell]')"):
            break
    cell = "[data-testid=glide-cell-1-{}][aria-selected=true]"
    expect(page.locator(cell.format(0))).to_be_attached()
    page.keyboard.press("ArrowDown")
    expect(page.locator(cell.format(1))).to_be_attached()
    settle(page)
    expect(dialog(page)).to_have_count(0)
    chosen = table_cell(page, 1, 0)
    page.keyboard.press("Shift+Space")
    expect(dialog(page).get_by_role("heading", level=2)).to_have_text(chosen)
    assert shipped(query(page)["item"][0])["title"] == chosen


def test_a_dialog_closes_by_its_button_and_by_escape(look: Callable[[str], Page]) -> None:
    page = look("/?status=open")
    row = list_rows(page, "urgent").first
    title = row.locator(".title").inner_text()
    for close in (lambda: dialog(page).get_by_role("button").first.click(), lambda: page.keyboard.press("Escape")):
        row.click()
        expect(dialog(page).get_by_role("heading", level=2)).to_have_text(title)
        assert shipped(query(page)["item"][0])["title"] == title
        settle(page)
        close()
        expect(dialog(page)).to_have_count(0)
        expect_query(page, status=["open"])


def test_keys_alone_reach_a_row_open_it_and_close_it(look: Callable[[str], Page]) -> None:
    page = look(f"/onderwerpen?topic={shipped(ITEM)['topic']}")
    row = page.locator(".st-key-topic_items .row:not(.moment) button.item").first
    page.locator(".st-key-navigation a").last.focus()
    for _ in range(14):
        page.keyboard.press("Tab")
        if row.evaluate("(row) => row.getRootNode().activeElement === row"):
            break
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("heading", level=2)).to_have_text(row.locator(".title").inner_text())
    settle(page)
    page.keyboard.press("Escape")
    expect_query(page, topic=["jaarwisseling"])
    expect(dialog(page)).to_have_count(0)


def test_an_address_opens_the_dialog_on_any_page(look: Callable[[str], Page]) -> None:
    page = look(f"/verantwoording?item={ITEM}")
    expect_opened(page, ITEM)
    expect(dialog(page).locator(".lovp-facts")).to_contain_text(re.compile(r"Uit vergadering\s*LOVP 10 feb 2020"))
