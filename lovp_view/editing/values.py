"""Between what widgets hold and what a row holds. Pure: no Streamlit.

An interval is two widgets, its first and its last day; a list is one text with a line for each; a code of another row
is a choice.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lovp_data.package.dates import parse_interval
from lovp_data.package.schema import Field, load_schema

Values = dict[str, Any]
# Worked out when it is stored, or fixed once and for all.
SETTLED = {"id", "quote_start", "quote_end", "section_start", "section_end", "heading", "text_path"}
LONG = {"what", "summary", "quote", "note", "aspects"}
FIRST, LAST = "first", "last"


def fields_of(resource: str) -> list[Field]:
    """The fields that a person fills in, in the order of the schema."""
    return [field for field in load_schema()[resource].fields if field.name not in SETTLED]


def reference_of(resource: str, field: str) -> str | None:
    """The resource that a field of one column points at; None if it points at none."""
    keys = load_schema()[resource].foreign_keys
    return next((key.resource for key in keys if key.fields == (field,)), None)


def widget_names(field: Field) -> list[str]:
    """The widgets behind a field: two for an interval, else one."""
    return [f"{field.name}_{FIRST}", f"{field.name}_{LAST}"] if field.is_edtf else [field.name]


def widget_values(field: Field, value: Any) -> Values:
    """What the widgets show for a value: keys as `widget_names`."""
    if not field.is_edtf:
        return {field.name: "\n".join(value or ()) if field.type == "array" else value}
    days = parse_interval(value) if value else None
    last = days.end if days and not days.is_day else None
    return dict(zip(widget_names(field), (days.start if days else None, last), strict=True))


def row_values(fields: list[Field], typed: Mapping[str, Any]) -> Values:
    """The values behind what was typed; a field without widgets is left out."""
    return {
        field.name: _row_value(field, typed) for field in fields if any(name in typed for name in widget_names(field))
    }


def _row_value(field: Field, typed: Mapping[str, Any]) -> Any:
    if field.is_edtf:
        first, last = (typed.get(name) for name in widget_names(field))
        return edtf_of(first, last)
    value = typed[field.name]
    if field.type == "array":
        return [line.strip() for line in (value or "").splitlines() if line.strip()] or None
    if isinstance(value, str):
        return (value if field.name == "quote" else value.strip()) or None
    return value


def edtf_of(first: date | None, last: date | None) -> str | None:
    """A day, or an interval of days; one day alone counts as that day."""
    if first is None or last is None or first == last:
        only = first or last
        return only.isoformat() if only else None
    return f"{first.isoformat()}/{last.isoformat()}"


def changed_values(resource: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> Values:
    """The values that differ from the row's. The same days in another form of writing are no change."""
    schema = load_schema()[resource]
    return {name: value for name, value in values.items() if not _is_same(schema.field(name), row.get(name), value)}


def _is_same(field: Field, stored: Any, value: Any) -> bool:
    if field.is_edtf and stored and value:
        return parse_interval(stored) == parse_interval(value)
    return bool((stored or None) == (value or None)) if field.type in ("string", "array") else bool(stored == value)
