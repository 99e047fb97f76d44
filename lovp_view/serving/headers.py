"""Security headers of every answer, and the settings of the place from which the dashboard is served."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lovp_view.access.provider import SettingsError

# One address that may frame the dashboard: a scheme and a host name, as a Content Security Policy takes it.
_FRAMING = re.compile(r"https://(\*\.)?[a-z0-9.-]+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?", re.IGNORECASE)
# Inline styles, blob: scripts and WebAssembly are what Streamlit's own pages and components need. The hash is that
# of the one script inside its index.html; a later version may change it, which is harmless: it only sets a flag.
_POLICY = (
    "default-src 'self'",
    "script-src 'self' 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA=' 'wasm-unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss: data: blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)


def security_headers(environment: Mapping[str, str]) -> dict[str, str]:
    """The headers by name. Raises SettingsError for LOVP_FRAME_ANCESTORS that are no addresses."""
    return {
        "content-security-policy": "; ".join([*_POLICY, f"frame-ancestors {_frame_ancestors(environment)}"]),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "cross-origin-opener-policy": "same-origin",
    }


def _frame_ancestors(environment: Mapping[str, str]) -> str:
    """The addresses whose pages may show the dashboard in a frame; nobody's by default."""
    named = environment.get("LOVP_FRAME_ANCESTORS", "").replace(",", " ").split()
    if wrong := [each for each in named if not _FRAMING.fullmatch(each)]:
        raise SettingsError(f"LOVP_FRAME_ANCESTORS: addresses such as https://intranet.example.nl, not {wrong[0]!r}")
    return " ".join(named) or "'none'"


def refuse_base_path(environment: Mapping[str, str], base_path: str) -> None:
    """Raises SettingsError where the dashboard is to stand below a path: it takes a host name of its own.

    `base_path` is Streamlit's setting server.baseUrlPath. Pages, probes, feed and signing in have fixed addresses.
    """
    named = {
        "server.baseUrlPath": base_path,
        "STREAMLIT_SERVER_BASE_URL_PATH": environment.get("STREAMLIT_SERVER_BASE_URL_PATH", ""),
        "LOVP_PUBLIC_URL": urlsplit(environment.get("LOVP_PUBLIC_URL", "").strip()).path,
    }
    for name, path in named.items():
        if path.strip("/"):
            advice = "give it a host name of its own, such as https://lovp.example.nl, and take the path out"
            raise SettingsError(f"{name} puts the dashboard below the path {path!r}, where it cannot be; {advice}")


class SecurityHeaders:
    """Adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app, self.headers = app, dict(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
