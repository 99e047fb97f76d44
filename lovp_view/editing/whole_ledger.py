"""The whole ledger, page by page."""

import streamlit as st

from lovp_view import state
from lovp_view.editing.history import show_history
from lovp_view.editing.names import Names
from lovp_view.view.scene import Scene

_STEP = 25  # writes shown at first, and more at every click


def show_ledger(scene: Scene, names: Names) -> None:
    """Everything that was ever written, the newest first."""
    asked = scene.view.row or ""
    shown = int(asked) if asked.isdecimal() else _STEP
    entries = state.editor_ledger(limit=shown + 1)
    writes = list(dict.fromkeys(entry.transaction for entry in entries))
    show_history("ledger", [entry for entry in entries if entry.transaction in writes[:shown]], names)
    if len(writes) > shown:
        st.button(scene.texts("editing.more"), key="more_entries", on_click=lambda: state.go(row=str(shown + _STEP)))
