"""The parties: full name, kind, other names over time."""

import streamlit as st

from lovp_view.files.labelled_tables import labelled_parties
from lovp_view.view.scene import Scene


def stakeholder_table(scene: Scene) -> None:
    """A table of the parties in view, aliases joined with the time of their use."""
    texts = scene.texts
    st.header(texts("tile.parties"), anchor=False)
    st.dataframe(
        scene.cached("parties", lambda: labelled_parties(scene)),
        hide_index=True,
        placeholder="–",
        alt=texts("tile.parties"),
    )
