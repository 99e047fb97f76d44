"""What of a briefing only a browser can measure: how full its slides are, its notes, and how it reflows on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_briefing import brief, place, press

__all__ = ["brief"]
pytestmark = pytest.mark.browser
# The share of the room between title and footer that text or pictures reach down to.
_FILLED = """(player) => {
  const slide = player.querySelector(".lb-stage:not(.lb-aside) .lb-slide");
  const stage = slide.getBoundingClientRect();
  const top = slide.querySelector("header")?.getBoundingClientRect().bottom ?? stage.top;
  const foot = stage.bottom - stage.height * 56 / 720;
  const parts = [...slide.querySelectorAll(".lb-flow > *, .lb-picture, .lb-numbers")];
  return (Math.max(...parts.map((each) => each.getBoundingClientRect().bottom)) - top) / (foot - top);
}"""
_SMALLEST = """(player) => Math.min(...[...player.querySelectorAll(".lb-stage:not(.lb-aside) *")]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.nodeValue.trim()))
  .filter((each) => !each.closest(".lb-unseen, style, defs, .infolayer .hoverlayer"))
  .map((each) => {
    const size = parseFloat(getComputedStyle(each).fontSize);
    const matrix = each instanceof SVGElement ? each.getScreenCTM() : null;
    return matrix ? size * Math.hypot(matrix.a, matrix.b) : size;
  }))"""


@pytest.mark.parametrize("view", ["briefing=all", "briefing=all&topic=jaarwisseling", "briefing=all&on=2020-12-01"])
def test_no_slide_but_the_first_is_less_than_half_full(brief: Callable[..., Page], view: str) -> None:
    """Measured: how far down its text or picture reaches, of the room between title and footer."""
    page = brief(view)
    filled = {}
    for at in range(2, place(page)[1] + 1):
        press(page, "PageDown", at)
        filled[at] = page.locator(".lb-player").evaluate(_FILLED)
    assert {at: share for at, share in filled.items() if share < 0.5} == {}


def test_speaker_notes_come_with_a_key_and_go_with_escape(brief: Callable[..., Page]) -> None:
    page = brief("briefing=urgent")
    page.keyboard.press("n")
    notes = page.locator(".lb-detail[open] .lb-spoken")
    expect(notes.locator("li").first).to_be_visible()
    expect(notes).to_contain_text("Waar staat dat? https://")
    page.keyboard.press("Escape")
    expect(notes).to_have_count(0)
    assert place(page)[0] == 1


def test_on_a_phone_a_slide_is_a_page_of_readable_text(brief: Callable[..., Page]) -> None:
    page = brief("briefing=all", width=390, height=844)
    for at in range(1, place(page)[1] + 1):
        if at > 1:
            press(page, "PageDown", at)
        page.wait_for_function(f"() => ({_SMALLEST})(document.querySelector('.lb-player')) >= 12")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    button = page.get_by_role("button", name="Vorige dia").bounding_box()
    assert button
    assert min(button["width"], button["height"]) >= 40
