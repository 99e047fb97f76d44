"""The dashboard asks nobody but its own server for anything, and says so in its headers."""

import re
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, settle
from tests.browser.screen import PAGES, click_point, dialog

pytestmark = pytest.mark.browser
_TELL = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`));"""
# On a deep link Streamlit first looks for its server below the page's path, and finds it at the root.
_PROBES = re.compile(r"/_stcore/(health|host-config)$")
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

    def _hear(self, message: object) -> None:
        kind, text, place = message.type, message.text, message.location["url"]  # type: ignore[attr-defined]
        if kind in ("error", "warning") and not (_PROBES.search(place) and "404" in text):
            self.complaints.append(f"{kind}: {text} {place}")

    def strangers(self, server: Server) -> list[str]:
        """The requests that left the server."""
        own = (f"{server.address}/", "data:", f"blob:{server.address}/")
        return [address for address in self.requests if not address.startswith(own)]


@pytest.fixture
def watch(context: BrowserContext) -> Iterator[Watch]:
    yield Watch(context)


def expect_clean(watch: Watch, server: Server) -> None:
    assert watch.strangers(server) == []
    assert watch.complaints == []


def test_no_page_asks_anyone_else_or_complains(watch: Watch, server: Server) -> None:
    for path in PAGES:
        watch.page.goto(f"{server.address}{path}?open_topic=jaarwisseling&open_meeting=lovp_2020_02_10")
        settle(watch.page)
    assert len(watch.requests) > 100
    expect_clean(watch, server)


def test_no_click_asks_anyone_else_or_complains(watch: Watch, server: Server) -> None:
    page = watch.page
    page.goto(f"{server.address}/?lang=en")
    settle(page)
    click_point(page, "topic_status.ondermijning.open")
    page.locator(".st-key-behind_list_topic_status button.item").first.click()
    expect(dialog(page)).to_be_visible()
    settle(page)
    expect_clean(watch, server)


def test_a_stranger_would_be_noticed_and_is_kept_out(watch: Watch, server: Server) -> None:
    """The policy blocks what we do not send ourselves, and these tests would see it."""
    page: Page = watch.page
    page.goto(server.address)
    settle(page)
    page.evaluate(
        "() => { const image = new Image(); image.src = 'http://localhost:9/x.png'; document.body.append(image); }"
    )
    page.evaluate(
        "() => { const script = document.createElement('script'); script.text = 'window.ran = 1'; document.body.append(script); }"
    )
    expect(page.locator("body > script")).to_have_count(1, timeout=5_000)
    page.wait_for_timeout(200)
    assert [text.split()[3] for text in watch.complaints if "policy violated" in text] == ["img-src", "script-src-elem"]
    assert page.evaluate("() => window.ran ?? 0") == 0


@pytest.mark.parametrize("path", ["/", "/tijdlijn", "/healthz", "/static/nothing.js"])
def test_every_answer_has_the_security_headers(server: Server, path: str) -> None:
    try:
        answer = urllib.request.urlopen(server.address + path, timeout=10).headers
    except urllib.error.HTTPError as refusal:
        answer = refusal.headers
    for name, start in HEADERS.items():
        assert answer[name].startswith(start)
    assert "unsafe-eval" not in answer["content-security-policy"]
