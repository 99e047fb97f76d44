"""Forms under way: the row as it was when the form opened, and what has been typed since.

A second writer is found out by the digest of the moment of opening, so it is kept here and not read anew. A form that
was not drawn in the last run is opened afresh: Streamlit has forgotten by then what was typed in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lovp_data.store.writing import Item

_FORMS = "_forms"
_SIGN = "why"  # a form that writes asks why; by that widget it is seen whether the form was drawn


@dataclass(frozen=True)
class Opening:
    """One opening of a form: its number, which the keys of its widgets carry, and the rows as they were then.

    By the widget of the field `sign` it is seen whether the form was drawn.
    """

    number: int
    items: dict[str, Item]
    sign: str = _SIGN


def _forms() -> dict[str, Opening]:
    forms: dict[str, Opening] = st.session_state.setdefault(_FORMS, {})
    return forms


def open_form(name: str, read: Callable[[], dict[str, Item]], sign: str = _SIGN) -> Opening:
    """The form as it was opened, or opened now; `read` gives the rows it is about, by id (none for a new row)."""
    opening = _forms().get(name)
    if opening is None or field_key(name, sign) not in st.session_state:
        number = opening.number + 1 if opening else 1
        _forms()[name] = opening = Opening(number, read(), sign)
    return opening


def opened(name: str) -> Opening:
    """The form as it was opened, for a callback. Raises KeyError if it was not."""
    return _forms()[name]


def field_key(name: str, field: str) -> str:
    """The key of a form's widget: new with every opening, so that it starts from what is stored then."""
    return f"f_{name}_{_forms()[name].number}_{field}"


def typed(name: str, fields: Iterable[str]) -> dict[str, Any]:
    """What the widgets of these fields hold, for a callback; a field that was not drawn is left out."""
    keys = {field: field_key(name, field) for field in fields}
    return {field: st.session_state[key] for field, key in keys.items() if key in st.session_state}


def close_form(name: str) -> None:
    """Done with it: the next run opens it afresh."""
    if name in _forms():
        st.session_state.pop(field_key(name, _forms()[name].sign), None)
