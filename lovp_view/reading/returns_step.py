"""Third step: what the note says of earlier follow-ups. A person confirms or refuses every proposal."""

from functools import partial

import streamlit as st

from lovp_data.package.files import Row
from lovp_data.package.schema import load_schema
from lovp_data.review.returns import (
    add_return,
    choose_passage,
    confirm_return,
    first_note,
    refuse_return,
    refuse_undecided,
    reopen_return,
)
from lovp_data.review.review import ACCEPTED, PROPOSED, ReturnItem, Review, Span
from lovp_view import state
from lovp_view.editing.inputs import day_input
from lovp_view.editing.names import Names
from lovp_view.editing.values import edtf_of, widget_values
from lovp_view.reading.draft_session import DraftSession, stepper, take_step
from lovp_view.reading.passages import passage_search
from lovp_view.reading.words import term_line
from lovp_view.screen import markup

_DUE_ON = load_schema()["follow_ups"].field("due_on")
_TERM = ("due_wording", "due_on_first", "due_on_last", "due_meeting")


def show_returns(session: DraftSession, names: Names) -> None:
    """The proposals; then the earlier follow-ups that the note does not speak of.

    What was decided stays in its place: else the next one's button would come to lie under the mouse.
    """
    review, texts = session.review, names.texts
    rows = {row["id"]: row for row in names.package.rows["follow_ups"]}
    if not review.meetings[0].held_on:
        st.info(texts("reading.returns_undated"))
        return
    st.caption(texts("reading.returns_lead"))
    if not review.returns:
        st.info(texts("reading.no_returns"))
    for item in review.returns:
        if item.follow_up in rows:
            show = _waiting if item.state == PROPOSED else _decided
            with st.container(border=item.state == PROPOSED, key=f"return_{item.follow_up}"):
                show(session, item, rows[item.follow_up], names)
    if any(each.state == PROPOSED for each in review.returns):
        st.button(
            texts("reading.refuse_rest"), key="refuse_rest", on_click=stepper(session.key, refuse_undecided),
        )  # fmt: skip
    _silent(session, names)


def _waiting(session: DraftSession, item: ReturnItem, row: Row, names: Names) -> None:
    """The follow-up, what the note says, and what it came to."""
    st.markdown(f"**{markup.escaped(names.follow_up(row))}**")
    markup.show("what.html", what=row["what"], aspects=())
    _passages(session, item, names)
    form = f"return_{session.key}_{item.follow_up}_{item.chosen}"
    state.open_form(form, dict, sign="note")
    st.text_input(
        names.texts("field.note"), value=first_note(session.review, item), key=state.field_key(form, "note"),
        help=names.texts("reading.note_help"),
    )  # fmt: skip
    _verdicts(session, item, form, names)


def _passages(session: DraftSession, item: ReturnItem, names: Names) -> None:
    """The passage that counts; of several, a choice."""
    if len(item.passages) > 1:
        options = list(range(len(item.passages)))
        field = state.field(f"passage_{item.follow_up}", item.chosen)
        st.segmented_control(
            names.texts("reading.which_passage"),
            options,
            key=field.key,
            format_func=lambda number: names.texts("reading.passage", n=number + 1),
            required=True,
            on_change=field.chosen(lambda number: _choose(session, item.follow_up, number)),
        )
    markup.show("quote.html", quote=session.review.quote(item.passage.place))


def _choose(session: DraftSession, follow_up: str, number: int) -> None:
    take_step(session.key, lambda review: choose_passage(review, follow_up, number))


