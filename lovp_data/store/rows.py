"""What the store holds, read and written whole within one transaction of the caller."""

from functools import cache

from sqlalchemy import Connection, Select, bindparam, delete, insert, select

from lovp_data.package.files import Cells, Package, Row, Snapshot, format_cell, parse_cell
from lovp_data.package.schema import Resource, load_schema
from lovp_data.store.tables import ROW_ORDER, table

SOURCE_TEXTS = "source_texts"


def plain(row: Row, resource: Resource) -> Cells:
    """The row as the cells of its CSV line."""
    return {name: format_cell(row[name]) for name in resource.columns}


def completed(name: str | None, cells: Cells | None) -> Cells | None:
    """Cells kept by an earlier version, with those of columns that it did not have: empty."""
    resource = load_schema().get(name or "")
    return cells if cells is None or resource is None else dict.fromkeys(resource.columns, "") | cells


def typed(cells: Cells, resource: Resource) -> Row:
    """The row of the cells of a CSV line. Raises ValueError for a cell that is not of its type."""
    return {field.name: parse_cell(field, cells[field.name]) for field in resource.fields}


def snapshot(package: Package) -> Snapshot:
    """The cells of every row by (resource, id), in package order."""
    pairs = ((resource, row) for name, resource in load_schema().items() for row in package.rows[name])
    return {(resource.name, row["id"]): plain(row, resource) for resource, row in pairs}


def whole_snapshot(package: Package) -> Snapshot:
    """The cells of every row, and every source text as a row with the one cell `text`."""
    return snapshot(package) | {(SOURCE_TEXTS, path): {"text": text} for path, text in package.texts.items()}


def package_of(cells: Snapshot) -> Package:
    """The package of a whole snapshot. Raises ValueError for a cell that is not of its type."""
    rows: dict[str, list[Row]] = {name: [] for name in load_schema()}
    texts: dict[str, str] = {}
    for (name, key), line in cells.items():
        if name == SOURCE_TEXTS:
            texts[key] = line["text"]
        else:
            rows[name].append(typed(line, load_schema()[name]))
    return Package(rows, texts)


def read_all(connection: Connection) -> Package:
    """All rows in package order, and the source texts."""
    rows = {name: rows_of(connection, resource) for name, resource in load_schema().items()}
    texts = connection.execute(select(table(SOURCE_TEXTS))).all()
    return Package(rows, {row.path: row.text for row in texts})


def rows_of(connection: Connection, resource: Resource) -> list[Row]:
    """All rows of one resource in package order. Raises ValueError if the driver cannot read a cell."""
    source = table(resource.name)
    columns = [source.c[name] for name in resource.columns]
    ordered = select(*columns).order_by(source.c[ROW_ORDER], source.c.id)
    return [dict(row) for row in connection.execute(ordered).mappings()]


def replace_all(connection: Connection, package: Package) -> None:
    """Put the package's rows and texts in the place of all that is there."""
    for name in reversed(load_schema()):
        connection.execute(delete(table(name)))
    for name, rows in package.rows.items():
        insert_rows(connection, name, [{**row, ROW_ORDER: number} for number, row in enumerate(rows)])
    connection.execute(delete(table(SOURCE_TEXTS)))
    insert_rows(connection, SOURCE_TEXTS, [{"path": path, "text": text} for path, text in package.texts.items()])


def insert_rows(connection: Connection, name: str, rows: list[Row]) -> None:
    """Insert typed rows into a table; none is no fault."""
    if rows:
        connection.execute(insert(table(name)), rows)


def row_places(connection: Connection) -> dict[tuple[str, str], int]:
    """The row_order of every row by (resource, id)."""
    return {(name, key): place for name in load_schema() for key, place in places_in(connection, name).items()}


def places_in(connection: Connection, name: str) -> dict[str, int]:
    """The row_order of every row of one resource by id."""
    source = table(name)
    return {row.id: row.place for row in connection.execute(select(source.c.id, source.c[ROW_ORDER].label("place")))}


def set_base(connection: Connection, package: Package) -> None:
    """Keep the package's rows and texts beside the live ones, to tell edits from them later."""
    connection.execute(delete(table("package_rows")))
    rows = [{"resource": r, "id": i, "cells": cells} for (r, i), cells in whole_snapshot(package).items()]
    insert_rows(connection, "package_rows", rows)


def base_of(connection: Connection) -> Snapshot:
    """The rows and texts of the shipped package as last taken in; empty if none ever was."""
    rows = connection.execute(select(table("package_rows"))).all()
    return {(resource, key): completed(resource, cells) or {} for resource, key, cells in rows}


def fact(connection: Connection, key: str) -> str | None:
    """A fact about the store itself: version, shipped_digest."""
    return connection.execute(_asking_for_a_fact(), {"key": key}).scalar_one_or_none()


@cache
def _asking_for_a_fact() -> Select[str]:
    """Made once: the version is asked for at every run of every viewer."""
    facts = table("store_facts")
    return select(facts.c.value).where(facts.c.key == bindparam("key"))


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Put a fact in the place of what was known."""
    facts = table("store_facts")
    connection.execute(delete(facts).where(facts.c.key == key))
    connection.execute(insert(facts).values(key=key, value=value))


def version(connection: Connection) -> int:
    """A number that grows with every write; 0 for an empty store."""
    return int(fact(connection, "version") or 0)


def grow_version(connection: Connection, beyond: int = 0) -> int:
    """Make the version greater than it was, and than `beyond`; returns it."""
    grown = max(version(connection), beyond) + 1
    set_fact(connection, "version", str(grown))
    return grown
