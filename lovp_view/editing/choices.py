"""Which row an editor works on."""

import streamlit as st

from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.scene import Scene


def row_choice(
    scene: Scene, names: Names, resource: str, label: str, new: str, offered: set[str] | None = None
) -> str | None:
    """Which row to work on, as the address says; None for a new one. `offered` are the ids to choose from, or all."""
    known = scene.view.row if scene.view.row in names.of(resource) else None
    keys = [key for key in names.of(resource) if offered is None or key in offered or key == known]
    st.selectbox(
        label,
        ["", *keys],
        key=state.widget("row", known or ""),
        format_func=lambda key: names.of(resource).get(key, key) if key else new,
        on_change=lambda: state.go(row=state.value_of("row") or None),
    )
    return known
