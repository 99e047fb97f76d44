"""The cookies of signing in, kept small: only what the dashboard asks of a person, and no token.

Streamlit keeps every claim of the identity token and both tokens, in as many cookies as that takes. A provider that
names groups (Entra does) makes them larger than a proxy, and then the websocket, lets through: that person would see
blank pages until the cookies end.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie

from streamlit import auth_util
from streamlit.web.server import server_util
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, TOKENS_COOKIE_NAME
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value

from lovp_view.access import provider

# What Streamlit asks for, then what `access.identity` reads; beside these only the claim that vouches for the address.
_NEEDED = ("is_logged_in", "origin", "provider", "iss", "sub", "nonce", "iat", "exp", "email", "name")
_LONGEST = 500  # letters of one claim: names are cut, anything else that is longer is left out
# The further pieces of a cookie that was too large for one, and the cookie of the tokens with its pieces.
_SURPLUS = re.compile(rf"{AUTH_COOKIE_NAME}_\d+|{TOKENS_COOKIE_NAME}(_\d+)?")
_ATTRIBUTES = "HttpOnly; Path=/; SameSite=lax"


def is_ours(cookie: str) -> bool:
    """True for a Set-Cookie line of Streamlit's that keeps who has signed in, or a piece or token of it."""
    name = cookie.partition("=")[0]
    return name == AUTH_COOKIE_NAME or is_surplus(name)


def is_surplus(name: str) -> bool:
    """True for the name of a cookie that no browser should keep."""
    return bool(_SURPLUS.fullmatch(name))


def read_cookies(header: str) -> dict[str, str]:
    """The cookies of a Cookie header by name, as far as they can be read."""
    pairs = (each.strip().partition("=") for each in header.split(";"))
    return {name: value for name, _, value in pairs if name}


def given(lines: Iterable[str]) -> dict[str, str]:
    """The values that Set-Cookie lines give, by name; those that take one away are left out."""
    cookies: dict[str, str] = {}
    for line in lines:
        try:
            morsels = SimpleCookie(line).values()
        except CookieError:
            continue
        cookies |= {each.key: each.value for each in morsels if each["max-age"] != "0"}
    return cookies


def small_cookies(cookies: Mapping[str, str], sent: Iterable[str], seconds: int) -> list[str]:
    """The Set-Cookie lines that put a small cookie in the place of `cookies`, and take away what is surplus in `sent`.

    `cookies` are values by name, `sent` names that the browser has already, `seconds` is how long signing in counts.
    """
    lines = [f'{name}=""; Max-Age=0; Path=/; SameSite=lax' for name in sent if is_surplus(name)]
    if claims := _claims(cookies):
        signed = create_signed_value(server_util.get_cookie_secret(), AUTH_COOKIE_NAME, json.dumps(claims)).decode()
        lines.append(f"{AUTH_COOKIE_NAME}={signed}; {_ATTRIBUTES}; Max-Age={seconds}")
    return lines


def _claims(cookies: Mapping[str, str]) -> dict[str, object]:
    """What is kept of the claims; nothing if the cookies are not signed by us, or not whole."""
    secret = server_util.get_cookie_secret()

    def read(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1", "replace")) if value else None

    whole = auth_util.get_cookie_with_chunks(read, AUTH_COOKIE_NAME)
    try:
        claims = json.loads(whole) if whole else {}
    except ValueError:
        return {}
    kept = {name: claims[name] for name in (*_NEEDED, provider.verifying_claim(os.environ)) if name in claims}
    kept["name"] = str(kept.get("name") or "")[:_LONGEST]
    return {name: value for name, value in kept.items() if len(str(value)) <= _LONGEST} if claims else {}
