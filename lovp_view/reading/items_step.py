"""Second step: the note beside what was read in it; each item is taken, corrected or left out."""

from functools import partial

import streamlit as st

from lovp_data.review.checks import faults, progress
from lovp_data.review.edits import accept_complete, reject_undecided
from lovp_data.review.review import DiscussionItem, FollowUpItem, Review, ReviewError
from lovp_data.review.stored import find_earlier
from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.reading.draft_session import LEFT, DraftSession, last_step, leave_item, stepper
from lovp_view.reading.meeting_step import same_note
from lovp_view.reading.passages import passage_search
from lovp_view.reading.point_form import show_point_form
from lovp_view.reading.side_by_side import add_passage, item_pane, note_pane
from lovp_view.reading.topic_form import show_topic_form
from lovp_view.reading.words import next_proposed
from lovp_view.view.scene import Scene

Opened = DiscussionItem | FollowUpItem


def show_items(scene: Scene, session: DraftSession, names: Names) -> None:
    """Text and list side by side; an opened item takes the place of the list."""
    item = _opened(session.review, scene.view.row)
    same_note(find_earlier(session.review, names.package), names)
    left, right = st.columns(2, gap="medium")
    with left:
        note_pane(session, names, item.id if item else "")
    with right:
        if item is None:
            _list(session, names)
        else:
            _form(session, item, names)
    texts = names.texts
    with st.expander(texts("reading.add_found"), icon=":material/search:"):
        choices = [
            (texts("reading.note_add"), partial(add_passage, session.key)),
            (texts("reading.note_topic"), partial(add_passage, session.key, is_topic=True)),
        ]
        passage_search(f"items_{session.key}", session.review, names, choices)


def _opened(review: Review, key: str | None) -> Opened | None:
    """The item that the address asks for; None if there is none."""
    try:
        return review.item(key) if key else None
    except ReviewError:
        return None


def _list(session: DraftSession, names: Names) -> None:
    """What can be done with all at once, and every item."""
    texts, done = names.texts, progress(session.review)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="review_all"):
        st.button(
            texts.plural("reading.accept_complete", done.complete),
            key="accept_complete", icon=":material/done_all:", disabled=not done.complete,
            on_click=stepper(session.key, accept_complete),
        )  # fmt: skip
        st.button(
            texts("reading.reject_rest"),
            key="reject_rest", type="tertiary", disabled=not done.proposed,
            on_click=stepper(session.key, reject_undecided),
        )  # fmt: skip
        if before := last_step(session):
            st.button(
                texts("reading.undo_step"), key="undo_step", type="tertiary", icon=":material/undo:",
                on_click=stepper(session.key, lambda _review: before),
            )  # fmt: skip
    item_pane(session, names, next_proposed(session.review, state.work(LEFT, session.key)))


def _form(session: DraftSession, item: Opened, names: Names) -> None:
    st.button(
        names.texts("reading.back_to_list"), key="back_to_list", type="tertiary", icon=":material/arrow_back:",
        on_click=leave_item, args=(session.key, item.id),
    )  # fmt: skip
    if missing := faults(session.review, item):
        st.error(" ".join(names.texts(f"review_fault.{code}") for code in missing), icon=":material/edit:")
    with st.container(key="review_form"):
        if isinstance(item, DiscussionItem):
            show_topic_form(session, item, names)
        else:
            show_point_form(session, item, names)
