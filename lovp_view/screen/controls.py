"""What stands around every page: navigation, filters, reference date, language, chips."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lovp_data.register.filters import MONTH_PARTS, Selection, apply_filters, in_month
from lovp_view import state
from lovp_view.screen import editor_menu, filter_fields
from lovp_view.screen.markup import escaped
from lovp_view.view.address import FIRST_DAY, LAST_DAY, Query
from lovp_view.view.pages import EDITOR_PAGES, FOOT_PAGES, PAGES
from lovp_view.view.scene import Scene
from lovp_view.view.slide_plan import ALL
from lovp_view.view.texts import languages
from lovp_view.view.wording import n_of_n, value_label


def navigation(scene: Scene, current: str) -> Any:
    """Links to all pages, which carry the whole view, so that a new tab shows the same; and the way to the briefing.

    `current` is the address of the page. Returns the bar, for what else belongs in it.
    """
    query = _whole_view(scene)
    bar = st.container(key="navigation", horizontal=True, gap="small")
    with bar:
        for path, key, _ in PAGES:
            st.page_link(path, label=scene.texts(f"page.{key}"), query_params=query)
        editor_menu.show(scene, EDITOR_PAGES, query, current)
        _briefing_button(scene)
    return bar


def _whole_view(scene: Scene) -> Query:
    """What a link to another page carries along."""
    return state.query_of(scene.view.carried())


def _briefing_button(scene: Scene) -> None:
    """Turns the selection into slides, with one click."""
    st.button(
        scene.texts("briefing.start"),
        key="briefing_start",
        icon=":material/slideshow:",
        help=scene.texts("briefing.start_help"),
        on_click=lambda: state.go(briefing=(ALL,), item=None, mark=None),
    )


def sidebar(scene: Scene, place: DeltaGenerator) -> None:
    """Reference date, filters and language, in one place on every page."""
    with place:
        reference_date(scene)
        st.header(scene.texts("controls.filters"), anchor=False)
        filter_fields.fields(scene)
        _language(scene)
        foot(scene)


def below(scene: Scene) -> None:
    """What the sidebar holds beside the filters, at the end of a page without them."""
    with st.container(key="below", horizontal=True, vertical_alignment="bottom", gap="large"):
        _language(scene)
        foot(scene)


def foot(scene: Scene) -> None:
    """Links to the pages that have no place in the bar."""
    for path, key, _ in FOOT_PAGES:
        st.page_link(path, label=scene.texts(f"page.{key}"), query_params=_whole_view(scene))


def lost(scene: Scene) -> None:
    """That there is no page at the address that was asked for, and the pages that there are."""
    texts, asked = scene.texts, scene.view.asked
    st.title(texts("page.lost"), anchor=False)
    st.info(texts("lost.said", path=escaped(asked)) if asked else texts("lost.unknown"), icon=":material/link_off:")
    for path, key, _ in PAGES:
        st.page_link(path, label=texts(f"page.{key}"), query_params=_whole_view(scene))


def reference_date(scene: Scene) -> None:
    """The day whose knowledge is shown, with steps from meeting to meeting."""
    texts, field = scene.texts, state.field("on", scene.reference_date)
    st.date_input(
        texts("controls.reference_date"),
        key=field.key,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format=texts("format.date_input"),
        help=texts("controls.reference_date_help"),
        on_change=field.chosen(lambda day: state.go(reference_date=day, mark=None)),
    )
    with st.container(horizontal=True, gap="small", key="steps"):
        _step(scene, "previous", _meeting_day(scene, before=True))
        _step(scene, "next", _meeting_day(scene, before=False))
        _step(scene, "latest", None, disabled=scene.view.reference_date is None)


def _step(scene: Scene, name: str, day: date | None, disabled: bool | None = None) -> None:
    """A button that moves the reference date; to the latest date in the data if `day` is None."""
    st.button(
        scene.texts(f"controls.{name}"),
        key=f"step_{name}",
        help=scene.texts(f"controls.{name}_help"),
        on_click=lambda: state.go(reference_date=day, mark=None),
        disabled=day is None if disabled is None else disabled,
        width="stretch",
    )


def _meeting_day(scene: Scene, *, before: bool) -> date | None:
    """The day of the nearest meeting before or after the reference date."""
    return scene.cached_for_all(f"meeting day {before}", lambda: _nearest_day(scene, before=before))


def _nearest_day(scene: Scene, *, before: bool) -> date | None:
    days, on = scene.register.calendar["held_on_end"], pd.Timestamp(scene.reference_date)
    day = days[days < on].max() if before else days[days > on].min()
    return None if pd.isna(day) else day.date()


def _language(scene: Scene) -> None:
    texts, field = scene.texts, state.field("lang", scene.view.language)
    st.segmented_control(
        texts("controls.language"),
        languages(),
        key=field.key,
        format_func=lambda code: texts(f"language.{code}"),
        required=True,
        on_change=field.chosen(lambda code: state.go(language=code)),
    )


def chips(scene: Scene) -> None:
    """How many are in view, and a chip per chosen value with the number it keeps by itself; a click removes it."""
    selection = scene.view.selection
    with st.container(key="chips", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(counted_line(scene))
        _month_parts(scene)
        for key, values in selection.chosen:
            for code in values:
                _chip(scene, key, code, [value for value in values if value != code])
        if selection:
            st.button(scene.texts("controls.clear"), key="clear", type="tertiary", on_click=state.clear_filters)


def _month_parts(scene: Scene) -> None:
    """What of the chosen months was said, comes back and happened; a click narrows to one of them, or widens again."""
    chosen = scene.view.selection.values("month")
    for part, n in scene.cached("month parts", lambda: _counts_in_months(scene)).items() if chosen else ():
        is_narrowed = all(value.endswith(f".{part}") for value in chosen)
        wanted = _months(chosen) if is_narrowed else [f"{month}.{part}" for month in _months(chosen)]
        st.button(
            scene.texts.plural(f"month_count.{part}", n),
            key=f"month_part_{part}",
            type="primary" if is_narrowed else "secondary",
            on_click=state.set_filter,
            args=("month", wanted),
        )


def _months(chosen: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value.partition(".")[0] for value in chosen))


def _counts_in_months(scene: Scene) -> dict[str, int]:
    """How many follow-ups fall in the chosen months per part, whichever part is chosen; the other filters count."""
    months = _months(scene.view.selection.values("month"))
    rows = apply_filters(scene.register, scene.view.selection.with_values("month", months))
    masks = [in_month(rows, month) for month in months]
    return {part: int(pd.concat([mask[part] for mask in masks], axis=1).any(axis=1).sum()) for part in MONTH_PARTS}


def counted_line(scene: Scene) -> str:
    """'**12 van 39 punten** · peildatum 1 december 2020'"""
    return f"**{n_of_n(scene)}** · {scene.texts('caption.on', day=scene.texts.day(scene.reference_date))}"


def _chip(scene: Scene, key: str, code: str, rest: list[str]) -> None:
    n = _count(scene, Selection.of({key: [code]}))
    label = f"{scene.texts.label('filter', key)}: {value_label(scene, key, code)} ({scene.texts.number(n)})"
    st.button(
        f"{escaped(label)} ✕",
        key=f"chip_{key}_{code}",
        help=scene.texts("controls.remove"),
        on_click=state.set_filter,
        args=(key, rest),
    )


def _count(scene: Scene, selection: Selection) -> int:
    if selection == scene.view.selection:
        return len(scene.selected.follow_ups)
    return scene.cached_for_all(
        f"n {selection.chosen!r}", lambda: len(apply_filters(scene.register, selection).follow_ups)
    )


def empty_notice(scene: Scene) -> bool:
    """True if nothing is in view; then says which filter to loosen and how many would come back."""
    if len(scene.selected.follow_ups) or len(scene.selected.discussions):
        return False
    texts, selection = scene.texts, scene.view.selection
    if not selection:
        st.info(texts("empty.before", day=texts.day(scene.reference_date)))
        return True
    st.info(texts("empty.selection"), icon=":material/filter_alt_off:")
    counts = {key: _count(scene, selection.with_values(key, ())) for key, _ in selection.chosen}
    for key, n in sorted(counts.items(), key=lambda pair: -pair[1]):
        if n:
            _loosen(scene, key, n)
    if not any(counts.values()):
        st.button(texts("controls.clear"), key="loosen_all", on_click=state.clear_filters)
    return True


def _loosen(scene: Scene, key: str, n: int) -> None:
    """A button that takes one filter away, and says how many come back."""
    texts = scene.texts
    named = texts.listing([value_label(scene, key, code) for code in scene.view.selection.values(key)])
    label = texts.plural("empty.loosen", n, filter=texts.label("filter", key), values=named)
    st.button(escaped(label), key=f"loosen_{key}", on_click=state.set_filter, args=(key, []))
