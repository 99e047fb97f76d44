"""What the tests read from the screen and do to it, in the words of the app."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.support.browser_waits import settle

# Address and heading of every page, in the order of the navigation.
PAGES = {
    "/": "Overzicht",
    "/tijdlijn": "Tijdlijn",
    "/onderwerpen": "Onderwerpen",
    "/afspraken": "Afspraken",
    "/betrokkenen": "Betrokkenen",
    "/vergaderingen": "Vergaderingen",
    "/nakoming": "Nakoming",
    "/voorbereiden": "Voorbereiden",
    "/verantwoording": "Verantwoording",
}
# The page that says that there is none; it has nothing but the bar around it, so nothing of another page outlives it.
NOWHERE = "/niet-gevonden"
# Those that show the selection, with its filters beside them.
SELECTION_PAGES = {path: title for path, title in PAGES.items() if path != "/voorbereiden"}
# The order in which a tab that begins at the guide shows each page just as a load of it would: Streamlit leaves an
# emptied sidebar standing, so that the page without one comes before those with one.
GUIDE = "/hulp"
IN_ONE_TAB = ["/voorbereiden", *SELECTION_PAGES]
IN_AND_BESIDE_THE_BAR = [*IN_ONE_TAB, "/toegankelijkheid", "/bijwerken"]
# Every mark of every chart that can be clicked: its code and the number it stands for, if it shows one.
_MARKS = """(charts) => charts.flatMap((chart) => chart.data).flatMap((trace) => {
  const lengths = trace.orientation === "h" ? trace.x : trace.y;
  return (trace.customdata ?? []).map((code, at) => {
    const shown = trace.text?.[at] || trace.hovertext[at].split("<br>").pop();
    return [code[0], trace.type === "bar" ? lengths[at] : Number(shown.match(/\\d+/)?.[0] ?? NaN)];
  });
})"""
# What Plotly drew, on a page or on a slide; Streamlit's own chart, which is there for its scripts only, is not meant.
DRAWN = ".js-plotly-plot:not(.st-key-no_chart *)"
# What the browser does when Back or Forward leads to an address of the app.
_TURN = """(address) => {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
# D3 keeps with every drawn point which one it is; only scatter points know their code themselves.
_FIND_POINT = """(points, mark) => points.findIndex((point) => {
  const { i, data } = point.__data__;
  return (data ?? point.closest(".trace").__data__[0].trace.customdata?.[i])?.[0] === mark;
})"""


class Counted(NamedTuple):
    """'10 van 39 punten'."""

    kept: int
    of: int


def counted(page: Page) -> Counted:
    """The n-of-N line above the page."""
    numbers = re.findall(r"\d+", page.locator(".st-key-chips strong").inner_text())
    return Counted(int(numbers[0]), int(numbers[1]))


def expect_counted(page: Page, kept: int, of: int) -> None:
    """The n-of-N line says so, now or after the run that is under way."""
    expect(page.locator(".st-key-chips strong")).to_have_text(re.compile(rf"^{kept}\D+{of}\D+$"))


def chips(page: Page) -> Locator:
    """The chips of the chosen values; Streamlit keeps a hidden twin of a button with a tooltip, for phones."""
    return page.locator(".st-key-chips [class*='st-key-chip_'] button:visible")


def query(page: Page) -> dict[str, list[str]]:
    """The parameters of the address, decoded."""
    return parse_qs(urlsplit(page.url).query)


def expect_query(page: Page, **wanted: list[str]) -> None:
    """The address holds exactly these parameters, now or after the run that is under way."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == wanted, timeout=20_000, wait_until="commit")


def choose(page: Page, key: str, label: str) -> None:
    """Choose one more value in the filter with this key as people do: click into it, type its name, click that."""
    field = page.locator(f"[class*=st-key-w_{key}] input")
    field.click()
    field.press_sequentially(label)
    page.get_by_role("option", name=label, exact=True).click()
    page.keyboard.press("Escape")


def go_to(page: Page, title: str) -> None:
    """Follow the link in the navigation and wait for the page's heading."""
    page.locator(".st-key-navigation a", has_text=title).click()
    expect(page.locator("h1")).to_have_text(title)


def turn_to(page: Page, address: str) -> None:
    """Show another address of the app in this tab, as Back and Forward do: drawn anew, but nothing is loaded anew.

    That takes a fraction of a load; a test about the load itself loads. The new heading tells that the run has begun:
    Streamlit's own word about it never shows where a run is quick. So to the same page it goes by way of another, and
    to another selection too: a field that is on both might set it back. That of the language is on every page.
    """
    here, asked = urlsplit(page.url), parse_qs(urlsplit(address).query)
    assert query(page).get("lang") == asked.get("lang"), f"a tab in one language is not turned to {address}"
    is_same = here.path == urlsplit(address).path
    if urlsplit(address).path != NOWHERE and (is_same or (here.path != NOWHERE and query(page) != asked)):
        _turn(page, nowhere(address))
    _turn(page, address)
    assert query(page) == asked, f"turned to {address}, and is at {page.url}"


def _turn(page: Page, address: str) -> None:
    before = "|".join(map(re.escape, page.locator("h1").all_inner_texts()))
    page.evaluate(_TURN, address)
    page.locator("h1").filter(has_not_text=re.compile(f"^({before})$")).first.wait_for(state="attached")
    settle(page)
    assert query(page) == parse_qs(urlsplit(address).query), f"turned to {address}, and is at {page.url}"


def nowhere(address: str) -> str:
    """The page that has nothing, in the language of an address."""
    language = parse_qs(urlsplit(address).query).get("lang")
    return f"{NOWHERE}?lang={language[0]}" if language else NOWHERE


def resize(page: Page, width: int, height: int) -> None:
    """Make the window so large and wait until the page has taken that up; a turn during its run could be lost."""
    page.set_viewport_size({"width": width, "height": height})
    settle(page)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def list_rows(page: Page, key: str) -> Locator:
    """The rows of one of our lists that can be opened."""
    return page.locator(f"[data-list={key}] button.item")


def expect_no_exception(page: Page) -> None:
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def marks(page: Page) -> dict[str, float]:
    """Code and number of every mark in the charts of the page, as given to Plotly; NaN where it shows none."""
    charts = page.locator(".lovp-chart")
    expect(charts.first).to_be_visible()
    return dict(charts.evaluate_all(_MARKS))


def drawn_point(page: Page, mark: str) -> Locator:
    """The marker or bar that stands for `mark`, as Plotly drew it."""
    points = page.locator(f"{DRAWN} .point")
    expect(points.first).to_be_attached()
    place = points.evaluate_all(_FIND_POINT, mark)
    assert place >= 0, f"{mark} is not drawn"
    return points.nth(place)


def point_at(page: Page, mark: str) -> tuple[float, float]:
    """Move the mouse to the middle of a mark; returns where that is."""
    point = drawn_point(page, mark)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box, f"{mark} has no place on the screen"
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*place)
    return place


def click_point(page: Page, mark: str) -> None:
    """Click in the middle of a mark with the mouse; Plotly listens on a layer above it."""
    page.mouse.click(*point_at(page, mark))
