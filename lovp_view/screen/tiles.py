"""Tiles: a chart with its menu and what a click on it stands for; a list; a table with downloads."""

import logging
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from lovp_data.measures import Mark, mark_of, members_behind, parse_mark
from lovp_view import state
from lovp_view.figures import Figure
from lovp_view.monitoring.metrics import count_fault
from lovp_view.screen import components
from lovp_view.screen.chart_menu import chart_menu
from lovp_view.screen.markup import escaped
from lovp_view.view.caption import Caption
from lovp_view.view.scene import Scene
from lovp_view.view.theme import FULL, NARROW, Size
from lovp_view.view.wording import Item, caption, follow_up_items, mark_label

T = TypeVar("T")
Build = Callable[[Caption, Size], Figure]
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
_FILTER_OF = {"asks": "stakeholder", "asked": "stakeholder"}
_STATUS_OF_HEADLINE = {"late": ["late"], "done": ["done"], "open": ["open", "in_progress", "moved", "no_trace"]}


def chart(
    scene: Scene, name: str, build: Build, *, size: Size = FULL, measure: str | None = None, extra: str = ""
) -> None:
    """A figure, cached per view; below it its menu and, if one of its marks was clicked, what that stands for.

    `measure` is the measure of its marks; `extra` whatever else the figure depends on.
    """
    size = NARROW if scene.is_narrow else size

    def draw(size: Size) -> Figure:
        return scene.cached(f"figure {name}", lambda: build(caption(scene), size), size, extra)

    figure = shielded(scene, name, lambda: draw(size))
    if figure is None:
        return
    if not components.chart(figure.json, alt=figure.alt, height=figure.height, key=f"chart_{name}"):
        _plain_chart(scene, name, figure)
    chart_menu(scene, name, figure, draw)
    if measure:
        behind_mark(scene, measure)


def _plain_chart(scene: Scene, name: str, figure: Figure) -> None:
    """Streamlit's own chart, for a browser that could not draw ours."""
    # A fresh key after each click clears the chart's own selection, so that the same mark can be clicked again.
    key = f"{name}_{scene.clicks}"
    st.plotly_chart(
        figure.checked, theme=None, key=key, on_select=lambda: state.follow_chart(key), selection_mode="points",
        config=_CONFIG, alt=figure.alt,
    )  # fmt: skip


def shielded(scene: Scene, name: str, build: Callable[[], T]) -> T | None:
    """What `build` makes; where it fails, this tile says so, None is returned, and the rest of the page goes on."""
    try:
        return build()
    except Exception as error:
        logging.getLogger(__name__).exception("tile %s", name)
        count_fault(error)
        st.error(scene.texts("trouble.part"), icon=":material/report:")
        return None


def behind_mark(scene: Scene, measure: str) -> None:
    """The follow-ups behind the clicked mark, if it is one of this measure's."""
    mark = parse_mark(scene.view.mark) if scene.view.mark else None
    if mark is None or mark.measure != measure:
        return
    texts = scene.texts
    items = scene.cached("behind mark", lambda: _items_behind(scene, mark), scene.view.mark)
    with st.container(border=True, key=f"behind_{measure}"):
        st.header(texts.plural("tile.behind", len(items), mark=escaped(mark_label(mark, scene))), anchor=False)
        _discussion_note(scene, mark)
        components.item_list(items, empty=texts("empty.mark"), key=f"behind_list_{measure}")
        _mark_buttons(scene, mark)


def _items_behind(scene: Scene, mark: Mark) -> list[Item]:
    rows = scene.selected.follow_ups
    return follow_up_items(rows[rows["id"].isin(members_behind(scene.selected, mark))], scene.texts, with_quote=True)


def _discussion_note(scene: Scene, mark: Mark) -> None:
    """For a mark that is a discussion: what was said there, also if nothing was to come back."""
    topic, meeting = mark.code("topic"), mark.code("meeting")
    rows = scene.selected.discussions
    for summary in rows.loc[(rows["topic"] == topic) & (rows["meeting"] == meeting), "summary"].dropna():
        st.text(summary)


def _mark_buttons(scene: Scene, mark: Mark) -> None:
    texts, wanted = scene.texts, filters_of(mark)
    with st.container(horizontal=True, gap="small", key=f"mark_buttons_{mark.measure}"):
        if wanted:
            st.button(texts("tile.filter_on_mark"), key=f"filter_{mark.measure}", on_click=_filter_on, args=(wanted,))
        st.button(texts("tile.close"), key=f"close_{mark.measure}", on_click=state.go, kwargs={"mark": None})


def filters_of(mark: Mark) -> dict[str, list[str]]:
    """The filters that come nearest to a mark; none for one that no filter can say."""
    if headline := mark.code("headline"):
        return {"status": _STATUS_OF_HEADLINE[headline]} if headline in _STATUS_OF_HEADLINE else {}
    wanted: dict[str, list[str]] = {}
    for column in ("topic", "status", "month", "meeting", "stakeholder", "asks"):
        if code := mark.code(column):
            wanted[_FILTER_OF.get(column, column)] = [code]
    return wanted


def _filter_on(wanted: dict[str, list[str]]) -> None:
    selection = state.chosen()
    for key, values in wanted.items():
        selection = selection.with_values(key, values)
    state.go(selection=selection, mark=None)


def item_tile(scene: Scene, title: str, items: list[Item], *, empty: str, key: str, most: int = 6) -> None:
    """A titled list; the rest of a long one opens on demand."""
    components.item_list(items[:most], empty=empty, key=key, heading=title)
    if len(items) > most:
        rest = st.expander(
            scene.texts.plural("tile.more", len(items) - most), key=f"more_{key}", on_change="rerun", type="compact"
        )
        if rest.open:
            with rest:
                components.item_list(items[most:], empty="", key=f"rest_{key}")


def headline_tiles(scene: Scene, counts: dict[str, int], notes: dict[str, str], colors: dict[str, str]) -> None:
    """Number tiles of the headline measure; a click lists what a number stands for."""
    texts = scene.texts
    cards = [
        {
            "target": mark_of("headline", name),
            "value": texts.number(counts.get(name, 0)),
            "label": texts(f"headline.{name}"),
            "note": notes[name],
            "color": color,
            "is_active": scene.view.mark == mark_of("headline", name),
        }
        for name, color in colors.items()
    ]
    components.tiles(cards, key="headlines")
    behind_mark(scene, "headline")
