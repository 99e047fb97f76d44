"""What stands in the head of every page before a script runs: a title, what this is, and where its changes are.

Streamlit's own page is called "Streamlit" until it has drawn. A feed reader, a search engine and the preview of a link
in a chat look no further.
"""

from html import escape
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lovp_view.view import paths
from lovp_view.view.texts import DEFAULT_LANGUAGE, languages, load_texts

_TITLE = b"<title>Streamlit</title>"


class PageHead:
    """Puts it into Streamlit's page; every other answer passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, _Rewriting(scope, send) if scope["type"] == "http" else send)


class _Rewriting:
    """Holds an HTML answer back until it is whole."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self.send = scope, send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif message["type"] == "http.response.body" and self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._whole()
        else:
            await self.send(message)

    async def _whole(self) -> None:
        start, body = self.start or {}, self.body
        if _TITLE in body:
            body = body.replace(_TITLE, head(self.scope["query_string"].decode("latin-1")).encode(), 1)
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(body))
            del headers["etag"], headers["last-modified"]
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


def head(query: str) -> str:
    """The title, the description, and the feed of the same filters."""
    from lovp_data.register.filters import FILTERS  # brings pandas, for which the port need not wait

    asked = parse_qs(query)
    language = asked.get("lang", [DEFAULT_LANGUAGE])[0]
    texts = load_texts(language if language in languages() else DEFAULT_LANGUAGE)
    kept = {key: values for key, values in asked.items() if key in (*(each.key for each in FILTERS), "lang")}
    feed = paths.with_query(paths.ATOM, urlencode(kept, doseq=True))
    title = escape(texts("published.feed"))
    return (
        f"<title>{escape(texts('published.dashboard'))}</title>"
        f'<meta name="description" content="{escape(texts("published.about"))}">'
        f'<link rel="alternate" type="{paths.ATOM_TYPE}" title="{title}" href="{escape(feed)}">'
    )
