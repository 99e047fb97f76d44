"""Fixed paths of the server, and where it is found."""

import os
from collections.abc import Sequence

PROBES = ALIVE, READY, METRICS = "/healthz", "/readyz", "/metrics"
CHANGES = "/changes"
FEED = "/agenda.ics"
ATOM = "/wijzigingen.atom"
ATOM_TYPE = "application/atom+xml"
API = "/api/v1"
CATALOG = "/catalog.jsonld"
PACKAGE = "/lovp-datapackage.zip"
# Where a row of each resource stays found, whatever it comes to be called.
ITEMS = {"follow_ups": "punt", "meetings": "vergadering", "topics": "onderwerp", "stakeholders": "partij"}
PICTURE = "beeld"  # the page of one chart alone; the chart may stand behind it as in a folder
LOST = "niet-gevonden"  # the address of the page for addresses that are none


def public_base(asked: str) -> str:
    """The address that links begin with: LOVP_PUBLIC_URL, or else the one asked; without a slash at the end."""
    return (os.environ.get("LOVP_PUBLIC_URL") or asked).strip().rstrip("/")


def with_query(address: str, query: str) -> str:
    """The address with a query string behind it, if there is one."""
    return f"{address}?{query}" if query else address


def picture_address(base: str, chart: str, query: str) -> str:
    """Where a chart stands alone, below the address that links begin with; `query` is that of the view."""
    return with_query(f"{base}/{PICTURE}/{chart}", query)


def item_address(base: str, resource: str, key: str) -> str:
    """The permanent address of a row, below the address that links begin with."""
    return f"{base}/{ITEMS[resource]}/{key}"


def own_base(shown: str | None, addresses: Sequence[str]) -> str:
    """Where the dashboard is found, from the address that the viewer's browser shows; '' if that is not known.

    `addresses` are those of the pages that may stand at its end.
    """
    base = (shown or "").rstrip("/")
    page = next((f"/{address}" for address in addresses if base.endswith(f"/{address}")), "")
    return public_base(base.removesuffix(page))
