"""Signing in and out, and what the server knows of a session's visit: asked anew for every read and write."""

import os
import time
from threading import Lock

import streamlit as st

from lovp_view.access import provider
from lovp_view.access.identity import SignIn, read_claims
from lovp_view.access.rights import Access, Entrance, Visit, access_of

_TOLD = "_sign_in_failure_told"
_signed_off: dict[str, float] = {}  # signings in that were ended, and when; what is in a cookie cannot be taken back
_lock = Lock()


def visit() -> Visit:
    """What is known of this session's visit; without a browser it comes from nowhere, and may nothing."""
    headers = st.context.headers
    return Visit(
        served_at=os.environ.get("LOVP_HOST") or str(st.get_option("server.address") or ""),
        host=headers.get("Host", ""),
        came_from=st.context.ip_address,
        headers=frozenset(name.lower() for name in headers),
        is_read_only=os.environ.get("LOVP_READ_ONLY", "") not in ("", "0"),
        is_embedded=bool(st.context.is_embedded),
        public_name=provider.public_name(os.environ),
        entrance=_entrance(),
    )


def _entrance() -> Entrance | None:
    """How one signs in, or None. Streamlit says whether one is signed in only where a provider is set up."""
    claims = st.user.to_dict()
    if "is_logged_in" not in claims and not provider.is_named(os.environ):
        return None
    person = read_claims(claims, provider.verifying_claim(os.environ))
    is_signed_off = person is not None and person.key in _signed_off
    return Entrance(person, provider.read_editors(os.environ), sign_in_hours(), time.time(), is_signed_off)


def access() -> Access:
    """What this session may do."""
    return access_of(visit())


def signed_in() -> SignIn | None:
    """Who has signed in, be he an editor or not; None if nobody has, or not any more."""
    entrance = visit().entrance
    return entrance.sign_in if entrance and not entrance.is_signed_off else None


def is_sign_in_offered() -> bool:
    """True if signing in would help: there is a provider, and nobody is signed in or it was too long ago."""
    return access() in (Access.SIGNED_OUT, Access.TOO_LONG_AGO)


def sign_in_hours() -> float:
    """How long a signing in counts."""
    return provider.sign_in_hours(os.environ)


def sign_in() -> None:
    """Send the browser to the provider, from a callback; it comes back to the address that it left."""
    st.login()


def sign_out() -> None:
    """End this signing in, from a callback: in every tab, and for every copy of its cookie, from now on."""
    if person := signed_in():
        _end(person.key)
    st.logout()


def _end(key: str) -> None:
    """What is older than any signing in may be is forgotten."""
    now, longest = time.time(), sign_in_hours() * 3600
    with _lock:
        for old in [each for each, at in _signed_off.items() if now - at > longest]:
            del _signed_off[old]
        _signed_off[key] = now


def sign_in_failed() -> bool:
    """True, once, if the viewer came back from the provider without having been let in."""
    if provider.FAILED_COOKIE not in st.context.cookies or signed_in() or st.session_state.get(_TOLD):
        return False
    st.session_state[_TOLD] = True
    return True
