"""The Streamlit script: page config, filters, navigation, run."""

from pathlib import Path

import streamlit as st

from lovp_data.errors import PackageError, StoreError
from lovp_view import components, controls, detail, feed, notices, state, trouble
from lovp_view.assets import style
from lovp_view.briefing import screen
from lovp_view.serving.metrics import timed_run
from lovp_view.serving.probes import CHANGES_PATH
from lovp_view.takeaway import takeaway

_ICON = str(Path(__file__).parent / "lovp_view" / "frontend" / "icon.svg")
st.html(style())


def configure(title: str) -> None:
    """The tab's title; once in a run, since each time is a message to the browser."""
    st.set_page_config(page_title=title, page_icon=_ICON, layout="wide")


def run() -> None:
    """Draw one run: what stands around every page, the page, and the opened item over it."""
    scene = state.begin()
    texts = scene.texts
    pages = [
        st.Page(path, title=texts(f"page.{key}"), url_path=address, default=place == 0)
        for place, (path, key, address) in enumerate(controls.ALL_PAGES)
    ]
    page = st.navigation(pages, position="hidden")
    configure(f"{page.title} · LOVP")
    components.bridge(texts, page.url_path, CHANGES_PATH if feed.served.is_set() else None)
    scene = state.scene()
    if scene.view.briefing:
        screen.show_briefing(scene)
        return
    with controls.navigation(scene, page.url_path):
        takeaway(scene, [address for _, _, address in controls.PAGES])
    notices.show(scene)
    if page.url_path in controls.WITHOUT_SELECTION:
        page.run()
        controls.below(scene)
    else:
        controls.sidebar(scene)
        controls.chips(scene)
        page.run()
    if scene.view.item:
        detail.follow_up_dialog(scene)


try:
    with timed_run():
        run()
except (PackageError, StoreError) as error:
    configure("LOVP")
    trouble.show(error)
finally:
    state.end()
