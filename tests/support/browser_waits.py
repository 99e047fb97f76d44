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


_NEXT_RUN = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  window.lovpNextRun = new Promise((done, fail) => {
    setTimeout(() => fail(new Error("no run of the script came and ended")), 30000);
    let hasBegun = false;
    const watch = new MutationObserver((changes) => {
      const isRunning = app.getAttribute("data-test-script-state") !== "notRunning";
      hasBegun ||= isRunning || changes.some((change) => change.oldValue !== "notRunning");
      if (!hasBegun || isRunning) return;
      watch.disconnect();
      done(true);
    });
    watch.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"], attributeOldValue: true });
  });
}"""


@contextmanager
def next_run(page: Page) -> Iterator[None]:
    """Left when a run of the script that began inside it has ended."""
    page.evaluate(_NEXT_RUN)
    yield
    page.evaluate("() => window.lovpNextRun")
