"""The provider to sign in with, and the list of editors, as the environment names them. No Streamlit."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lovp_view.access.identity import VERIFIED, read_addresses
from lovp_view.access.rights import HOURS, is_loopback

CALLBACK = "/oauth2callback"
FAILED_COOKIE = "lovp_sign_in"  # set by the server's answer to a signing in that came to nothing
_SHORTEST_SECRET = 32
_OWN = ("LOVP_OIDC_CLIENT_ID", "LOVP_OIDC_CLIENT_SECRET", "LOVP_OIDC_CLIENT_SECRET_FILE", "LOVP_OIDC_METADATA_URL")
Environment = Mapping[str, str]


class SettingsError(ValueError):
    """The settings cannot be meant so; the message says which, and what to do."""


@dataclass(frozen=True)
class Provider:
    """An OpenID Connect provider, and where it sends the browser back to."""

    client_id: str
    client_secret: str
    metadata_url: str
    redirect_uri: str

    def secrets(self, cookie_secret: str) -> dict[str, str]:
        """Streamlit's own [auth] settings."""
        return {
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "server_metadata_url": self.metadata_url,
            "redirect_uri": self.redirect_uri,
            "cookie_secret": cookie_secret,
        }


def is_named(environment: Environment) -> bool:
    """True if the environment names a provider, be it in part: then nobody edits without signing in."""
    return any(environment.get(name, "").strip() for name in _OWN)


def read_provider(environment: Environment) -> Provider | None:
    """The provider that the environment names, or None. Raises SettingsError for one that is named in part."""
    if not is_named(environment):
        return None
    public = _address(environment, "LOVP_PUBLIC_URL")
    return Provider(
        client_id=_needed(environment, "LOVP_OIDC_CLIENT_ID"),
        client_secret=_secret(environment, "LOVP_OIDC_CLIENT_SECRET") or _missing("LOVP_OIDC_CLIENT_SECRET"),
        metadata_url=_address(environment, "LOVP_OIDC_METADATA_URL"),
        redirect_uri=public.rstrip("/") + CALLBACK,
    )


def read_cookie_secret(environment: Environment) -> str:
    """What signs the cookies; '' if none was given. Raises SettingsError for one that can be guessed."""
    secret = _secret(environment, "LOVP_COOKIE_SECRET")
    if 0 < len(secret) < _SHORTEST_SECRET:
        raise SettingsError(f"LOVP_COOKIE_SECRET: at least {_SHORTEST_SECRET} characters, made at random")
    return secret


def read_editors(environment: Environment) -> frozenset[str]:
    """The addresses on the list, read anew; a file that cannot be read lets nobody in."""
    lines = [environment.get("LOVP_EDITORS", "")]
    if path := environment.get("LOVP_EDITORS_FILE", "").strip():
        try:
            lines += Path(path).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeError) as error:
            logging.getLogger(__name__).error("LOVP_EDITORS_FILE: %s", error)
    return read_addresses(lines)


def verifying_claim(environment: Environment) -> str:
    """The claim with which the provider vouches for an address."""
    return environment.get("LOVP_OIDC_VERIFIED_CLAIM", "").strip() or VERIFIED


def sign_in_hours(environment: Environment) -> float:
    """How long a signing in counts. Raises SettingsError for what is no number of hours."""
    text = environment.get("LOVP_SIGN_IN_HOURS", "").strip() or str(HOURS)
    try:
        hours = float(text)
    except ValueError:
        hours = 0
    if not 0 < hours <= 24 * 30:
        raise SettingsError(f"LOVP_SIGN_IN_HOURS: a number of hours, more than 0 and at most 720, not {text!r}")
    return hours


def public_name(environment: Environment) -> str:
    """The name in LOVP_PUBLIC_URL; '' if it is not set."""
    public = environment.get("LOVP_PUBLIC_URL", "").strip()
    return (urlsplit(public).hostname or public) if public else ""


def _missing(name: str) -> str:
    raise SettingsError(f"{name} is missing: signing in needs {', '.join((*_OWN[:2], _OWN[3]))} and LOVP_PUBLIC_URL")


def _needed(environment: Environment, name: str) -> str:
    return environment.get(name, "").strip() or _missing(name)


def _secret(environment: Environment, name: str) -> str:
    """A secret from a variable, or from the file that `<name>_FILE` names."""
    if path := environment.get(f"{name}_FILE", "").strip():
        try:
            return Path(path).read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeError) as error:
            raise SettingsError(f"{name}_FILE cannot be read: {error}") from error
    return environment.get(name, "").strip()


def _address(environment: Environment, name: str) -> str:
    """An absolute address; plain http is for this machine only."""
    parts = urlsplit(text := _needed(environment, name))
    if parts.scheme == "https" and parts.hostname:
        return text
    if parts.scheme == "http" and is_loopback(parts.hostname or ""):
        return text
    raise SettingsError(f"{name}: an address that begins with https:// (http:// on this machine only), not {text!r}")
