"""The page Inlezen: where a note comes in, or the draft that the address names, in four steps."""

import streamlit as st

from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.reading.draft_session import DraftSession, StepFailure, open_session, settle, step_failure
from lovp_view.reading.items_step import show_items
from lovp_view.reading.meeting_step import show_meetings
from lovp_view.reading.returns_step import show_returns
from lovp_view.reading.start import show_start
from lovp_view.reading.steps import STEPS, first_step, left_to_do
from lovp_view.reading.store_step import show_store, show_stored
from lovp_view.reading.words import meeting_name
from lovp_view.screen import markup
from lovp_view.view.scene import Scene


def show_reading(scene: Scene) -> None:
    """The start, or the review under way."""
    names = Names(state.editor_package(), scene.texts)
    if scene.view.concept is None:
        show_stored(scene, names)
        _trouble(None, names)
        show_start(scene, names)
        return
    session = open_session(scene.view.concept)
    if session is None:
        _lost(scene.view.concept, names)
    else:
        _review(scene, session, names)


def _lost(key: str, names: Names) -> None:
    """The address names a draft that is stored or thrown away; what was not saved of it can be kept."""
    texts = names.texts
    if found := step_failure(key):
        _told(key, found, names)
    else:
        st.warning(texts("reading.lost"))
    _to_start(names)


def _to_start(names: Names) -> None:
    st.button(
        names.texts("reading.to_start"), key="to_start", type="tertiary", icon=":material/arrow_back:",
        on_click=state.go, kwargs={"concept": None, "edit": None, "row": None},
    )  # fmt: skip


def _review(scene: Scene, session: DraftSession, names: Names) -> None:
    """What it is, the steps, and the chosen one."""
    chosen = scene.view.edit if scene.view.edit in STEPS else first_step(session.review, names.package)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="review_head"):
        st.markdown(
            f"**{markup.escaped(meeting_name(session.review, 0, names))}** · {markup.escaped(session.review.name)}"
        )
        _steps(session, chosen, names)
        _to_start(names)
    _trouble(session.key, names)
    _left_out(session, names)
    with st.container(key=f"step_{chosen}"):
        match chosen:
            case "meeting":
                show_meetings(session, names)
            case "items":
                show_items(scene, session, names)
            case "returns":
                show_returns(session, names)
            case _:
                show_store(session, names)


def _steps(session: DraftSession, chosen: str, names: Names) -> None:
    """The four steps in their order, each with what is left to do in it."""
    left = left_to_do(session.review, names.package)
    field = state.field("reading_step", chosen)
    st.segmented_control(
        names.texts("reading.step"),
        list(STEPS),
        key=field.key,
        format_func=lambda step: _step_label(step, left.get(step, 0), names),
        required=True,
        label_visibility="collapsed",
        on_change=field.chosen(lambda step: state.go(edit=step, row=None)),
    )


def _step_label(step: str, left: int, names: Names) -> str:
    """'2. Punten (12)'"""
    label = f"{STEPS.index(step) + 1}. {names.texts(f'reading_step.{step}')}"
    return f"{label} ({left})" if left else label


def _left_out(session: DraftSession, names: Names) -> None:
    """What the document holds that its text does not."""
    told = [names.texts(f"left_out.{each.code}", details=each.details) for each in session.review.left_out]
    if told:
        st.warning("  \n".join(markup.escaped(each) for each in told), icon=":material/description:")


def _trouble(key: str | None, names: Names) -> None:
    if found := step_failure(key):
        _told(key, found, names)


def _told(key: str | None, found: StepFailure, names: Names) -> None:
    """Why the last step was not saved; if that is for someone else's, a choice of what becomes of it."""
    texts = names.texts
    reason = texts(f"store_fault.{found.fault}") if found.fault else ""
    st.warning(texts(f"review_trouble.{found.code}", reason=reason), icon=":material/warning:")
    if key is None or found.own is None:
        return
    choices = ("again", "apart", "drop") if found.code == "conflict" else ("apart", "drop")
    with st.container(horizontal=True, gap="small"):
        for choice in choices:
            st.button(
                texts(f"reading.settle_{choice}"), key=f"settle_{choice}", on_click=settle, args=(key, choice),
                type="primary" if choice == choices[0] else "secondary",
            )  # fmt: skip
