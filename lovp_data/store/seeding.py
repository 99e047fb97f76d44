"""Taking a whole package into the store: seeding, import and merge. What is replaced stays in the ledger.

The base is the shipped package that was last taken in: a row that differs from it was edited here. A package from
anywhere else is so many edits, so it never becomes the base, and the shipped one never takes its place unasked.
"""

from enum import Enum
from typing import Any

from sqlalchemy import Connection

from lovp_data.package.files import Package, Snapshot
from lovp_data.store.ledger import Signature, action_of, append, touched_between
from lovp_data.store.merge import Conflict, merge_rows
from lovp_data.store.rows import (
    base_of,
    fact,
    grow_version,
    package_of,
    read_all,
    replace_all,
    row_places,
    set_base,
    set_fact,
    version,
    whole_snapshot,
)

SHIPPED_DIGEST = "shipped_digest"  # the fact that names the package of which the base is


class Seeding(Enum):
    """What `Store.seed` did with the shipped package."""

    IMPORTED = "imported"  # into an empty store
    REPLACED = "replaced"  # in the place of an earlier shipped one of which nothing was edited
    UNCHANGED = "unchanged"
    MERGE_OFFERED = "merge_offered"


def seed_store(connection: Connection, shipped: Package, digest: str, signature: Signature) -> Seeding:
    """Bring the shipped package in where nothing can be lost by it: see `Seeding`."""
    if fact(connection, SHIPPED_DIGEST) == digest:  # another server was first
        return Seeding.UNCHANGED
    outcome = _outcome(connection, shipped)
    if outcome in (Seeding.IMPORTED, Seeding.REPLACED):
        take_in(connection, shipped, "import", signature)
    if outcome is not Seeding.MERGE_OFFERED:
        become_base(connection, shipped, digest)
    return outcome


def _outcome(connection: Connection, shipped: Package) -> Seeding:
    """UNCHANGED where a merge would change no row, so that only the base is another."""
    if not version(connection):
        return Seeding.IMPORTED
    base, stored = base_of(connection), whole_snapshot(read_all(connection))
    if stored == base:
        return Seeding.REPLACED
    merged, conflicts = merge_rows(base, stored, whole_snapshot(shipped))
    return Seeding.MERGE_OFFERED if merged != stored or (base and conflicts) else Seeding.UNCHANGED


def become_base(connection: Connection, shipped: Package, digest: str) -> None:
    """From now on edits are what differs from this shipped package."""
    set_base(connection, shipped)
    set_fact(connection, SHIPPED_DIGEST, digest)


def merged_with(connection: Connection, theirs: Package) -> tuple[Package, list[Conflict]]:
    """The package as it would be with every edit kept, and the rows that both sides changed."""
    merged, conflicts = merge_rows(base_of(connection), whole_snapshot(read_all(connection)), whole_snapshot(theirs))
    return package_of(merged), conflicts


def take_in(connection: Connection, package: Package, action: str, signature: Signature) -> None:
    """Put the package in the place of all rows. The ledger gets one entry a row replaced, then one for the whole."""
    before, old_places = whole_snapshot(read_all(connection)), row_places(connection)
    replace_all(connection, package)
    after, places = whole_snapshot(package), old_places | row_places(connection)
    whole = {"action": action, "touched": touched_between(before, after)}
    # Into an empty store nothing is replaced, so there is nothing to put back.
    rows = _row_facts(before, after, places) if before else []
    append(connection, grow_version(connection), signature, [*rows, whole])


def _row_facts(before: Snapshot, after: Snapshot, places: dict[tuple[str, str], int]) -> list[dict[str, Any]]:
    """What the ledger keeps of every row that differs, so that `undo` can put it back."""
    return [
        {
            "action": action_of(before.get(key), after.get(key)),
            "resource": key[0],
            "id": key[1],
            "before": before.get(key),
            "after": after.get(key),
            "place": places.get(key),
        }
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    ]
