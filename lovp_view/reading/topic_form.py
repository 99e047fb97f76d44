"""One topic of the review: which known topic it is, or what the new one is called, and who took part."""

from functools import partial
from typing import Any

import streamlit as st

from lovp_data.package.schema import load_schema
from lovp_data.review.edits import accept, correct, join_topic, make_topic, put_parties
from lovp_data.review.review import DiscussionItem, Review
from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.reading.draft_session import DraftSession, leave_item, take_step
from lovp_view.reading.roles import new_party, role_inputs, typed_roles
from lovp_view.reading.save_buttons import save_buttons
from lovp_view.reading.words import meeting_name

_THEMES = load_schema()["topics"].field("theme").enum
_FIELDS = ("topic", "title", "theme", "standing", "meeting", "summary")
_LIKELY = 0.5  # a proposal with a higher score is called likely


def show_topic_form(session: DraftSession, item: DiscussionItem, names: Names) -> None:
    """Not one form that is sent at once: what is asked depends on whether the topic is a known one."""
    form, texts, review = f"topic_{session.key}_{item.id}", names.texts, session.review
    state.open_form(form, dict, sign="topic")
    if not _topic_input(form, item, names):
        _new_topic_inputs(form, item, names)
    if len(review.meetings) > 1:
        options = list(range(len(review.meetings)))
        st.selectbox(
            texts("field.meeting"), options, index=item.meeting, key=state.field_key(form, "meeting"),
            format_func=lambda at: meeting_name(review, at, names),
        )  # fmt: skip
    st.text_area(
        texts("field.summary"), value=item.summary, height=80, key=state.field_key(form, "summary"),
        help=texts("reading.summary_help"),
    )  # fmt: skip
    role_inputs(form, review, item, names)
    save_buttons(st.button, form, texts, partial(_save, session, item))
    new_party(session, item, names)


def _topic_input(form: str, item: DiscussionItem, names: Names) -> str:
    """The choice of a known topic, the proposed ones first; '' for a new one."""
    texts, known = names.texts, names.of("topics")
    told = {each.topic: each.score for each in item.proposals if each.topic in known}
    options = ["", *told, *(code for code in known if code not in told)]
    chosen: str = st.selectbox(
        texts("field.topic"),
        options,
        index=options.index(item.topic) if item.topic in options else 0,
        format_func=lambda code: _topic_label(code, told.get(code), names),
        key=state.field_key(form, "topic"),
    )
    return chosen


def _topic_label(code: str, score: float | None, names: Names) -> str:
    """'Jaarwisseling (waarschijnlijk)'; the score of a proposal in a word."""
    texts = names.texts
    if not code:
        return texts("reading.new_topic")
    if score is None:
        return names.of("topics")[code]
    told = texts("reading.topic_likely" if score > _LIKELY else "reading.topic_possible")
    return f"{names.of('topics')[code]} ({told})"


def _new_topic_inputs(form: str, item: DiscussionItem, names: Names) -> None:
    texts = names.texts
    st.text_input(f"{texts('field.title')} *", value=item.title, key=state.field_key(form, "title"))
    left, right = st.columns(2, gap="medium", vertical_alignment="bottom")
    with left:
        st.selectbox(
            f"{texts('field.theme')} *",
            _THEMES,
            index=_THEMES.index(item.theme) if item.theme in _THEMES else None,
            format_func=lambda code: texts.label("theme", code),
            placeholder=texts("editing.choose"),
            key=state.field_key(form, "theme"),
        )
    with right:
        st.checkbox(
            texts("field.standing"), value=item.standing, key=state.field_key(form, "standing"),
            help=texts("hint.standing"),
        )  # fmt: skip


def _save(session: DraftSession, item: DiscussionItem, is_accepted: bool) -> None:
    """Callback: the topic, and what was said of it."""
    form = f"topic_{session.key}_{item.id}"
    typed, parties = state.typed(form, _FIELDS), typed_roles(form, item)

    def step(review: Review) -> Review:
        now = put_parties(_with_topic(review, item, typed), item.id, parties)
        now = correct(now, item.id, summary=str(typed["summary"]).strip(), meeting=typed.get("meeting", item.meeting))
        return accept(now, item.id) if is_accepted else now

    if take_step(session.key, step):
        state.close_form(form)
        leave_item(session.key, item.id) if is_accepted else state.go(row=item.id)


def _with_topic(review: Review, item: DiscussionItem, typed: dict[str, Any]) -> Review:
    if typed.get("topic"):
        return join_topic(review, item.id, typed["topic"])
    title, theme = str(typed.get("title") or ""), typed.get("theme") or ""
    return make_topic(review, item.id, title, theme, standing=bool(typed.get("standing")))
