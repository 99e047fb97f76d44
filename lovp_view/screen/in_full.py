"""One thing in full, in a card under the box that chooses it: a topic with what was said, a meeting with its note."""

import pandas as pd
import streamlit as st

from lovp_data import measures
from lovp_view import state
from lovp_view.screen import components, markup
from lovp_view.screen.detail import source_text
from lovp_view.view.facts import named_as, safe_address, updates_of
from lovp_view.view.scene import Scene
from lovp_view.view.wording import Item, follow_up_items, meeting_labels, nearest_labels, offered_note

_ORDER = {"agreed": 0, "asked": 1, "said": 2}
_MOST_DISCUSSIONS = 50


def _choice(scene: Scene, kind: str, labels: dict[str, str], chosen: str | None, total: int) -> None:
    """A box to choose the topic or meeting that is shown in full, into the address."""
    key = f"open_{kind}"
    field = state.field(key, chosen)
    st.selectbox(
        scene.texts.label("controls", f"{kind}_in_full"),
        list(labels),
        key=field.key,
        format_func=lambda code: labels.get(code, code),
        placeholder=scene.texts.label("controls", f"choose_{kind}"),
        help=offered_note(scene, len(labels), total),
        index=None,
        on_change=field.chosen(lambda code: state.go(**{key: code})),
    )


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
    """What was said, agreed and asked in each meeting and what came of it, newest first; then who was involved."""
    with st.container(border=True, key="topic_in_full"):
        st.header(markup.escaped(scene.register.topic_titles[topic]), anchor=False)
        _topic_story(scene, topic)
        _show_parties(scene, topic)


def _topic_story(scene: Scene, topic: str) -> None:
    texts = scene.texts
    items = scene.cached("topic story", lambda: _story(scene, topic), topic)
    n = int((scene.selected.discussions["topic"] == topic).sum())
    st.subheader(texts.plural("detail.discussions", n), anchor=False)
    components.item_list(items, empty=texts("empty.chart"), key="topic_items")


def only_discussed(scene: Scene) -> bool:
    """True if nothing was agreed, asked or said in view, but topics were discussed; then shows in which meetings."""
    if len(scene.selected.follow_ups):
        return False
    items = scene.cached("only discussed", lambda: _discussions(scene, scene.selected.discussions))
    st.info(scene.texts.plural("empty.only_discussed", len(items)), icon=":material/forum:")
    components.item_list(items[:_MOST_DISCUSSIONS], empty="", key="only_discussed")
    return True


def _by_title(titles: dict[str, str], chosen: str | None) -> dict[str, str]:
    """The topics to choose from, by title."""
    ordered = dict(sorted(titles.items(), key=lambda pair: pair[1].casefold()))
    return nearest_labels(ordered, ordered, [chosen] if chosen else [])


def _story(scene: Scene, topic: str) -> list[Item]:
    """Per meeting, the last first: its summary, then what was agreed, asked and said, with what came of each."""
    rows, said = scene.selected.discussions, scene.selected.follow_ups
    rows, said = rows[rows["topic"] == topic].iloc[::-1], said[said["topic"] == topic]
    items: list[Item] = []
    for meeting, head in zip(rows["meeting"], _discussions(scene, rows), strict=True):
        there = said[said["meeting"] == meeting]
        there = there.iloc[there["group"].map(_ORDER).argsort(kind="stable")]
        items.append(head | {"is_heading": True})
        points = follow_up_items(there, scene.texts, with_quote=True, in_topic=True)
        items += [item | {"came": _came_of(scene, key)} for key, item in zip(there["id"], points, strict=True)]
    return items


def _came_of(scene: Scene, follow_up: str) -> list[str]:
    """What is known to have become of it, a line per update, oldest first."""
    return [f"{each['day']} · {each['label']}: {each['note']}" for each in updates_of(scene, follow_up)]


def _discussions(scene: Scene, rows: pd.DataFrame) -> list[Item]:
    labels, titles, of_one = meeting_labels(scene), scene.register.topic_titles, rows["topic"].nunique() == 1
    return [
        {
            "target": f"meeting:{row.meeting}",
            "title": labels[row.meeting] if of_one else f"{titles[row.topic]} · {labels[row.meeting]}",
            "meta": "" if pd.isna(row.summary) else row.summary,
            "tags": [],
        }
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
    """State and publication, then topics with their follow-ups; beside them the note with every quote marked.

    Of a meeting to come there is no note: it shows its agenda.
    """
    row = scene.register.calendar.set_index("id").loc[meeting]
    rows = scene.selected.follow_ups[scene.selected.follow_ups["meeting"] == meeting]
    with st.container(border=True, key="meeting_in_full"):
        st.header(meeting_labels(scene)[meeting], anchor=False)
        markup.show("facts.html", facts=_facts(scene, row))
        if row["state"] == "planned":
            _agenda(scene, meeting)
            return
        left, right = st.columns(2, gap="large")
        with left:
            _topics(scene, meeting, rows)
        with right:
            _note(scene, meeting, rows, row["source_url"])


def _note(scene: Scene, meeting: str, rows: pd.DataFrame, address: object) -> None:
    st.subheader(scene.texts("detail.note"), anchor=False)
    source_text(scene, meeting, list(zip(rows["quote_start"], rows["quote_end"], strict=True)), address)


def _agenda(scene: Scene, meeting: str) -> None:
    """What belongs on the agenda of a meeting to come, by topic with what is due; and the way to prepare it."""
    texts = scene.texts
    st.subheader(texts("preparing.agenda"), anchor=False)
    items = scene.cached_for_all(f"agenda of {meeting}", lambda: _agenda_items(scene, meeting))
    components.item_list(items, empty=texts("preparing.no_items_yet"), key="meeting_agenda")
    st.button(
        texts("preparing.prepare"), key="prepare_meeting", icon=":material/edit_calendar:",
        on_click=lambda: state.go_to_page("pages/preparing.py", prepare=meeting, agenda=(), part=1),
    )  # fmt: skip


def _agenda_items(scene: Scene, meeting: str) -> list[Item]:
    found = measures.occasion_of(scene.register, meeting)
    if found is None:
        return []
    due, titles = measures.follow_ups_due_at(scene.register, found), scene.register.topic_titles
    items: list[Item] = []
    for row in measures.topics_for_agenda(scene.register, found).itertuples():
        meta = scene.texts.label("agenda_reason", row.reason)
        head: Item = {"target": f"topic:{row.topic}", "title": titles[row.topic], "meta": meta, "tags": []}
        items.append(head | {"is_heading": True})
        items += follow_up_items(due[due["topic"] == row.topic], scene.texts, in_topic=True)
    return items


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
        items.append(
            {
                "target": f"topic:{row.topic}",
                "title": titles[row.topic],
                "meta": "" if pd.isna(row.summary) else row.summary,
                "tags": [],
            }
        )
        items += follow_up_items(follow_ups[follow_ups["topic"] == row.topic], texts, in_topic=True)
    components.item_list(items, empty="", key="meeting_items")
