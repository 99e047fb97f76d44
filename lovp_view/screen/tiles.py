"""Tiles: a chart with its menu and what a click on it stands for; a list; a table with downloads."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from lovp_data import measures
from lovp_data.measures import Mark, mark_of, members_behind, parse_mark
from lovp_view import state
from lovp_view.figures import Figure
from lovp_view.monitoring.metrics import count_fault
from lovp_view.screen import components
from lovp_view.screen.chart_menu import chart_menu
from lovp_view.screen.markup import escaped
from lovp_view.view.caption import Caption
from lovp_view.view.headlines import headline_cards
from lovp_view.view.scene import Scene
from lovp_view.view.theme import FULL, HEADLINE_COLORS, NARROW, Size
from lovp_view.view.wording import Item, caption, change_items, follow_up_items, mark_label, previous_meeting_label

T = TypeVar("T")
Build = Callable[[Caption, Size], Figure]
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
_FILTER_OF = {"asks": "stakeholder", "asked": "stakeholder"}
_OPEN = ["open", "in_progress", "moved", "no_trace"]
# The filters that come nearest to a number of the first screen, and to where a follow-up stands.
_OF_HEADLINE = {
    "agreed_open": {"group": ["agreed"], "status": _OPEN},
    "agreed_late": {"group": ["agreed"], "status": ["late"]},
    "asked_open": {"group": ["asked"], "status": _OPEN},
    "came_back": {"group": ["agreed"], "status": ["done"]},
    "said": {"group": ["said"]},
    "came_up": {"group": ["said"], "status": ["came_up"]},
}
_OF_STAGE = {
    "late": {"status": ["late"]},
    "open": {"status": _OPEN},
    "closed": {"status": ["done", "dropped"]},
    "said": {"group": ["said"]},
}


def chart(scene: Scene, name: str, build: Build, *, size: Size = FULL, extra: str = "", is_alone: bool = False) -> None:
    """A figure, cached per view, and below it its menu unless it stands alone.

    `extra` is whatever else the figure depends on.
    """
    size = NARROW if scene.is_narrow else size

    def draw(size: Size) -> Figure:
        return scene.cached(f"figure {name}", lambda: build(caption(scene), size), size, extra)

    figure = shielded(scene, name, lambda: draw(size))
    if figure is None:
        return
    if figure.table.empty:  # nothing is drawn where there is nothing: one sentence says so
        st.caption(f"**{escaped(figure.title)}.** {escaped(figure.alt.removeprefix(figure.title).strip())}")
        return
    if not components.chart(figure.json, alt=figure.alt, height=figure.height, key=f"chart_{name}"):
        _plain_chart(scene, name, figure)
    if not is_alone:
        chart_menu(scene, name, figure, draw)


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


def mark_dialog(scene: Scene) -> None:
    """What the clicked mark of a chart stands for, over the page; closing it takes the mark out of the address.

    What a number stands for is listed under the numbers instead.
    """
    mark = parse_mark(scene.view.mark) if scene.view.mark else None
    if mark is None or mark.measure == "headline":
        return
    title = behind_title(scene, mark)
    show = st.dialog(escaped(title), width="large", on_dismiss=lambda: state.go(mark=None))(_in_dialog)
    show(scene, mark)


def _in_dialog(scene: Scene, mark: Mark) -> None:
    state.catch_up()
    _behind_mark(scene, mark)


def behind_title(scene: Scene, mark: Mark) -> str:
    """'Jaarwisseling · Te laat: 2 punten'"""
    n = len(scene.cached("behind mark", lambda: _items_behind(scene, mark), scene.view.mark))
    return scene.texts.plural("tile.behind", n, mark=mark_label(mark, scene))


def _behind_headline(scene: Scene) -> None:
    """What the chosen number stands for, directly under the numbers."""
    mark = parse_mark(scene.view.mark) if scene.view.mark else None
    if mark is None or mark.measure != "headline":
        return
    with st.container(border=True, key="behind_headline"):
        st.header(escaped(behind_title(scene, mark)), anchor=False)
        _behind_mark(scene, mark)


def _behind_mark(scene: Scene, mark: Mark) -> None:
    """The follow-ups behind a mark, what was said there, and buttons to filter on it and to close."""
    items = scene.cached("behind mark", lambda: _items_behind(scene, mark), scene.view.mark)
    _discussion_note(scene, mark)
    components.item_list(items, empty=scene.texts("empty.mark"), key=f"behind_list_{mark.measure}")
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
        return _OF_HEADLINE.get(headline, {})
    wanted: dict[str, list[str]] = dict(_OF_STAGE.get(mark.code("stage") or "", {}))
    if axis := mark.code("axis"):
        wanted |= {axis: [mark.code("row") or ""]} if axis != "year" and mark.code("row") != "not_named" else {}
    for column in ("topic", "group", "meeting", "stakeholder", "asks"):
        if (code := mark.code(column)) and code != "not_named":
            wanted[_FILTER_OF.get(column, column)] = [code]
    return wanted | ({"month": [f"{month}.due"]} if (month := mark.code("month")) else {})


def _filter_on(wanted: dict[str, list[str]]) -> None:
    selection = state.chosen()
    for key, values in wanted.items():
        selection = selection.with_values(key, values)
    state.go(selection=selection, mark=None)


@dataclass(frozen=True)
class ItemTile:
    """A titled list, of which `most` rows are shown at first."""

    name: str
    title: str
    items: list[Item]
    empty: str = ""
    most: int = 6


def item_tiles(scene: Scene, tiles: Sequence[ItemTile], *, key: str) -> None:
    """Titled lists side by side; the rest of a long one is sent when it is asked for."""
    opened = components.opened_lists(key)
    components.item_lists([_listed(scene, tile, is_open=tile.name in opened) for tile in tiles], key=key)


def _listed(scene: Scene, tile: ItemTile, *, is_open: bool) -> dict[str, Any]:
    rest = len(tile.items) - tile.most
    label = scene.texts("tile.less") if is_open else scene.texts.plural("tile.more", rest)
    more = {"label": label, "is_open": is_open} if rest > 0 else None
    shown = tile.items if is_open else tile.items[: tile.most]
    return {"name": tile.name, "heading": tile.title, "items": shown, "empty": tile.empty, "more": more}


def urgent_tile(scene: Scene) -> ItemTile:
    """What was promised and is late, or asked and not answered."""
    texts = scene.texts
    rows = measures.follow_ups_late_or_unanswered
    items = scene.cached("urgent", lambda: follow_up_items(rows(scene.selected), texts))
    return ItemTile("urgent", texts("tile.urgent"), items, texts("empty.urgent"), most=3)


def changed_tile(scene: Scene) -> ItemTile:
    """What became known since the meeting before."""
    texts, selected = scene.texts, scene.selected
    rows = measures.changes_since_previous_meeting
    items = scene.cached("changed", lambda: change_items(rows(selected), selected.follow_ups, texts))
    title = texts("tile.changed", meeting=previous_meeting_label(scene))
    return ItemTile("changed", title, items, texts("empty.changed"), most=3)


def headline_tiles(scene: Scene) -> None:
    """The five numbers, each with a part of it; a click lists what a number stands for."""
    cards = [
        card
        | {
            "target": mark_of("headline", card["code"]),
            "part": mark_of("headline", card["part"]) if card["part"] else None,
            "color": HEADLINE_COLORS[card["code"]],
        }
        for card in headline_cards(scene)
    ]
    components.tiles([card | {"active": scene.view.mark} for card in cards], key="headlines")
    _behind_headline(scene)
