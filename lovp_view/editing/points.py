"""One follow-up: how it stands, what it says, who has a part in it, and its history."""

from functools import partial

import streamlit as st

from lovp_data.package.files import Row
from lovp_data.store.ledger import Entry
from lovp_view import state
from lovp_view.editing.choices import row_choice, row_form_name
from lovp_view.editing.grid import row_grid
from lovp_view.editing.grid_changes import Grid
from lovp_view.editing.history import show_history
from lovp_view.editing.names import Names
from lovp_view.editing.row_form import is_contested, removal_button, row_form
from lovp_view.editing.saving import RowForm
from lovp_view.editing.status_note import status_form, update_form_name
from lovp_view.screen import markup
from lovp_view.screen.detail import show_updates
from lovp_view.view.scene import Scene

TABS = ("standing", "facts", "parties", "history")


def show_points(scene: Scene, names: Names) -> None:
    """A choice of follow-ups, those under embargo included, and everything about the chosen one."""
    texts = scene.texts
    label, new = texts("editing.which_follow_up"), texts("editing.new_follow_up")
    key = row_choice(scene, names, "follow_ups", label, new, _in_selection(scene))
    if key is None:
        row_form(RowForm("new_follow_up", "follow_ups", preset={"openness": "public"}), names)
        return
    form = RowForm(row_form_name("follow_ups", key), "follow_ups", key)
    row = next((row for row in names.package.rows["follow_ups"] if row["id"] == key), None)
    if row is None:
        row_form(form, names)
        return
    tabs = st.tabs([texts(f"editing_tab.{tab}") for tab in TABS], key="point_tabs", on_change="rerun")
    show = (_standing, _facts, _parties, _history)
    for tab, each in zip(tabs, show, strict=True):
        if tab.open:
            with tab:
                each(scene, row, names)


def _standing(scene: Scene, row: Row, names: Names) -> None:
    """The form for what is known now, and below it what became of it so far."""
    markup.show("what.html", what=row["what"], aspects=row["aspects"] or ())
    status_form(scene, row, names, _chosen_update(row["id"], names))
    markup.show("title.html", title=scene.texts("detail.updates"))
    show_updates(scene, row["id"])


def _chosen_update(follow_up: str, names: Names) -> str | None:
    """A new update, or one that there is, to be corrected."""
    own = [each["id"] for each in names.package.rows["status_updates"] if each["follow_up"] == follow_up]
    key = f"update_of_{follow_up}"
    asked = state.peek(key)
    if asked and asked not in own and is_contested(update_form_name(asked)):
        own.append(asked)
    if not own:
        return None
    labels, new = names.of("status_updates"), names.texts("editing.new_update")
    chosen: str | None = st.segmented_control(
        names.texts("editing.which_update"),
        ["", *own],
        key=key,
        default="",
        required=True,
        format_func=lambda key: labels.get(key, names.texts("editing.gone")) if key else new,
        label_visibility="collapsed",
    )
    return chosen or None


def _facts(scene: Scene, row: Row, names: Names) -> None:
    form = RowForm(row_form_name("follow_ups", row["id"]), "follow_ups", row["id"])
    row_form(form, names)
    removal_button(form, names, partial(state.go, row=None))


def _parties(scene: Scene, row: Row, names: Names) -> None:
    """Who has which role in it."""
    fixed = {"topic": row["topic"], "meeting": row["meeting"], "follow_up": row["id"], "quote": None}
    grid = Grid(f"parties_of_{row['id']}", "involvements", fixed)
    st.caption(scene.texts("editing.parties_help"))
    row_grid(grid, names, lambda each: each["follow_up"] == row["id"])


def _history(scene: Scene, row: Row, names: Names) -> None:
    """Everything written about it, its updates and the roles in it."""
    show_history(f"history_{row['id']}", follow_up_entries(row["id"]), names)


def follow_up_entries(key: str) -> list[Entry]:
    """The ledger's entries about a follow-up and what hangs on it, removed rows included; the newest first."""
    return [entry for entry in state.editor_ledger() if _is_about(entry, key)]


def _is_about(entry: Entry, key: str) -> bool:
    hanging = {(cells or {}).get("follow_up") for cells in (entry.before, entry.after)}
    return entry.concerns("follow_ups", key) or key in hanging


def _in_selection(scene: Scene) -> set[str] | None:
    """The follow-ups that the filters keep; None without filters, when those under embargo are offered too."""
    return set(scene.selected.follow_ups["id"]) if scene.view.selection else None
