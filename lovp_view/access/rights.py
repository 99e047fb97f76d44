"""Who may edit. Pure: what is known of a visit in, an answer out.

Without a provider to sign in with, whoever sits at the machine on which the dashboard runs edits, and everyone else
reads. With one, everyone reads and only who has signed in and is on the list of editors edits, also at the machine:
the ledger then always names a person.
"""

import ipaddress
from dataclasses import dataclass
from enum import Enum

from lovp_data.package.errors import StoreError
from lovp_view.access.identity import SignIn, folded

# Set by proxies: a request that carries one of these came from further away than its address says.
FORWARDING_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
HOURS = 12
_LEEWAY = 300  # seconds that the provider's clock may be ahead of ours


class Access(Enum):
    """What a session may do, and why."""

    AT_THE_MACHINE = "at_the_machine"
    EDITOR = "editor"
    READ_ONLY = "read_only"
    SWITCHED_OFF = "switched_off"
    SIGNED_OUT = "signed_out"
    TOO_LONG_AGO = "too_long_ago"
    UNVERIFIED = "unverified"
    NOT_LISTED = "not_listed"

    @property
    def may_edit(self) -> bool:
        """True for those who may write, and see what is under embargo."""
        return self in (Access.AT_THE_MACHINE, Access.EDITOR)


@dataclass(frozen=True)
class Editor:
    """Someone who may write; `name` signs in the ledger."""

    name: str


@dataclass(frozen=True)
class Entrance:
    """How a session can be let in by signing in.

    `editors` holds the addresses on the list, `hours` how long a signing in counts, `now` the time in seconds since
    1970, `is_signed_off` whether this very signing in was ended.
    """

    sign_in: SignIn | None = None
    editors: frozenset[str] = frozenset()
    hours: float = HOURS
    now: float = 0
    is_signed_off: bool = False


@dataclass(frozen=True)
class Visit:
    """What the server knows of one session.

    `served_at` is the address the server listens on, `host` the Host header that the browser sent ('' if there was no
    browser), `came_from` the address at the other end (None for this machine), `headers` the names of all headers,
    `public_name` the name under which all may reach the dashboard ('' if none was given), `entrance` None where no
    provider is set up.
    """

    served_at: str
    host: str
    came_from: str | None
    headers: frozenset[str] = frozenset()
    is_read_only: bool = False
    is_embedded: bool = False
    public_name: str = ""
    entrance: Entrance | None = None


class NotAllowedError(StoreError):
    """Nothing was stored: this session may not write."""


def access_of(visit: Visit) -> Access:
    """What the visit may do."""
    if visit.is_read_only or visit.is_embedded:
        return Access.SWITCHED_OFF
    if visit.entrance is not None:
        return _signed_in(visit.entrance)
    return Access.AT_THE_MACHINE if _is_here(visit) else Access.READ_ONLY


def _is_here(visit: Visit) -> bool:
    """The Host header is asked too: another site's name that leads here is not this machine.

    Where a public name was given a proxy stands in front, and one that says nothing of whom it asks for looks like
    this machine: then nobody is taken to be here.
    """
    names = (visit.served_at, _name(visit.host), visit.public_name or "localhost")
    is_forwarded = any(name in visit.headers for name in FORWARDING_HEADERS)
    return all(is_loopback(name) for name in names) and visit.came_from is None and not is_forwarded


def _signed_in(entrance: Entrance) -> Access:
    person = entrance.sign_in
    if person is None or entrance.is_signed_off:
        return Access.SIGNED_OUT
    if person.at is None or not -_LEEWAY <= entrance.now - person.at < entrance.hours * 3600:
        return Access.TOO_LONG_AGO
    if not person.is_verified:
        return Access.UNVERIFIED
    return Access.EDITOR if folded(person.address) in entrance.editors else Access.NOT_LISTED


def is_loopback(name: str) -> bool:
    """True for localhost and for the addresses a machine has for itself."""
    if name.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    name, separator, port = host.rpartition(":")
    return name if separator and port.isdigit() else host
