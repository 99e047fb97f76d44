"""From what was done in a grid to the changes of one write. Pure: no Streamlit.

A grid shows intervals as text in the form of the register (2020-02-11, or 2020-02-11/2020-02-20), everything else
typed. Its edits come as the data editor keeps them: edited_rows by place, added_rows, deleted_rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lovp_data.package.errors import PackageError, Problem
from lovp_data.package.files import Package
from lovp_data.package.schema import Field, load_schema
from lovp_data.store.new_rows import new_id, next_position
from lovp_data.store.writing import Change, Item
from lovp_view.editing.values import changed_values, fields_of

Edits = Mapping[str, Any]


@dataclass(frozen=True)
class Grid:
    """A grid of rows of one resource. `fixed` values belong to every row of it and are not shown."""

    name: str
    resource: str
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fields(self) -> list[Field]:
        """Its columns."""
        return [each for each in fields_of(self.resource) if each.name not in self.fixed]


def grid_changes(grid: Grid, items: Mapping[str, Item], edits: Edits, package: Package) -> list[Change]:
    """What the edits ask for; `items` are the rows shown, in the order shown. Rows that stay the same are left out.

    Raises PackageError where an added row lacks a value that it needs.
    """
    keys = list(items)
    changes = [
        _edited(grid, keys[int(place)], items[keys[int(place)]], values, package)
        for place, values in edits.get("edited_rows", {}).items()
    ]
    removed = [
        Change(grid.resource, keys[int(place)], None, items[keys[int(place)]].digest)
        for place in edits.get("deleted_rows", ())
    ]
    gone = {change.id for change in removed}
    return [
        *(change for change in changes if change and change.id not in gone),
        *removed,
        *_added_rows(grid, edits.get("added_rows", ()), package),
    ]


def _edited(grid: Grid, key: str, item: Item, values: Mapping[str, Any], package: Package) -> Change | None:
    changed = changed_values(grid.resource, item.row, _typed(grid, values))
    changed |= _settled(grid, {**item.row, **changed}, package) if changed else {}
    return Change(grid.resource, key, changed, item.digest) if changed else None


def _typed(grid: Grid, values: Mapping[str, Any]) -> dict[str, Any]:
    known = {each.name: each for each in grid.fields}
    return {name: _value(known[name], value) for name, value in values.items() if name in known}


def _value(field: Field, value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip() or None
    if field.type == "date" and isinstance(value, str):
        return date.fromisoformat(value[:10])
    if field.type == "boolean":
        return bool(value)
    return value


def _added_rows(grid: Grid, added: Sequence[Mapping[str, Any]], package: Package) -> list[Change]:
    """New rows get codes that none has, also not another new one; a row in which nothing was typed is none."""
    rows = {name: list(each) for name, each in package.rows.items()}
    changes = []
    for given in added:
        values = {name: value for name, value in _typed(grid, given).items() if value is not None}
        if not any(value not in (None, False) for value in values.values()):
            continue
        change = _added(grid, dict(grid.fixed) | values, rows, package)
        rows[grid.resource].append({**dict.fromkeys(load_schema()[grid.resource].columns), **(change.values or {})})
        changes.append(change)
    return changes


def _added(grid: Grid, values: dict[str, Any], rows: dict[str, Any], package: Package) -> Change:
    schema = load_schema()[grid.resource]
    booleans = {each.name: False for each in schema.fields if each.type == "boolean"}
    values = booleans | values | _settled(grid, values, package)
    if "position" in schema.columns and not values.get("position"):
        values["position"] = next_position(rows, grid.resource, values["meeting"])
    needed = [each.name for each in schema.fields if each.required and each.name != "id"]
    if missing := [name for name in needed if values.get(name) is None]:
        raise PackageError([Problem("required", schema.path, None, name) for name in missing])
    key = new_id(rows, grid.resource, values)
    return Change(grid.resource, key, values | {"id": key})


def _settled(grid: Grid, values: Mapping[str, Any], package: Package) -> dict[str, Any]:
    """The address of the source is the meeting's, where no other is given."""
    if grid.resource != "discussions" or values.get("source_url"):
        return {}
    addresses = {row["id"]: row["source_url"] for row in package.rows["meetings"]}
    return {"source_url": addresses.get(str(values.get("meeting")))}
