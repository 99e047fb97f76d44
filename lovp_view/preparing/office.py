"""Room beside an item of the agenda for what the office wants: for editors only, in no file unless asked for."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lovp_data.package.errors import ConflictError
from lovp_view import state
from lovp_view.briefing.annotation import question_texts
from lovp_view.view.agenda_plan import AgendaItem
from lovp_view.view.office_notes import NOTE_FIELDS, OfficeNote, preparation_key, read_notes, with_note
from lovp_view.view.scene import Scene

_CONTESTED = "office_note"
_HEIGHTS = {"line": 68, "questions": 180, "documents": 68}


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
    values = {name: getattr(stored, name, "") for name in NOTE_FIELDS}
    values["questions"] = values["questions"] or _proposed(scene, item)
    with st.container(key="office_note"):
        st.subheader(texts("preparing.office"), anchor=False)
        st.caption(texts("preparing.office_lead"))
        for name, value in values.items():
            _field(scene, item, name, value, lambda: _keep(scene, item, stored))
        if state.work(_CONTESTED, (scene.view.prepare, item)):
            st.warning(texts("preparing.conflict"), icon=":material/group:")
            st.button(texts("preparing.keep"), key="office_keep", on_click=lambda: _keep(scene, item, stored))


def _proposed(scene: Scene, item: AgendaItem) -> str:
    """The questions of the data, a line each."""
    return "\n".join(question_texts(scene, item))


def _field(scene: Scene, item: AgendaItem, name: str, value: str, keep: Callable[[], None]) -> None:
    """Kept as soon as it is left, so that looking at another item loses nothing."""
    label, key = scene.texts.label("preparing_note", name), _key(scene, item, name)
    if name in _HEIGHTS:
        st.text_area(label, value, key=key, height=_HEIGHTS[name], max_chars=4000, on_change=keep)
    else:
        st.text_input(label, value, key=key, max_chars=200, on_change=keep)


def _key(scene: Scene, item: AgendaItem, name: str) -> str:
    return f"office_{name}_{scene.view.prepare}_{item.code}"


def _keep(scene: Scene, item: AgendaItem, seen: OfficeNote | None) -> None:
    """Callback: store what was typed, unless somebody else stored something on this item since it was drawn.

    What was typed stays; stored once more, it takes the place of the other's.
    """
    meeting = scene.view.prepare or ""
    typed = {name: str(state.peek(_key(scene, item, name)) or "").strip() for name in NOTE_FIELDS}
    if typed["questions"] == _proposed(scene, item):
        typed["questions"] = ""  # they go on following the data
    stored, own = state.draft(preparation_key(meeting)), OfficeNote(**typed)
    content = stored.content if stored else None
    there = read_notes(content).get(item.code)
    is_kept = there == own or (
        there == seen and _is_stored(meeting, with_note(content, item.code, own), stored.version if stored else None)
    )
    state.keep_work(_CONTESTED, (meeting, item), not is_kept)


def _is_stored(meeting: str, content: dict[str, Any], expected: int | None) -> bool:
    """False where another version was stored in the same moment."""
    try:
        state.save_draft(preparation_key(meeting), content, expected=expected)
    except ConflictError:
        return False
    return True
