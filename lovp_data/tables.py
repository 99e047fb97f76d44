"""The store's rows as typed frames; every date field that may be an interval gets its first and last day."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lovp_data.dates import parse_interval
from lovp_data.package import Package, Row
from lovp_data.schema import Field, Resource, load_schema

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
