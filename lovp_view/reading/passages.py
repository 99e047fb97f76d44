"""A passage of the note, found by its words: the way without a mouse."""

from collections.abc import Callable, Sequence

import streamlit as st

from lovp_data.review.review import Review, Span
from lovp_data.review.search import find_passages
from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.screen import markup

Choice = tuple[str, Callable[[Span], None]]  # what a button says, and what it does with the passage


def passage_search(name: str, review: Review, names: Names, choices: Sequence[Choice]) -> None:
    """A search in the note, and for each sentence found the buttons. `name` tells searches on one screen apart."""
    texts = names.texts
    words = st.text_input(texts("reading.find"), key=f"find_{name}", placeholder=texts("reading.find_example"))
    found = find_passages(review, words)
    if words and not found:
        st.caption(texts("reading.found_none"))
    for at, place in enumerate(found):
        with st.container(key=f"found_{name}_{at}"):
            markup.show("quote.html", quote=review.quote(place))
            with st.container(horizontal=True, gap="small"):
                for number, (label, act) in enumerate(choices):
                    st.button(label, key=f"take_{name}_{at}_{number}", on_click=_taken, args=(name, act, place))


def _taken(name: str, act: Callable[[Span], None], place: Span) -> None:
    """Callback: done with the search."""
    act(place)
    state.forget_widget(f"find_{name}")
