"""One topic in full: its discussions, follow-ups, parties and quotes."""

import streamlit as st

from lovp_view import state
from lovp_view.screen import components, markup
from lovp_view.view.facts import named_as
from lovp_view.view.scene import Scene
from lovp_view.view.wording import Item, follow_up_items, meeting_labels, nearest_labels, offered_note


def topic_choice(scene: Scene) -> str | None:
    """A box to choose the topic that is shown in full; the only one in view is chosen by itself."""
    texts, titles = scene.texts, scene.selected.topic_titles
    only = next(iter(titles)) if len(titles) == 1 else None
    chosen = scene.view.open_topic if scene.view.open_topic in titles else only
    labels = scene.cached("topics by title", lambda: _by_title(titles, chosen), chosen)
    st.selectbox(
        texts("controls.topic_in_full"),
        list(labels),
        key=state.widget("open_topic", chosen),
        format_func=lambda code: labels.get(code, code),
        placeholder=texts("controls.choose_topic"),
        help=offered_note(scene, len(labels), len(titles)),
        index=None,
        on_change=lambda: state.go(open_topic=state.value_of("open_topic")),
    )
    return chosen


def _by_title(titles: dict[str, str], chosen: str | None) -> dict[str, str]:
    """The topics to choose from, by title."""
    ordered = dict(sorted(titles.items(), key=lambda pair: pair[1].casefold()))
    return nearest_labels(ordered, ordered, [chosen] if chosen else [])


def topic_in_full(scene: Scene, topic: str) -> None:
    """Follow-ups with their quotes beside what was said in each meeting and who was involved."""
    texts = scene.texts
    with st.container(border=True, key="topic_in_full"):
        st.header(markup.escaped(scene.register.topic_titles[topic]), anchor=False)
        left, right = st.columns([3, 2], gap="large")
        with left:
            items = scene.cached("topic follow-ups", lambda: _follow_ups(scene, topic), topic)
            st.subheader(texts.plural("detail.follow_ups", len(items)), anchor=False)
            components.item_list(items, empty=texts("empty.follow_ups"), key="topic_items")
        with right:
            said = scene.cached("topic discussions", lambda: _discussions(scene, topic), topic)
            st.subheader(texts.plural("detail.discussions", len(said)), anchor=False)
            components.item_list(said, empty=texts("empty.chart"), key="topic_discussions")
            _show_parties(scene, topic)


def _follow_ups(scene: Scene, topic: str) -> list[Item]:
    rows = scene.selected.follow_ups
    return follow_up_items(rows[rows["topic"] == topic], scene.texts, with_quote=True)


def _discussions(scene: Scene, topic: str) -> list[Item]:
    rows = scene.selected.discussions
    rows = rows[rows["topic"] == topic].sort_values("said_start", ascending=False)
    labels = meeting_labels(scene)
    return [
        {"target": f"meeting:{row.meeting}", "title": labels[row.meeting], "meta": row.summary, "tags": []}
        for row in rows.itertuples()
    ]


def _show_parties(scene: Scene, topic: str) -> None:
    texts = scene.texts
    st.subheader(texts("detail.parties"), anchor=False)
    if facts := scene.cached("topic parties", lambda: _parties(scene, topic), topic):
        markup.show("facts.html", facts=facts)
    else:
        st.caption(texts("empty.parties"))


def _parties(scene: Scene, topic: str) -> list[tuple[str, str, None]]:
    """Name and roles of everyone who was involved."""
    texts, rows = scene.texts, scene.selected.involvements
    rows = rows[rows["topic"] == topic]
    roles: dict[str, list[str]] = {}
    for row in rows.itertuples():
        role = texts.label("role", row.role)
        held = roles.setdefault(named_as(scene, row), [])
        held.extend([role] if role not in held else [])
    return [(name, texts.listing(held), None) for name, held in roles.items()]
