"""What was typed by someone who may not edit any more: kept on the screen, so that it can be copied."""

from collections.abc import Iterable, Sequence

import streamlit as st

from lovp_data.store.writing import Change

_EDITED = "_edited"
_UNSAVED = "_unsaved"
_SHORTEST = 20  # a single word shorter than this is rather the code of a choice than something typed


def note_editing() -> None:
    """This run shows an editor what he may edit."""
    st.session_state[_EDITED] = True
    st.session_state.pop(_UNSAVED, None)


def note_refused(changes: Sequence[Change]) -> None:
    """These changes were refused, because the right to make them was gone."""
    _keep(value for change in changes for value in (change.values or {}).values())


def unsaved_texts() -> list[str]:
    """What was typed in this session and is not stored, the newest last; nothing if it never edited.

    Asked while the page is drawn: what widgets held in the last run is forgotten at the end of this one.
    """
    if not st.session_state.get(_EDITED):
        return []
    _keep(st.session_state[key] for key in st.session_state if not str(key).startswith(("_", "w_")))
    return list(st.session_state.get(_UNSAVED, {}))


def _keep(values: Iterable[object]) -> None:
    kept: dict[str, None] = st.session_state.setdefault(_UNSAVED, {})
    for value in values:
        text = value.strip() if isinstance(value, str) else ""
        if len(text) >= _SHORTEST or len(text.split()) > 1:
            kept[text] = None
