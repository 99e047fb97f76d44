"""'Stand noteren': what has become of a follow-up, noted while it is said."""

from datetime import date
from typing import Any

import streamlit as st

from lovp_data.package.files import Package, Row
from lovp_view import state
from lovp_view.editing.live_changes import meeting_of_day
from lovp_view.editing.names import Names
from lovp_view.editing.row_form import removal_button, row_form
from lovp_view.editing.saving import RowForm
from lovp_view.view.scene import Scene


def update_form_name(update: str, place: str = "page") -> str:
    """The name of the form about a status update."""
    return f"update_{place}_{update}"


def status_form(scene: Scene, row: Row, names: Names, update: str | None = None, place: str = "page") -> None:
    """The form for one status update of a follow-up; `update` None for a new one, dated today.

    `place` tells forms about the same follow-up apart that can stand on one screen.
    """
    fixed = {"follow_up": row["id"]}
    if update:
        form = RowForm(update_form_name(update, place), "status_updates", update, fixed)
        row_form(form, names)
        removal_button(form, names, lambda: None)
        return
    preset = {"relation": "confirmed", **_of_today(scene.today, names.package)}
    form = RowForm(f"new_update_{place}_{row['id']}", "status_updates", None, fixed, preset)
    row_form(form, names, button="editing.note_status")


def _of_today(today: date, package: Package) -> dict[str, Any]:
    """The day, and the meeting if one is held today, with the address of its note."""
    meeting = meeting_of_day(package, today)
    told = {"meeting": meeting["id"], "source_url": meeting["source_url"]} if meeting else {}
    return {"on": today.isoformat(), **told}


def note_in_detail(scene: Scene, follow_up: str) -> None:
    """For an editor: the form, folded, below an opened follow-up; and everything else of it on Bijwerken."""
    row, texts = _editable(follow_up), scene.texts
    if row is None:
        return
    state.catch_up()
    with st.expander(
        texts("editing.note_status"), icon=":material/edit_note:", key="note_status", on_change="rerun"
    ) as fold:
        if fold.open:
            names = Names(state.editor_package(), texts)
            status_form(scene, row, names, place="detail")
    st.button(
        texts("editing.open"), key="open_in_editing", type="tertiary", icon=":material/edit:",
        on_click=lambda: state.go_to_page("pages/editing.py", item=None, edit="follow_ups", row=follow_up),
    )  # fmt: skip


def _editable(key: str | None) -> Row | None:
    """The follow-up as an editor has it; None for anyone else, or if it is gone."""
    if state.editor() is None:
        return None
    return next((row for row in state.editor_package().rows["follow_ups"] if row["id"] == key), None)
