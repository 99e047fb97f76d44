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
from types import FrameType
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from lovp_view.access.provider import SettingsError
from lovp_view.monitoring import logs, own_server
from lovp_view.serving import addresses, headers, later, page_head, sign_in
from lovp_view.view import pages

SCRIPT = Path(__file__).parent / "dashboard.py"
# The first viewer would wait for these. Nothing of them is imported above: the port is open before.
_SLOW_IMPORTS = (
    "lovp_view.serving.routes",
    "pyarrow",
    "plotly.graph_objects",
    "lovp_view.screen.tiles",
    "lovp_view.screen.detail",
    "lovp_view.screen.definitions",
)


def warm_up() -> None:
    """Import what is slow to import and read the store once, before the first viewer comes."""
    for module in _SLOW_IMPORTS:
        import_module(module)
    import_module("lovp_view.serving.routes").read_once()


def show_fault(error: Exception) -> Any:
    """The page that tells of a fault in a run; by then it is imported."""
    return import_module("lovp_view.screen.error_page").show_fault(error)


def warm_up_beside() -> None:
    """Warm up, then take what lives for good out of the garbage collector's rounds (40-80 ms per rerun)."""
    try:
        warm_up()
        logs.set_up()  # once more, for the libraries that came with the warm-up
        gc.collect()
        gc.freeze()
    except Exception:
        logging.getLogger(__name__).exception("warm-up")


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Answer at once, and warm up meanwhile: a browser has Streamlit's scripts to fetch and read before it asks."""
    # Warm-up runs outside any viewer's session, which is just what this warning would say a few times.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    # Until st.navigation has been called once, Streamlit takes pages/ for its own kind of pages, and greets a deep link
    # to one of our addresses with "Page not found".
    st.navigation([st.Page(SCRIPT)])
    own_server.start_warming(warm_up_beside)
    own_server.running.set()
    yield
    own_server.running.clear()


def read_headers() -> dict[str, str]:
    """The security headers. Ends the program, in words, where the settings put it in a place where it cannot be."""
    try:
        headers.refuse_base_path(os.environ, str(st.get_option("server.baseUrlPath") or ""))
        return headers.security_headers(os.environ)
    except SettingsError as error:
        raise SystemExit(f"LOVP: {error}") from error


# First of all: it hands Streamlit the secret for its cookies, which is read once, with the first option asked for.
SECRETS = sign_in.secrets()
HEADERS = read_headers()
app = st.App(
    SCRIPT,
    secrets=SECRETS,
    lifespan=lifespan,
    routes=[later.LaterRoutes()],
    middleware=[
        Middleware(headers.SecurityHeaders, headers=HEADERS),
        Middleware(page_head.PageHead),
        Middleware(addresses.PageAddresses, pages=[address for _, _, address in pages.ALL_PAGES]),
        Middleware(sign_in.SignInAnswers),
    ],
    on_script_error=show_fault,
)


class Server(uvicorn.Server):
    """One that lets go, when it is told to end, of the open pages that wait for news."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The signal to end."""
        own_server.running.clear()
        super().handle_exit(sig, frame)


def main() -> None:
    """Serve on this machine only, unless LOVP_HOST says otherwise. Addresses hold filters, so they are not logged."""
    logs.set_up()
    host, port = os.environ.get("LOVP_HOST", "127.0.0.1"), int(os.environ.get("LOVP_PORT", "8501"))
    print(f"LOVP: http://{'localhost' if host == '127.0.0.1' else host}:{port}", flush=True)
    # Messages of a run are many and small: packing each costs a quarter of the server's time for a filter change, and
    # what is large (styles, scripts) Streamlit sends to a viewer only once.
    config = uvicorn.Config(
        app, host=host, port=port, access_log=False, log_config=None, log_level="warning", ws_per_message_deflate=False
    )
    Server(config).run()


if __name__ == "__main__":
    main()
