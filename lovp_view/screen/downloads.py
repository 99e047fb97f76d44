"""The selection to take along: CSV, Excel, and the calendar as a file or to subscribe to."""

import streamlit as st

from lovp_view import state
from lovp_view.files import workbook
from lovp_view.files.calendar_entries import FILE_NAME, agenda_bytes
from lovp_view.files.calendar_file import MIME
from lovp_view.files.csv_file import csv_bytes
from lovp_view.files.file_names import file_name
from lovp_view.files.sheets import selection_workbook
from lovp_view.monitoring import own_server
from lovp_view.screen.tables import labelled_follow_ups
from lovp_view.view import paths
from lovp_view.view.address import View
from lovp_view.view.paths import own_base
from lovp_view.view.scene import Scene

_PAGE = "afspraken"


def downloads(scene: Scene) -> None:
    """The buttons under the table; each file is made when asked for."""
    texts, base = scene.texts, own_base(st.context.url, [_PAGE])
    name = file_name(scene, texts("chart_file.follow_ups"))
    with st.container(horizontal=True, gap="small", key="downloads"):
        st.download_button(
            texts("tile.csv"), data=lambda: csv_bytes(labelled_follow_ups(scene), texts("format.csv_separator")),
            file_name=f"{name}.csv", mime="text/csv", on_click="ignore", key="csv_follow_ups",
        )  # fmt: skip
        st.download_button(
            texts("tile.excel"), data=lambda: selection_workbook(scene, _link(scene, base)),
            file_name=f"{name}.xlsx", mime=workbook.MIME, on_click="ignore", key="excel_follow_ups",
        )  # fmt: skip
        st.download_button(
            texts("agenda.download"), data=lambda: agenda_bytes(scene, base), file_name=FILE_NAME,
            mime=MIME, on_click="ignore", key="agenda",
        )  # fmt: skip
        if own_server.running.is_set() and base:
            _subscribe(scene, base)


def _subscribe(scene: Scene, base: str) -> None:
    """The addresses to subscribe to and to read from, ready to copy, and what to do with them."""
    texts = scene.texts
    offered = (
        ("calendar", paths.FEED),
        ("changes", paths.ATOM),
        ("data", f"{paths.API}/follow_ups"),
    )
    with st.popover(texts("agenda.subscribe"), key="subscribe"):
        for name, path in offered:
            st.markdown(f"**{texts(f'published.{name}')}**  \n{texts(f'published.{name}_how')}")
            st.code(published_address(scene, base, path), language=None, wrap_lines=True)


def published_address(scene: Scene, base: str, path: str) -> str:
    """What the server publishes of these filters. It has no reference date: who subscribes follows the data."""
    query = state.query_text(View(scene.view.language, selection=scene.view.selection))
    return paths.with_query(f"{base}{path}", query)


def _link(scene: Scene, base: str) -> str:
    """The address of this very view; '' if it is not known where the dashboard is found."""
    query = state.query_text(scene.view.changed(item=None, mark=None))
    return paths.with_query(f"{base}/{_PAGE}", query) if base else ""
