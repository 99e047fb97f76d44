"""The only place that touches session state, the query string and the cache.

The address is the state: callbacks write it, and every run reads it afresh. So a copied link, Back and Forward, a
server restart and a new tab all show the same view.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from lovp_data.embargo import without_embargoed
from lovp_data.errors import PackageError, Problem, StoreError
from lovp_data.filters import Selection, apply_filters, parse_selection
from lovp_data.measures import parse_mark
from lovp_data.package import Package
from lovp_data.register import Register, known_on, latest_date
from lovp_data.store import Seeding, Store
from lovp_data.tables import Tables, build_tables
from lovp_view.address import FIRST_DAY, LAST_DAY, Query, View, read_query, write_query
from lovp_view.briefing.plan import topic_code
from lovp_view.jobs import Job
from lovp_view.memory import Memory
from lovp_view.scene import Scene
from lovp_view.texts import languages, load_texts

T = TypeVar("T")
_SCENE = "_scene"
_DRAWING = "_drawing"
_FAILURE = "_failure"
_CLICKS = "_clicks"
_NARROW = "_narrow"
_WORK = "_work"
_MOST_KEPT = 4000  # results: some 10 kB each, so tens of megabytes at most


@dataclass(frozen=True)
class Opened:
    """The store, and what happened to the shipped package when it was opened."""

    store: Store
    seeding: Seeding | None
    problems: tuple[Problem, ...] = ()
    memory: Memory = field(default_factory=lambda: Memory(_MOST_KEPT))


@st.cache_resource(show_spinner=False)
def open_store() -> Opened:
    """The store, seeded. Raises StoreError if it cannot be reached, PackageError if it is empty and stays so."""
    store = Store()
    try:
        return Opened(store, store.seed())
    except PackageError as error:
        if not store.version():
            raise
        return Opened(store, None, tuple(error.problems))


def merge_package() -> None:
    """Take the shipped package in and keep the edits; a row that both sides changed keeps its edit.

    What stands in the way is kept for `failure`; the store is then as it was.
    """
    try:
        open_store().store.merge_package()
    except (PackageError, StoreError) as error:
        st.session_state[_FAILURE] = error
        return
    st.session_state.pop(_FAILURE, None)
    open_store.clear()


def failure() -> Exception | None:
    """Why the last merge failed, or None."""
    return st.session_state.get(_FAILURE)


def is_merge_offered() -> bool:
    """True if a new package waits and the store was edited."""
    return open_store().seeding is Seeding.MERGE_OFFERED


def public_package(reference_date: date) -> Package:
    """The store as a package that anyone may have; an item under embargo needs today and that day to have come."""
    return without_embargoed(open_store().store.read(), min(date.today(), reference_date))


@st.cache_resource(max_entries=2, show_spinner=False)
def _tables(version: int) -> Tables:
    """All rows of a version of the store."""
    return build_tables(open_store().store.read())


def begin() -> Scene:
    """Read the address and set the scene for this run. Raises StoreError or PackageError without data."""
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    is_narrow = st.session_state.get(_NARROW, "Mobi" in st.context.headers.get("User-Agent", ""))
    clicks = st.session_state.get(_CLICKS, 0)
    st.session_state[_DRAWING] = True
    st.session_state[_SCENE] = build_scene(query, is_narrow=is_narrow, clicks=clicks)
    return st.session_state[_SCENE]


def build_scene(query: Query, *, is_narrow: bool = False, clicks: int = 0) -> Scene:
    """The scene that an address asks for; worked out once per address, whoever asks."""
    version = (opened := open_store()).store.version()
    key = ("scene", version, date.today(), tuple((name, tuple(values)) for name, values in query.items()))
    scene = opened.memory.recall(key, lambda: _scene_of(version, query, opened.memory))
    return replace(scene, is_narrow=is_narrow, clicks=clicks)


def _scene_of(version: int, query: Query, memory: Memory) -> Scene:
    tables, today = _tables(version), date.today()
    reading = read_query(query, languages())
    reference_date = reading.view.reference_date or _default_date(tables, today)
    known = ("register", version, reference_date, today)
    register = memory.recall(known, lambda: known_on(tables, reference_date, today))
    parsed = parse_selection(reading.filters, register)
    view, lost = _checked(reading.view.changed(selection=parsed.selection), register)
    return Scene(
        view=view,
        texts=load_texts(view.language),
        version=version,
        today=today,
        reference_date=reference_date,
        register=register,
        selected=memory.recall((*known, parsed.selection), lambda: apply_filters(register, parsed.selection)),
        unknown=reading.unknown + parsed.unknown + lost,
        memory=memory,
    )


def _default_date(tables: Tables, today: date) -> date:
    """The latest date in the data, as far as a calendar can show it; today if there are no data."""
    latest = latest_date(tables)
    return today if latest == date.max else min(max(latest, FIRST_DAY), LAST_DAY)


def scene() -> Scene:
    """The scene that this run draws; set here if a page runs without dashboard.py.

    Streamlit runs a page bare when a deep link to its file's name is the first thing a fresh server is asked.
    """
    return st.session_state[_SCENE] if st.session_state.get(_DRAWING) else begin()


def end() -> None:
    """The run is over; what it drew from stays for the callbacks of the next."""
    st.session_state[_DRAWING] = False


def _last() -> Scene:
    """The scene that the viewer saw when the callback's event happened.

    After a restart of the server the browser comes back with its widgets before anything was drawn: then the address
    says what was seen.
    """
    if _SCENE not in st.session_state:
        begin()
        end()
    return st.session_state[_SCENE]


def _checked(view: View, register: Register) -> tuple[View, tuple[tuple[str, str], ...]]:
    """The view without codes that the register does not know, and those codes."""
    known = {
        "item": set(register.follow_ups["id"]),
        "open_topic": set(register.topics["id"]),
        "open_meeting": set(register.calendar["id"]),
    }
    lost = [(key, code) for key, codes in known.items() if (code := getattr(view, key)) and code not in codes]
    if view.mark and parse_mark(view.mark) is None:
        lost.append(("mark", view.mark))
    view = view.changed(**dict.fromkeys((key for key, _ in lost), None))
    topics = {topic_code(topic) for topic in register.topics["id"]}
    strange = [code for code in view.briefing if code.startswith(topic_code("")) and code not in topics]
    slides = tuple(code for code in view.briefing if code not in strange)
    return view.changed(briefing=slides), (*lost, *(("briefing", code) for code in strange))


def query_of(view: View) -> Query:
    """The query parameters of a view, for links."""
    return write_query(view, languages())


def query_text(view: View) -> str:
    """The query string of a view, without a question mark; '' for the plain view."""
    return urlencode(query_of(view), doseq=True)


def go(**changes: object) -> None:
    """Change the view, from a callback: writes the address, which the run that follows reads."""
    st.query_params.from_dict(query_of(_last().view.changed(**changes)))


def go_to_page(path: str, **changes: object) -> None:
    """Change the view and the page, from a callback."""
    st.switch_page(path, query_params=query_of(_last().view.changed(**changes)))


def set_filter(key: str, values: list[str]) -> None:
    """Set one filter, from a callback. What was opened by a mark is closed: it may not exist any more."""
    go(selection=_last().view.selection.with_values(key, values), mark=None)


def chosen() -> Selection:
    """The selection the viewer saw, for callbacks that change more than one filter."""
    return _last().view.selection


def clear_filters() -> None:
    """Take all filters away, from a callback."""
    go(selection=Selection(), mark=None)


def follow(target: str) -> None:
    """Open what a click points at: 'item:<follow-up>', 'meeting:<id>', 'topic:<id>', or a mark."""
    st.session_state[_CLICKS] = _last().clicks + 1
    kind, _, code = target.partition(":")
    match kind:
        case "item":
            go(item=code)
        case "meeting":
            go_to_page("pages/meetings.py", open_meeting=code, item=None)
        case "topic":
            go_to_page("pages/topics.py", open_topic=code, item=None)
        case _:
            go(mark=None if _last().view.mark == kind else kind)


def follow_chart(key: str) -> None:
    """Callback of a chart: follow the first mark clicked, if any."""
    points = st.session_state[key].selection.points
    codes = [point["customdata"] for point in points if point.get("customdata")]
    if codes:
        first = codes[0]
        follow(str(next(iter(first.values())) if isinstance(first, dict) else first[0]))


def clicked_row(key: str) -> int | None:
    """The row, counted from 0 and before sorting, whose button in a table was clicked; None if none was."""
    click = st.session_state.get(key)
    return int(click.row) if click else None


def chosen_row(key: str) -> int | None:
    """The row, counted from 0 and before sorting, that is chosen in a table; None if none is."""
    rows = st.session_state[key].selection.rows
    return int(rows[0]) if rows else None


def component_value(key: str, name: str) -> Any:
    """What a component of ours last told under this name, for its callback."""
    return getattr(st.session_state[key], name)


def follow_component(key: str) -> None:
    """Callback of a component that triggers `target`."""
    target = component_value(key, "target")
    if target:
        follow(str(target))


def work(name: str, view: Hashable) -> Any:
    """What this viewer has under way under a name for a view; None if nothing, or for another view."""
    kept = st.session_state.get(_WORK, {}).get(name)
    return kept[1] if kept and kept[0] == view else None


def keep_work(name: str, view: Hashable, begun: object) -> None:
    """Keep what was begun, in the place of what there was."""
    st.session_state.setdefault(_WORK, {})[name] = (view, begun)


def drop_work(name: str) -> None:
    """Forget it; what still runs is cancelled."""
    _, begun = st.session_state.get(_WORK, {}).pop(name, (None, None))
    if isinstance(begun, Job):
        begun.cancel()


def widget(name: str, value: object) -> str:
    """The key of a widget, set to show `value`: what a widget shows always comes from the address."""
    key = f"w_{name}"
    st.session_state[key] = value
    return key


def value_of(name: str) -> Any:
    """What a widget made with `widget` now holds, for its callback."""
    return st.session_state[f"w_{name}"]


def note_width(is_narrow: bool) -> None:
    """Remember whether the window is a phone's; pictures are laid out for it, from this run on."""
    st.session_state[_NARROW] = is_narrow
    st.session_state[_SCENE] = replace(_last(), is_narrow=is_narrow)
