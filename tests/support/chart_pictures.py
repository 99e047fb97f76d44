"""Opens the menu of a chart and reads the pictures it makes."""

import io
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.support.browser_waits import settle

CHARTS = {
    "/": ["moments", "topic_status"],
    "/tijdlijn": ["timeline", "by_month"],
    "/onderwerpen": ["topic_meeting"],
    "/nakoming": [
        *(f"result_{axis}_{group}" for axis in ("year", "topic", "stakeholder") for group in ("agreed", "asked")),
        "slip",
    ],
    "/betrokkenen": ["asks_asked", "open_work", "topic_stakeholder"],
    "/vergaderingen": ["meetings"],
}
FORMATS = {"full": 736, "half": 368}


class Saved(NamedTuple):
    """A file that the browser saved."""

    name: str
    content: bytes

    @property
    def picture(self) -> Image.Image:
        opened = Image.open(io.BytesIO(self.content))
        opened.load()
        return opened


def open_menu(page: Page, chart: str) -> Locator:
    """The open menu of a chart."""
    page.locator(f".st-key-menu_{chart} button").first.click()
    menu = page.locator("[data-testid=stPopoverBody]")
    expect(menu.locator("button.action").first).to_be_visible()
    return menu


def close_menu(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("[data-testid=stPopoverBody]")).to_have_count(0)
    settle(page)


def press(menu: Locator, name: str) -> None:
    menu.locator(f"button.action[data-name={name}]").click()


def expect_said(menu: Locator, text: str) -> None:
    expect(menu.get_by_role("status")).to_contain_text(text)


def save(page: Page, menu: Locator, kind: str, paper: str = "full") -> Saved:
    """The picture as a file; `kind` is png or svg."""
    menu.locator(f"input[value={paper}]").check()
    with page.expect_download() as download:
        press(menu, kind)
    return Saved(download.value.suggested_filename, Path(download.value.path()).read_bytes())


def show_table(page: Page, chart: str) -> None:
    """Switch the table below a chart on, and close the menu again."""
    menu, tables = open_menu(page, chart), page.locator("[data-testid=stDataFrame]")
    before = tables.count()
    menu.locator(f".st-key-table_{chart} label").click()
    expect(tables).to_have_count(before + 1)
    close_menu(page)
