"""Addresses of pages: the start page has one only, and what is no page is led to the page that says so.

Streamlit answers every path with its own page, and then greets one that it does not know with a message in English
over the start page.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lovp_view.view.paths import LOST, PICTURE

PICTURE_KEY = "picture"  # the parameter of a chart that is shown alone
ASKED = "asked"  # its parameter: the path that was asked for
# What Streamlit and the server answer themselves; paths with a dot are files.
_NOT_PAGES = re.compile(
    r"/(_stcore|static|media|component|app|auth|oauth2callback|healthz|readyz|metrics|changes|api|punt|vergadering|onderwerp|partij)\b|.*\."
)


class PageAddresses:
    """Leads a browser to the address that a page has. `pages` are the addresses of all pages, the start's first."""

    def __init__(self, app: ASGIApp, pages: Sequence[str]) -> None:
        self.app, self.start, self.pages = app, pages[0], frozenset(pages[1:]) | {LOST}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = self._place(scope) if scope["type"] == "http" else None
        await (RedirectResponse(place, 302) if place else self.app)(scope, receive, send)

    def _place(self, scope: Scope) -> str | None:
        """Where a page is to be found instead; None where it is what was asked for, or no page was."""
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        is_opened = scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
        if not is_opened or path == "/" or _NOT_PAGES.match(path):
            return None
        name = path.strip("/").lower()
        if name.startswith(f"{PICTURE}/"):
            chart = urlencode({PICTURE_KEY: name.removeprefix(f"{PICTURE}/")})
            return "&".join(part for part in (f"/{PICTURE}?{chart}", query) if part)
        if name == self.start:
            return f"/?{query}".rstrip("?")
        if name not in self.pages:
            return "&".join(part for part in (f"/{LOST}?{urlencode({ASKED: path[:200]})}", query) if part)
        return None if path == f"/{name}" else f"/{name}?{query}".rstrip("?")
