"""Fixed paths of the server, and where it is found."""

import os

CHANGES = "/changes"
FEED = "/agenda.ics"
LOST = "niet-gevonden"  # the address of the page for addresses that are none


def public_base(asked: str) -> str:
    """The address that links begin with: LOVP_PUBLIC_URL, or else the one asked; without a slash at the end."""
    return (os.environ.get("LOVP_PUBLIC_URL") or asked).strip().rstrip("/")
