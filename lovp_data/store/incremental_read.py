"""What a reader holds of the store, and how it is brought up to the present version by reading only what was written.

For viewing only, as `readable_rows`. The ledger names the rows that every version wrote; where it does not (an import,
a merge, a restore, a version that is not in it), everything is read.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from lovp_data.package.errors import Problem
from lovp_data.package.files import Package, Row
from lovp_data.package.schema import load_schema
from lovp_data.store.readable_rows import is_readable, read_readable_rows
from lovp_data.store.rows import SOURCE_TEXTS, places_in, version
from lovp_data.store.tables import ROW_ORDER, table

MOST = 1000  # rows touched beyond which reading everything is no slower
Touched = Mapping[str, frozenset[str]]  # ids per resource
Order = dict[str, dict[str, int]]  # row_order per id, per resource


@dataclass(frozen=True)
class ReadState:
    """The rows of one version that can be shown, never to be changed; `faults` of those that cannot.

    `touched` names the rows that differ from those held before; None if everything was read.
    """

    version: int
    package: Package
    order: Order
    faults: tuple[Problem, ...] = ()
    touched: Touched | None = None


def catch_up(connection: Connection, held: ReadState | None) -> ReadState:
    """What is stored now: `held` itself if nothing was written since. The same rows as a whole read gives."""
    reached = version(connection)
    if held is None:
        return _whole(connection, reached)
    if held.version == reached:
        return held
    touched = None if held.faults else _touched(connection, held.version, reached)
    stepped = None if touched is None else _stepped(connection, held, reached, touched)
    return stepped or _whole(connection, reached)


def _whole(connection: Connection, reached: int) -> ReadState:
    package, faults = read_readable_rows(connection)
    order: Order = {name: places_in(connection, name) for name in load_schema()}
    return ReadState(reached, package, order, tuple(faults))


def _touched(connection: Connection, known: int, reached: int) -> Touched | None:
    """The rows written after version `known`; None if the ledger does not name them all, or they are too many."""
    ledger = table("ledger")
    columns = ledger.c.transaction_id, ledger.c.resource, ledger.c.id
    entries = connection.execute(select(*columns).where(ledger.c.transaction_id > known).limit(MOST + 1)).all()
    is_gapless = {entry.transaction_id for entry in entries} == set(range(known + 1, reached + 1))
    if not is_gapless or len(entries) > MOST or any(entry.resource is None for entry in entries):
        return None
    names = {entry.resource for entry in entries}
    return {name: frozenset(entry.id for entry in entries if entry.resource == name) for name in names}


def _stepped(connection: Connection, held: ReadState, reached: int, touched: Touched) -> ReadState | None:
    """`held` with the touched rows read anew; None if that does not make it what a whole read would give."""
    rows, order, fresh = dict(held.package.rows), dict(held.order), {name: list[Row]() for name in load_schema()}
    for name in touched.keys() & load_schema().keys():
        places = _read_rows(connection, name, touched[name], fresh[name])
        order[name] = {key: place for key, place in order[name].items() if key not in touched[name]} | places
        if _has_ties(order[name], places):
            return None
        kept = [row for row in rows[name] if row["id"] not in touched[name]]
        rows[name] = sorted([*kept, *fresh[name]], key=lambda row, of=order[name]: of[row["id"]])  # type: ignore[misc]
    if not is_readable(Package(fresh, {})):
        return None
    texts = _texts(connection, held.package.texts, touched.get(SOURCE_TEXTS, frozenset()))
    return ReadState(reached, Package(rows, texts), order, touched=touched)


def _read_rows(connection: Connection, name: str, keys: frozenset[str], into: list[Row]) -> dict[str, int]:
    """Adds the rows with these ids to `into`; returns their row_order."""
    source = table(name)
    columns = [source.c[column] for column in (*load_schema()[name].columns, ROW_ORDER)]
    found = [dict(row) for row in connection.execute(select(*columns).where(source.c.id.in_(keys))).mappings()]
    places = {row["id"]: row.pop(ROW_ORDER) for row in found}
    into += found
    return places


def _has_ties(order: dict[str, int], places: dict[str, int]) -> bool:
    """True if a row stands at the place of another: only the database knows which it puts first."""
    taken = Counter(order.values())
    return any(taken[place] > 1 for place in places.values())


def _texts(connection: Connection, texts: dict[str, str], paths: frozenset[str]) -> dict[str, str]:
    source = table(SOURCE_TEXTS)
    found = connection.execute(select(source).where(source.c.path.in_(paths))).all() if paths else []
    return {path: text for path, text in texts.items() if path not in paths} | {row.path: row.text for row in found}
