"""A grid for small lists, where that is quicker than a form: type, add and take away, then store it all at once."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from lovp_data.package.files import Row
from lovp_data.package.schema import Field
from lovp_data.store.writing import Item
from lovp_view import state
from lovp_view.editing.answers import show_answer
from lovp_view.editing.grid_changes import Grid, grid_changes
from lovp_view.editing.names import Names
from lovp_view.editing.row_form import typed_why, why_input
from lovp_view.editing.values import reference_of

_EDITS = "edits"


def row_grid(grid: Grid, names: Names, keep: Callable[[Row], bool] = lambda row: True) -> None:
    """The grid of the rows that `keep` keeps, and below it the button that stores what was done in it."""
    opening = state.open_form(grid.name, lambda: _items(grid, names, keep))
    show_answer(grid.name, names)
    texts = names.texts
    st.data_editor(
        _frame(grid, opening.items),
        key=state.field_key(grid.name, _EDITS),
        column_config={field.name: _column(grid.resource, field, names) for field in grid.fields},
        hide_index=True,
        num_rows="dynamic",
        width="stretch",
        placeholder="–",
        alt=texts(f"resource.{grid.resource}"),
    )
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        why_input(grid.name, names)
    with right:
        st.button(
            texts("editing.save"), type="primary", key=f"save_{grid.name}", width="stretch",
            on_click=lambda: _save(grid),
        )  # fmt: skip


def _items(grid: Grid, names: Names, keep: Callable[[Row], bool]) -> dict[str, Item]:
    fitting = [row for row in names.package.rows[grid.resource] if keep(row)]
    return {item.row["id"]: item for item in state.editor_items(grid.resource, [row["id"] for row in fitting])}


def _frame(grid: Grid, items: Mapping[str, Item]) -> pd.DataFrame:
    """Grain: row, in the order of the package; columns are the fields by their codes."""
    columns = {field.name: [item.row[field.name] for item in items.values()] for field in grid.fields}
    return pd.DataFrame({name: pd.Series(values, dtype=_dtype(name, grid)) for name, values in columns.items()})


def _dtype(name: str, grid: Grid) -> str:
    kinds = {"integer": "Int64", "boolean": "bool", "date": "datetime64[s]"}
    return kinds.get(next(field.type for field in grid.fields if field.name == name), "str")


def _column(resource: str, field: Field, names: Names) -> Any:
    """How a column is edited: a choice for codes, a box for yes and no, a calendar for days, else text."""
    texts = names.texts
    label, config = texts(f"field.{field.name}"), st.column_config
    if field.enum:
        labels = {code: names.code(resource, field.name, code) for code in field.enum}
        return _choice(label, labels, field)
    if target := reference_of(resource, field.name):
        return _choice(label, names.of(target), field)
    if field.type == "boolean":
        return config.CheckboxColumn(label, default=False)
    if field.type == "date":
        return config.DateColumn(label, format=texts("format.table_date"))
    if field.type == "integer":
        return config.NumberColumn(label, min_value=1, step=1, width="small")
    help_text = texts("editing.interval_help") if field.is_edtf else None
    width: Literal["large", "medium"] = (
        "large" if field.name in ("name", "title", "note", "summary", "source_url") else "medium"
    )
    return config.TextColumn(label, required=field.required, help=help_text, width=width)


def _choice(label: str, labels: Mapping[str, str], field: Field) -> Any:
    return st.column_config.SelectboxColumn(
        label, options=list(labels), format_func=lambda code: labels.get(str(code), str(code)), required=field.required
    )


def _save(grid: Grid) -> None:
    """Callback of the button."""
    edits = state.typed(grid.name, [_EDITS]).get(_EDITS, {})
    items = state.opened(grid.name).items
    state.store_form(grid.name, lambda: grid_changes(grid, items, edits, state.editor_package()), typed_why(grid.name))
