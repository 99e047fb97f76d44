"""The one quiet menu of a chart: pictures and texts for a report, its CSV, and the same figures as a table."""

import streamlit as st

from lovp_view import state
from lovp_view.figures import Figure
from lovp_view.files.csv_file import csv_bytes
from lovp_view.files.picture_report import Draw, file_stem, report
from lovp_view.monitoring import own_server
from lovp_view.screen import components
from lovp_view.view.address import View, query_text
from lovp_view.view.pages import ALL_PAGES
from lovp_view.view.paths import own_base, picture_address
from lovp_view.view.scene import Scene
from lovp_view.view.theme import PAPERS

_SCALE = 3  # pixels of a picture per pixel of its layout, as in pictures.js


def chart_menu(scene: Scene, name: str, figure: Figure, draw: Draw) -> None:
    """The menu under a chart; what it offers is made and sent only when it is opened."""
    texts, as_table = scene.texts, f"table_{name}"
    menu = st.popover(texts("chart.menu"), type="tertiary", key=f"menu_{name}", on_change="rerun")
    if menu.open:
        with menu:
            _pictures(scene, name, draw)
            _csv(scene, name, figure)
            _address(scene, name)
            st.toggle(texts("chart.as_table"), key=as_table, persist_state="page")
    if state.peek(as_table):
        st.dataframe(figure.table, hide_index=True, placeholder="–", alt=texts("chart.as_table"))


def _address(scene: Scene, name: str) -> None:
    """Where the chart stands alone, for a page of another site; only where a server answers there."""
    base = own_base(st.context.url, [address for _, _, address in ALL_PAGES])
    if own_server.running.is_set() and base:
        query = query_text(View(scene.view.language, scene.view.reference_date, scene.view.selection))
        st.caption(scene.texts("published.frame_how"))
        st.code(picture_address(base, name, query), language=None, wrap_lines=True)


def _pictures(scene: Scene, name: str, draw: Draw) -> None:
    """The buttons of our own; where the browser gives them no Plotly to draw with, Plotly's own button."""
    if components.pictures(report(scene, name, draw), key=f"pictures_{name}"):
        return
    figure = draw(PAPERS[0].size)
    picture = {"format": "png", "filename": file_stem(scene, name), "scale": _SCALE}
    picture |= {"width": PAPERS[0].size.width, "height": figure.height}
    config = {"displayModeBar": True, "displaylogo": False, "toImageButtonOptions": picture}
    config["modeBarButtons"] = [["toImage"]]
    st.plotly_chart(figure.checked, theme=None, key=f"camera_{name}", height=150, config=config, alt=figure.alt)


def _csv(scene: Scene, name: str, figure: Figure) -> None:
    texts = scene.texts
    st.download_button(
        texts("tile.csv"), data=lambda: csv_bytes(figure.table, texts("format.csv_separator")),
        file_name=f"{file_stem(scene, name)}.csv", mime="text/csv", on_click="ignore", key=f"csv_{name}",
        type="tertiary",
    )  # fmt: skip
