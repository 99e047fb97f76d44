"""The note and the list of what was read in it, side by side: two components that point at each other."""

from functools import reduce
from typing import Any

import streamlit as st

from lovp_data.review.edits import accept, accept_topic, add_discussion, add_follow_up, reject, reopen
from lovp_data.review.review import Review, Span
from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.frontend.assets import asset, script
from lovp_view.reading.draft_session import DraftSession, take_step
from lovp_view.reading.words import item_cards, legend, note_parts

_note = st.components.v2.component(
    "lovp_review_note", html='<div class="root"></div>', css=asset("review_note.css"), js=script("review_note.js")
)
_items = st.components.v2.component(
    "lovp_review_items", html='<div class="root"></div>', css=asset("review_items.css"), js=script("review_items.js")
)
STEPS = {"accept": accept, "accept_topic": accept_topic, "reject": reject, "reopen": reopen}
KEYS = ("accept", "reject", "edit")
_HEARD = "review_acts_heard"  # the number of the last act of the list that was dealt with


def note_pane(session: DraftSession, names: Names, selected: str) -> None:
    """The whole text, every passage marked; what is selected in it can be added."""
    parts, places = note_parts(session.review)
    cards = {card["id"]: card for card in item_cards(session.review, names)}
    items = [
        {**place, "letter": cards[place["id"]]["letter"], "state": cards[place["id"]]["state"]}
        | {"label": _label(cards[place["id"]])}
        for place in places
    ]
    words = {name: names.texts(f"reading.note_{name}") for name in ("text", "hint", "add", "topic")}
    data = {"parts": parts, "items": items, "selected": selected, "words": words}
    _note(key="review_note", data=data, on_add_change=lambda: _add(session.key), height="content")


def _label(card: dict[str, Any]) -> str:
    """What a badge is called: 'Afspraak · 2 mrt 2026: titel (nog te beoordelen)'"""
    return f"{card['meta']}: {card['title']} ({card['told'].lower()})"


def item_pane(session: DraftSession, names: Names, selected: str) -> None:
    """What was read, each with its state, its gaps, and what can be done with it."""
    texts = names.texts
    words = {name: texts(f"reading.item_{name}") for name in ("list", "empty", "hint", *STEPS, "edit")}
    keys = {verb: texts(f"reading.key_{verb}") for verb in KEYS}
    heard, cards = state.work(_HEARD, session.key) or 0, item_cards(session.review, names)
    data = {"items": cards, "selected": selected, "words": words, "keys": keys, "legend": legend(cards, texts)}
    _items(key="review_items", data={**data, "heard": heard}, on_act_change=lambda: _act(session.key), height="content")


def _act(key: str) -> None:
    """Callback of the list: everything that was decided since the last one that was heard, in order.

    Decisions made with the keys come faster than runs, and of two events of a component only the last is told; so each
    event carries all that may not have been heard, and their numbers tell which were. They count as heard when all is
    done: a newer event may end this one half way, and a step that is taken twice comes to the same.
    """
    heard = state.work(_HEARD, key) or 0
    acts = [act for act in state.component_value("review_items", "act") or () if act["at"] > heard]
    if not acts:
        return
    steps = [(str(act["verb"]), str(act["id"])) for act in acts]
    decided = [(STEPS[verb], item) for verb, item in steps if verb in STEPS]
    if decided:
        take_step(key, lambda review: reduce(lambda now, step: step[0](now, step[1]), decided, review))
    if steps[-1][0] == "edit":
        state.go(row=steps[-1][1])
    state.keep_work(_HEARD, key, acts[-1]["at"])


def _add(key: str) -> None:
    """Callback of the note: what is selected becomes an item, and is opened."""
    if told := state.component_value("review_note", "add"):
        add_passage(key, Span(int(told["start"]), int(told["end"])), is_topic=told["what"] == "topic")


def add_passage(key: str, place: Span, *, is_topic: bool = False) -> None:
    """A passage becomes a follow-up or a topic, and its form is opened, from a callback."""

    def step(review: Review) -> Review:
        return add_discussion(review, place) if is_topic else add_follow_up(review, place)

    if review := take_step(key, step):
        state.go(row=(review.discussions if is_topic else review.follow_ups)[-1].id)
