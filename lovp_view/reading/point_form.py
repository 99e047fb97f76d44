"""One follow-up of the review: its form, and the ways to cut it in two, to join it with another, or to leave it out."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from lovp_data.review.edits import accept, correct, merge, put_parties, split
from lovp_data.review.review import FollowUpItem, Review, ReviewError
from lovp_data.review.search import cut_places
from lovp_data.review.titles import flat
from lovp_data.store.writing import Item
from lovp_view import state
from lovp_view.editing.inputs import form_inputs
from lovp_view.editing.names import Names
from lovp_view.editing.values import LONG, Values, widget_names
from lovp_view.reading.draft_session import DraftSession, leave_item, take_step
from lovp_view.reading.point_values import point_form, point_row, point_values
from lovp_view.reading.roles import new_party, role_inputs, typed_roles
from lovp_view.reading.save_buttons import save_buttons
from lovp_view.reading.words import topic_name

_TOPIC = "home"
_WHOLE = {*LONG, "title", "due_on"}  # the form has half the screen
_SHOWN = 90  # characters of a quote in a choice


def show_point_form(session: DraftSession, item: FollowUpItem, names: Names) -> None:
    """Everything that can be corrected in it."""
    form = point_form(session.key, item)
    row = point_row(session.review, item)
    opening = state.open_form(form.name, lambda: {item.id: Item(row, "")}, sign="quote")
    with st.form(key=f"form_{form.name}_{opening.number}", border=False, enter_to_submit=False):
        if not item.row:
            _topic_input(session.review, item, form.name, names)
        form_inputs(form, opening.items[item.id].row, names, _WHOLE)
        if not item.row:
            role_inputs(form.name, session.review, item, names)
        save_buttons(st.form_submit_button, form.name, names.texts, partial(_save, session, item, names))
    if not item.row:
        new_party(session, item, names)
        _cut(session, item, names)
        _join(session, item, names)


def _topic_input(review: Review, item: FollowUpItem, form: str, names: Names) -> None:
    labels = {each.id: topic_name(each, names) for each in review.discussions}
    options = list(labels)
    st.selectbox(
        f"{names.texts('field.topic')} *",
        options,
        index=options.index(item.discussion) if item.discussion in labels else None,
        format_func=lambda key: labels[key],
        placeholder=names.texts("editing.choose"),
        key=state.field_key(form, _TOPIC),
    )


def _save(session: DraftSession, item: FollowUpItem, names: Names, is_accepted: bool) -> None:
    """Callback: what was changed since the form was opened goes into the review."""
    form = point_form(session.key, item)
    typed = state.typed(form.name, [name for field in form.fields for name in widget_names(field)])
    home = state.typed(form.name, [_TOPIC]).get(_TOPIC)
    parties = None if item.row else typed_roles(form.name, item)
    before = state.opened(form.name).items[item.id].row

    def step(review: Review) -> Review:
        values: Values = point_values(review, item, before, typed, names.package)
        if home and home != item.discussion:
            values["discussion"] = home
        now = correct(review, item.id, **values) if values else review
        if parties is not None:
            now = put_parties(now, item.id, parties)
        return accept(now, item.id) if is_accepted else now

    if take_step(session.key, step):
        state.close_form(form.name)
        leave_item(session.key, item.id) if is_accepted else state.go(row=item.id)


def _cut(session: DraftSession, item: FollowUpItem, names: Names) -> None:
    """At a sentence or a clause; the second half is shown."""
    review, texts = session.review, names.texts
    places = cut_places(review, item)
    if not places or item.quote is None:
        return
    end = item.quote.end
    with st.popover(texts("reading.split"), type="tertiary", icon=":material/call_split:", key=f"split_{item.id}"):
        key = f"cut_{session.key}_{item.id}"
        labels = {at: _shortened(f"… {flat(review.text[at:end])}") for at in places}
        st.selectbox(texts("reading.split_at"), places, key=key, format_func=lambda at: labels.get(at, ""))
        st.button(
            texts("reading.split_now"),
            key=f"do_{key}",
            on_click=lambda: _changed(session, item, lambda review: split(review, item.id, int(state.peek(key)))),
        )


def _join(session: DraftSession, item: FollowUpItem, names: Names) -> None:
    """With another follow-up of the same meeting, whose words and parties it takes over."""
    review, texts = session.review, names.texts
    labels = {each.id: each.title for each in review.follow_ups if _can_join(review, item, each)}
    if not labels:
        return
    with st.popover(texts("reading.merge"), type="tertiary", icon=":material/merge:", key=f"merge_{item.id}"):
        key = f"join_{session.key}_{item.id}"
        st.selectbox(
            texts("reading.merge_with"), list(labels), key=key, format_func=lambda other: labels.get(other, "")
        )
        st.button(
            texts("reading.merge_now"),
            key=f"do_{key}",
            on_click=lambda: _changed(session, item, lambda review: merge(review, item.id, str(state.peek(key)))),
        )


def _can_join(review: Review, item: FollowUpItem, other: FollowUpItem) -> bool:
    """True if the review would let them become one."""
    try:
        merge(review, item.id, other.id)
    except ReviewError:
        return False
    return True


def _changed(session: DraftSession, item: FollowUpItem, step: Callable[[Review], Review]) -> None:
    """The item is another one now: its form starts anew."""
    if take_step(session.key, step):
        state.close_form(point_form(session.key, item).name)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
