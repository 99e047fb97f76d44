"""Noting live: one line over the slide, while it is said, with a way back."""

from typing import Any

import streamlit as st

from lovp_data.package.errors import ConflictError, PackageError, StoreError
from lovp_view import state
from lovp_view.access.rights import NotAllowedError
from lovp_view.briefing.screen import Noting
from lovp_view.editing.answers import problem_line
from lovp_view.editing.live_changes import CHOICES, LONGEST, LiveNote, live_changes, meeting_of_day
from lovp_view.editing.names import Names
from lovp_view.screen.editor_menu import reason
from lovp_view.view import pages
from lovp_view.view.paths import item_address, own_base
from lovp_view.view.scene import Scene

_NAME = "live_note"


def live_noting(scene: Scene) -> Noting | None:
    """For an editor: the form's choices, the answer to the last note, and what is done with the next."""
    if state.editor() is None:
        return None
    return Noting(
        form=_form(scene),
        answer=_answer(scene),
        note=lambda told: _note(scene, LiveNote.of(told)),
        undo=lambda: _undo(scene),
    )


def _form(scene: Scene) -> dict[str, Any]:
    """JSON for noting.js. All of it is public: what is under embargo is not on a slide either."""
    register, texts = scene.register, scene.texts
    rows = register.follow_ups
    is_involved = register.stakeholders["id"].isin(register.involvements["stakeholder"])
    parties = register.stakeholders[is_involved].sort_values("name")
    return {
        "words": texts.group("noting"),
        "choices": list(CHOICES),
        "longest": LONGEST,
        "topics": list(register.topic_titles.items()),
        "topic_of": dict(zip(rows["id"], rows["topic"], strict=True)),
        "parties": list(zip(parties["id"], parties["name"], strict=True)),
        "is_meeting": meeting_of_day(state.editor_package(), scene.today) is not None,
    }


def _answer(scene: Scene) -> dict[str, Any] | None:
    """What became of the last note, told once by its `id`; `can_undo` while it can be taken back."""
    answer = state.outcome(_NAME)
    if answer is None:
        return None
    texts, names = scene.texts, Names(state.editor_package(), scene.texts)
    if answer.error is not None:
        told = _fault(scene, answer.error, names)
        return {"id": str(id(answer)), "text": told, "is_error": True, "can_undo": False, "about": ""}
    text = texts("editing.undone") if answer.is_undo else _told(answer, names)
    number = answer.entries[-1].number if answer.entries else 0
    can_undo = bool(answer.entries) and not answer.is_undo
    return {"id": f"{number}", "text": text, "is_error": False, "can_undo": can_undo, "about": _about(answer)}


def _about(answer: state.Outcome) -> str:
    """The follow-up that a note told of; '' where there is none (any more)."""
    for entry in answer.entries:
        cells = entry.after or {}
        if entry.resource in ("status_updates", "follow_ups") and cells:
            return str(cells["follow_up"] if entry.resource == "status_updates" else cells["id"])
    return ""


def _told(answer: state.Outcome, names: Names) -> str:
    """'Verschoven: Plan van aanpak · LOVP van juni'; 'Afgesproken: …'."""
    for entry in answer.entries:
        cells = dict(entry.after or {})
        if entry.resource == "status_updates":
            status = names.code("status_updates", "status", cells["status"])
            told = f"{status}: {names.titles.get(cells['follow_up'], cells['follow_up'])}"
            return f"{told} · {cells['due_wording']}" if cells.get("due_wording") else told
        if entry.resource == "follow_ups":
            return names.texts("noting.agreed_told", what=cells["title"])
    return names.texts("editing.nothing_changed")


def _fault(scene: Scene, error: PackageError | StoreError, names: Names) -> str:
    """Why nothing was stored, and what to do about it."""
    texts = scene.texts
    match error:
        case PackageError() as refused:
            return " ".join([texts("editing.refused"), *(problem_line(each, names) for each in refused.problems)])
        case NotAllowedError():
            return reason(scene)
        case ConflictError():
            return texts("noting.conflict")
    return texts("editing.failed", reason=texts(f"store_fault.{error.fault}"))


def _note(scene: Scene, note: LiveNote) -> None:
    """Callback: store the line; a view of an earlier day goes on to today, where it can be seen."""
    base = own_base(st.context.url, [address for _, _, address in pages.ALL_PAGES])
    meeting = meeting_of_day(state.editor_package(), scene.today)
    address = item_address(base, "meetings", meeting["id"]) if meeting else item_address(base, "follow_ups", note.about)
    done = state.store_form(
        _NAME, lambda: live_changes(note, state.editor_package(), scene.today, address), scene.texts("noting.why")
    )
    if done.error is None and scene.view.reference_date and scene.view.reference_date < scene.today:
        state.go(reference_date=None)


def _undo(scene: Scene) -> None:
    answer = state.outcome(_NAME)
    if answer and answer.entries and not answer.is_undo:
        numbers = [entry.number for entry in answer.entries]
        state.undo(_NAME, *numbers, why=scene.texts("editing.undo_why", when=scene.texts.moment(answer.entries[0].at)))
