"""Signing in, on the side of the server: Streamlit's settings for it, and what its answers lack.

Streamlit sends everyone back to the start page, keeps its cookies for 30 days, lets them travel without encryption
and says nothing if signing in came to nothing.
"""

import os
import re
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lovp_view.access import provider
from lovp_view.serving import sign_in_cookies as cookies

RETURN_COOKIE = "lovp_return"  # set by bridge.js when the button was clicked
_TELLING = 60  # seconds within which a page must have been opened to say that signing in failed
_OURS = (b"_streamlit_user", b"_streamlit_session")
# A path of this server, as a browser writes it: never another server's name, which would follow a second slash.
_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]{0,3000}")


def secrets() -> dict[str, Any]:
    """What st.App is to know of the provider that the environment names. Ends the program if it is named badly."""
    try:
        named, cookie_secret = provider.read_provider(os.environ), provider.read_cookie_secret(os.environ)
        provider.sign_in_hours(os.environ)
    except provider.SettingsError as error:
        raise SystemExit(f"LOVP: {error}") from error
    if cookie_secret:
        # Streamlit signs more with it than the one cookie that its [auth] settings speak of.
        os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = cookie_secret
    return {"auth": {**named.secrets(str(st.get_option("server.cookieSecret")))}} if named else {}


class SignInAnswers:
    """Sends the browser back to the view that it came from, and keeps the cookies small, short and to https."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.seconds = int(provider.sign_in_hours(os.environ) * 3600)
        self.is_secure = urlsplit(os.environ.get("LOVP_PUBLIC_URL", "")).scheme == "https"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_mended(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                self._keep_small(scope, answer)
                message["headers"] = [self._mended(name, value) for name, value in message["headers"]]
                if scope["path"].endswith(provider.CALLBACK) and message["status"] == 302:
                    self._lead_back(scope, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_mended if scope["type"] == "http" else send)

    def _keep_small(self, scope: Scope, answer: MutableHeaders) -> None:
        """Of what is set just now, and of what a browser has from before."""
        lines = answer.getlist("set-cookie")
        fresh = cookies.given(line for line in lines if cookies.is_ours(line))
        sent = cookies.read_cookies(Headers(scope=scope).get("cookie", ""))
        surplus = [name for name in sent if cookies.is_surplus(name)]
        if not fresh and not surplus:
            return
        is_ended = any(cookies.is_ours(line) for line in lines) and not fresh
        kept = [line for line in lines if not (cookies.is_ours(line) and cookies.given([line]))]
        del answer["set-cookie"]
        for line in [*kept, *cookies.small_cookies({} if is_ended else fresh or sent, surplus, self.seconds)]:
            answer.append("set-cookie", line)

    def _mended(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        if name.lower() != b"set-cookie" or not value.startswith(_OURS):
            return name, value
        is_marked = b"secure" in value.lower().split(b"; ")
        return name, value + b"; Secure" if self.is_secure and not is_marked else value

    def _lead_back(self, scope: Scope, answer: MutableHeaders) -> None:
        """After signing in: to the view that was left, with a word if nobody was let in. Signing out has no state."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if "state" not in asked and "error" not in asked:
            return
        if path := return_path(Headers(scope=scope).get("cookie", "")):
            answer["location"] = path
        age = 0 if _is_let_in(answer) else _TELLING
        answer.append("set-cookie", f"{RETURN_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax")
        answer.append("set-cookie", f"{provider.FAILED_COOKIE}=failed; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax")


def _is_let_in(answer: MutableHeaders) -> bool:
    """True if the answer gives the browser an identity, rather than taking one away."""
    set_ones = answer.getlist("set-cookie")
    return any(each.startswith("_streamlit_user=") and "Max-Age=0" not in each for each in set_ones)


def return_path(header: str) -> str:
    """The path and query that the cookie in a Cookie header holds; '' for anything that could lead elsewhere."""
    path = unquote(cookies.read_cookies(header).get(RETURN_COOKIE, ""))
    return path if _PATH.fullmatch(path) and not path.startswith((provider.CALLBACK, "/auth/")) else ""
