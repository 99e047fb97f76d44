"""The Streamlit script: page config, filters, navigation, run."""

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lovp_data.package.errors import PackageError, StoreError
from lovp_view import state
from lovp_view.briefing import screen
from lovp_view.editing.live_note import live_noting
from lovp_view.editing.status_note import note_in_detail
from lovp_view.frontend.assets import style
from lovp_view.monitoring import own_server
from lovp_view.monitoring.metrics import timed_run
from lovp_view.screen import components, controls, detail, error_page, notices, parts, tiles
from lovp_view.shell.export_menu import export_menu
from lovp_view.view import pages, paths
from lovp_view.view.scene import Scene

_ICON = str(Path(__file__).parent / "lovp_view" / "frontend" / "icon.svg")
st.html(style())


def configure(title: str) -> None:
    """The tab's title; once in a run, since each time is a message to the browser."""
    st.set_page_config(page_title=title, page_icon=_ICON, layout="wide")


def run() -> None:
    """Draw one run: what stands around every page, the page, and the opened item over it."""
    own_server.wait_until_warm()
    scene = state.begin()
    texts = scene.texts
    offered = [
        st.Page(path, title=texts(f"page.{key}"), url_path=address, default=place == 0)
        for place, (path, key, address) in enumerate(pages.ALL_PAGES)
    ]
    page = st.navigation(offered, position="hidden")
    configure(f"{page.title} · LOVP")
    components.bridge(texts, page.url_path, paths.CHANGES if own_server.running.is_set() else None)
    scene = state.scene()
    if scene.view.briefing:
        screen.show_briefing(scene, live_noting(scene))
        return
    if page.url_path == paths.PICTURE:
        page.run()
    else:
        _page_in_full(scene, page)
    if scene.view.item:
        detail.follow_up_dialog(scene, note_in_detail)
    elif scene.view.mark:
        tiles.mark_dialog(scene)


def _page_in_full(scene: Scene, page: StreamlitPage) -> None:
    """A page with what stands around it; the filters last, so that they keep no chart waiting."""
    place = None if page.url_path in pages.WITHOUT_SELECTION else st.sidebar.container()
    with controls.navigation(scene, page.url_path):
        export_menu(scene, [address for _, _, address in pages.PAGES])
    parts.bar(partial(_bar, has_filters=bool(place)))
    page.run()
    if place:
        controls.sidebar(scene, place)
    else:
        controls.below(scene)


def _bar(scene: Scene, *, has_filters: bool) -> None:
    """Notices, and what is chosen."""
    notices.show(scene)
    if has_filters:
        controls.chips(scene)


try:
    with timed_run():
        run()
except (PackageError, StoreError) as error:
    configure("LOVP")
    error_page.show(error)
finally:
    state.end()
