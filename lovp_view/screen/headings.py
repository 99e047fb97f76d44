"""Headings and columns of a page."""

from typing import Any

import streamlit as st

from lovp_view.view.scene import Scene


def heading(scene: Scene, page: str, lead: str = "") -> None:
    """The page's title and one sentence: what it answers, or the lead given."""
    st.title(scene.texts(f"page.{page}"), anchor=False)
    st.caption(lead or scene.texts(f"lead.{page}"))


def columns(scene: Scene, widths: list[int]) -> list[Any]:
    """Columns side by side; on a phone Streamlit stacks them by itself."""
    return list(st.columns(widths, gap="large"))
