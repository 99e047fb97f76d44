"""The one quiet menu of a chart: pictures and texts for a report, its CSV, and the same figures as a table."""

from typing import Any

import streamlit as st

from lovp_view import components, state
from lovp_view.export import csv_bytes
from lovp_view.figures import Figure
from lovp_view.report import Draw, file_stem, report
from lovp_view.state import Scene
from lovp_view.theme import Size

Config = dict[str, Any]
_SCALE = 3  # pixels of a picture per pixel of its layout: 350 dots per inch in print
_QUIET: Config = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}


def chart_config(scene: Scene, name: str, figure: Figure, size: Size) -> Config:
    """How Plotly shows a chart: without buttons, save where our own menu found that it cannot make pictures."""
    if not state.needs_modebar():
        return _QUIET
    picture = {"format": "png", "filename": file_stem(scene, name), "scale": _SCALE}
    picture |= {"width": size.width, "height": figure.spec["layout"]["height"]}
    return _QUIET | {"displayModeBar": True, "modeBarButtons": [["toImage"]], "toImageButtonOptions": picture}


@st.fragment
def chart_menu(scene: Scene, name: str, figure: Figure, draw: Draw) -> None:
    """The menu under a chart; what it offers is made and sent only when it is opened.

    A fragment: opening it draws nothing else anew.
    """
    texts, had_modebar = scene.texts, state.needs_modebar()
    with st.container(key=f"menu_{name}", horizontal=True, horizontal_alignment="right"):
        menu = st.popover(texts("chart.menu"), type="tertiary", key=f"open_{name}", on_change="rerun")
    with menu:
        if menu.open:
            components.pictures(report(scene, name, draw), key=f"pictures_{name}")
            _csv(scene, name, figure)
        # Drawn in a closed menu as well: Streamlit forgets a switch that is not.
        is_table = st.toggle(texts("chart.as_table"), key=f"table_{name}")
    if is_table:
        st.dataframe(figure.table, hide_index=True, placeholder="–", alt=texts("chart.as_table"))
    if state.needs_modebar() and not had_modebar:
        st.rerun()


def _csv(scene: Scene, name: str, figure: Figure) -> None:
    st.download_button(
        scene.texts("tile.csv"), data=lambda: csv_bytes(figure.table), file_name=f"{file_stem(scene, name)}.csv",
        mime="text/csv", on_click="ignore", key=f"csv_{name}", type="tertiary",
    )  # fmt: skip
