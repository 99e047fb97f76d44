"""The scene of a run: the address read, checked against what is known on the reference date."""

from dataclasses import replace
from datetime import date

import streamlit as st

from lovp_data.measures import occasion_of, parse_mark
from lovp_data.register.filters import apply_filters, parse_selection
from lovp_data.register.frames import Tables
from lovp_data.register.register import Register, known_on, latest_date
from lovp_view.state import source
from lovp_view.state.last_known import Rows
from lovp_view.view.address import FIRST_DAY, LAST_DAY, Query, View, read_query
from lovp_view.view.result_cache import ResultCache
from lovp_view.view.scene import Scene
from lovp_view.view.slide_plan import topic_code
from lovp_view.view.texts import languages, load_texts

SCENE = "_scene"
CLICKS = "_clicks"
_DRAWING = "_drawing"
_NARROW = "_narrow"
_ONCE = "_once"
_ADDRESS = "_address"
_PARTS = "_parts"


def begin() -> Scene:
    """Read the address and set the scene for this run. Raises StoreError or PackageError without data."""
    st.session_state[_PARTS], st.session_state[_ONCE] = set(), set()
    return begin_part()


def begin_part() -> Scene:
    """The same for a run that draws a part of the screen."""
    query = st.session_state[_ADDRESS] = _address()
    is_narrow = st.session_state.get(_NARROW, "Mobi" in st.context.headers.get("User-Agent", ""))
    clicks = st.session_state.get(CLICKS, 0)
    st.session_state[_DRAWING] = True
    st.session_state[SCENE] = build_scene(query, is_narrow=is_narrow, clicks=clicks)
    return st.session_state[SCENE]


def _address() -> Query:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def build_scene(query: Query, *, is_narrow: bool = False, clicks: int = 0) -> Scene:
    """The scene that an address asks for; worked out once per address, whoever asks."""
    rows, lost_since = source.rows()
    cache, today = source.open_store().cache, date.today()
    key = ("scene", rows.version, today, tuple((name, tuple(values)) for name, values in query.items()))
    scene = cache.cached(key, lambda: _scene_of(rows, today, query, cache))
    return replace(scene, is_narrow=is_narrow, clicks=clicks, lost_since=lost_since)


def _scene_of(rows: Rows, today: date, query: Query, cache: ResultCache) -> Scene:
    tables, version = rows.tables, rows.version
    reading = read_query(query, languages())
    reference_date = reading.view.reference_date or cache.cached(
        ("latest day", version, today), lambda: _default_date(tables, today)
    )
    known = ("register", version, reference_date, today)
    register = cache.cached(known, lambda: known_on(tables, reference_date, today))
    parsed = parse_selection(reading.filters, register)
    view, lost = _checked(reading.view.changed(selection=parsed.selection), register)
    return Scene(
        view=view,
        texts=load_texts(view.language),
        version=version,
        today=today,
        reference_date=reference_date,
        register=register,
        selected=cache.cached((*known, parsed.selection), lambda: apply_filters(register, parsed.selection)),
        unknown=reading.unknown + parsed.unknown + lost,
        faults=rows.faults,
        cache=cache,
    )


def _default_date(tables: Tables, today: date) -> date:
    """The latest date in the data, as far as a calendar can show it; today if there are no data."""
    latest = latest_date(tables)
    return today if latest == date.max else min(max(latest, FIRST_DAY), LAST_DAY)


def scene() -> Scene:
    """The scene that this run draws; set here if a page runs without dashboard.py.

    Streamlit runs a page bare when a deep link to its file's name is the first thing a fresh server is asked.
    """
    return st.session_state[SCENE] if is_drawing() else begin()


def is_drawing() -> bool:
    """True within a run whose scene is set."""
    return bool(st.session_state.get(_DRAWING))


def end() -> None:
    """The run is over; what it drew from stays for the callbacks of the next."""
    st.session_state[_DRAWING] = False


def is_first_in_run(name: str) -> bool:
    """True the first time that this is asked in a run of everything, with the parts drawn alone after it."""
    asked: set[str] = st.session_state.setdefault(_ONCE, set())
    is_first = name not in asked
    asked.add(name)
    return is_first


def note_part(name: str) -> None:
    """Remember that the last run of everything drew this part, so that it can be drawn alone."""
    st.session_state[_PARTS].add(name)


def are_parts_drawn(names: set[str]) -> bool:
    """True if the last run of everything drew these parts."""
    return names <= st.session_state.get(_PARTS, set())


def note_address() -> None:
    """What stands around the parts goes with the address as a callback wrote it."""
    st.session_state[_ADDRESS] = _address()


def catch_up() -> None:
    """Draw everything anew if the address or the data changed: after a click in a dialog it alone is drawn."""
    if st.session_state[_ADDRESS] != _address() or source.rows()[0].version != last_scene().version:
        st.rerun()


def last_scene() -> Scene:
    """The scene that the viewer saw when the callback's event happened.

    After a restart of the server the browser comes back with its widgets before anything was drawn: then the address
    says what was seen.
    """
    if SCENE not in st.session_state:
        begin()
        end()
    return st.session_state[SCENE]


def _checked(view: View, register: Register) -> tuple[View, tuple[tuple[str, str], ...]]:
    """The view without codes that the register does not know, and those codes."""
    known = {"item": "follow_ups", "open_topic": "topics", "open_meeting": "meetings"}
    opened = [(key, code, register.ids[name]) for key, name in known.items() if (code := getattr(view, key))]
    lost = [(key, code) for key, code, codes in opened if code not in codes]
    if view.mark and parse_mark(view.mark) is None:
        lost.append(("mark", view.mark))
    if view.prepare and occasion_of(register, view.prepare) is None:
        lost.append(("prepare", view.prepare))
    view = view.changed(**dict.fromkeys((key for key, _ in lost), None))
    gone = [item for item in view.agenda if item.topic and item.topic not in register.ids["topics"]]
    lost += [("agenda", item.code) for item in gone]
    view = view.changed(agenda=tuple(item for item in view.agenda if item not in gone))
    topics = [code for code in view.briefing if code.startswith(topic_code(""))]
    strange = [code for code in topics if code.removeprefix(topic_code("")) not in register.ids["topics"]]
    slides = tuple(code for code in view.briefing if code not in strange)
    return view.changed(briefing=slides), (*lost, *(("briefing", code) for code in strange))


def note_width(is_narrow: bool) -> None:
    """Remember whether the window is a phone's; pictures are laid out for it, from this run on."""
    st.session_state[_NARROW] = is_narrow
    st.session_state[SCENE] = replace(last_scene(), is_narrow=is_narrow)
