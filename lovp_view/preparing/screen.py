"""Voorbereiden: choose the meeting and its agenda; per item what was agreed, asked and said, and what to ask."""

from collections.abc import Iterable

import streamlit as st

from lovp_data import measures
from lovp_view import state
from lovp_view.briefing import annotation as told
from lovp_view.briefing.deck import Point
from lovp_view.preparing import agenda_choice, office, take_along
from lovp_view.screen import components, markup
from lovp_view.screen.parts import columns, heading
from lovp_view.view.address import FIRST_DAY, LAST_DAY
from lovp_view.view.agenda_plan import AgendaItem
from lovp_view.view.scene import Scene
from lovp_view.view.wording import Item, meeting_labels


def show(scene: Scene) -> None:
    """The whole page."""
    heading(scene, "preparing")
    _meeting(scene)
    if told.occasion(scene) is None:
        st.info(scene.texts("preparing.choose_first"), icon=":material/event:")
        agenda_choice.paste(scene, is_open=True)
        return
    items = told.agenda(scene)
    left, right = columns(scene, [2, 5])
    with left:
        agenda_choice.show(scene, items)
    with right:
        if items:
            at = min(scene.view.part, len(items))
            _item(scene, items[at - 1], at)
        else:
            st.info(scene.texts("preparing.no_items"), icon=":material/list:")
    _not_on_agenda(scene)


def _meeting(scene: Scene) -> None:
    """A planned meeting or any other day, and what can be taken along."""
    texts, planned = scene.texts, measures.meetings_to_prepare(scene.register)
    found = told.occasion(scene)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="prepare_meeting"):
        if len(planned):
            labels = meeting_labels(scene)
            chosen = found.meeting if found and found.meeting in set(planned["id"]) else None
            meeting = state.field("prepare_planned", chosen)
            st.selectbox(
                texts("preparing.meeting"), list(planned["id"]), index=None,
                key=meeting.key,
                format_func=labels.__getitem__, placeholder=texts("preparing.choose_meeting"), width=280,
                on_change=meeting.chosen(_prepare),
            )  # fmt: skip
        day = state.field("prepare_day", found.start.date() if found else None)
        st.date_input(
            texts("preparing.other_day" if len(planned) else "preparing.day"),
            key=day.key,
            min_value=FIRST_DAY, max_value=LAST_DAY, format=texts("format.date_input"), width=220,
            on_change=day.chosen(lambda chosen: _prepare(str(chosen or ""))),
        )  # fmt: skip
        if found and told.agenda(scene):
            take_along.show(scene)


def _prepare(code: str | None) -> None:
    state.go(prepare=code or None, part=1)


def _item(scene: Scene, item: AgendaItem, number: int) -> None:
    """One item on one screen: its topic, when it was last on, and its annotation."""
    texts = scene.texts
    with st.container(border=True, key="agenda_item"):
        st.header(f"{number}. {markup.escaped(told.item_title(scene, item))}", anchor=False)
        st.caption(told.item_lead(scene, item))
        agenda_choice.topic_of(scene, item)
        groups = scene.cached("annotation", lambda: told.annotation(scene, item), item)
        for place, group in enumerate(groups):
            components.item_list(items_of(group.points), empty="", heading=group.heading, key=f"annotation_{place}")
        if item.topic and not groups:
            st.caption(texts("preparing.nothing_open"))
        office.show(scene, item)


def _not_on_agenda(scene: Scene) -> None:
    """What is due but not on the agenda, apart; nothing where everything is on it."""
    points = scene.cached("not on agenda", lambda: told.not_on_agenda(scene))
    heading = scene.texts("preparing.not_on_agenda")
    components.item_list(
        items_of(points), empty=scene.texts("preparing.all_on_agenda"), heading=heading, key="not_on_agenda"
    )


def items_of(points: Iterable[Point]) -> list[Item]:
    """Points as items of a list, each of which opens its follow-up."""
    return [_item_of(point) for point in points]


def _item_of(point: Point) -> Item:
    tags = [{"text": tag.text, "color": tag.color} for tag in point.tags]
    meta = " · ".join(part for part in (point.meta, point.note) if part)
    item: Item = {"target": f"item:{point.id}", "title": point.title, "meta": meta, "tags": tags}
    return item | {"quote": point.quote} if point.quote else item
