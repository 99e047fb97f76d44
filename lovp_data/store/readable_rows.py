"""The store's rows as far as they can be shown: whatever was written past all checks is set aside, and named.

For viewing only. Exports, merges and backups take the store whole or not at all.
"""

import json
from dataclasses import replace
from datetime import date
from itertools import compress
from typing import Any

from sqlalchemy import Connection, Text, select, type_coerce

from lovp_data.package.errors import Problem
from lovp_data.package.files import Package, Row, parse_cell
from lovp_data.package.row_checks import check_keys
from lovp_data.package.rules import dates_exist
from lovp_data.package.schema import Field, Resource, load_schema
from lovp_data.store.rows import SOURCE_TEXTS, rows_of
from lovp_data.store.tables import ROW_ORDER, table

# bool is an int to Python, and no number to us.
_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "date": (date,),
    "array": (list,),
}
_UNREAD = object()  # what a cell holds that is of no type of its field


def read_readable_rows(connection: Connection) -> tuple[Package, list[Problem]]:
    """All rows that can be shown, in package order, the source texts, and what is the matter with the others."""
    rows = {name: _rows(connection, resource) for name, resource in load_schema().items()}
    texts = connection.execute(select(table(SOURCE_TEXTS))).all()
    return readable_part(Package(rows, {row.path: row.text for row in texts}))


def readable_part(package: Package) -> tuple[Package, list[Problem]]:
    """The package without the rows that nothing can be made of and those that rest on them; and their faults."""
    numbers = {name: list(range(2, len(rows) + 2)) for name, rows in package.rows.items()}
    faults: list[Problem] = []
    while found := _faults(package):
        faults += [replace(each, row=numbers[_name(each)][(each.row or 2) - 2]) for each in found]
        package, numbers = _without(package, numbers, found)
    return package, faults


def is_readable(package: Package) -> bool:
    """False for cells that nothing can be made of; keys are not looked up."""
    return not _wrong_types(package) and not list(dates_exist(package))


def _faults(package: Package) -> list[Problem]:
    """Faults of one kind at a time: the later checks take it that the earlier ones found nothing."""
    return _wrong_types(package) or list(dates_exist(package)) or check_keys(package)


def _wrong_types(package: Package) -> list[Problem]:
    """What the cell holds is not told: it may be under embargo."""
    return [
        Problem("wrong_type", resource.path, number, field.name, details=field.type)
        for resource in load_schema().values()
        for number, row in enumerate(package.rows[resource.name], start=2)
        for field in resource.fields
        if not _is_typed(field, row[field.name])
    ]


def _is_typed(field: Field, value: Any) -> bool:
    if value is None:
        return not field.required
    return isinstance(value, _PYTHON[field.type]) and isinstance(value, bool) == (field.type == "boolean")


def _name(problem: Problem) -> str:
    return next(name for name, resource in load_schema().items() if resource.path == problem.file)


def _without(
    package: Package, numbers: dict[str, list[int]], faults: list[Problem]
) -> tuple[Package, dict[str, list[int]]]:
    """The package and the numbers of its rows without those that have a fault."""
    faulty = {(_name(each), each.row) for each in faults}
    keep = {name: [(name, n) not in faulty for n in range(2, len(rows) + 2)] for name, rows in package.rows.items()}
    rows = {name: list(compress(each, keep[name])) for name, each in package.rows.items()}
    return Package(rows, package.texts), {name: list(compress(each, keep[name])) for name, each in numbers.items()}


def _rows(connection: Connection, resource: Resource) -> list[Row]:
    """SQLite keeps whatever it is given; a cell that the driver cannot read makes us read all of them by ourselves."""
    try:
        return rows_of(connection, resource)
    except ValueError:
        source = table(resource.name)
        columns = [type_coerce(source.c[name], Text).label(name) for name in resource.columns]
        raw = connection.execute(select(*columns).order_by(source.c[ROW_ORDER], source.c.id)).mappings()
        return [{field.name: _typed(field, row[field.name]) for field in resource.fields} for row in raw]


def _typed(field: Field, value: Any) -> Any:
    """The value that a raw cell of SQLite stands for; _UNREAD for one that stands for none of its type."""
    if value is None:
        return None
    is_flag = field.type == "boolean"
    try:
        return parse_cell(field, json.dumps(bool(value)) if is_flag and value in (0, 1) else str(value))
    except ValueError:
        return _UNREAD
