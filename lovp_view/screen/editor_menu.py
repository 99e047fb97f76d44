"""What those who edit meet: in the bar signing in, their pages and signing out; and the gate before those pages."""

from collections.abc import Sequence

import streamlit as st

from lovp_view import state
from lovp_view.access.identity import SignIn
from lovp_view.access.rights import Access
from lovp_view.screen.markup import escaped
from lovp_view.view.address import Query
from lovp_view.view.scene import Scene


def show(scene: Scene, pages: Sequence[tuple[str, str, str]], query: Query, current: str) -> None:
    """A menu for who may edit or has signed in; the way in for who could; nothing for everyone else.

    `current` is the page on which it is, with a menu of its own, so that it is closed where one of its links led to.
    """
    access, key = state.access(), f"editor_pages_{current}"
    if access in (Access.SIGNED_OUT, Access.TOO_LONG_AGO):  # bridge.js knows the button by its key
        st.button(
            scene.texts("sign_in.start"),
            key="sign_in",
            type="tertiary",
            help=scene.texts("sign_in.start_help"),
            on_click=state.sign_in,
        )
    elif access.may_edit and (pages or state.signed_in()):
        menu = st.popover(scene.texts("controls.editing"), type="tertiary", key=key, on_change="rerun")
        if menu.open:
            with menu:
                _show_pages(scene, pages, query)
    elif state.signed_in():
        with st.popover(scene.texts("sign_in.account"), type="tertiary", key=key):
            st.markdown(reason(scene))
            _way_out(scene)
    _tell_of_failure(scene)


def _show_pages(scene: Scene, pages: Sequence[tuple[str, str, str]], query: Query) -> None:
    for path, key, _ in pages:
        st.page_link(path, label=scene.texts(f"page.{key}"), query_params=query)
    _account(scene)


def _account(scene: Scene) -> None:
    """Who is signed in, and the way out."""
    if person := state.signed_in():
        st.caption(scene.texts("sign_in.who", name=_named(person)))
        _way_out(scene)


def _way_out(scene: Scene) -> None:
    st.button(scene.texts("sign_in.end"), key="sign_out", icon=":material/logout:", on_click=state.sign_out)


def reason(scene: Scene) -> str:
    """Why this session may not edit, and what can be done about it, in words."""
    person, hours = state.signed_in(), scene.texts.number(state.sign_in_hours())
    return scene.texts(f"gate.{state.access().value}", name=_named(person) if person else "", hours=hours)


def _named(person: SignIn) -> str:
    """Name and address for places that read Markdown, which would make a link of the bare address."""
    address = f"`{person.address.replace('`', '')}`"
    return f"{escaped(person.name)} ({address})" if person.name else address


def _tell_of_failure(scene: Scene) -> None:
    if state.sign_in_failed():
        st.toast(scene.texts("sign_in.failed"), icon=":material/error:", duration="long")


def editors_only(scene: Scene) -> bool:
    """True if this session may edit. Otherwise says, in one screen, what the page is for and how one gets in.

    A right that was taken away in mid-session leaves what was typed on the screen, to be copied.
    """
    if state.editor():
        state.note_editing()
        return True
    texts = scene.texts
    st.title(texts("gate.title"), anchor=False)
    st.markdown(texts("gate.purpose"))
    st.info(reason(scene), icon=":material/lock:")
    _unsaved(scene)
    if state.is_sign_in_offered():
        st.button(texts("sign_in.start"), key="gate_sign_in", type="primary", on_click=state.sign_in)
    return False


def _unsaved(scene: Scene) -> None:
    """What this session had typed when its right ended."""
    if written := state.unsaved_texts():
        st.warning(scene.texts("gate.unsaved"), icon=":material/content_copy:")
        for text in written:
            st.code(text, language=None, wrap_lines=True)
