"""The two parts of every page with filters, which are drawn alone when a filter changes: the bar, and the page."""

from collections.abc import Callable
from contextlib import nullcontext

import streamlit as st

from lovp_data.package.errors import PackageError, StoreError
from lovp_view import state
from lovp_view.monitoring.metrics import timed_run
from lovp_view.screen import error_page
from lovp_view.view.scene import Scene

Draw = Callable[[Scene], None]


@st.fragment(key=state.BAR)
def bar(draw: Draw) -> None:
    """What stands above the page: `draw` it."""
    _draw(state.BAR, draw)


@st.fragment(key=state.CONTENT)
def content(draw: Draw) -> None:
    """The page: `draw` it."""
    _draw(state.CONTENT, draw)


def _draw(name: str, draw: Draw) -> None:
    """Draw a part; what it raises is told here, since Streamlit would show it as it is."""
    try:
        with nullcontext() if state.is_drawing() else timed_run(), state.drawn_part(name) as scene:
            draw(scene)
    except (PackageError, StoreError) as error:
        error_page.show(error)
