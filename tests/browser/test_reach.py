"""With keys alone, enlarged four times or with wider text: everything is reached, seen and large enough to hit."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser_screen import GUIDE, IN_AND_BESIDE_THE_BAR, PAGES, dialog, expect_counted, resize, turn_to
from tests.support.browser_waits import settle
from tests.support.chart_pictures import close_menu, open_menu

pytestmark = pytest.mark.browser
MOST_STOPS = 200
# The keys begin at the top, as after a load: Tab goes on from where the element with the focus was taken away.
_BEGIN = """() => {
  const top = document.createElement("span");
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
}"""
# Where the keys are: its name, whether that is on the screen and uncovered, and whether anything shows it.
_STOP = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (at === document.body) return null;
  const isTable = at.matches("canvas, [role=gridcell]"); // draws the ring around the chosen cell itself
  const box = (isTable ? at.closest("[data-testid=stDataFrame]") : at).getBoundingClientRect();
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  let above = document.elementFromPoint(x, y);
  for (let inner; (inner = above?.shadowRoot?.elementFromPoint(x, y)) && inner !== above;) above = inner;
  const around = (part) => part.parentNode ?? part.host ?? null;
  const within = (part, whole) => part !== null && (part === whole || within(around(part), whole));
  const isClear = isTable || (above !== null && (within(above, at) || within(at, above)));
  const isShown = getComputedStyle(at.closest("[data-testid=stElementToolbar]") ?? at).opacity > 0.5;
  const isOnScreen = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  const ringed = [at, at.parentElement, at.parentElement?.parentElement, at.parentElement?.parentElement?.parentElement,
    at.closest("[data-testid=stDateInputField]")];
  const isRinged = ringed.some((each) => each && getComputedStyle(each).outlineStyle !== "none"
    && parseFloat(getComputedStyle(each).outlineWidth) >= 2);
  const name = `${at.tagName} ${at.getAttribute("aria-label") ?? at.textContent.trim().slice(0, 40)}`;
  return { name, isSeen: isOnScreen && isClear && isShown, isMarked: isRinged || isTable };
}"""
# What lies beyond the right edge, and is no picture or table, which may scroll by itself.
_TOO_WIDE = """() => [...document.querySelectorAll("[data-testid=stMain] *")]
  .filter((each) => !each.closest("svg, canvas, table, [data-testid=stDataFrame], .lovp-chart"))
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((each) => `${each.tagName} ${each.className} ${each.textContent.slice(0, 40)}`)"""
# What is pressed and smaller than 24 by 24 pixels (WCAG 2.5.8); links in a line of text are spared.
_TOO_SMALL = """() => {
  const found = [];
  const look = (root) => root.querySelectorAll("*").forEach((each) => {
    if (each.shadowRoot) look(each.shadowRoot);
    if (!each.matches("a, button, summary, select, [role=button], [role=radio], [role=tab], [role=spinbutton]")) return;
    const { width, height } = each.getBoundingClientRect();
    if (!width || getComputedStyle(each).visibility === "hidden") return;
    if (each.parentElement?.getBoundingClientRect().width <= 1) return; // only for screen readers
    if (each.matches("p a, li a, dd a, [data-testid=stSkipToContent]")) return;
    const name = each.getAttribute("aria-label") ?? each.textContent;
    if (width < 23.9 || height < 23.9) found.push(`${name} ${width}x${height}`);
  });
  look(document);
  return found;
}"""
# Text that does not fit where it stands and cannot be scrolled to.
_CUT_OFF = """() => [...document.querySelectorAll("[data-testid=stMain] :is(p, h1, h2, h3, button, a, label, li)")]
  .filter((each) => !each.closest("svg, canvas, [data-testid=stDataFrame], [role=status], #lovp-heard"))
  .filter((each) => ["hidden", "clip"].includes(getComputedStyle(each).overflowX) && each.clientWidth > 1)
  .filter((each) => {
    const box = each.getBoundingClientRect(), text = document.createRange();
    text.selectNodeContents(each);
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
  })
  .map((each) => `${each.tagName} ${each.textContent.slice(0, 40)}`)"""
