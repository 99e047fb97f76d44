"""The whole ledger, page by page."""

import streamlit as st

from lovp_view import state
from lovp_view.editing.history import show_history
from lovp_view.editing.names import Names
from lovp_view.scene import Scene

_STEP = 50  # entries shown at first, and more at every click


def show_ledger(scene: Scene, names: Names) -> None:
    """Everything that was ever written, the newest first."""
    asked = scene.view.row or ""
    shown = int(asked) if asked.isdecimal() else _STEP
    entries = state.editor_ledger(limit=shown + 1)
    show_history("ledger", entries[:shown], names)
    if len(entries) > shown:
        st.button(scene.texts("editing.more"), key="more_entries", on_click=lambda: state.go(row=str(shown + _STEP)))
