"""What a viewer waits for in a real browser: the first chart, charts redrawn after a click, another page."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.support.tools import CHROMIUM_FLAGS, find

# Remembers when the viewer last did something, and when a chart was last drawn; Panel's stand in shadow roots.
_WATCH = """() => {
  window.lastAct = 0; window.lastDrawn = 0;
  for (const kind of ["mousedown", "keydown"])
    window.addEventListener(kind, () => { window.lastAct = performance.now(); }, true);
  const observer = new MutationObserver((all) => {
    if (all.some((each) => (each.target.closest ?? (() => null)).call(each.target, ".js-plotly-plot")))
      window.lastDrawn = performance.now();
  });
  const watch = (root) => {
    observer.observe(root, { subtree: true, childList: true, attributes: true });
    for (const each of root.querySelectorAll("*")) if (each.shadowRoot) watch(each.shadowRoot);
  };
  watch(document);
}"""
# Each is chosen, then dropped.
_TOPICS = ("Jaarwisseling en vuurwerk",) * 2 + ("Inzetbaarheid van de politie",) * 2
_QUIET = 900  # milliseconds without drawing after which all charts are drawn
_CHARTS = ".js-plotly-plot:not(.st-key-no_chart *) .main-svg"


@contextmanager
def opened_page() -> Iterator[Page]:
    """A page of a fresh browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("chromium"), args=list(CHROMIUM_FLAGS))
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


def bytes_counted(page: Page) -> tuple[CDPSession, list[float]]:
    """A list to which the size of everything that comes over the wire is added: files, answers and messages."""
    session, sizes = page.context.new_cdp_session(page), list[float]()
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda event: sizes.append(_frame_size(event)))
    return session, sizes


def _frame_size(event: dict[str, Any]) -> float:
    """Bytes of a binary message, which the browser tells in base 64."""
    return len(event["response"]["payloadData"]) * 0.75


def load(page: Page, address: str) -> None:
    """Open a page and wait for its first chart."""
    page.goto(address)
    page.locator(_CHARTS).first.wait_for(timeout=60_000)


def redrawn(page: Page) -> float:
    """Milliseconds from the viewer's last act to the last drawing, once nothing is drawn any more.

    Raises RuntimeError if nothing is drawn within fifteen seconds.
    """
    for _ in range(16):
        page.wait_for_timeout(_QUIET)
        act, drawn, now = page.evaluate("() => [window.lastAct, window.lastDrawn, performance.now()]")
        if drawn > act and now - drawn > _QUIET * 0.8:
            return float(drawn - act)
    raise RuntimeError("no chart was drawn after the click")


def filter_changes(page: Page, kind: str, rounds: int) -> list[float]:
    """Milliseconds from choosing or dropping a topic to all charts redrawn."""
    page.wait_for_timeout(_QUIET)
    page.evaluate(_WATCH)
    turns = islice(enumerate(cycle(_TOPICS)), rounds)
    return [_choose(page, kind, title, is_chosen=turn % 2 == 1) for turn, title in turns]


def _choose(page: Page, kind: str, title: str, *, is_chosen: bool) -> float:
    """Choose the topic, or drop it if it is chosen."""
    if kind == "dash":
        page.locator("#topic").click()
        page.locator(".dash-dropdown-search").fill(title)
        page.locator(".dash-dropdown-option", has_text=title).first.click()
    else:
        page.locator("input.choices__input" if kind == "panel" else "[data-testid=stMultiSelect] input").first.click()
        if not is_chosen:
            page.keyboard.type(title.split()[0].lower() if kind == "usual" else title)
            page.wait_for_timeout(300)
        page.keyboard.press("Backspace" if is_chosen else "Enter")
    took = redrawn(page)
    page.keyboard.press("Escape")
    return took


def page_switches(page: Page, rounds: int) -> list[float]:
    """Milliseconds from a click on the link to another page until its charts are drawn."""
    titles = islice(cycle(("Onderwerpen", "Tijdlijn")), rounds)
    return [_switch(page, title) for title in titles]


def _switch(page: Page, title: str) -> float:
    page.get_by_role("link", name=title).first.click()
    return redrawn(page)
