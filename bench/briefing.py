"""Slides, pictures and documents, timed in one run: slide turns beside page turns, documents beside a filter change."""

import statistics
import time
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, sync_playwright

from lovp_view import state
from lovp_view.shell.export_menu import KINDS, Kind, build
from tests.support.browser_waits import settle
from tests.support.tools import CHROMIUM_FLAGS, find

_PAGES = ("Tijdlijn", "Onderwerpen", "Betrokkenen", "Overzicht")


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def _turn(page: Page, at: int) -> None:
    page.keyboard.press("PageDown")
    page.locator(f".lb-player[data-shown='{at}']").wait_for(state="attached")


def slide_turns(page: Page, address: str) -> list[float]:
    """Milliseconds of every turn of a whole briefing, from the key to the drawn slide."""
    page.goto(f"{address}/?briefing=all")
    page.locator(".lb-player[data-ready=true]").wait_for(timeout=60_000)
    number = int(page.locator(".lb-counter").inner_text().split("/")[1])
    return [_timed(lambda at=at: _turn(page, at)) for at in range(1, number)]  # type: ignore[misc]


def page_turns(page: Page, address: str) -> list[float]:
    """Milliseconds of turns from page to page of the same dashboard, warm, until everything is drawn."""
    page.goto(address)
    settle(page)
    return [_timed(lambda title=title: _go(page, title)) for title in _PAGES * 2][len(_PAGES) :]  # type: ignore[misc]


def _go(page: Page, title: str) -> None:
    page.locator(".st-key-navigation a", has_text=title).click()
    page.locator("h1", has_text=title).wait_for()
    settle(page)


def pictures(page: Page, address: str) -> list[float]:
    """Milliseconds to make and save a PNG of the status chart for a report, five times."""
    page.goto(address)
    settle(page)
    page.locator(".st-key-menu_topic_status button").first.click()
    button = page.locator("[data-name=png]")
    button.wait_for()
    return [_timed(lambda: _save(page)) for _ in range(5)]


def _save(page: Page) -> None:
    with page.expect_download():
        page.locator("[data-name=png]").click()


def documents() -> dict[str, list[float]]:
    """Milliseconds per kind of document on the whole data, three times, the deck new each time."""
    return {kind.code: [_timed(lambda kind=kind, day=day: _made(kind, day)) for day in (1, 2, 3)] for kind in KINDS}  # type: ignore[misc]


def _made(kind: Kind, day: int) -> bytes:
    scene = state.build_scene({"on": [date(2026, 11, day).isoformat()]})
    return build(scene, kind, "", {}, lambda share: None)


def report(port: int) -> str:
    """A line per kind of work, with the median and the slowest."""
    address = f"http://127.0.0.1:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("chromium"), args=list(CHROMIUM_FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        rows = {"page turn": page_turns(page, address), "slide turn": slide_turns(page, address)}
        rows["PNG for a report"] = pictures(page, address)
        browser.close()
    rows |= documents()
    lines = [f"{name:40}{statistics.median(times):>10.1f}{max(times):>12.0f} (slowest)" for name, times in rows.items()]
    ratio = statistics.median(rows["slide turn"]) / statistics.median(rows["page turn"])
    return "\n".join(
        [*lines, f"slide turn: {ratio:.2f} of a page turn; slowest {max(rows['slide turn']):.0f} ms (aim: 300)"]
    )
