"""Room beside an item of the agenda for what the office wants: for editors only, in no file unless asked for."""

from typing import Any

import streamlit as st

from lovp_data.package.errors import ConflictError
from lovp_view import state
from lovp_view.briefing.annotation import question_texts
from lovp_view.view.agenda_plan import AgendaItem
from lovp_view.view.office_notes import NOTE_FIELDS, OfficeNote, preparation_key, read_notes, with_note
from lovp_view.view.scene import Scene

_OUTCOME = "office_note"
_HEIGHTS = {"line": 68, "questions": 120, "documents": 68}


def office_notes(scene: Scene) -> dict[str, OfficeNote]:
    """The notes on the meeting that is prepared, by the code of their item. Raises NotAllowedError for non-editors."""
    stored = state.draft(preparation_key(scene.view.prepare or ""))
    return read_notes(stored.content) if stored else {}


def show(scene: Scene, item: AgendaItem) -> None:
    """A form with what is stored; the questions begin as those that the data give."""
    if state.editor() is None or not scene.view.prepare:
        return
    state.note_editing()
    texts, stored = scene.texts, office_notes(scene).get(item.code)
    values = stored or OfficeNote(questions="\n".join(question_texts(scene, item)))
    with st.form(f"office_{scene.view.prepare}_{item.code}", border=False):
        st.subheader(texts("preparing.office"), anchor=False)
        st.caption(texts("preparing.office_lead"))
        for name in NOTE_FIELDS:
            _field(scene, item, name, getattr(values, name))
        st.form_submit_button(texts("preparing.keep"), type="primary", on_click=lambda: _keep(scene, item, stored))
    if said := state.work(_OUTCOME, (scene.view.prepare, item)):
        st.info(said, icon=":material/info:")


def _field(scene: Scene, item: AgendaItem, name: str, value: str) -> None:
    label, key = scene.texts.label("preparing_note", name), _key(scene, item, name)
    if name in _HEIGHTS:
        st.text_area(label, value, key=key, height=_HEIGHTS[name], max_chars=4000)
    else:
        st.text_input(label, value, key=key, max_chars=200)


def _key(scene: Scene, item: AgendaItem, name: str) -> str:
    return f"office_{name}_{scene.view.prepare}_{item.code}"


def _keep(scene: Scene, item: AgendaItem, seen: OfficeNote | None) -> None:
    """Callback: store what was typed, unless somebody else stored something on this item since it was drawn.

    What was typed stays; stored once more, it takes the place of the other's.
    """
    meeting = scene.view.prepare or ""
    typed = {name: str(state.peek(_key(scene, item, name)) or "").strip() for name in NOTE_FIELDS}
    stored = state.draft(preparation_key(meeting))
    content = stored.content if stored else None
    is_kept = read_notes(content).get(item.code) == seen and _is_stored(
        meeting, with_note(content, item.code, OfficeNote(**typed)), stored.version if stored else None
    )
    told = scene.texts("preparing.kept" if is_kept else "preparing.conflict")
    state.keep_work(_OUTCOME, (meeting, item), told)


def _is_stored(meeting: str, content: dict[str, Any], expected: int | None) -> bool:
    """False where another version was stored in the same moment."""
    try:
        state.save_draft(preparation_key(meeting), content, expected=expected)
    except ConflictError:
        return False
    return True
