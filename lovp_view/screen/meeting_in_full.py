"""One meeting in full: its topics and follow-ups beside the note itself."""

import pandas as pd
import streamlit as st

from lovp_view import state
from lovp_view.screen import components, markup
from lovp_view.screen.detail import source_text
from lovp_view.view.facts import safe_address
from lovp_view.view.scene import Scene
from lovp_view.view.wording import Item, follow_up_items, meeting_labels, nearest_labels, offered_note


def meeting_choice(scene: Scene) -> str | None:
    """A box to choose the meeting that is shown in full; a meeting filter of one chooses it."""
    texts, every = scene.texts, scene.cached_for_all("meetings with state", lambda: _with_state(scene))
    filtered = scene.view.selection.values("meeting")
    chosen = scene.view.open_meeting or (filtered[0] if len(filtered) == 1 else None)
    near = scene.selected.meetings["id"]
    labels = scene.cached("offered meetings", lambda: nearest_labels(every, near, [chosen] if chosen else []), chosen)
    st.selectbox(
        texts("controls.meeting_in_full"),
        list(labels),
        key=state.widget("open_meeting", chosen),
        format_func=lambda code: labels.get(code, code),
        placeholder=texts("controls.choose_meeting"),
        help=offered_note(scene, len(labels), len(every)),
        index=None,
        on_change=lambda: state.go(open_meeting=state.value_of("open_meeting")),
    )
    return chosen


def _with_state(scene: Scene) -> dict[str, str]:
    """'LOVP 10 feb 2020 (gehouden)' per meeting, the last one first."""
    texts, labels = scene.texts, meeting_labels(scene)
    rows = scene.register.calendar.iloc[::-1]
    states = zip(rows["id"], rows["state"], strict=True)
    return {code: f"{labels[code]} ({texts.label('state', state).lower()})" for code, state in states}


def meeting_in_full(scene: Scene, meeting: str) -> None:
    """State and publication, then topics with their follow-ups; beside them the note with every quote marked."""
    texts, row = scene.texts, scene.register.calendar.set_index("id").loc[meeting]
    rows = scene.selected.follow_ups[scene.selected.follow_ups["meeting"] == meeting]
    with st.container(border=True, key="meeting_in_full"):
        st.header(meeting_labels(scene)[meeting], anchor=False)
        markup.show("facts.html", facts=_facts(scene, row))
        left, right = st.columns([1, 1], gap="large")
        with left:
            _topics(scene, meeting, rows)
        with right:
            st.subheader(texts("detail.note"), anchor=False)
            places = list(zip(rows["quote_start"], rows["quote_end"], strict=True))
            source_text(scene, meeting, places, row["source_url"])


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
