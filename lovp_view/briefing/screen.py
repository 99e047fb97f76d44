"""The briefing on the screen: the player over everything, and a bar at the top that hides itself."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lovp_view import state
from lovp_view.briefing.agenda_slides import CODE as AGENDA
from lovp_view.briefing.deck_content import briefing_topics, build_deck, every_topic, slide_codes, slide_label
from lovp_view.briefing.player import player_data
from lovp_view.frontend.assets import asset, script
from lovp_view.screen import components, controls, filter_fields
from lovp_view.screen.notices import unknown_line
from lovp_view.view.scene import Scene
from lovp_view.view.slide_plan import PARTS, shortened, topic_code
from lovp_view.view.theme import PHONE, SCREEN

# Not in a shadow root: Plotly's own style rules would not reach into one.
_player = st.components.v2.component(
    "lovp_briefing",
    html='<div class="lb-root"></div>',
    css=asset("player.css"),
    js=script("briefing.js"),
    isolate_styles=False,
)
_sorter = st.components.v2.component(
    "lovp_sorter", html='<div class="root"></div>', css=asset("sorter.css"), js=script("sorter.js")
)


@dataclass(frozen=True)
class Noting:
    """Noting live, for editors: what its form offers, what became of the last note, and what is done with the next.

    `form` and `answer` are JSON for noting.js, which names their parts.
    """

    form: dict[str, Any]
    answer: dict[str, Any] | None
    note: Callable[[dict[str, Any]], None]
    undo: Callable[[], None]


def show_briefing(scene: Scene, noting: Noting | None) -> None:
    """The whole screen: bar and slides; no page below them. `noting` is None for who may not edit."""
    _bar(scene)
    data = scene.cached("player", lambda: _versioned(scene), scene.view.briefing, scene.view.zoom, scene.is_narrow)
    own = {"noting": noting.form, "answer": noting.answer} if noting else {}
    _player(
        key="briefing", data={**data, **own}, height="content",
        on_leave_change=lambda: state.go(briefing=()),
        on_noted_change=lambda: _take_note(noting),
        on_undone_change=lambda: noting.undo() if noting else None,
        on_changed_change=lambda: None,  # the other window noted something: this run shows it
    )  # fmt: skip
    components.bring_plotly()


def _take_note(noting: Noting | None) -> None:
    told = state.component_value("briefing", "noted")
    if noting and isinstance(told, dict):
        noting.note(told)


def _versioned(scene: Scene) -> dict[str, Any]:
    """What the player shows, with a digest by which it sees that something changed."""
    link = state.query_text(scene.view.changed(briefing=()))
    deck = build_deck(scene, scene.view.briefing, link, canvas=PHONE if scene.is_narrow else SCREEN)
    data = player_data(scene, deck, lambda key: f"?{state.query_text(scene.view.changed(briefing=(), item=key))}")
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    return {**data, "version": digest}


def _bar(scene: Scene) -> None:
    """Reference date, filters and slides; it comes when the mouse goes to the top edge, or the keys go into it."""
    texts = scene.texts
    with st.container(key="briefing_bar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover(texts("controls.filters"), icon=":material/filter_alt:", key="briefing_filters"):
            filter_fields.fields(scene)
        with st.popover(texts("controls.reference_date"), icon=":material/event:", key="briefing_date"):
            controls.reference_date(scene)
        with st.popover(texts("briefing.slides"), icon=":material/reorder:", key="briefing_slides"):
            _slide_choice(scene)
        st.markdown(controls.counted_line(scene))
        if scene.unknown:
            st.markdown(unknown_line(scene))
        st.button(
            texts("briefing.stop"), key="briefing_stop", icon=":material/close:",
            on_click=lambda: state.go(briefing=()),
        )  # fmt: skip


def _slide_choice(scene: Scene) -> None:
    """All slides of the selection, those shown first and in order; each can be moved and left out."""
    topics = briefing_topics(scene)
    shown = slide_codes(scene, scene.view.briefing)
    of_topics = [topic_code(topic) for topic in every_topic(scene)]
    parts = [part for part in PARTS if part != AGENDA or scene.view.prepare]
    every = [code for part in parts for code in (of_topics if part == "topics" else [part])]
    rows = [*shown, *(code for code in every if code not in shown)]
    items = [{"code": code, "label": slide_label(scene, code), "is_shown": code in shown} for code in rows]
    data = {"items": items, "words": scene.texts.group("sorter")}
    _sorter(key="briefing_sorter", data=data, on_order_change=lambda: _take_order(topics))


def _take_order(topics: list[str]) -> None:
    order = state.component_value("briefing_sorter", "order")
    if order:
        state.go(briefing=shortened([str(code) for code in order], topics))
