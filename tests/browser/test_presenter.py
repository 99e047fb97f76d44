"""The presenter's own window: the two follow each other, whichever is turned or loaded anew, with no server."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from lovp_view import __main__ as command
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser
READY = ".lb-player[data-ready=true]"


def started(context: BrowserContext, address: str) -> tuple[Page, Page]:
    """A briefing on the projector, and the presenter's window beside it."""
    projector = context.new_page()
    projector.goto(address)
    projector.locator(READY).wait_for(timeout=60_000)
    return projector, _opened(projector)


def _opened(page: Page) -> Page:
    """The window that P opens, drawn."""
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    presenter = opened.value
    presenter.locator(READY).wait_for(timeout=60_000)
    expect(presenter.locator(".lb-panel")).to_be_visible()
    return presenter


def _expect_slide(number: int, *pages: Page) -> None:
    for page in pages:
        expect(page.locator(f".lb-player[data-shown='{number - 1}']")).to_be_attached()
        expect(page.locator(".lb-counter")).to_have_text(f"{number} / {_of(page)}")


def _of(page: Page) -> str:
    return page.locator(".lb-counter").inner_text().rpartition(" ")[2]


def _expect_to_follow_each_other(projector: Page, presenter: Page) -> None:
    """In both directions, and by the list."""
    projector.bring_to_front()
    projector.keyboard.press("Home")
    _expect_slide(1, projector, presenter)
    projector.keyboard.press("ArrowRight")
    _expect_slide(2, projector, presenter)
    presenter.bring_to_front()
    presenter.keyboard.press("ArrowRight")
    _expect_slide(3, projector, presenter)
    presenter.locator(".lb-jump-to").nth(4).click()
    _expect_slide(5, projector, presenter)
    expect(presenter.locator(".lb-jump-to[aria-current=true]")).to_have_count(1)


def test_two_windows_follow_each_other_also_when_one_is_loaded_anew_and_without_the_server(
    windows: BrowserContext, fresh_server: Server
) -> None:
    projector, presenter = started(windows, f"{fresh_server.address}/?briefing=all")
    expect(projector.locator(".lb-panel")).to_have_count(0)
    _expect_to_follow_each_other(projector, presenter)
    presenter.reload()
    presenter.locator(READY).wait_for(timeout=60_000)
    expect(presenter.locator(".lb-panel")).to_be_visible()
    _expect_slide(5, projector, presenter)
    projector.reload()
    projector.locator(READY).wait_for(timeout=60_000)
    expect(projector.locator(".lb-panel")).to_have_count(0)
    _expect_slide(5, projector, presenter)
    fresh_server.stop()
    _expect_to_follow_each_other(projector, presenter)
    fresh_server.start()


def test_the_presenter_sees_notes_next_slide_and_clock_and_nothing_is_cut_off(
    windows: BrowserContext, server: Server
) -> None:
    projector, presenter = started(
        windows, f"{server.address}/?briefing=agenda&prepare=2027-02-15&agenda=politiefinancien"
    )
    presenter.set_viewport_size({"width": 1280, "height": 720})
    presenter.keyboard.press("ArrowRight")
    _expect_slide(2, projector, presenter)
    expect(presenter.locator(".lb-under .lb-spoken li").first).to_be_visible()
    expect(presenter.locator(".lb-clock")).to_contain_text("verstreken 0:")
    following = presenter.locator(".lb-jump-to").nth(2).inner_text()
    assert following in presenter.locator(".lb-preview-stage h1").inner_text()
    stage = presenter.locator(".lb-stage").bounding_box()
    panel = presenter.locator(".lb-panel").bounding_box()
    assert stage
    assert panel
    assert stage["x"] + stage["width"] <= panel["x"] + 1
    under = presenter.locator(".lb-under").bounding_box()
    assert under
    assert abs(stage["y"] + stage["height"] - under["y"]) < 2
    assert under["height"] > 150
    presenter.keyboard.press("End")
    expect(presenter.locator(".lb-preview")).to_have_text("Dit is de laatste dia.")


def test_the_briefing_in_one_file_has_a_presenter_too(context: BrowserContext, tmp_path: Path) -> None:
    target = tmp_path / "briefing.html"
    assert command.main(["snapshot", "-o", str(target)]) == 0
    projector, presenter = started(context, target.as_uri())
    _expect_to_follow_each_other(projector, presenter)
    presenter.reload()
    presenter.locator(READY).wait_for(timeout=60_000)
    _expect_slide(5, projector, presenter)
    for page in (projector, presenter):
        page.keyboard.press("v")
        expect(page.locator(".lb-noting")).to_have_count(0)
