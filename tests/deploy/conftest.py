"""The deployment as shipped, once for all its tests: PostgreSQL, two servers, nginx; and browsers that trust it."""

from collections.abc import Callable, Iterator

import pytest
from oidc_provider_mock import User
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.browser_waits import settle
from tests.support.postgres import new_database, postgres_server
from tests.support.server_stack import AppServer, Stack, running_stack
from tests.support.sign_in_trial import add_sign_in
from tests.support.tools import needed

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    needed("nginx")
    with postgres_server() as uri, running_stack(tmp_path_factory.mktemp("deploy"), new_database(uri, "lovp")) as made:
        yield made


@pytest.fixture(scope="session")
def browsers() -> Iterator[list[BrowserContext]]:
    """Browsers that have the scripts in their cache and nothing else: neither tabs nor cookies."""
    idle: list[BrowserContext] = []
    yield idle
    for context in idle:
        context.close()


@pytest.fixture
def enter(browser: Browser, browsers: list[BrowserContext], stack: Stack) -> Iterator[Open]:
    """enter(path, at=server, who=user): a person of their own comes through nginx, and is led to this server.

    `who` has signed in before; without it nobody has.
    """
    taken: list[BrowserContext] = []

    def go(path: str = "/", at: AppServer | None = None, who: User | None = None) -> Page:
        taken.append(context := browsers.pop() if browsers else new_person(browser))
        if at:
            context.add_cookies([{"name": "lovp_server", "value": stack.place(at), "url": stack.address}])
        if who:
            add_sign_in(context, stack.address, {"sub": who.sub, **who.claims})
        page = context.new_page()
        page.goto(stack.address + path)
        settle(page)
        return page

    yield go
    for context in taken:
        for page in context.pages:
            page.close()
        context.clear_cookies()
    browsers.extend(taken)


def new_person(browser: Browser) -> BrowserContext:
    """The browser of someone who was never here; the certificate of the tests is nobody's that it knows."""
    return browser.new_context(viewport={"width": 1280, "height": 720}, locale="nl-NL", ignore_https_errors=True)
