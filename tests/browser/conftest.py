"""A fresh server and a real browser for what only a browser shows."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.support.browser_screen import nowhere, turn_to
from tests.support.browser_tabs import Tabs
from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only look."""
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose store a module's tests may write in; asked by the machine's own name, whoever comes may edit."""
    running = Server(tmp_path_factory.mktemp("desk"), use="desk")
    running.address = f"http://localhost:{running.port}"
    yield running
    running.stop()


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has visited yet, and that a test may restart."""
    running = Server(tmp_path, use="fresh")
    yield running
    running.stop()


def _open_context(browser: Browser) -> BrowserContext:
    """A browser without history, as wide as a small projector, set to Dutch."""
    return browser.new_context(viewport={"width": 1280, "height": 720}, locale="nl-NL")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that knows nothing: as if on another machine."""
    opened = _open_context(browser)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def warm_context(browser: Browser) -> Iterator[BrowserContext]:
    """One browser for all tests, which has Streamlit's scripts in its cache. A tab is still a session of its own."""
    opened = _open_context(browser)
    yield opened
    opened.close()


@pytest.fixture
def windows(warm_context: BrowserContext) -> Iterator[BrowserContext]:
    """That browser, for tests that open windows of their own in it; they are closed afterwards."""
    others = set(warm_context.pages)
    yield warm_context
    for page in set(warm_context.pages) - others:
        page.close()


@pytest.fixture(scope="session")
def tabs(warm_context: BrowserContext) -> Tabs:
    """The tabs of that browser."""
    return Tabs(warm_context)


@contextmanager
def _heard(page: Page, faults: list[str]) -> Iterator[None]:
    """Meanwhile what fails in a script of the page is added to the faults."""

    def hear(error: Error) -> None:
        faults.append(str(error))

    page.on("pageerror", hear)
    yield
    page.remove_listener("pageerror", hear)


@pytest.fixture
def visit(tabs: Tabs, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens a path of the shared server (or of `at`) in a tab of its own and waits until it is drawn.

    A test during which a script of the page failed has failed, whatever it looked at.
    """
    faults: list[str] = []
    with ExitStack() as left:

        def open_path(path: str, *, at: Server | None = None, width: int = 1280, height: int = 720) -> Page:
            page = tabs.take(width, height)
            left.callback(tabs.give_back, page)
            left.enter_context(_heard(page, faults))
            page.goto(f"{(at or server).address}{path}")
            settle(page)
            return page

        yield open_path
    assert not faults


@pytest.fixture
def inside(tabs: Tabs, server: Server, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Page]]:
    """inside(address): a tab in the language of that address, which stays in the app from test to test.

    Nothing is loaded; it is on the page that has nothing. What a page holds is gone when it is left, so tests that open
    or change nothing beyond their page may share it. One of a test that failed, or left a menu open over a page or
    another language, is not used again: an open menu draws itself anew.
    """
    faults: list[str] = []
    failed, taken = request.session.testsfailed, dict[str, Page]()
    with ExitStack() as heard:

        def take(address: str) -> Page:
            home = f"{server.address}{nowhere(address)}"
            taken[home] = page = tabs.take_inside(home)
            heard.enter_context(_heard(page, faults))
            return page

        yield take
    for home, page in taken.items():
        if faults or request.session.testsfailed > failed or not _is_left_as(home, page):
            page.close()
        else:
            tabs.keep_inside(home, page)
    assert not faults


def _is_left_as(home: str, page: Page) -> bool:
    """Whether no menu is open, and the language is that of its home."""
    is_open = page.locator("[data-testid=stPopoverBody]").count() > 0
    return not is_open and home.endswith(nowhere(page.url))


@pytest.fixture
def look(inside: Callable[[str], Page]) -> Callable[[str], Page]:
    """look(path): the page at that path of the shared server, turned to in the tab that stays inside."""

    def turned(path: str) -> Page:
        page = inside(path)
        turn_to(page, path)
        return page

    return turned


@pytest.fixture
def enter(visit: Callable[..., Page], desk: Server) -> Callable[..., Page]:
    """enter(path, width=…, height=…): an editor at the desk, in a tab of their own."""
    return partial(visit, at=desk)
