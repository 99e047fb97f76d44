"""The ledger: who wrote what, when and why, with the row before and after. The database lets nobody change it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from lovp_data.package.errors import StoreError
from lovp_data.package.files import Cells, Snapshot, is_storable
from lovp_data.store.rows import completed, insert_rows
from lovp_data.store.tables import table

Clock = Callable[[], datetime]
Touched = dict[str, list[str]]


@dataclass(frozen=True)
class Signature:
    """Who writes, why, and when (an aware time)."""

    who: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One row written (action add, change, remove), or one import, merge or restore of many.

    `before` and `after` are cells as in the CSV: None where there was no row, or is none any more. `place` is the
    row_order it had or has. `undoes` is the number of the entry that this one takes back. Of many rows, `touched`
    names each as 'resource/id', under added, changed and removed. Entries hold words under embargo: for editors only.
    """

    number: int
    transaction: int
    at: datetime
    who: str
    why: str
    action: str
    resource: str | None = None
    id: str | None = None
    before: Cells | None = None
    after: Cells | None = None
    place: int | None = None
    undoes: int | None = None
    touched: Touched | None = None

    def concerns(self, resource: str, key: str) -> bool:
        """True if the row was written by it, alone or among many."""
        names = [name for names in (self.touched or {}).values() for name in names]
        return (self.resource, self.id) == (resource, key) or f"{resource}/{key}" in names


def sign(who: str, why: str, clock: Clock) -> Signature:
    """A signature of now. Raises StoreError if nobody signs, or the words cannot be stored."""
    if not who.strip():
        raise StoreError("nothing was stored: a write needs the name of who writes")
    if "\0" in who + why or not is_storable(who + why):
        raise StoreError("nothing was stored: take the control characters out of who writes and why")
    return Signature(who.strip(), why.strip(), clock().astimezone(UTC))


def action_of(before: Cells | None, after: Cells | None) -> str:
    """What happened to a row: add, change or remove."""
    if before is None:
        return "add"
    return "remove" if after is None else "change"


def touched_between(before: Snapshot, after: Snapshot) -> Touched:
    """The rows that differ, as 'resource/id'."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    touched: Touched = {"added": [], "changed": [], "removed": []}
    names = {"add": "added", "change": "changed", "remove": "removed"}
    for key in keys:
        touched[names[action_of(before.get(key), after.get(key))]].append("/".join(key))
    return touched


def append(connection: Connection, transaction: int, signature: Signature, facts: list[dict[str, Any]]) -> list[Entry]:
    """Write one entry per dict of facts (action and further fields of Entry); returns them as stored."""
    last = connection.execute(select(func.max(table("ledger").c.number))).scalar_one() or 0
    signed: dict[str, Any] = {
        "transaction": transaction,
        "at": signature.at,
        "who": signature.who,
        "why": signature.why,
    }
    entries = [Entry(number=last + step, **signed, **each) for step, each in enumerate(facts, start=1)]
    insert_rows(connection, "ledger", [_stored(entry) for entry in entries])
    return entries


def _stored(entry: Entry) -> dict[str, Any]:
    values = vars(entry) | {"transaction_id": entry.transaction, "at": entry.at.replace(tzinfo=None)}
    return {column.name: values[column.name] for column in table("ledger").columns}


def entries_of(connection: Connection, transaction: int | None, limit: int | None) -> list[Entry]:
    """The newest entries first, of one transaction, or of all, or of the newest `limit` transactions."""
    ledger = table("ledger")
    if transaction is not None:
        return _entries(connection, select(ledger).where(ledger.c.transaction_id == transaction))
    numbers = select(ledger.c.transaction_id).distinct().order_by(ledger.c.transaction_id.desc()).limit(limit)
    return _entries(connection, select(ledger).where(ledger.c.transaction_id.in_(numbers)))


def history_of(connection: Connection, resource: str, key: str) -> list[Entry]:
    """Every entry that concerns the row, the newest first."""
    ledger = table("ledger")
    own = (ledger.c.resource == resource) & (ledger.c.id == key)
    entries = _entries(connection, select(ledger).where(own | ledger.c.resource.is_(None)))
    return [entry for entry in entries if entry.concerns(resource, key)]


def entries_numbered(connection: Connection, numbers: tuple[int, ...]) -> list[Entry]:
    """The entries of these numbers, the newest first. Raises StoreError if one does not exist."""
    found = _entries(connection, select(table("ledger")).where(table("ledger").c.number.in_(numbers)))
    if missing := set(numbers) - {entry.number for entry in found}:
        raise StoreError(f"the ledger has no entry {min(missing)}")
    return found


def _entries(connection: Connection, query: Select[Any]) -> list[Entry]:
    rows = connection.execute(query.order_by(table("ledger").c.number.desc())).mappings()
    return [_entry(dict(row)) for row in rows]


def _entry(row: dict[str, Any]) -> Entry:
    row |= {side: completed(row["resource"], row[side]) for side in ("before", "after")}
    return Entry(transaction=row.pop("transaction_id"), at=row.pop("at").replace(tzinfo=UTC), **row)
