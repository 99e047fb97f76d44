"""Topics, parties with their names, and moments: lists short enough for a grid."""

import streamlit as st

from lovp_view.editing.grid import row_grid
from lovp_view.editing.grid_changes import Grid
from lovp_view.editing.names import Names
from lovp_view.view.scene import Scene


def show_topics(scene: Scene, names: Names) -> None:
    """All topics."""
    _list(scene, names, "topics")


def show_parties(scene: Scene, names: Names) -> None:
    """All parties, and below them the other names they go or went by."""
    _list(scene, names, "stakeholders")
    st.subheader(scene.texts("editing.other_names"), anchor=False)
    _list(scene, names, "stakeholder_aliases")


def show_moments(scene: Scene, names: Names) -> None:
    """The calendar of named moments, from which 'richting de Voorjaarsnota' gets its day."""
    _list(scene, names, "moments")


def _list(scene: Scene, names: Names, resource: str) -> None:
    st.caption(scene.texts(f"editing_list.{resource}"))
    row_grid(Grid(f"all_{resource}", resource), names)
