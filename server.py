"""The server around dashboard.py: warm-up, security headers, probes, metrics, calendar feed.

`python server.py` starts it on http://localhost:8501; LOVP_HOST and LOVP_PORT say otherwise.
"""

import gc
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lovp_data.errors import PackageError, StoreError
from lovp_data.filters import FILTERS
from lovp_view import feed, sign_in_http, state, trouble
from lovp_view.serving import logs, probes
from lovp_view.texts import languages
from lovp_view.wording import filter_labels

SCRIPT = Path(__file__).parent / "dashboard.py"
# Streamlit imports these when the first element asks for them, which would be in the first viewer's time.
_SLOW_IMPORTS = ("pyarrow", "plotly.graph_objects", "lovp_view.tiles", "lovp_view.detail", "lovp_view.account")
# Inline styles, blob: scripts and WebAssembly are what Streamlit's own pages and components need. The hash is that
# of the one script inside its index.html; a later version may change it, which is harmless: it only sets a flag.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA=' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}


class SecurityHeaders:
    """Adds HEADERS to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def warm_up() -> None:
    """Import what is slow to import and read the store once, before the first viewer comes."""
    # Warm-up runs outside any viewer's session, which is just what this warning would say a few times.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    # Until st.navigation has been called once, Streamlit takes pages/ for its own kind of pages, and greets a deep link
    # to one of our addresses with "Page not found".
    st.navigation([st.Page(SCRIPT)])
    for module in _SLOW_IMPORTS:
        import_module(module)
    try:
        for language in languages():
            scene = state.build_scene({"lang": [language]})
            for each in FILTERS:
                filter_labels(scene, each.key)
    except (PackageError, StoreError) as error:
        # The server starts all the same: it is the screen that says what is wrong and what to do.
        logging.getLogger(__name__).error("%s", error)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Warm up, then take what lives for good out of the garbage collector's rounds (40-80 ms per rerun)."""
    warm_up()
    logs.set_up()  # once more, for the libraries that came with the warm-up
    gc.collect()
    gc.freeze()
    feed.served.set()
    yield
    feed.served.clear()


app = st.App(
    SCRIPT,
    secrets=sign_in_http.secrets(),
    lifespan=lifespan,
    routes=[*probes.ROUTES, Route(feed.FEED_PATH, feed.answer)],
    middleware=[Middleware(SecurityHeaders), Middleware(sign_in_http.SignInAnswers)],
    on_script_error=trouble.show_fault,
)


def main() -> None:
    """Serve on this machine only, unless LOVP_HOST says otherwise. Addresses hold filters, so they are not logged."""
    logs.set_up()
    host, port = os.environ.get("LOVP_HOST", "127.0.0.1"), int(os.environ.get("LOVP_PORT", "8501"))
    print(f"LOVP: http://{'localhost' if host == '127.0.0.1' else host}:{port}", flush=True)
    # Messages of a run are many and small: packing each costs a quarter of the server's time for a filter change, and
    # what is large (styles, scripts) Streamlit sends to a viewer only once.
    uvicorn.run(
        app, host=host, port=port, access_log=False, log_config=None, log_level="warning", ws_per_message_deflate=False
    )


if __name__ == "__main__":
    main()
