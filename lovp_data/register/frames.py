"""The store's rows as typed frames; every date field that may be an interval gets its first and last day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lovp_data.package.dates import parse_interval
from lovp_data.package.files import Package, Row
from lovp_data.package.schema import Field, Resource, load_schema

_DTYPES = {"string": "str", "integer": "Int64", "boolean": "bool", "date": "datetime64[s]", "array": "object"}


@dataclass(frozen=True)
class Tables:
    """One frame per resource of the package, all rows, in package order; `texts` by path."""

    frames: dict[str, pd.DataFrame]
    texts: dict[str, str]

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.frames[name]


def build_tables(package: Package) -> Tables:
    """Typed frames of a sound package."""
    schema = load_schema()
    return Tables({name: build_frame(resource, package.rows[name]) for name, resource in schema.items()}, package.texts)


def step_tables(tables: Tables, package: Package, touched: Mapping[str, frozenset[str]]) -> Tables:
    """The tables of a package that differs from the one they were built of in the touched rows (ids per resource) only.

    Those rows alone are built; the tables are new, and the frames of other resources the same.
    """
    schema = load_schema()
    changed = {name: _stepped(schema[name], tables[name], package.rows[name], touched[name])
               for name in touched.keys() & schema.keys()}  # fmt: skip
    return Tables(tables.frames | changed, package.texts)


def _stepped(resource: Resource, frame: pd.DataFrame, rows: list[Row], keys: frozenset[str]) -> pd.DataFrame:
    fresh = build_frame(resource, [row for row in rows if row["id"] in keys])
    joined = pd.concat([frame[~frame["id"].isin(keys)], fresh], ignore_index=True)
    places = pd.Index(joined["id"]).get_indexer([row["id"] for row in rows])
    return joined.take(places).reset_index(drop=True)


def build_frame(resource: Resource, rows: list[Row]) -> pd.DataFrame:
    """Columns as declared, dtypes by declared type, plus `<field>_start` and `<field>_end` for EDTF fields."""
    columns = {field.name: _column(field, [row[field.name] for row in rows]) for field in resource.fields}
    for field in resource.fields:
        if field.is_edtf:
            intervals = [parse_interval(row[field.name]) if row[field.name] else None for row in rows]
            columns[f"{field.name}_start"] = days([each.start if each else None for each in intervals])
            columns[f"{field.name}_end"] = days([each.end if each else None for each in intervals])
    return pd.DataFrame(columns)


def _column(field: Field, values: list[Any]) -> pd.Series:
    if field.type == "date":
        return days(values)
    return pd.Series(values, dtype=_DTYPES[field.type])


def days(values: list[Any]) -> pd.Series:
    """Days as datetime64[s] (wide enough for every year a date can hold); None becomes NaT."""
    return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[s]"))
