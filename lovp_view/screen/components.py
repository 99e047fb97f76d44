"""Small components of our own where Streamlit has none: lists and tiles that are buttons, and a bridge to the page.

They build the page with textContent only, so nothing from the data can become markup.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from lovp_view import state
from lovp_view.figures.frame import Checked
from lovp_view.frontend.assets import asset, script
from lovp_view.view.address import LEFT_BEHIND
from lovp_view.view.texts import Texts, languages, load_texts

_bridge = st.components.v2.component("lovp_bridge", js=script("bridge.js"))
_items = st.components.v2.component(
    "lovp_items", html='<div class="root"></div>', css=asset("items.css"), js=script("items.js")
)
_pictures = st.components.v2.component(
    "lovp_pictures",
    html='<div class="root"></div>',
    css=asset("pictures.css"),
    js=script("pictures.js"),
)
_deck_pictures = st.components.v2.component(
    "lovp_deck_pictures",
    html='<p class="said" role="status"></p>',
    css=asset("pictures.css"),
    js=script("deck_pictures.js"),
)
_tiles = st.components.v2.component(
    "lovp_tiles", html='<div class="root"></div>', css=asset("tiles.css"), js=script("tiles.js")
)
# Not in a shadow root: Plotly's own style rules would not reach into one.
_chart = st.components.v2.component(
    "lovp_chart", html='<div class="lovp-chart" role="figure"></div>', js=script("chart.js"), isolate_styles=False
)
_NO_CHART = Checked({"data": [{"type": "scatter", "x": [], "y": []}], "layout": {"height": 10, "template": {}}})


def bridge(texts: Texts, current: str, changes: str | None = None) -> None:
    """Sets the page's language, Streamlit's own words and the current link; tells if the window is narrow.

    `current` is the address of the page, empty for the start page; `changes` that at which the server tells of newer
    data, None if it does not.
    """
    data: dict[str, object] = {"language": texts.language, "words": builtin_words(texts.language), "current": current}
    data |= {"navigation": texts("controls.navigation"), "left_behind": LEFT_BEHIND}
    data |= {"narrow": (scene := state.scene()).is_narrow, "filters": texts("controls.filters")}
    data |= {"changes": {"path": changes, "version": scene.version, "words": texts.group("changes")}}
    result = _bridge(
        key="bridge", data=_told(data), on_narrow_change=_nothing, on_again_change=_nothing,
        on_page_change=lambda: state.follow_link(state.component_value("bridge", "page")), height="content",
    )  # fmt: skip
    if result.narrow is not None:
        state.note_width(result.narrow)


@cache
def builtin_words(language: str) -> dict[str, str]:
    """What to say for Streamlit's own words; also for what they became while the page was in another language."""
    ours = _builtin(language)
    said = {words[key]: ours[key] for words in map(_builtin, languages()) for key in ours}
    return {theirs: word for theirs, word in (said | ours).items() if theirs != word}


def _builtin(language: str) -> dict[str, str]:
    return load_texts(language).group("builtin")


def _told(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The data as our scripts take them: in a list, since Streamlit looks for frames in every value of a dict."""
    return [data]


def _nothing() -> None:
    """Nothing to do before the run, which is all that is asked for; the width is read where the bridge is mounted."""


def item_list(items: list[dict[str, Any]], *, empty: str, key: str, heading: str = "") -> None:
    """A list of buttons, with its heading. Items: target, title, meta, tags ([{text, color}]), optional quote."""
    item_lists([{"name": key, "items": items, "empty": empty, "heading": heading}], key=key)


def item_lists(lists: list[dict[str, Any]], *, key: str) -> None:
    """Such lists side by side: name, items, empty, heading, and more (label, is_open) if there are more rows."""
    _items(key=key, data=[lists], on_target_change=lambda: state.follow_component(key), on_opened_change=_nothing)


def opened_lists(key: str) -> list[str]:
    """The names of the lists under this key of which a viewer asked for all rows."""
    return list(getattr(state.peek(key), "opened", None) or ())


def pictures(report: dict[str, Any], *, key: str) -> bool:
    """Buttons that make the pictures and texts of a report (see report.report); False if the browser cannot."""
    result = _pictures(key=key, data=report, on_is_unable_change=_nothing, height="content")
    return not result.is_unable


def deck_pictures(data: dict[str, Any], *, key: str, on_drawn: Callable[[], None]) -> None:
    """Draws the pictures of a document in the browser; `drawn` then holds the job's name and PNG per place, base64."""
    _deck_pictures(key=key, data=data, on_drawn_change=on_drawn, height="content")


def tiles(cards: list[dict[str, Any]], *, key: str) -> None:
    """A row of number tiles. Cards: target, value, label, color, note, part (its target), active (what is chosen)."""
    _tiles(key=key, data=_told({"cards": cards}), on_target_change=lambda: state.follow_component(key))


def bring_plotly() -> None:
    """A chart that is not displayed: only where there is one Streamlit loads Plotly, with which our scripts draw."""
    if state.is_first_in_run("plotly"):
        st.plotly_chart(_NO_CHART, theme=None, key="no_chart", height=10)


def chart(spec: str, *, alt: str, height: int, key: str) -> bool:
    """A chart of a spec in JSON, whose marks can be clicked; False if the browser has no Plotly to draw it with."""
    bring_plotly()
    data = {"spec": spec, "alt": alt, "height": height}
    result = _chart(
        key=key, data=_told(data), on_target_change=lambda: state.follow_component(key), on_is_unable_change=_nothing,
        height="content",
    )  # fmt: skip
    return not result.is_unable
