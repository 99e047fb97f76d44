"""The deployment as shipped, once for all its tests: PostgreSQL, two servers, nginx; and browsers that trust it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.browser_waits import settle
from tests.support.postgres import new_database, postgres_server
from tests.support.server_stack import AppServer, Stack, running_stack
from tests.support.tools import needed

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    needed("nginx")
    with postgres_server() as uri, running_stack(tmp_path_factory.mktemp("deploy"), new_database(uri, "lovp")) as made:
        yield made


@pytest.fixture
def enter(browser: Browser, stack: Stack) -> Iterator[Open]:
    """enter(path, at=server): a person of their own comes through nginx, and is led to this server."""
    contexts: list[BrowserContext] = []

    def go(path: str = "/", at: AppServer | None = None) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="nl-NL", ignore_https_errors=True)
        contexts.append(context)
        if at:
            context.add_cookies([{"name": "lovp_server", "value": stack.place(at), "url": stack.address}])
        page = context.new_page()
        page.goto(stack.address + path)
        settle(page)
        return page

    yield go
    for context in contexts:
        context.close()
