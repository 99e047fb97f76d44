"""Every chart of the pages by its name: a page, and a page of another site that shows it alone, draw the same."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from lovp_data import measures
from lovp_view import figures, state
from lovp_view.figures import Caption, Figure
from lovp_view.screen.tiles import chart
from lovp_view.screen.timeline_period import timeline_window
from lovp_view.view.headlines import moment_heads
from lovp_view.view.pages import ADDRESS_OF_PAGE
from lovp_view.view.paths import with_query
from lovp_view.view.scene import Scene
from lovp_view.view.theme import FULL, Size
from lovp_view.view.wording import result_labels, stakeholder_names

RESULT_GROUPS = ("agreed", "asked")  # told apart: an answer to a question is no kept promise
Draw = Callable[[Scene, Caption, Size], Figure]


def show_chart(scene: Scene, name: str, *, size: Size = FULL, is_alone: bool = False) -> None:
    """A chart, with its menu unless it stands alone. Raises KeyError for a name that is none."""
    more = scene.view.zoom if name == "timeline" else ""
    chart(scene, name, partial(CHARTS[name], scene), size=size, extra=more, is_alone=is_alone)


def show_picture(scene: Scene) -> None:
    """The page of one chart, which holds its own caption; and the way to where it stands in the dashboard."""
    texts, name = scene.texts, scene.view.picture or ""
    if name not in CHARTS:
        st.info(texts("published.no_chart", charts=", ".join(CHARTS)), icon=":material/search_off:")
        return
    show_chart(scene, name, is_alone=True)
    page = next(page for page, charts in _PAGES.items() if name.startswith(charts))
    query = state.query_text(scene.view.changed(picture=None, mark=None, item=None))
    st.caption(f"[{texts('published.in_dashboard')}]({with_query(f'/{ADDRESS_OF_PAGE[page]}', query)})")


def results(scene: Scene) -> pd.DataFrame:
    """The members of what became of promises; worked out once for all its charts."""
    return scene.cached("results", lambda: measures.follow_ups_by_result(scene.selected))


def _moments(scene: Scene, caption: Caption, size: Size) -> Figure:
    members = measures.follow_ups_by_moment(scene.selected)
    return figures.follow_ups_by_moment(members, moment_heads(scene), scene.texts, caption, size)


def _topic_status(scene: Scene, caption: Caption, size: Size) -> Figure:
    members = measures.follow_ups_by_topic_and_status(scene.selected)
    return figures.follow_ups_by_topic_and_status(members, scene.texts, caption, size)


def _timeline(scene: Scene, caption: Caption, size: Size) -> Figure:
    window = scene.cached("window", lambda: timeline_window(scene), scene.view.zoom)
    rows, updates = measures.follow_up_intervals(scene.selected), measures.updates_by_follow_up(scene.selected)
    meetings = measures.meetings_by_day(scene.register)
    return figures.follow_up_intervals(rows, updates, meetings, window, scene.texts, caption, size)


def _by_month(scene: Scene, caption: Caption, size: Size) -> Figure:
    counts = measures.count(measures.follow_ups_by_month(scene.selected), ["month", "certainty"])
    return figures.follow_ups_by_month(counts, scene.texts, caption, size)


def _open_work(scene: Scene, caption: Caption, size: Size) -> Figure:
    members, names = measures.follow_ups_by_stakeholder_and_status(scene.selected), stakeholder_names(scene)
    return figures.follow_ups_by_stakeholder_and_status(members, names, scene.texts, caption, size)


def _asks_asked(scene: Scene, caption: Caption, size: Size) -> Figure:
    members, names = measures.stakeholders_by_asking_and_asked(scene.selected), stakeholder_names(scene)
    return figures.stakeholders_by_asking_and_asked(members, names, scene.texts, caption, size)


def _topic_stakeholder(scene: Scene, caption: Caption, size: Size) -> Figure:
    members, names = measures.stakeholders_by_topic(scene.selected), stakeholder_names(scene)
    return figures.stakeholders_by_topic(members, names, scene.texts, caption, size)


def _meetings(scene: Scene, caption: Caption, size: Size) -> Figure:
    meetings = measures.meetings_by_day(scene.selected)
    return figures.meetings_by_day(meetings, scene.reference_date, scene.texts, caption, size)


def _topic_meeting(scene: Scene, caption: Caption, size: Size) -> Figure:
    rows, meetings = measures.topics_by_meeting(scene.selected), measures.meetings_by_day(scene.register)
    return figures.topics_by_meeting(rows, meetings, scene.texts, caption, size)


def _slip(scene: Scene, caption: Caption, size: Size) -> Figure:
    return figures.follow_ups_by_slip(measures.follow_ups_by_slip(scene.selected), scene.texts, caption, size)


def _result(axis: str, group: str, scene: Scene, caption: Caption, size: Size) -> Figure:
    rows = results(scene)
    members = rows[(rows["axis"] == axis) & (rows["group"] == group)]
    return figures.follow_ups_by_result(members, result_labels(scene, axis), scene.texts, caption, size)


# On which page a chart stands, by how its name begins.
_PAGES = {
    "overview": ("moments", "topic_status"),
    "timeline": ("timeline", "by_month"),
    "topics": ("topic_meeting",),
    "stakeholders": ("open_work", "asks_asked", "topic_stakeholder"),
    "meetings": ("meetings",),
    "fulfilment": ("result_", "slip"),
}
CHARTS: dict[str, Draw] = {
    "moments": _moments,
    "topic_status": _topic_status,
    "timeline": _timeline,
    "by_month": _by_month,
    "topic_meeting": _topic_meeting,
    "open_work": _open_work,
    "asks_asked": _asks_asked,
    "topic_stakeholder": _topic_stakeholder,
    "meetings": _meetings,
    "slip": _slip,
    **{f"result_{axis}_{group}": partial(_result, axis, group) for axis in measures.AXES for group in RESULT_GROUPS},
}
