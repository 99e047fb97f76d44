"""A fresh server and a real browser for what only a browser shows."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from bench.servers import free_port
from lovp_data.store import Store
from tests.browser.tabs import Tabs
from tests.conftest import ROOT

# Two shared cores draw slowly now and then; what never comes still fails.
expect.set_options(timeout=20_000)
_QUIET = """(pause) => new Promise((resolve) => {
  let timer = setTimeout(done, pause);
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, pause); });
  function done() { watch.disconnect(); resolve(); }
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})"""


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError as answer:
            raise RuntimeError(f"the server answers {answer.code}:\n{log.read_text()}") from answer
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


class Server:
    """The dashboard on a port of its own, with a store of its own; can be stopped and started again.

    `root` is where the app lies, `ready` the path that answers 200 once it is up.
    """

    def __init__(self, folder: Path, root: Path = ROOT, ready: str = "/readyz") -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.root, self.ready, self.log = root, ready, folder / "server.log"
        self.environment = os.environ | {
            "LOVP_PORT": str(self.port),
            "LOVP_DATABASE_URL": f"sqlite:///{folder}/lovp.sqlite",
        }
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server"],
                cwd=self.root,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        _wait_for(f"{self.address}{self.ready}", self.process, self.log)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=20)


def copy_app(target: Path) -> Path:
    """The app with its package, to change there."""
    for name in ("lovp_data", "lovp_view", "pages", "data", ".streamlit"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dashboard.py", "server.py"):
        shutil.copy(ROOT / name, target)
    return target


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only look."""
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose store a module's tests may write in; asked by the machine's own name, whoever comes may edit."""
    running = Server(tmp_path_factory.mktemp("desk"))
    running.address = f"http://localhost:{running.port}"
    yield running
    running.stop()


def store_of(server: Server) -> Store:
    """What the server's store holds, beside it."""
    return Store(server.environment["LOVP_DATABASE_URL"])


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has visited yet, and that a test may restart."""
    running = Server(tmp_path)
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


@pytest.fixture(scope="session")
def tabs(warm_context: BrowserContext) -> Tabs:
    """The tabs of that browser."""
    return Tabs(warm_context)


@pytest.fixture
def visit(tabs: Tabs, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens a path of the shared server (or of `at`) in a tab of its own and waits until it is drawn.

    A test during which a script of the page failed has failed, whatever it looked at.
    """
    pages: list[Page] = []
    faults: list[str] = []

    def hear(error: Error) -> None:
        faults.append(str(error))

    def open_path(path: str, *, at: Server | None = None, width: int = 1280, height: int = 720) -> Page:
        page = tabs.take(width, height)
        pages.append(page)
        page.on("pageerror", hear)
        page.goto(f"{(at or server).address}{path}")
        settle(page)
        return page

    yield open_path
    for page in pages:
        page.remove_listener("pageerror", hear)
        tabs.give_back(page)
    assert not faults


@pytest.fixture
def enter(visit: Callable[..., Page], desk: Server) -> Callable[..., Page]:
    """enter(path, width=…, height=…): an editor at the desk, in a tab of their own."""
    return partial(visit, at=desk)


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
