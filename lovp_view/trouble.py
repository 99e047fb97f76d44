"""What a viewer sees when there is no data to show: what is wrong and what to do, never a traceback."""

import logging

import streamlit as st

from lovp_data.errors import PackageError
from lovp_view.access import NotAllowedError
from lovp_view.controls import problem_table
from lovp_view.texts import DEFAULT_LANGUAGE, load_texts


def show(error: Exception) -> None:
    """The package's faults in a table; a right that has ended; a store that does not answer (details go to the log)."""
    texts = load_texts(DEFAULT_LANGUAGE)
    st.title(texts("trouble.title"), anchor=False)
    if isinstance(error, PackageError):
        st.error(texts.plural("trouble.package", len(error.problems)))
        problem_table(error.problems, texts)
        return
    if isinstance(error, NotAllowedError):
        st.error(texts("gate.refused"))
        st.button(texts("trouble.again"))
        return
    logging.getLogger(__name__).error("%s", error)
    st.error(texts("trouble.store"))
    st.button(texts("trouble.again"))