WIDER = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }"""


def _stops(page: Page) -> Iterator[dict[str, str]]:
    """Every place that Tab comes to, once, from the top of the page."""
    page.emulate_media(reduced_motion="reduce")  # what fades in is there at once
    page.evaluate(_BEGIN)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None:
            return
        yield stop
    pytest.fail(f"the keys do not come around in {MOST_STOPS} steps at {page.url}")


def _missed(page: Page) -> list[str]:
    """What the keys do not reach, or reach without showing it; the skip link comes first."""
    stops = list(_stops(page))
    names = [stop["name"] for stop in stops]
    faults = [] if names[:1] == ["A Naar de inhoud"] else [f"the first stop is {names[:1]}"]
    faults += [f"not reached: {title}" for title in PAGES.values() if f"A {title}" not in names]
    faults += [f"unseen: {stop['name']}" for stop in stops if not stop["isSeen"]]
    return faults + [f"unmarked: {stop['name']}" for stop in stops if not stop["isMarked"]]


@pytest.mark.parametrize("width", [390, 1280])
def test_keys_go_through_every_whole_page_show_where_they_are_and_what_is_pressed_is_large(
    visit: Callable[..., Page], width: int
) -> None:
    page, faults = visit(GUIDE, width=width, height=800), []
    for path in IN_AND_BESIDE_THE_BAR:
        turn_to(page, f"{path}?topic=jaarwisseling")
        faults += [f"{path}: {fault}" for fault in _missed(page)]
        faults += [f"{path}: too small: {fault}" for fault in page.evaluate(_TOO_SMALL)]
    assert faults == []


def test_the_skip_link_leads_past_the_sidebar(visit: Callable[..., Page]) -> None:
    page = visit("/tijdlijn")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".st-key-navigation a").first).to_be_focused()


def test_the_sidebar_folds_and_opens_with_the_keys(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.locator("[data-testid=stSidebarCollapseButton] button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[class*=st-key-w_topic]")).to_be_hidden()
    page.locator("[data-testid=stExpandSidebarButton]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[class*=st-key-w_topic]")).to_be_visible()


def test_enlarged_four_times_nothing_is_beside_the_screen_and_wider_text_fits(visit: Callable[..., Page]) -> None:
    """1280 by 1024 pixels at 400 % are 320 by 256 of CSS; then the text spacing of WCAG 1.4.12, wide and narrow."""
    page, faults = visit(GUIDE, width=320, height=256), []
    for path in IN_AND_BESIDE_THE_BAR:
        turn_to(page, f"{path}?topic=jaarwisseling")
        faults += [f"{path} enlarged, too wide: {fault}" for fault in page.evaluate(_TOO_WIDE)]
        wider = page.add_style_tag(content=WIDER)
        faults += [f"{path} enlarged, cut off: {fault}" for fault in page.evaluate(_CUT_OFF)]
        resize(page, 1280, 720)
        faults += [f"{path}, cut off: {fault}" for fault in page.evaluate(_CUT_OFF)]
        wider.evaluate("(style) => style.remove()")
        resize(page, 320, 256)
    assert faults == []


def test_what_is_pressed_in_a_dialog_is_large_enough(look: Callable[[str], Page]) -> None:
    page = look("/?item=2020_02_10_f10")
    expect(dialog(page)).to_be_visible()
    settle(page)
    assert page.evaluate(_TOO_SMALL) == []


def test_what_is_pressed_in_a_menu_is_large_enough(look: Callable[[str], Page]) -> None:
    page = look("/vergaderingen")
    open_menu(page, "meetings")
    settle(page)
    assert page.evaluate(_TOO_SMALL) == []
    close_menu(page)


def test_a_filter_tells_what_is_left_in_one_line_and_opening_a_page_tells_nothing(visit: Callable[..., Page]) -> None:
    page = visit("/?topic=jaarwisseling")
    heard = page.locator("#lovp-heard[role=status]")
    expect(heard).to_have_attribute("data-count", page.locator(".st-key-chips strong").inner_text())
    expect(heard).to_be_empty()
    page.locator(".st-key-chips [class*=st-key-chip_] button:visible").click()
    expect(page.locator(".st-key-chips [class*=st-key-chip_] button:visible")).to_have_count(0)
    expect(heard).to_have_text(page.locator(".st-key-chips strong").inner_text())
    expect_counted(page, *(int(each) for each in heard.inner_text().split() if each.isdigit()))


@pytest.mark.parametrize(("language", "name"), [("nl", "Pagina’s"), ("en", "Pages")])
def test_landmarks_and_headings_are_in_order_and_content_says_its_language(
    look: Callable[[str], Page], language: str, name: str
) -> None:
    page = look(f"/?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("navigation", name=name)).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    levels = page.locator("h1, h2, h3, h4").evaluate_all("(all) => all.map((each) => Number(each.tagName[1]))")
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    expect(page.locator("[data-list=urgent] .title").first).to_have_attribute("lang", "nl")


def test_with_the_colours_of_the_reader_it_still_says_where_one_is(look: Callable[[str], Page]) -> None:
    page = look("/tijdlijn")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    current = page.locator(".st-key-navigation a[aria-current=page]")
    assert current.evaluate("(link) => getComputedStyle(link).borderBottomWidth") == "3px"
    moving = "() => document.getAnimations().filter((each) => each.playState === 'running').length"
    assert page.evaluate(moving) == 0
