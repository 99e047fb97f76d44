"""First step: which meeting the note is about. Nothing is guessed: a day that the note does not name is asked for."""

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lovp_data.package.dates import parse_interval
from lovp_data.package.schema import load_schema
from lovp_data.review.edits import join_texts
from lovp_data.review.returns import change_meeting
from lovp_data.review.review import MeetingItem, Review
from lovp_data.review.stored import Earlier, find_earlier, stored_meeting
from lovp_view import state
from lovp_view.editing.inputs import day_input
from lovp_view.editing.names import Names
from lovp_view.reading.draft_session import DraftSession, stepper, take_step
from lovp_view.screen import markup

_SCHEMA = load_schema()["meetings"]
_DAYS, _FIELDS = ("held_on", "published_on"), ("kind", "state", "source_url")
_STATES = ("held", "in_writing", "cancelled")  # of a planned one there is no note


def show_meetings(session: DraftSession, names: Names) -> None:
    """A form for every meeting of the note, and what the store holds of it already."""
    _earlier(session, names)
    if (held := len(session.review.held_meetings)) > 1:
        st.info(names.texts("reading.several_meetings", count=held), icon=":material/event_repeat:")
    for at, meeting in enumerate(session.review.meetings):
        if len(session.review.meetings) > 1:
            _keep(session, at, meeting, names)
        if meeting.is_kept:
            _meeting_form(session, at, meeting, names)


def _keep(session: DraftSession, at: int, meeting: MeetingItem, names: Names) -> None:
    """Which of the meetings this is, and whether it is stored."""
    n, count = at + 1, len(session.review.meetings)
    label = names.texts("reading.keep_meeting", n=n, count=count)
    if meeting.is_later:
        is_off = meeting.state == "cancelled"
        label = names.texts("reading.keep_cancelled" if is_off else "reading.keep_next", n=n, count=count)
    st.checkbox(
        label,
        value=meeting.is_kept,
        key=f"keep_{session.key}_{at}",
        on_change=stepper(session.key, partial(_with, names, at, {"is_kept": not meeting.is_kept})),
    )  # fmt: skip


def _earlier(session: DraftSession, names: Names) -> None:
    """That this note, or another note of the meeting, came in before; and what to do then."""
    found, texts = find_earlier(session.review, names.package), names.texts
    if found is None or same_note(found, names):
        return
    meeting = markup.escaped(names.row("meetings", found.meeting))
    st.warning(texts("reading.other_text", meeting=meeting), icon=":material/content_copy:")
    st.checkbox(
        texts("reading.join_texts"),
        value=session.review.is_joined,
        key=f"join_{session.key}",
        on_change=lambda: _join(session),
    )


def same_note(found: Earlier | None, names: Names) -> bool:
    """Says that this very note is stored already, if it is; True if so."""
    if found is None or not found.is_same:
        return False
    meeting = markup.escaped(names.row("meetings", found.meeting))
    st.info(names.texts("reading.same_note", meeting=meeting), icon=":material/content_copy:")
    return True


def _join(session: DraftSession) -> None:
    wanted = bool(state.peek(f"join_{session.key}"))
    take_step(session.key, lambda review: join_texts(review, is_joined=wanted))


def _meeting_form(session: DraftSession, at: int, meeting: MeetingItem, names: Names) -> None:
    texts, form = names.texts, f"meeting_{session.key}_{at}"
    opening = state.open_form(form, dict, sign="held_on")
    row = stored_meeting(meeting, names.package)
    if row is not None:
        st.caption(texts("reading.known_meeting", meeting=markup.escaped(names.row("meetings", row["id"]))))
    with st.form(key=f"form_{form}_{opening.number}", border=False, enter_to_submit=False):
        left, right = st.columns(2, gap="medium")
        with left:
            day_input(f"{texts('field.held_on')} *", _day(meeting.held_on), state.field_key(form, "held_on"), names)
            _choice(form, "kind", _SCHEMA.field("kind").enum, meeting.kind, names)
        with right:
            day_input(
                texts("field.published_on"), _day(meeting.published_on), state.field_key(form, "published_on"), names
            )
            _choice(form, "state", _STATES, meeting.state, names)
        st.text_input(
            texts("field.source_url"), value=meeting.source_url, key=state.field_key(form, "source_url"),
            help=texts("reading.source_help"),
        )  # fmt: skip
        is_first = meeting is next(each for each in session.review.meetings if each.is_kept)
        st.form_submit_button(
            texts("reading.save_meeting" if is_first else "reading.save_keep"),
            key=f"save_{form}", type="primary" if is_first else "secondary",
            on_click=partial(_save, session, names, at, goes_on=is_first),
        )  # fmt: skip


def _day(edtf: str) -> date | None:
    return parse_interval(edtf).start if edtf else None


def _choice(form: str, field: str, codes: Any, chosen: str, names: Names) -> None:
    options = list(codes) if chosen in codes else [*codes, chosen]
    st.selectbox(
        names.texts(f"field.{field}"),
        options,
        index=options.index(chosen),
        format_func=lambda code: names.code("meetings", field, code),
        key=state.field_key(form, field),
    )


def _save(session: DraftSession, names: Names, at: int, *, goes_on: bool) -> None:
    """Callback: the facts of the meeting; terms that rest on its day follow. From the first one leads the way on."""
    form = f"meeting_{session.key}_{at}"
    typed = state.typed(form, (*_DAYS, *_FIELDS))
    values = {name: str(typed.get(name) or "").strip() for name in _FIELDS}
    values |= {name: typed[name].isoformat() if typed.get(name) else "" for name in _DAYS}
    if take_step(session.key, partial(_with, names, at, values)) and values["held_on"]:
        state.close_form(form)
        state.go(edit="items" if goes_on else "meeting", row=None)


def _with(names: Names, at: int, values: dict[str, Any], review: Review) -> Review:
    return change_meeting(review, at, names.package, **values)
