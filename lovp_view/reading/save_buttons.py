"""The two ways out of a form of the review: saved and taken over, or saved only."""

from collections.abc import Callable

import streamlit as st

from lovp_view.view.texts import Texts


def save_buttons(draw: Callable[..., bool], form: str, texts: Texts, save: Callable[[bool], None]) -> None:
    """`draw` makes one, inside or outside a form of Streamlit; `save` is told whether the item is taken over."""
    with st.container(horizontal=True, gap="small"):
        for then, is_accepted in (("accept", True), ("keep", False)):
            draw(
                texts(f"reading.save_{then}"),
                key=f"{then}_{form}",
                type="primary" if is_accepted else "secondary",
                on_click=save,
                args=(is_accepted,),
            )
