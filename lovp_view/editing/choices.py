"""Which row an editor works on."""

import streamlit as st

from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.editing.row_form import is_contested
from lovp_view.view.scene import Scene


def row_form_name(resource: str, key: str) -> str:
    """The name of the form about a row that is chosen here."""
    return f"{resource}_{key}"


def row_choice(
    scene: Scene, names: Names, resource: str, label: str, new: str, offered: set[str] | None = None
) -> str | None:
    """Which row to work on, as the address says; None for a new one. `offered` are the ids to choose from, or all."""
    asked, labels = scene.view.row, names.of(resource)
    known = asked if asked and (asked in labels or is_contested(row_form_name(resource, asked))) else None
    keys = [key for key in labels if offered is None or key in offered or key == known]
    field = state.field("row", known or "")
    st.selectbox(
        label,
        ["", *keys, *([known] if known and known not in labels else [])],
        key=field.key,
        format_func=lambda key: labels.get(key, names.texts("editing.gone")) if key else new,
        on_change=field.chosen(lambda row: state.go(row=row or None)),
    )
    return known
