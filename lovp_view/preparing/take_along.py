"""The prepared meeting to take along: as slides, as an annotation in Word or PDF, as an entry for the calendar."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from lovp_view import state
from lovp_view.briefing import annotation as told
from lovp_view.briefing.agenda_slides import CODE, agenda_deck
from lovp_view.documents.pdf import pdf_bytes
from lovp_view.documents.word import word_bytes
from lovp_view.files import workbook
from lovp_view.files.calendar_file import MIME, TENTATIVE, Entry, calendar_bytes
from lovp_view.preparing import concept
from lovp_view.preparing.office import office_notes
from lovp_view.view.office_notes import OfficeNote
from lovp_view.view.pages import ADDRESS_OF_PAGE
from lovp_view.view.paths import own_base
from lovp_view.view.scene import Scene

_MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "ics": MIME,
    "xlsx": workbook.MIME,
}
_PAGE = ADDRESS_OF_PAGE["preparing"]
_WITH_NOTES = "agenda_with_notes"


def show(scene: Scene) -> None:
    """The way to the slides, and a menu of files; each file is made when asked for."""
    texts = scene.texts
    st.button(
        texts("preparing.briefing"), key="agenda_briefing", icon=":material/slideshow:",
        on_click=lambda: state.go(briefing=(CODE,), prepare=scene.view.prepare, agenda=told.agenda(scene)),
    )  # fmt: skip
    with st.popover(texts("preparing.take"), key="agenda_takeaway"):
        if state.editor():
            st.checkbox(texts("preparing.with_notes"), key=_WITH_NOTES)
        # Looked up now: the file is made outside the viewer's session, which then knows of no tick and no editor.
        notes, link = _notes(scene), _link(scene)
        for kind in ("docx", "pdf"):
            _file(scene, kind, kind, partial(annotation_file, scene, link, notes, kind), is_own=bool(notes))
        _file(scene, "ics", "ics", lambda: entry_bytes(scene, own_base(st.context.url, [_PAGE])))
        if len(concept.noted(scene)):
            _after(scene)


def _after(scene: Scene) -> None:
    """Once something was noted in the meeting: the draft of its note, and its action list."""
    st.caption(scene.texts("preparing.after"))
    _file(scene, "note", "docx", lambda: concept.note_word(scene))
    _file(scene, "note_text", "txt", lambda: concept.note_text(scene).encode())
    _file(scene, "actions", "docx", lambda: concept.actions_word(scene))
    _file(scene, "actions_excel", "xlsx", lambda: concept.actions_workbook(scene))


def _file(scene: Scene, code: str, suffix: str, make: Callable[[], bytes], *, is_own: bool = False) -> None:
    """`is_own`: with the office's notes. Such a file has a button of its own, lest the other be given out for it."""
    own = f"-{scene.texts('preparing.name_own')}" if is_own else ""
    found = told.occasion(scene)
    day = f"{found.start:%Y-%m-%d}" if found else scene.view.prepare
    name = f"{scene.texts(f'preparing.name_{code}')}-{day}{own}.{suffix}"
    st.download_button(
        scene.texts(f"preparing.take_{code}"), data=make, file_name=name, mime=_MIMES[suffix], on_click="ignore",
        key=f"agenda_{code}{own}", width="stretch",
    )  # fmt: skip


def _notes(scene: Scene) -> Mapping[str, OfficeNote]:
    """The office's own notes, where its editor asks for them."""
    return office_notes(scene) if state.peek(_WITH_NOTES) and state.editor() else {}


def _link(scene: Scene) -> str:
    base = own_base(st.context.url, [_PAGE])
    return f"{base}/{agenda_path(scene)}" if base else ""


def agenda_path(scene: Scene) -> str:
    """The place of this preparation below the dashboard's address: whoever opens it sees the same agenda."""
    return f"{_PAGE}?{state.query_text(scene.view.changed(briefing=(), item=None, mark=None, part=1))}"


def annotation_file(scene: Scene, link: str, notes: Mapping[str, OfficeNote], suffix: str) -> bytes:
    """The annotation as 'docx' or 'pdf'; `link` is the absolute address of the preparation, or ''."""
    make = {"docx": word_bytes, "pdf": pdf_bytes}[suffix]
    return make(agenda_deck(scene, notes), scene.texts, link, {})


def entry_bytes(scene: Scene, base: str) -> bytes:
    """The meeting as a calendar file, with its agenda and the way back; b'' where no meeting is chosen."""
    found = told.occasion(scene)
    if found is None:
        return b""
    first, last = found.start.date(), found.end.date()
    lines = [f"{place}. {told.item_title(scene, item)}" for place, item in enumerate(told.agenda(scene), start=1)]
    title = told.occasion_title(scene)
    # `sequence` grows with what is known, so that a calendar takes the later file for the newer.
    entry = Entry(
        uid=f"meeting-{found.meeting or first.isoformat()}@lovp", first=first, last=last, summary=title,
        description="\n".join(lines), path=agenda_path(scene), category=scene.texts("filter.meeting"),
        status=TENTATIVE, sequence=scene.reference_date.toordinal(), changed_on=scene.reference_date,
    )  # fmt: skip
    return calendar_bytes([entry], name=title, description="", language=scene.view.language, base=base)
