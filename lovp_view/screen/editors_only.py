"""What stands in the place of a page for editors where the viewer is none."""

import streamlit as st

from lovp_view import state
from lovp_view.screen.editor_menu import reason
from lovp_view.view.scene import Scene


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
