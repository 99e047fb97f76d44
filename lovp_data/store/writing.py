"""Writing single rows: what the writer wants, against what is stored, checked as a whole before anything is kept."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete

from lovp_data.package.errors import ConflictError, PackageError, Problem, Stale, StoreError
from lovp_data.package.files import Cells, Package, Row, Snapshot, format_cell
from lovp_data.package.row_checks import check_cells, check_keys, check_text, check_text_path
from lovp_data.package.rules import check_rules
from lovp_data.package.schema import load_schema
from lovp_data.store.ledger import Entry, Signature, action_of, append
from lovp_data.store.rows import (
    SOURCE_TEXTS,
    grow_version,
    insert_rows,
    places_in,
    plain,
    read_all,
    typed,
    whole_snapshot,
)
from lovp_data.store.tables import ROW_ORDER, table

Key = tuple[str, str]
Places = dict[str, dict[str, int]]  # row_order per id, per resource


@dataclass(frozen=True)
class Change:
    """What one writer wants of one row of any resource.

    `values` are the fields to fill in, typed or as cells of a CSV; fields left out stay as they are. None removes the
    row. `expected` is the row's digest as the writer saw it; None if there was no such row. A source text is the row
    ('source_texts', path) with the one field `text`.
    """

    resource: str
    id: str
    values: Mapping[str, Any] | None
    expected: str | None = None
    place: int | None = None  # row_order; by default where it is, or at the end
    undoes: int | None = None  # number of the entry that this takes back

    @property
    def key(self) -> Key:
        """(resource, id)."""
        return self.resource, self.id


@dataclass(frozen=True)
class Item:
    """One row as stored (typed), and the digest that a later change of it must give as `expected`."""

    row: Row
    digest: str


def digest_of(row: Mapping[str, Any]) -> str:
    """A fingerprint of a row, typed or as cells: equal if and only if every cell is."""
    cells = {name: format_cell(value) for name, value in row.items()}
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()


def write_rows(
    connection: Connection, changes: Iterable[Change], signature: Signature, advice: str | None = None
) -> list[Entry]:
    """Write all changes or none; returns their ledger entries, none for what is stored so already.

    Raises ConflictError if a row is not as its writer saw it, PackageError if the package as it would be is not
    sound, StoreError for a change that makes no sense.
    """
    wishes, package = list(changes), read_all(connection)
    stored = whole_snapshot(package)
    _refuse_stale(wishes, stored, advice)
    wanted = _wanted(wishes, stored)
    if not wanted:
        return []
    places = _places(connection, wanted)
    _check(package, wanted, places)
    _store(connection, wanted, places)
    facts = [_facts(change, stored.get(change.key), cells, places) for change, cells in wanted]
    return append(connection, grow_version(connection), signature, facts)


Wanted = list[tuple[Change, Cells | None]]


def _wanted(changes: list[Change], stored: Snapshot) -> Wanted:
    """Every change that changes anything, with the row as it would be."""
    if len({change.key for change in changes}) < len(changes):
        raise StoreError("nothing was stored: one write changes a row once")
    pairs = [(change, _cells(change, stored.get(change.key))) for change in changes]
    return [(change, cells) for change, cells in pairs if cells != stored.get(change.key)]


def _cells(change: Change, stored: Cells | None) -> Cells | None:
    if change.values is None:
        return None
    given = {name: format_cell(value) for name, value in change.values.items()}
    if change.resource == SOURCE_TEXTS:
        return {"text": given.get("text", "")}
    if change.resource not in load_schema():
        raise StoreError(f"nothing was stored: there is no resource {change.resource!r}")
    if given.get("id", change.id) != change.id:
        raise StoreError(f"nothing was stored: {change.resource} {change.id} keeps its id; remove it and add another")
    blank = dict.fromkeys(load_schema()[change.resource].columns, "")
    return blank | (stored or {}) | given | {"id": change.id}


def _refuse_stale(changes: list[Change], stored: Snapshot, advice: str | None) -> None:
    """Also where both wrote the same: whoever adds one to a number that another has just raised must see that."""
    stale = [_stale(change, stored.get(change.key)) for change in changes if _is_stale(change, stored)]
    if stale:
        raise ConflictError(stale, advice) if advice else ConflictError(stale)


def _is_stale(change: Change, stored: Snapshot) -> bool:
    now = stored.get(change.key)
    return change.expected != (digest_of(now) if now is not None else None)


def _stale(change: Change, cells: Cells | None) -> Stale:
    is_row = cells is not None and change.resource != SOURCE_TEXTS
    now = typed(cells, load_schema()[change.resource]) if is_row and cells else cells
    return Stale(change.resource, change.id, now, change.values)


def _places(connection: Connection, wanted: Wanted) -> Places:
    """Where the rows of the touched resources stand."""
    names = dict.fromkeys(change.resource for change, _ in wanted if change.resource != SOURCE_TEXTS)
    return {name: places_in(connection, name) for name in names}


def _check(package: Package, wanted: Wanted, places: Places) -> None:
    """Raises PackageError if the package as it would be is not sound; settles the places of new rows."""
    _settle(wanted, places)
    numbers = {name: _numbers(wanted, name, order) for name, order in places.items()}
    faults = [
        problem for change, cells in wanted if cells is not None for problem in _row_faults(change, cells, numbers)
    ]
    if faults:
        raise PackageError(faults)
    outcome = _outcome(package, wanted, places)
    if problems := check_keys(outcome) or check_rules(outcome):
        raise PackageError(problems)


def _settle(wanted: Wanted, places: Places) -> None:
    """A new row stands at the end, unless its change says where."""
    for change, cells in wanted:
        if cells is not None and change.resource in places:
            order = places[change.resource]
            end = max(order.values(), default=-1) + 1
            order[change.id] = change.place if change.place is not None else order.get(change.id, end)


def _numbers(wanted: Wanted, name: str, order: dict[str, int]) -> dict[str, int]:
    """The row number in the file, as it would be, per id; the header is 1."""
    gone = {change.id for change, cells in wanted if change.resource == name and cells is None}
    kept = sorted(order.keys() - gone, key=lambda key: (order[key], key))
    return {key: number for number, key in enumerate(kept, start=2)}


def _row_faults(change: Change, cells: Cells, numbers: dict[str, dict[str, int]]) -> list[Problem]:
    if change.resource == SOURCE_TEXTS:
        unsafe = check_text(cells["text"], change.id)
        return check_text_path(change.id) + ([unsafe] if unsafe else [])
    return check_cells(load_schema()[change.resource], numbers[change.resource][change.id], cells)


def _outcome(package: Package, wanted: Wanted, places: Places) -> Package:
    """The package as it would be."""
    texts = dict(package.texts)
    rows = {name: {row["id"]: row for row in package.rows[name]} for name in package.rows}
    for change, cells in wanted:
        target: dict[str, Any] = texts if change.resource == SOURCE_TEXTS else rows[change.resource]
        target.pop(change.id, None)
        if cells is not None:
            is_text = change.resource == SOURCE_TEXTS
            target[change.id] = cells["text"] if is_text else typed(cells, load_schema()[change.resource])
    ordered = {name: _ordered(list(each.values()), places.get(name)) for name, each in rows.items()}
    return Package(ordered, texts)


def _ordered(rows: list[Row], order: dict[str, int] | None) -> list[Row]:
    return rows if order is None else sorted(rows, key=lambda row: (order[row["id"]], row["id"]))


def _store(connection: Connection, wanted: Wanted, places: Places) -> None:
    """All touched rows out, then in as they are to be: so two rows may swap what must stand in one row only."""
    for change, _ in wanted:
        source = table(change.resource)
        column = source.c.path if change.resource == SOURCE_TEXTS else source.c.id
        connection.execute(delete(source).where(column == change.id))
    for change, cells in wanted:
        if cells is not None:
            insert_rows(connection, change.resource, [_insertable(change, cells, places)])


def _insertable(change: Change, cells: Cells, places: Places) -> Row:
    if change.resource == SOURCE_TEXTS:
        return {"path": change.id, "text": cells["text"]}
    return typed(cells, load_schema()[change.resource]) | {ROW_ORDER: places[change.resource][change.id]}


def _facts(change: Change, was: Cells | None, cells: Cells | None, places: Places) -> dict[str, Any]:
    """The ledger's facts about one row; of a removed row the place it had, to come back there."""
    place = places.get(change.resource, {}).get(change.id)
    named = {"action": action_of(was, cells), "resource": change.resource, "id": change.id}
    return named | {"before": was, "after": cells, "place": place, "undoes": change.undoes}


def reversal(entry: Entry) -> Change:
    """The change that puts back what an entry changed. Raises StoreError for an entry of many rows."""
    if entry.resource is None or entry.id is None:
        raise StoreError(f"entry {entry.number}: an {entry.action} of many rows cannot be undone; restore a backup")
    expected = digest_of(entry.after) if entry.after is not None else None
    return Change(entry.resource, entry.id, entry.before, expected, entry.place, entry.number)


def find_item(package: Package, resource: str, key: str) -> Item | None:
    """The row with its digest; None if there is no such row. Raises StoreError for an unknown resource."""
    return next(iter(find_items(package, resource, [key])), None)


def find_items(package: Package, resource: str, keys: Iterable[str]) -> list[Item]:
    """The rows with these ids, in this order; ids without a row are left out. Raises StoreError as above."""
    if resource not in load_schema():
        raise StoreError(f"there is no resource {resource!r}")
    schema, rows = load_schema()[resource], {row["id"]: row for row in package.rows[resource]}
    return [Item(rows[key], digest_of(plain(rows[key], schema))) for key in keys if key in rows]
