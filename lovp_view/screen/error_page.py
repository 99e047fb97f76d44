"""What a viewer sees when something cannot be shown: what is wrong and what to do, never a traceback."""

import logging

import streamlit as st

from lovp_data.package.errors import PackageError
from lovp_view import state
from lovp_view.access.rights import NotAllowedError
from lovp_view.monitoring import metrics
from lovp_view.screen.notices import problem_table
from lovp_view.view.texts import DEFAULT_LANGUAGE, load_texts

_FOR_THE_ADMINISTRATOR = ("damaged", "foreign", "encoding")  # faults that no waiting mends
_AGAIN = 5.0  # seconds between two questions whether the store answers


def show(error: Exception) -> None:
    """The package's faults in a table; a right that has ended; a store that does not answer (details go to the log)."""
    texts = load_texts(DEFAULT_LANGUAGE)
    st.title(texts("trouble.title"), anchor=False)
    metrics.count_fault(error)
    if isinstance(error, PackageError):
        st.error(texts.plural("trouble.package", len(error.problems)))
        problem_table(error.problems, texts)
        return
    if isinstance(error, NotAllowedError):
        st.error(texts("gate.refused"))
        st.button(texts("trouble.again"))
        return
    logging.getLogger(__name__).error("%s", error)
    fault = getattr(error, "fault", "")
    st.error(texts(f"trouble.{fault}" if fault in _FOR_THE_ADMINISTRATOR else "trouble.store"))
    st.button(texts("trouble.again"))
    _watch()


@st.fragment(run_every=_AGAIN)
def _watch() -> None:
    """Draws the whole page as soon as the store answers, without anyone's help."""
    if state.is_answering():
        st.rerun()


def show_fault(error: Exception) -> bool:
    """In the place of what could not be drawn: that it could not. True, since that is all there is to say."""
    logging.getLogger(__name__).error("a run failed", exc_info=error)
    metrics.count_fault(error)
    st.error(load_texts(DEFAULT_LANGUAGE)("trouble.part"), icon=":material/report:")
    return True
