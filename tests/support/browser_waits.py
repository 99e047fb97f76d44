"""What a browser test waits for: states of the page, never a while."""

from playwright.sync_api import Page, expect

# Two shared cores draw slowly now and then; what never comes still fails.
expect.set_options(timeout=20_000)
_QUIET = """(pause) => new Promise((resolve) => {
  let timer = setTimeout(done, pause);
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, pause); });
  function done() { watch.disconnect(); resolve(); }
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})"""


def wait_for_script(page: Page) -> None:
    """Wait until the page has our script, which remembers where signing in comes back to; a person is not as quick."""
    page.locator("#lovp-changes").wait_for(state="attached", timeout=60_000)


def settle(page: Page) -> None:
    """Wait until the run has ended and everything around and on the page is drawn."""
    expect(page.locator(".st-key-navigation a")).to_have_count(7, timeout=60_000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
    undrawn = "[data-testid=stSkeleton], .lovp-chart:not([hidden]):not(:has(.main-svg))"
    expect(page.locator(undrawn)).to_have_count(0, timeout=60_000)
    page.evaluate(_QUIET, 150)
