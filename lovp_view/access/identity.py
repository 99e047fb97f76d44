"""Who has signed in, read from what the provider says of him. Pure: claims in, a person out."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST_NAME = 80
LONGEST_ADDRESS = 254  # what an address may be at most, by RFC 5321
VERIFIED = "email_verified"


@dataclass(frozen=True)
class SignIn:
    """One signing in. `at` is when, in seconds since 1970 (None if the provider does not say); `key` tells it from
    every other signing in, also of the same person."""

    address: str
    name: str
    is_verified: bool
    at: float | None
    key: str

    @property
    def signature(self) -> str:
        """How he signs in the ledger: 'Els de Vries <els@example.nl>'."""
        return f"{self.name} <{self.address}>" if self.name else self.address


def read_claims(claims: Mapping[str, object], verified_by: str = VERIFIED) -> SignIn | None:
    """The person whom the claims of an identity token are about; None if nobody is signed in.

    `verified_by` is the claim with which the provider vouches for the address.
    """
    if claims.get("is_logged_in") is not True:
        return None
    address = _plain(claims.get("email"))
    is_whole = address == claims.get("email") and 0 < len(address) <= LONGEST_ADDRESS
    name = _plain(claims.get("name")).translate({ord("<"): None, ord(">"): None})[:LONGEST_NAME].strip()
    return SignIn(
        address=address[:LONGEST_ADDRESS],
        name="" if folded(name) == folded(address) else name,
        is_verified=is_whole and _is_true(claims.get(verified_by)),
        at=_moment(claims.get("iat")),
        key=_key(claims),
    )


def folded(address: str) -> str:
    """The address as it is compared. Only ASCII loses its case: elsewhere another letter could become one of ours."""
    return address.lower() if address.isascii() else address


def read_addresses(lines: Iterable[str]) -> frozenset[str]:
    """The addresses in lines of one or more each; what follows a # is a remark."""
    words = " ".join(line.partition("#")[0] for line in lines).replace(",", " ").replace(";", " ").split()
    return frozenset(folded(word) for word in words if "@" in word)


def _plain(value: object) -> str:
    """One line of text without anything that steers a screen: no control, format or unassigned characters."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("C")).strip()


def _is_true(value: object) -> bool:
    """Providers send a boolean, and some a word or a number."""
    return value is True or str(value).lower() in ("true", "1")


def _moment(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _key(claims: Mapping[str, object]) -> str:
    """The nonce is new with every signing in."""
    parts = [str(claims.get(name, "")) for name in ("iss", "sub", "nonce", "iat")]
    return hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()
