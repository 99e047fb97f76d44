"""What the tests of writing share: a row of every resource, and a writer who sees what is stored now."""

from datetime import date
from typing import Any

from lovp_data.package.files import package_files
from lovp_data.store.ledger import Entry
from lovp_data.store.store import Store
from lovp_data.store.writing import Change

SIGNED = {"who": "An", "why": "Nagekeken"}
NEW_ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    "meetings": ("m9", {"held_on": "2021-01-10", "kind": "extra", "state": "planned"}),
    "topics": ("t9", {"title": "Negen", "theme": "both", "standing": False}),
    "discussions": ("d9", {"topic": "t2", "meeting": "m1", "position": 9, "source_url": "https://x"}),
    "follow_ups": (
        "f9",
        {
            "topic": "t2",
            "meeting": "m3",
            "position": 9,
            "kind": "request",
            "title": "Kort",
            "what": "Lang",
            "aspects": ["één", "twee, drie"],
            "openness": "embargo",
            "embargo_until": date(2030, 1, 1),
            "source_url": "https://x",
        },
    ),
    "status_updates": (
        "u9",
        {"follow_up": "f1", "on": "2020-04", "status": "done", "relation": "confirmed", "note": "Af"},
    ),
    "stakeholders": ("s9", {"name": "Negen", "short_name": "N", "kind": "police"}),
    "stakeholder_aliases": ("a9", {"stakeholder": "s1", "name": "Oud", "valid_until": date(2020, 1, 1)}),
    "involvements": ("i9", {"topic": "t1", "meeting": "m1", "stakeholder": "s1", "role": "owner"}),
    "moments": ("x9", {"name": "Zomer", "held_on": "2020-07", "source_url": "https://x"}),
}


def change(store: Store, resource: str, key: str, values: dict[str, Any] | None) -> Change:
    """A change by someone who sees the row as it is stored now."""
    item = store.item(resource, key)
    return Change(resource, key, values, item.digest if item else None)


def write(store: Store, resource: str, key: str, values: dict[str, Any] | None) -> Entry:
    (entry,) = store.write([change(store, resource, key, values)], **SIGNED)
    return entry


def state(store: Store) -> tuple[Any, ...]:
    """Everything that a refused write must leave as it was."""
    return store.version(), package_files(store.read()), store.ledger(), store.edited_keys()
