"""Who may edit. Pure: what is known of a visit in, an answer out.

Whoever sits at the machine on which the dashboard runs edits without signing in. As soon as it can be reached from
elsewhere everyone reads, and nobody edits without having signed in.
"""

import ipaddress
from dataclasses import dataclass
from enum import Enum

from lovp_data.errors import StoreError

# Set by proxies: a request that carries one of these came from further away than its address says.
FORWARDING_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


class Access(Enum):
    """What a session may do, and why."""

    AT_THE_MACHINE = "at_the_machine"
    READ_ONLY = "read_only"


@dataclass(frozen=True)
class Editor:
    """Someone who may write; `name` signs in the ledger."""

    name: str


@dataclass(frozen=True)
class Visit:
    """What the server knows of one session.

    `served_at` is the address the server listens on, `host` the Host header that the browser sent ('' if there was no
    browser), `came_from` the address at the other end (None for this machine), `headers` the names of all headers.
    """

    served_at: str
    host: str
    came_from: str | None
    headers: frozenset[str] = frozenset()
    is_read_only: bool = False


class NotAllowedError(StoreError):
    """Nothing was stored: this session may not write."""


def access_of(visit: Visit) -> Access:
    """What the visit may do. The Host header is asked too: another site's name that leads here is not this machine."""
    is_here = is_loopback(visit.served_at) and is_loopback(_name(visit.host)) and visit.came_from is None
    is_forwarded = any(name in visit.headers for name in FORWARDING_HEADERS)
    may = is_here and not is_forwarded and not visit.is_read_only
    return Access.AT_THE_MACHINE if may else Access.READ_ONLY


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
