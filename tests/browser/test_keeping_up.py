"""Keeping up in a real browser: two people at one item, a grid, the briefing, the keyboard, and no grave findings."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_accessibility import grave_findings
from tests.support.browser_screen import GUIDE, dialog, turn_to
from tests.support.browser_waits import next_run, settle
from tests.support.dashboard_server import Server, store_of

pytestmark = pytest.mark.browser
POINT = "2020_02_10_f01"
ADDRESS = f"/bijwerken?edit=follow_ups&row={POINT}"
Enter = Callable[..., Page]


def _tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    settle(page)


def _save(page: Page) -> None:
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    settle(page)


def _box(page: Page, name: str) -> Locator:
    """The text field called so; its help button bears the same name."""
    return page.get_by_role("textbox", name=name)


def _title(page: Page) -> Locator:
    return _box(page, "Titel *")


def test_two_browsers_edit_the_same_item_and_nothing_is_lost(enter: Enter, desk: Server) -> None:
    first, second = enter(ADDRESS), enter(ADDRESS)
    for page in (first, second):
        _tab(page, "Gegevens")
    _title(first).fill("Van de eerste")
    _box(first, "Omschrijving *").fill("Ook van de eerste.")
    _save(first)
    expect(first.get_by_text("Vastgelegd.", exact=True)).to_be_visible()
    _title(second).fill("Van de tweede")
    _save(second)
    expect(second.get_by_text("Iemand anders was u voor")).to_be_visible()
    expect(second.locator(".lovp-sides")).to_contain_text("Van de eerste")
    expect(_title(second)).to_have_value("Van de tweede")
    assert grave_findings(second) == []
    second.get_by_role("button", name="Mijn wijziging vastleggen").click()
    expect(second.get_by_text("Vastgelegd.", exact=True)).to_be_visible()
    item = store_of(desk).item("follow_ups", POINT)
    assert item
    assert (item.row["title"], item.row["what"]) == ("Van de tweede", "Ook van de eerste.")


def test_typing_is_not_lost_while_another_writes(enter: Enter) -> None:
    """An open page learns of new data within seconds; that must not empty a form."""
    first, second = enter(ADDRESS), enter(ADDRESS)
    _tab(second, "Gegevens")
    _box(second, "Onderdelen, één per regel").fill("half getypt")
    _box(first, "Toelichting *").fill("Iets nieuws.")
    first.get_by_role("button", name="Status noteren", exact=True).click()
    expect(first.get_by_text("Vastgelegd.", exact=True)).to_be_visible()
    expect(second.locator("#lovp-changes[data-kind=news]")).to_be_visible()
    expect(_box(second, "Onderdelen, één per regel")).to_have_value("half getypt")


def test_a_cell_of_a_grid_is_typed_and_stored(enter: Enter, desk: Server) -> None:
    page = enter("/bijwerken?edit=moments")
    grid = page.locator("[data-testid=stDataFrame]")
    # Waits until the grid stands still; a place that was measured before may have moved.
    grid.locator(".dvn-scroller").click(position={"x": 120, "y": 54})
    expect(grid.locator("[role=gridcell][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Enter")
    cell = page.locator("textarea.gdg-input")
    expect(cell).to_be_visible()
    cell.fill("Voorjaarsnota van 2020")
    expect(cell).to_have_value("Voorjaarsnota van 2020")
    with next_run(page):  # the grid sends what was typed a moment after the key
        cell.press("Enter")
        expect(cell).to_have_count(0)
    _save(page)
    expect(page.get_by_text("Vastgelegd.", exact=True)).to_be_visible()
    assert "Voorjaarsnota van 2020" in {row["name"] for row in store_of(desk).read().rows["moments"]}


def test_a_status_noted_in_an_opened_item_is_seen_in_it_at_once(enter: Enter) -> None:
    page = enter("/afspraken?item=2020_02_10_f02")
    dialog(page).get_by_text("Status noteren", exact=True).click()
    _box(page, "Toelichting *").fill("Zojuist gemeld.")
    dialog(page).get_by_role("button", name="Status noteren", exact=True).click()
    expect(dialog(page).locator(".lovp-updates")).to_contain_text("Zojuist gemeld.")
    expect(dialog(page).get_by_text("Vastgelegd.", exact=True)).to_be_visible()
    assert grave_findings(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_grave_finding_and_nothing_wider_than_the_screen(enter: Enter, width: int) -> None:
    page, faults = enter(GUIDE, width=width, height=844), []
    for part in ("meetings&row=lovp_2020_02_10", "topics", "ledger", f"follow_ups&row={POINT}"):
        turn_to(page, f"/bijwerken?edit={part}")
        faults += [f"{part}: {finding}" for finding in grave_findings(page)]
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            faults.append(f"{part}: wider than the screen")
    assert faults == []


def test_a_form_can_be_filled_in_and_stored_with_the_keyboard_alone(enter: Enter, desk: Server) -> None:
    page = enter("/bijwerken?edit=follow_ups&row=2020_02_10_f03")
    _box(page, "Toelichting *").focus()
    page.keyboard.type("Met het toetsenbord.")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Status noteren":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vastgelegd.", exact=True)).to_be_visible()
    assert "Met het toetsenbord." in {row["note"] for row in store_of(desk).read().rows["status_updates"]}


def test_edits_survive_a_restart_and_a_hard_stop(enter: Enter, desk: Server) -> None:
    page = enter("/bijwerken?edit=follow_ups&row=2020_02_10_f04")
    _tab(page, "Gegevens")
    _title(page).fill("Blijft bewaard")
    _save(page)
    expect(page.get_by_text("Vastgelegd.", exact=True)).to_be_visible()
    desk.process.kill()
    desk.process.wait()
    desk.start()
    page.goto(f"{desk.address}/bijwerken?edit=follow_ups&row=2020_02_10_f04")
    settle(page)
    _tab(page, "Gegevens")
    expect(_title(page)).to_have_value("Blijft bewaard")
