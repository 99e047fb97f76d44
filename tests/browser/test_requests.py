"""The dashboard asks nobody but its own server for anything, and says so in its headers."""

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, expect

from tests.support.browser_screen import PAGES, dialog
from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser
_TELL = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`blocked: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""
_ADD = """([kind, name, value]) => {
  const element = document.createElement(kind);
  element[name] = value;
  document.body.append(element);
}"""
# Complaints that are Streamlit's own and do no harm.
KNOWN = [
    # On a deep link Streamlit first looks for its server below the page's path, and then finds it at the root.
    re.compile(r"^error: Failed to load resource: .* 404 .*/\w+/_stcore/(health|host-config)$"),
    # Its protobuf library tries WebAssembly for long numbers, and does without where the policy does not allow it.
    re.compile(r"^error: blocked: script-src wasm-eval http://127\.0\.0\.1:\d+/static/js/protobuf\.[\w-]+\.js "),
]
HEADERS = {
    "content-security-policy": "default-src 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=()",
    "cross-origin-opener-policy": "same-origin",
}


class Watch:
    """A tab, the addresses it asked for, and what its console complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.add_init_script(_TELL)
        self.page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url.replace("ws:", "http:")))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        complaint = f"{message.type}: {message.text} {message.location['url']}"
        if message.type in ("error", "warning") and not any(known.search(complaint) for known in KNOWN):
            self.complaints.append(complaint)

    def strangers(self, server: Server) -> list[str]:
        """The requests that left the server."""
        own = (f"{server.address}/", "data:", f"blob:{server.address}/")
        return [address for address in self.requests if not address.startswith(own)]


@pytest.fixture
def watch(context: BrowserContext) -> Watch:
    return Watch(context)


def expect_clean(watch: Watch, server: Server) -> None:
    assert watch.strangers(server) == []
    assert watch.complaints == []


def test_no_page_asks_anyone_else_or_complains(watch: Watch, server: Server) -> None:
    for path in PAGES:
        watch.page.goto(f"{server.address}{path}?open_topic=jaarwisseling&open_meeting=lovp_2020_02_10")
        settle(watch.page)
    assert len(watch.requests) > 100
    assert any("/_stcore/stream" in address for address in watch.requests)
    expect_clean(watch, server)


def test_no_click_asks_anyone_else_or_complains(watch: Watch, server: Server) -> None:
    page = watch.page
    page.goto(f"{server.address}/?lang=en")
    settle(page)
    page.locator(".st-key-headlines .number").first.click()
    page.locator(".st-key-behind_list_headline button.item").first.click()
    expect(dialog(page)).to_be_visible()
    settle(page)
    expect_clean(watch, server)


def test_one_tab_of_a_browser_waits_for_news_and_any_other_asks(context: BrowserContext, server: Server) -> None:
    """A question that waits takes one of the few connections that a browser has for a server."""
    waits, asks = (context.new_page() for _ in range(2))
    with waits.expect_request(lambda request: "/changes?version=" in request.url):
        waits.goto(server.address)
    for _ in range(2):
        with asks.expect_response(lambda answer: answer.url.endswith("/changes")):
            if asks.url == "about:blank":
                asks.goto(server.address)
    asks.close()
    with waits.expect_request(lambda request: "/changes?version=" in request.url):
        waits.reload()


def test_a_stranger_would_be_noticed_and_is_kept_out(watch: Watch, server: Server) -> None:
    """The policy blocks what is not our own, and these tests would see it."""
    page, away = watch.page, "http://localhost:9/x"
    page.goto(server.address)
    settle(page)
    for kind, name, value in (("img", "src", away), ("script", "src", away), ("script", "text", "window.ran = 1")):
        page.evaluate(_ADD, [kind, name, value])
    settle(page)
    blocked = {tuple(text.split()[2:4]) for text in watch.complaints if "blocked:" in text}
    assert blocked == {("img-src", away), ("script-src-elem", away), ("script-src-elem", "inline")}
    assert page.evaluate("() => window.ran ?? 0") == 0


@pytest.mark.parametrize("path", ["/", "/tijdlijn", "/healthz", "/changes", "/static/nothing.js"])
def test_every_answer_has_the_security_headers(server: Server, path: str) -> None:
    try:
        answer = urllib.request.urlopen(server.address + path, timeout=10).headers
    except urllib.error.HTTPError as refusal:
        answer = refusal.headers
    for name, start in HEADERS.items():
        assert answer[name].startswith(start)
    assert "'unsafe-eval'" not in answer["content-security-policy"]
