"""Notices above every page: what could not be had, and what is wrong with the data."""

from collections.abc import Sequence

import streamlit as st

from lovp_data.documents.document_faults import Fault
from lovp_data.package.errors import PackageError, Problem
from lovp_data.store.seeding import Seeding
from lovp_view import state
from lovp_view.access.rights import NotAllowedError
from lovp_view.screen import editor_menu
from lovp_view.screen.markup import escaped
from lovp_view.view.scene import Scene
from lovp_view.view.texts import Texts


def show(scene: Scene) -> None:
    """What the address asked for and could not be had, and what is wrong with the data."""
    if scene.unknown:
        st.info(unknown_line(scene), icon=":material/link_off:")
    _package_notice(scene)
    _faulty_rows_notice(scene)


def unknown_line(scene: Scene) -> str:
    """What the address asked for that is not known."""
    listing = ", ".join(f"{key}={value[:60]}" for key, value in scene.unknown[:5])
    return f"{scene.texts('notice.unknown')} {escaped(listing)}"


def _package_notice(scene: Scene) -> None:
    texts, opened = scene.texts, state.open_store()
    if opened.problems:
        st.warning(texts.plural("notice.bad_package", len(opened.problems)), icon=":material/warning:")
        with st.expander(texts("notice.show_problems")):
            problem_table(opened.problems, scene.texts)
    if opened.seeding is Seeding.REPLACED and state.editor():
        st.info(texts("notice.replaced"), icon=":material/inventory_2:")
    if opened.seeding is Seeding.MERGE_OFFERED:
        st.warning(texts("notice.merge"), icon=":material/merge:")
        if state.editor():
            st.button(texts("notice.merge_button"), on_click=state.merge_package, key="merge")
        _merge_failure(scene)


def _faulty_rows_notice(scene: Scene) -> None:
    """Rows that were written past all checks are left out, and this says which."""
    if rows := {(fault.file, fault.row) for fault in scene.faults}:
        st.warning(scene.texts.plural("notice.faulty_rows", len(rows)), icon=":material/warning:")
        with st.expander(scene.texts("notice.show_problems"), key="faulty_rows"):
            problem_table(scene.faults, scene.texts)


def _merge_failure(scene: Scene) -> None:
    """What stood in the way of a merge, in words; the store is as it was."""
    error, texts = state.merge_failure(), scene.texts
    if isinstance(error, PackageError):
        st.error(texts.plural("notice.merge_refused", len(error.problems)))
        problem_table(error.problems, texts)
    elif isinstance(error, NotAllowedError):
        st.error(editor_menu.reason(scene))
    elif error:
        st.error(texts("trouble.store"))


def problem_table(problems: Sequence[Problem], texts: Texts) -> None:
    """Every fault: where, what was found, what was expected, what to do."""
    rows = [
        {
            texts("problem.place"): " · ".join(str(part) for part in (p.file, p.row or "", p.field or "") if part),
            texts("problem.found"): p.found,
            texts("problem.fault"): texts(f"problem.{p.code}", details=p.details),
        }
        for p in problems
    ]
    st.dataframe(rows, hide_index=True, placeholder="–")


def fault_line(fault: Fault, scene: Scene) -> str:
    """What is wrong with a document, and what to do; nothing of it was kept."""
    found = f" ({escaped(fault.found)})" if fault.found else ""
    form = scene.texts.label("file_form", fault.found.lstrip(".")) if fault.code == "unknown_format" else ""
    what = scene.texts(f"note_fault.{fault.code}", details=escaped(fault.details), form=form)
    return f"**{escaped(fault.file)}**{found}: {what} {scene.texts('reading.nothing_kept')}"
