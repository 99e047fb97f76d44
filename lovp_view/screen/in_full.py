"""One thing in full, in a card under the box that chooses it: a topic with what was said, a meeting with its note."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from lovp_view import state
from lovp_view.screen import components, markup
from lovp_view.screen.detail import source_text
from lovp_view.view.facts import named_as, safe_address
from lovp_view.view.scene import Scene
from lovp_view.view.wording import Item, follow_up_items, meeting_labels, nearest_labels, offered_note


def _choice(scene: Scene, kind: str, labels: dict[str, str], chosen: str | None, total: int) -> None:
    """A box to choose the topic or meeting that is shown in full, into the address."""
    key = f"open_{kind}"
    st.selectbox(
        scene.texts.label("controls", f"{kind}_in_full"),
        list(labels),
        key=state.widget(key, chosen),
        format_func=lambda code: labels.get(code, code),
        placeholder=scene.texts.label("controls", f"choose_{kind}"),
        help=offered_note(scene, len(labels), total),
        index=None,
        on_change=lambda: state.go(**{key: state.value_of(key)}),
    )


def _card(kind: str, title: str, widths: list[int], above: Callable[[], None], *sides: Callable[[], None]) -> None:
    """The frame around one thing: its title, what stands above, and two sides."""
    with st.container(border=True, key=f"{kind}_in_full"):
        st.header(title, anchor=False)
        above()
        for column, draw in zip(st.columns(widths, gap="large"), sides, strict=True):
            with column:
                draw()


# --- a topic ----------------------------------------------------------------------------------------------------------


def topic_choice(scene: Scene) -> str | None:
    """The topic that is shown in full, with the box to choose it; the only one in view is chosen by itself."""
    titles = scene.selected.topic_titles
    only = next(iter(titles)) if len(titles) == 1 else None
    chosen = scene.view.open_topic if scene.view.open_topic in titles else only
    labels = scene.cached("topics by title", lambda: _by_title(titles, chosen), chosen)
    _choice(scene, "topic", labels, chosen, len(titles))
    return chosen


def topic_in_full(scene: Scene, topic: str) -> None:
    """Follow-ups with their quotes beside what was said in each meeting and who was involved."""
    title = markup.escaped(scene.register.topic_titles[topic])
    left, right = (lambda: _topic_follow_ups(scene, topic)), (lambda: _topic_discussions(scene, topic))
    _card("topic", title, [3, 2], lambda: None, left, right)


def _topic_follow_ups(scene: Scene, topic: str) -> None:
    texts = scene.texts
    items = scene.cached("topic follow-ups", lambda: _follow_ups(scene, topic), topic)
    st.subheader(texts.plural("detail.follow_ups", len(items)), anchor=False)
    components.item_list(items, empty=texts("empty.follow_ups"), key="topic_items")


def _topic_discussions(scene: Scene, topic: str) -> None:
    texts = scene.texts
    said = scene.cached("topic discussions", lambda: _discussions(scene, topic), topic)
    st.subheader(texts.plural("detail.discussions", len(said)), anchor=False)
    components.item_list(said, empty=texts("empty.chart"), key="topic_discussions")
    _show_parties(scene, topic)


def _by_title(titles: dict[str, str], chosen: str | None) -> dict[str, str]:
    """The topics to choose from, by title."""
    ordered = dict(sorted(titles.items(), key=lambda pair: pair[1].casefold()))
    return nearest_labels(ordered, ordered, [chosen] if chosen else [])


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


# --- a meeting --------------------------------------------------------------------------------------------------------


def meeting_choice(scene: Scene) -> str | None:
    """The meeting that is shown in full, with the box to choose it; a meeting filter of one chooses it."""
    every = scene.cached_for_all("meetings with state", lambda: _with_state(scene))
    filtered = scene.view.selection.values("meeting")
    chosen = scene.view.open_meeting or (filtered[0] if len(filtered) == 1 else None)
    near = scene.selected.meetings["id"]
    labels = scene.cached("offered meetings", lambda: nearest_labels(every, near, [chosen] if chosen else []), chosen)
    _choice(scene, "meeting", labels, chosen, len(every))
    return chosen


def meeting_in_full(scene: Scene, meeting: str) -> None:
    """State and publication, then topics with their follow-ups; beside them the note with every quote marked."""
    row = scene.register.calendar.set_index("id").loc[meeting]
    rows = scene.selected.follow_ups[scene.selected.follow_ups["meeting"] == meeting]
    facts = _facts(scene, row)
    left, right = (lambda: _topics(scene, meeting, rows)), (lambda: _note(scene, meeting, rows, row["source_url"]))
    _card(
        "meeting", meeting_labels(scene)[meeting], [1, 1], partial(markup.show, "facts.html", facts=facts), left, right
    )


def _note(scene: Scene, meeting: str, rows: pd.DataFrame, address: object) -> None:
    st.subheader(scene.texts("detail.note"), anchor=False)
    source_text(scene, meeting, list(zip(rows["quote_start"], rows["quote_end"], strict=True)), address)


def _with_state(scene: Scene) -> dict[str, str]:
    """'LOVP 10 feb 2020 (gehouden)' per meeting, the last one first."""
    texts, labels = scene.texts, meeting_labels(scene)
    rows = scene.register.calendar.iloc[::-1]
    states = zip(rows["id"], rows["state"], strict=True)
    return {code: f"{labels[code]} ({texts.label('state', state).lower()})" for code, state in states}


def _facts(scene: Scene, row: pd.Series) -> list[tuple[str, str, str | None]]:
    texts, labels = scene.texts, meeting_labels(scene)
    state_label = texts.label("state", row["state"])
    if row["kind"] != "regular":
        state_label = f"{state_label}, {texts.label('meeting_kind', row['kind']).lower()}"
    facts: list[tuple[str, str, str | None]] = [(texts("column.state"), state_label, None)]
    if pd.notna(row["replaced_by"]):
        facts.append((texts("detail.replaced_by"), labels[row["replaced_by"]], None))
    if pd.notna(row["published_on"]):
        day = texts.day(row["published_on"])
        facts.append((texts("detail.published"), day, safe_address(row["source_url"])))
    if pd.notna(row["note"]):
        facts.append((texts("detail.remark"), row["note"], None))
    return facts


def _topics(scene: Scene, meeting: str, follow_ups: pd.DataFrame) -> None:
    """Each topic with its summary and its follow-ups, in the order of the note."""
    texts, rows = scene.texts, scene.selected.discussions
    rows = rows[rows["meeting"] == meeting].sort_values("position")
    titles = scene.register.topic_titles
    st.subheader(texts.plural("detail.topics", len(rows)), anchor=False)
    if rows.empty:
        st.caption(texts("empty.topics"))
    items: list[Item] = []
    for row in rows.itertuples():
        items.append({"target": f"topic:{row.topic}", "title": titles[row.topic], "meta": row.summary, "tags": []})
        items += follow_up_items(follow_ups[follow_ups["topic"] == row.topic], texts)
    components.item_list(items, empty="", key="meeting_items")
