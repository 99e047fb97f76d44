"""A note comes in: dropped or pasted; and the drafts that wait."""

import logging

import streamlit as st

from lovp_data.documents.document_faults import DocumentError, Fault
from lovp_data.documents.intake import MOST_BYTES, check_text, read_document
from lovp_data.documents.note_text import NoteText
from lovp_data.reading.language import check_dutch
from lovp_data.review import refusals
from lovp_data.review.checks import progress
from lovp_data.review.refusals import with_refusals
from lovp_data.review.returns import look_for_returns
from lovp_data.review.review import Review
from lovp_data.review.start import start_review
from lovp_data.store.drafts import Draft
from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.reading.draft_session import discard_draft, readable, refused_before, save_new_draft
from lovp_view.reading.words import meeting_name
from lovp_view.screen import markup
from lovp_view.screen.notices import fault_line
from lovp_view.view import office_notes
from lovp_view.view.scene import Scene

_FILE, _PASTE, _FAULT = "reading_file", "reading_paste", "reading_fault"


def show_start(scene: Scene, names: Names) -> None:
    """Where a note is given, and below it the drafts."""
    texts = scene.texts
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(texts("reading.drop_title"), anchor=False)
        st.file_uploader(
            texts("reading.drop"),
            key=_FILE,
            help=texts("reading.drop_help"),
            max_upload_size=MOST_BYTES // 1_000_000,
            on_change=lambda: _read_file(scene),
        )
    with right:
        st.subheader(texts("reading.paste_title"), anchor=False)
        st.text_area(texts("reading.paste"), key=_PASTE, height=120, placeholder=texts("reading.paste_example"))
        st.button(texts("reading.read"), key="read_paste", type="primary", on_click=lambda: _read_paste(scene))
    if fault := state.work(_FAULT, "start"):
        st.error(fault_line(fault, scene), icon=":material/error:")
    _drafts(scene, names)


def _read_file(scene: Scene) -> None:
    """Callback of the file: read it at once."""
    given = state.peek(_FILE)
    if given is None:
        state.drop_work(_FAULT)
        return
    if given.size > MOST_BYTES:
        _refuse(Fault("too_large_file", given.name, f"{given.size // 1_000_000} MB", str(MOST_BYTES // 1_000_000)))
        return
    try:
        note = read_document(given.getvalue(), given.name)
        check_dutch(note.text, given.name)
        _begin(note, given.name)
    except DocumentError as error:
        _refuse(error.fault)


def _read_paste(scene: Scene) -> None:
    """Callback of the button."""
    name, text = scene.texts("reading.pasted"), str(state.peek(_PASTE) or "")
    try:
        _begin(NoteText(check_dutch(check_text(text, name), name)), name)
    except DocumentError as error:
        _refuse(error.fault)


def _refuse(fault: Fault) -> None:
    logging.getLogger(__name__).info("a document was refused: %s", fault.code)
    state.keep_work(_FAULT, "start", fault)


def _begin(note: NoteText, name: str) -> None:
    """Read the note, keep what was read as a draft, and go there."""
    state.drop_work(_FAULT)
    package = state.editor_package()
    removed = [
        entry.before
        for entry in state.editor_ledger()
        if entry.action == "remove" and entry.resource == "follow_ups" and entry.before
    ]
    review = start_review(note.text, name, package, removed, note.left_out)
    review = with_refusals(look_for_returns(review, package), refused_before(review.text))
    if key := save_new_draft(review):
        state.forget_outcome("reading")
        state.go(concept=key, edit=None, row=None)


# --- drafts -----------------------------------------------------------------------------------------------------------


def _drafts(scene: Scene, names: Names) -> None:
    apart = (refusals.PREFIX, office_notes.PREFIX)
    texts, drafts = scene.texts, [each for each in state.drafts() if not each.id.startswith(apart)]
    st.subheader(texts("reading.drafts"), anchor=False)
    if not drafts:
        st.caption(texts("reading.no_drafts"))
    for each in drafts:
        _draft_line(each, scene, names)


def _draft_line(draft: Draft, scene: Scene, names: Names) -> None:
    """What it is, who touched it last and when; open it, or throw it away."""
    texts = scene.texts
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"draft_{draft.id}"):
        review = readable(draft)
        title = texts("reading.unreadable") if review is None else _draft_title(review, names)
        st.markdown(f"**{markup.escaped(title)}**  \n{markup.escaped(_draft_meta(draft, review, names))}")
        if review is not None:
            st.button(
                texts("reading.open"), key=f"open_{draft.id}",
                on_click=state.go, kwargs={"concept": draft.id, "edit": None, "row": None},
            )  # fmt: skip
        with st.popover(texts("reading.discard"), type="tertiary", icon=":material/delete:", key=f"ask_{draft.id}"):
            st.markdown(texts("reading.discard_sure"))
            st.button(
                texts("reading.discard_now"), key=f"discard_{draft.id}",
                on_click=discard_draft, args=(draft.id, draft.version),
            )  # fmt: skip


def _draft_title(review: Review, names: Names) -> str:
    return f"{meeting_name(review, 0, names)} · {review.name}"


def _draft_meta(draft: Draft, review: Review | None, names: Names) -> str:
    """'Els, 2 mrt 2026 14:05 · nog 12 te beoordelen'"""
    texts = names.texts
    parts = [texts("reading.draft_by", who=draft.who, when=texts.moment(draft.updated_at))]
    if review is not None:
        parts.append(texts.plural("reading.to_do", progress(review).proposed))
    return " · ".join(parts)
