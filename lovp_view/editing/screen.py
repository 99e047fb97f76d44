"""The page Bijwerken: a choice of what to work on, and that part below it."""

from collections.abc import Callable

import streamlit as st

from lovp_view import state
from lovp_view.editing import lists, meetings, points, whole_ledger
from lovp_view.editing.names import Names
from lovp_view.view.scene import Scene

PARTS: dict[str, Callable[[Scene, Names], None]] = {
    "follow_ups": points.show_points,
    "meetings": meetings.show_meetings,
    "topics": lists.show_topics,
    "stakeholders": lists.show_parties,
    "moments": lists.show_moments,
    "ledger": whole_ledger.show_ledger,
}
_FIRST = "follow_ups"


def show_editing(scene: Scene) -> None:
    """What the address asks for; the points if it asks for nothing, or for what there is not."""
    texts = scene.texts
    part = scene.view.edit if scene.view.edit in PARTS else _FIRST
    field = state.field("edit", part)
    st.segmented_control(
        texts("editing.part"),
        list(PARTS),
        key=field.key,
        format_func=lambda code: texts(f"editing_part.{code}"),
        required=True,
        label_visibility="collapsed",
        on_change=field.chosen(lambda part: state.go(edit=part, row=None)),
    )
    with st.container(key=f"editing_{part}"):
        PARTS[part](scene, Names(state.editor_package(), texts))
