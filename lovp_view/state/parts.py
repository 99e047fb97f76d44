"""Parts of the screen that are drawn alone when nothing but they can have changed."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from lovp_view.state import scenes
from lovp_view.state.following import set_filter
from lovp_view.view.scene import Scene

BAR, CONTENT = "bar", "content"


@contextmanager
def drawn_part(name: str) -> Iterator[Scene]:
    """The scene to draw a part from: that of the run that draws everything, or the newest if the part is drawn alone.

    A part that is drawn alone gives way to a run of everything if the address or the data changed without it.
    """
    if scenes.is_drawing():
        scenes.note_part(name)
        yield scenes.scene()
        return
    scenes.catch_up()
    try:
        yield scenes.begin_part()
    finally:
        scenes.end()


def choose(key: str, values: list[str]) -> None:
    """Set one filter, from the callback of its own field: the fields around it stay as they are.

    So only the bar and the page are drawn, which is half of what a run sends and half of what the browser has to do.
    """
    set_filter(key, values)
    if scenes.are_parts_drawn({BAR, CONTENT}):
        scenes.note_address()
        st.rerun([BAR, CONTENT])
