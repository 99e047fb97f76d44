"""One meeting: its facts, that it moves or is cancelled, what was discussed, and its history."""

from datetime import date
from functools import partial

import streamlit as st

from lovp_view import state
from lovp_view.editing.answers import show_answer
from lovp_view.editing.choices import row_choice, row_form_name
from lovp_view.editing.grid import row_grid
from lovp_view.editing.grid_changes import Grid
from lovp_view.editing.history import show_history
from lovp_view.editing.moving import moved_meeting
from lovp_view.editing.names import Names
from lovp_view.editing.row_form import removal_button, row_form, typed_why, why_input
from lovp_view.editing.saving import RowForm
from lovp_view.view.address import FIRST_DAY, LAST_DAY
from lovp_view.view.scene import Scene

TABS = ("facts", "move", "discussions", "publications", "history")
_NEW_DAY = "new_day"
_NO_DAY = "no_day"


def show_meetings(scene: Scene, names: Names) -> None:
    """A choice of meetings, and everything about the chosen one."""
    texts = scene.texts
    key = row_choice(scene, names, "meetings", texts("editing.which_meeting"), texts("editing.new_meeting"))
    if key is None:
        row_form(RowForm("new_meeting", "meetings", preset={"kind": "regular", "state": "planned"}), names)
        return
    if key not in names.of("meetings"):
        row_form(RowForm(row_form_name("meetings", key), "meetings", key), names)
        return
    tabs = st.tabs([texts(f"editing_tab.{tab}") for tab in TABS], key="meeting_tabs", on_change="rerun")
    for tab, show in zip(tabs, (_facts, _move, _discussions, _publications, _history), strict=True):
        if tab.open:
            with tab:
                show(key, names)


def _facts(key: str, names: Names) -> None:
    form = RowForm(row_form_name("meetings", key), "meetings", key)
    row_form(form, names)
    removal_button(form, names, partial(state.go, row=None))


def _move(key: str, names: Names) -> None:
    """Another day, or none: one write sets the meeting to cancelled and adds the one that takes its place."""
    name, texts = f"move_{key}", names.texts
    if _is_held(key, names):
        st.info(texts("editing.move_held"))
        return
    state.open_form(name, lambda: {item.row["id"]: item for item in state.editor_items("meetings", [key])})
    show_answer(name, names)
    st.markdown(texts("editing.move_help"))
    with st.form(key=f"form_{name}", border=False, enter_to_submit=False):
        st.date_input(
            texts("editing.new_day"),
            value=None,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format=texts("format.date_input"),
            key=state.field_key(name, _NEW_DAY),
        )
        why_input(name, names)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                texts("editing.move"), type="primary", key=f"save_{name}", on_click=lambda: _put_off(key)
            )
            st.form_submit_button(texts("editing.cancel"), key=f"cancel_{name}", on_click=lambda: _save(key, None))
    if state.work(_NO_DAY, name):
        st.warning(texts("editing.move_no_day"), icon=":material/event:")


def _is_held(key: str, names: Names) -> bool:
    return any(row["id"] == key and row["state"] == "held" for row in names.package.rows["meetings"])


def _put_off(key: str) -> None:
    """Callback: without a day nothing is done but to ask for one."""
    name = f"move_{key}"
    day = state.typed(name, [_NEW_DAY]).get(_NEW_DAY)
    if day is None:
        state.keep_work(_NO_DAY, name, True)
    else:
        _save(key, day)


def _save(key: str, day: date | None) -> None:
    """Callback: the meeting moves to this day, or is cancelled."""
    name = f"move_{key}"
    if item := state.opened(name).items.get(key):
        state.drop_work(_NO_DAY)
        state.store_form(name, lambda: moved_meeting(item, day, state.editor_package()), typed_why(name))


def _discussions(key: str, names: Names) -> None:
    """What was on the agenda, in order, with a summary of each."""
    grid = Grid(f"discussions_of_{key}", "discussions", {"meeting": key})
    row_grid(grid, names, lambda row: row["meeting"] == key)


def _publications(key: str, names: Names) -> None:
    """Which documents of it are public, and how much of each was read."""
    row_grid(Grid(f"publications_of_{key}", "publications", {"meeting": key}), names, lambda row: row["meeting"] == key)


def _history(key: str, names: Names) -> None:
    show_history(f"history_{key}", state.editor_history("meetings", key), names)
