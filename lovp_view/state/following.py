"""Going to another view: callbacks write the address, and the run that follows reads it."""

import streamlit as st

from lovp_data.register.filters import Selection
from lovp_view.state.scenes import CLICKS, last_scene
from lovp_view.state.widgets import component_value
from lovp_view.view.address import query_of
from lovp_view.view.pages import ALL_PAGES


def go(**changes: object) -> None:
    """Change the view, from a callback: writes the address, which the run that follows reads.

    With other rows to show, a long table begins at its first part again.
    """
    if changes.keys() & {"selection", "reference_date"}:
        changes = {"part": 1, **changes}
    st.query_params.from_dict(query_of(last_scene().view.changed(**changes)))


def go_to_page(path: str, **changes: object) -> None:
    """Change the view and the page, from a callback."""
    st.switch_page(path, query_params=query_of(last_scene().view.changed(**changes)))


def follow_link(address: str) -> None:
    """Go to the page at this address with the view as it is by now, from a callback; nowhere if there is none."""
    files = {("" if place == 0 else known): path for place, (path, _, known) in enumerate(ALL_PAGES)}
    if address in files:
        st.switch_page(files[address], query_params=query_of(last_scene().view.carried()))


def set_filter(key: str, values: list[str]) -> None:
    """Set one filter, from a callback. What was opened by a mark is closed: it may not exist any more."""
    go(selection=last_scene().view.selection.with_values(key, values), mark=None)


def chosen() -> Selection:
    """The selection the viewer saw, for callbacks that change more than one filter."""
    return last_scene().view.selection


def clear_filters() -> None:
    """Take all filters away, from a callback."""
    go(selection=Selection(), mark=None)


def follow(target: str) -> None:
    """Open what a click points at: 'item:<follow-up>', 'meeting:<id>', 'topic:<id>', or a mark."""
    st.session_state[CLICKS] = last_scene().clicks + 1
    kind, _, code = target.partition(":")
    match kind:
        case "item":
            go(item=code)
        case "meeting":
            go_to_page("pages/meetings.py", open_meeting=code, item=None)
        case "topic":
            go_to_page("pages/topics.py", open_topic=code, item=None)
        case _:
            go(mark=None if last_scene().view.mark == kind else kind)


def follow_chart(key: str) -> None:
    """Callback of a chart: follow the first mark clicked, if any."""
    points = st.session_state[key].selection.points
    codes = [point["customdata"] for point in points if point.get("customdata")]
    if codes:
        first = codes[0]
        follow(str(next(iter(first.values())) if isinstance(first, dict) else first[0]))


def follow_component(key: str) -> None:
    """Callback of a component that triggers `target`."""
    target = component_value(key, "target")
    if target:
        follow(str(target))
