"""What pages are made of: the bar and the page, which are drawn alone when a filter changes; headings and columns."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import streamlit as st

from lovp_data.package.errors import PackageError, StoreError
from lovp_view import state
from lovp_view.monitoring.metrics import timed_run
from lovp_view.screen import components, error_page
from lovp_view.view.scene import Scene

Draw = Callable[[Scene], None]


@st.fragment(key=state.BAR)
def bar(draw: Draw) -> None:
    """What stands above the page: `draw` it."""
    _draw(state.BAR, draw)


def content(draw: Draw, *, has_charts: bool = True) -> None:
    """The page: `draw` it."""
    if has_charts:
        components.bring_plotly()
    _content(draw)


@st.fragment(key=state.CONTENT)
def _content(draw: Draw) -> None:
    _draw(state.CONTENT, draw)


def _draw(name: str, draw: Draw) -> None:
    """Draw a part; what it raises is told here, since Streamlit would show it as it is."""
    try:
        with nullcontext() if state.is_drawing() else timed_run(), state.drawn_part(name) as scene:
            draw(scene)
    except (PackageError, StoreError) as error:
        error_page.show(error)


def heading(scene: Scene, page: str, lead: str = "") -> None:
    """The page's title and one sentence: what it answers, or the lead given."""
    st.title(scene.texts(f"page.{page}"), anchor=False)
    st.caption(lead or scene.texts(f"lead.{page}"))


def columns(scene: Scene, widths: list[int]) -> list[Any]:
    """Columns side by side; on a phone Streamlit stacks them by itself."""
    return list(st.columns(widths, gap="large"))