def _verdicts(session: DraftSession, item: ReturnItem, form: str, names: Names) -> None:
    """One click each; a move asks where to."""
    texts, key = names.texts, item.follow_up
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for status in ("done", "in_progress"):
            st.button(
                texts(f"reading.returned_{status}"),
                key=f"{status}_{key}",
                on_click=_confirm,
                args=(session, item, form, status),
            )
        with st.popover(texts("reading.returned_moved"), key=f"moved_{key}", width="content"):
            _term_inputs(item, form, names)
            st.button(
                texts("reading.move_now"), key=f"do_moved_{key}", type="primary",
                on_click=_confirm, args=(session, item, form, "moved"),
            )  # fmt: skip
        st.button(
            texts("reading.returned_related"), key=f"related_{key}", help=texts("reading.related_help"),
            on_click=_confirm, args=(session, item, form, "related"),
        )  # fmt: skip
        st.button(
            texts("reading.not_returned"), key=f"refuse_{key}", type="tertiary",
            on_click=stepper(session.key, lambda review: refuse_return(review, key)),
        )  # fmt: skip


def _term_inputs(item: ReturnItem, form: str, names: Names) -> None:
    """The new term, as the passage names it."""
    texts, said = names.texts, item.passage
    on = {"first": None, "last": None}
    if said.due_on:
        on = dict(zip(on, widget_values(_DUE_ON, said.due_on).values(), strict=True))
    st.text_input(texts("field.due_wording"), value=said.due_wording, key=state.field_key(form, "due_wording"))
    left, right = st.columns(2, gap="small")
    with left:
        day_input(texts("field.due_on"), on["first"], state.field_key(form, "due_on_first"), names)
    with right:
        day_input(texts("editing.until"), on["last"], state.field_key(form, "due_on_last"), names)
    options = list(names.of("meetings"))
    st.selectbox(
        texts("field.due_meeting"),
        options,
        index=options.index(said.due_meeting) if said.due_meeting in options else None,
        format_func=lambda key: names.of("meetings")[key],
        placeholder=texts("editing.none"),
        key=state.field_key(form, "due_meeting"),
    )


def _confirm(session: DraftSession, item: ReturnItem, form: str, status: str) -> None:
    """Callback of the three verdicts."""
    typed = state.typed(form, ("note", *_TERM))
    values = {"note": str(typed.get("note") or "")}
    if status == "moved":
        values |= {name: str(typed.get(name) or "") for name in ("due_wording", "due_meeting")}
        values["due_on"] = edtf_of(typed.get("due_on_first"), typed.get("due_on_last")) or ""
    if take_step(session.key, lambda review: confirm_return(review, item.follow_up, status, **values)):
        state.close_form(form)


def _decided(session: DraftSession, item: ReturnItem, row: Row, names: Names) -> None:
    """In one line what a person said it came to, and the way back."""
    texts, key = names.texts, item.follow_up
    told = texts("reading.refused_return")
    if item.state == ACCEPTED:
        told = " · ".join(filter(None, (texts.label("status", item.status), term_line(item, names), item.note)))
    sign = "✓" if item.state == ACCEPTED else "✕"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"{sign} **{markup.escaped(names.follow_up(row))}**: {markup.escaped(told)}")
        st.button(
            texts("reading.item_reopen"), key=f"reopen_{key}", type="tertiary",
            on_click=stepper(session.key, lambda review: reopen_return(review, key)),
        )  # fmt: skip


def _silent(session: DraftSession, names: Names) -> None:
    """Earlier follow-ups that are still open, and of which the note says nothing; a person may know better."""
    texts, silent = names.texts, list(session.review.silent)
    if not silent:
        return
    labels = names.of("follow_ups")
    with st.expander(texts.plural("reading.silent", len(silent)), icon=":material/hourglass_empty:"):
        st.markdown("\n".join(f"- {markup.escaped(labels.get(key, key))}" for key in silent))
        key = f"silent_{session.key}"
        st.selectbox(
            texts("reading.silent_found"), silent, index=None, key=key, placeholder=texts("editing.choose"),
            format_func=lambda each: labels.get(each, each),
        )  # fmt: skip
        if chosen := state.peek(key):
            choices = [(texts("reading.about_this"), partial(_add, session, chosen))]
            passage_search(f"silent_{session.key}", session.review, names, choices)


def _add(session: DraftSession, follow_up: str, place: Span) -> None:
    def step(review: Review) -> Review:
        return add_return(review, follow_up, place)

    take_step(session.key, step)
