"""Tabs that go from test to test: one that has shown the app before shows it anew in a third of the time."""

from playwright.sync_api import BrowserContext, Page

from tests.support.browser_screen import resize, turn_to
from tests.support.browser_waits import settle

# Nothing may hold a tab back, and what a page remembers beyond its own life is forgotten. Streamlit remembers an opened
# sidebar; on the phone of a later test it would lie over the page.
_LET_GO = """() => {
  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
  localStorage.clear();
  sessionStorage.clear();
}"""
_FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Tabs:
    """Tabs of one browser. A test that leaves a tab other than it was (a listener, a route) closes it itself."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._idle: list[Page] = []
        self._inside: dict[str, Page] = {}

    def take(self, width: int = 1280, height: int = 720) -> Page:
        """A blank tab; each visit in it is a session of its own."""
        page = self._idle.pop() if self._idle else self._context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.bring_to_front()
        return page

    def give_back(self, page: Page) -> None:
        """The tab is left; whoever takes it next finds it as new."""
        if page.is_closed():
            return
        page.evaluate(_LET_GO)
        _as_it_was(page)
        page.goto("about:blank")
        self._idle.append(page)

    def take_inside(self, home: str) -> Page:
        """A tab that is in the app already, now on the page at this address, which has nothing; loaded only once."""
        page = self._inside.pop(home, None)
        if page is None:
            page = self.take()
            page.goto(home)
            settle(page)
            return page
        page.bring_to_front()
        if page.url != home:
            turn_to(page, home[home.index("/", len("http://")) :])
        resize(page, 1280, 720)
        page.evaluate(_FORGET)
        return page

    def keep_inside(self, home: str, page: Page) -> None:
        """The tab stays where it is, for the next who takes one inside. It may have nothing open but a page."""
        _as_it_was(page)
        self._inside[home] = page


def _as_it_was(page: Page) -> None:
    page.emulate_media(media="null", reduced_motion="null", forced_colors="null", color_scheme="null")
