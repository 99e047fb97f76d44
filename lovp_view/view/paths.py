"""Fixed paths of the server, and where it is found."""

import os

CHANGES = "/changes"
FEED = "/agenda.ics"
ATOM = "/wijzigingen.atom"
API = "/api/v1"
CATALOG = "/catalog.jsonld"
PACKAGE = "/lovp-datapackage.zip"
# Where a row of each resource stays found, whatever it comes to be called.
ITEMS = {"follow_ups": "punt", "meetings": "vergadering", "topics": "onderwerp", "stakeholders": "partij"}
LOST = "niet-gevonden"  # the address of the page for addresses that are none


def public_base(asked: str) -> str:
    """The address that links begin with: LOVP_PUBLIC_URL, or else the one asked; without a slash at the end."""
    return (os.environ.get("LOVP_PUBLIC_URL") or asked).strip().rstrip("/")


def item_address(base: str, resource: str, key: str) -> str:
    """The permanent address of a row, below the address that links begin with."""
    return f"{base}/{ITEMS[resource]}/{key}"
