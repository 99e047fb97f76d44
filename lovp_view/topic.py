"""One topic in full: its discussions, follow-ups, parties and quotes."""

import streamlit as st

from lovp_view import components, markup, state
from lovp_view.detail import named_as
from lovp_view.scene import Scene
from lovp_view.wording import Item, follow_up_items, meeting_labels, topic_titles


def topic_choice(scene: Scene) -> str | None:
    """A box to choose the topic that is shown in full; the only one in view is chosen by itself."""
    texts, titles = scene.texts, topic_titles(scene.selected)
    only = next(iter(titles)) if len(titles) == 1 else None
    chosen = scene.view.open_topic if scene.view.open_topic in titles else only
    st.selectbox(
        texts("controls.topic_in_full"),
        sorted(titles, key=lambda code: titles[code].casefold()),
        key=state.widget("open_topic", chosen),
        format_func=lambda code: titles.get(code, code),
        placeholder=texts("controls.choose_topic"),
        index=None,
        on_change=lambda: state.go(open_topic=state.value_of("open_topic")),
    )
    return chosen


def topic_in_full(scene: Scene, topic: str) -> None:
    """Follow-ups with their quotes beside what was said in each meeting and who was involved."""
    texts, register = scene.texts, scene.selected
    with st.container(border=True, key="topic_in_full"):
        st.header(markup.escaped(topic_titles(scene.register)[topic]), anchor=False)
        left, right = st.columns([3, 2], gap="large")
        rows = register.follow_ups[register.follow_ups["topic"] == topic]
        with left:
            st.subheader(texts.plural("detail.follow_ups", len(rows)), anchor=False)
            items = follow_up_items(rows, texts, with_quote=True)
            components.item_list(items, empty=texts("empty.follow_ups"), key="topic_items")
        with right:
            _discussions(scene, topic)
            _parties(scene, topic)


def _discussions(scene: Scene, topic: str) -> None:
    texts, rows = scene.texts, scene.selected.discussions
    rows = rows[rows["topic"] == topic].sort_values("said_start", ascending=False)
    labels = meeting_labels(scene.register, texts)
    st.subheader(texts.plural("detail.discussions", len(rows)), anchor=False)
    items: list[Item] = [
        {"target": f"meeting:{row.meeting}", "title": labels[row.meeting], "meta": row.summary, "tags": []}
        for row in rows.itertuples()
    ]
    components.item_list(items, empty=texts("empty.chart"), key="topic_discussions")


def _parties(scene: Scene, topic: str) -> None:
    texts, rows = scene.texts, scene.selected.involvements
    rows = rows[rows["topic"] == topic]
    st.subheader(texts("detail.parties"), anchor=False)
    if rows.empty:
        st.caption(texts("empty.parties"))
        return
    roles: dict[str, list[str]] = {}
    for row in rows.itertuples():
        role = texts.label("role", row.role)
        held = roles.setdefault(named_as(scene, row), [])
        held.extend([role] if role not in held else [])
    markup.show("facts.html", facts=[(name, texts.listing(held), None) for name, held in roles.items()])
