"""The agenda beside its items: in order, to be moved, left out and added to; or pasted, or read from a file."""

import streamlit as st

from lovp_data.documents.document_faults import DocumentError
from lovp_data.documents.intake import MOST_BYTES, check_text, read_document
from lovp_data.reading.known import KnownTopic, make_known
from lovp_data.review.agenda import read_agenda
from lovp_data.terms.wording import find_day
from lovp_view import state
from lovp_view.briefing.annotation import agenda, item_title
from lovp_view.screen.markup import escaped
from lovp_view.screen.notices import fault_line
from lovp_view.view.agenda_plan import LONGEST_HEADING, AgendaItem
from lovp_view.view.scene import Scene

_PASTE, _FILE, _FAULT = "agenda_paste", "agenda_file", "agenda_fault"
Items = tuple[AgendaItem, ...]


def show(scene: Scene, items: Items) -> None:
    """The items, one of which is looked at; moving and removing it; adding one."""
    texts, at = scene.texts, min(scene.view.part, max(len(items), 1)) - 1
    if items:
        field = state.field("agenda_at", at)
        st.radio(
            texts("preparing.agenda"), range(len(items)), key=field.key,
            format_func=lambda place: f"{place + 1}. {escaped(item_title(scene, items[place]))}",
            captions=[_joined(scene, item) for item in items],
            on_change=field.chosen(lambda place: state.go(part=place + 1)),
        )  # fmt: skip
        with st.container(horizontal=True, gap="small", key="agenda_moves"):
            _move(scene, items, at, -1, "up", ":material/arrow_upward:")
            _move(scene, items, at, 1, "down", ":material/arrow_downward:")
            st.button(
                texts("preparing.remove"), key="agenda_remove", disabled=len(items) == 1,
                on_click=lambda: _put([each for each in items if each != items[at]], min(at, len(items) - 2)),
            )  # fmt: skip
    _add(scene, items)
    paste(scene, is_open=not items)


def _joined(scene: Scene, item: AgendaItem) -> str:
    """The topic that an item with a heading of its own is joined to; '' where the item is its topic."""
    if not item.topic:
        return scene.texts("preparing.no_topic")
    return escaped(scene.register.topic_titles.get(item.topic, "")) if item.heading else ""


def _move(scene: Scene, items: Items, at: int, step: int, name: str, icon: str) -> None:
    target = at + step
    moved = list(items)
    is_possible = 0 <= target < len(items)
    if is_possible:
        moved[at], moved[target] = moved[target], moved[at]
    st.button(
        "", icon=icon, key=f"agenda_{name}", help=scene.texts(f"sorter.{name}"), disabled=not is_possible,
        on_click=lambda: _put(moved, target),
    )  # fmt: skip


def _add(scene: Scene, items: Items) -> None:
    titles, on = scene.register.topic_titles, {item.topic for item in items}
    field = state.field("agenda_add", None)
    st.selectbox(
        scene.texts("preparing.add"), [key for key in titles if key not in on],
        key=field.key, index=None, format_func=titles.__getitem__,
        placeholder=scene.texts("preparing.choose_topic"),
        on_change=field.chosen(lambda topic: _put([*items, AgendaItem(topic)], len(items)), is_emptied=True),
    )  # fmt: skip


def topic_of(scene: Scene, item: AgendaItem) -> None:
    """The topic that an item with a heading of its own was joined to, to be corrected."""
    if not item.heading:
        return
    titles, field = scene.register.topic_titles, state.field("agenda_topic", item.topic or None)
    st.selectbox(
        scene.texts("preparing.joined_to"), list(titles), key=field.key,
        index=None, format_func=titles.__getitem__, placeholder=scene.texts("preparing.choose_topic"),
        on_change=field.chosen(lambda topic: _join(scene, item, topic)),
    )  # fmt: skip


def _join(scene: Scene, item: AgendaItem, topic: str | None) -> None:
    joined = AgendaItem(topic or "", item.heading)
    state.go(agenda=tuple(joined if each == item else each for each in agenda(scene)))


def _put(items: list[AgendaItem], at: int) -> None:
    """Callback: another agenda, with one of its items looked at."""
    state.go(agenda=tuple(dict.fromkeys(items)), part=max(at, 0) + 1)


# --- an agenda that comes in ------------------------------------------------------------------------------------------


def paste(scene: Scene, *, is_open: bool) -> None:
    """Where an agenda is pasted or dropped; it takes the place of the one shown."""
    texts = scene.texts
    with st.expander(texts("preparing.paste_title"), expanded=is_open, icon=":material/content_paste:"):
        st.text_area(texts("preparing.paste"), key=_PASTE, height=160, placeholder=texts("preparing.paste_example"))
        st.button(texts("preparing.read"), key="agenda_read", type="primary", on_click=lambda: _take_paste(scene))
        st.file_uploader(
            texts("preparing.file"), key=_FILE, max_upload_size=MOST_BYTES // 1_000_000,
            on_change=lambda: _take_file(scene),
        )  # fmt: skip
        if fault := state.work(_FAULT, "agenda"):
            st.error(fault, icon=":material/error:")


def _take_paste(scene: Scene) -> None:
    name = scene.texts("reading.pasted")
    try:
        _take(scene, check_text(str(state.peek(_PASTE) or ""), name))
    except DocumentError as error:
        state.keep_work(_FAULT, "agenda", fault_line(error.fault, scene))


def _take_file(scene: Scene) -> None:
    if (given := state.peek(_FILE)) is None:
        state.drop_work(_FAULT)
        return
    try:
        _take(scene, read_document(given.getvalue(), given.name).text)
    except DocumentError as error:
        state.keep_work(_FAULT, "agenda", fault_line(error.fault, scene))


def _take(scene: Scene, text: str) -> None:
    """The items of the text as the agenda; its day as the meeting, where none is chosen yet."""
    items = items_of_text(scene, text)
    if not items:
        state.keep_work(_FAULT, "agenda", scene.texts("preparing.no_items_found"))
        return
    state.drop_work(_FAULT)
    day = find_day(text)
    prepare = scene.view.prepare or (day.isoformat() if day else None)
    state.go(agenda=items, prepare=prepare, part=1)


def items_of_text(scene: Scene, text: str) -> Items:
    """The items of an agenda, each joined to the topic that fits it best."""
    found = read_agenda(text, known_topics(scene))
    return tuple(dict.fromkeys(AgendaItem(each.topic, each.heading[:LONGEST_HEADING].rstrip()) for each in found))


def known_topics(scene: Scene) -> tuple[KnownTopic, ...]:
    """The topics that an item can be joined to, with the headings under which they stood before."""
    return scene.cached_for_all(
        "known topics", lambda: make_known(state.public_package(scene.reference_date).rows).topics
    )
