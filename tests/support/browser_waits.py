"""What a browser test waits for: states of the page, never a while."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from lovp_view.view.pages import PAGES

# Two shared cores draw slowly now and then; what never comes still fails.
expect.set_options(timeout=20_000)
_QUIET = """(pause) => new Promise((resolve) => {
  let timer = setTimeout(done, pause);
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, pause); });
  function done() { watch.disconnect(); resolve(); }
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})"""
# Every chart is drawn for the place and the window that it has by now (see chart.js).
_FITTED = """() => [...document.querySelectorAll(".lovp-chart:not([hidden])")].every((chart) => {
  const width = Math.floor(chart.parentElement.clientWidth);
  return !width || !chart.lovpChart || chart.lovpChart.drawnWidth === `${width} ${window.innerHeight}`;
})"""


def wait_for_script(page: Page) -> None:
    """Wait until the page has our script, which remembers where signing in comes back to; a person is not as quick."""
    page.locator("#lovp-changes").wait_for(state="attached", timeout=60_000)


def settle(page: Page) -> None:
    """Wait until the run has ended and everything around and on the page is drawn."""
    expect(page.locator(".st-key-navigation a")).to_have_count(len(PAGES), timeout=60_000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
    undrawn = "[data-testid=stSkeleton], .lovp-chart:not([hidden]):not(:has(.main-svg))"
    expect(page.locator(undrawn)).to_have_count(0, timeout=60_000)
    page.wait_for_function(_FITTED, timeout=60_000)
    page.evaluate(_QUIET, 150)


# Whether a run has begun is told by what is sent: one that is quick may end before the page has shown that it ran.
_ASKED = """() => {
  const { send } = WebSocket.prototype;
  window.lovpAnswer = new Promise((done, fail) => {
    setTimeout(() => fail(new Error("nothing was asked of the server")), 30000);
    WebSocket.prototype.send = function (asked) {
      WebSocket.prototype.send = send;
      this.addEventListener("message", () => done(true), { once: true });
      return send.call(this, asked);
    };
  });
}"""


@contextmanager
def next_run(page: Page) -> Iterator[None]:
    """Left when what was asked of the server inside it was answered and drawn."""
    page.evaluate(_ASKED)
    yield
    page.evaluate("() => window.lovpAnswer")
    settle(page)
