"""What widgets and components hold, and what a viewer has under way between runs."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lovp_view.state.background_jobs import Job

_WORK = "_work"
_FIELDS = "_fields"


def clicked_row(key: str) -> int | None:
    """The row, counted from 0 and before sorting, whose button in a table was clicked; None if none was."""
    click = st.session_state.get(key)
    return int(click.row) if click else None


def chosen_row(key: str) -> int | None:
    """The row, counted from 0 and before sorting, that is chosen in a table; None if none is."""
    rows = st.session_state[key].selection.rows
    return int(rows[0]) if rows else None


def component_value(key: str, name: str) -> Any:
    """What a component of ours last told under this name, for its callback."""
    return getattr(st.session_state[key], name)


def work(name: str, view: Hashable) -> Any:
    """What this viewer has under way under a name for a view; None if nothing, or for another view."""
    kept = st.session_state.get(_WORK, {}).get(name)
    return kept[1] if kept and kept[0] == view else None


def keep_work(name: str, view: Hashable, begun: object) -> None:
    """Keep what was begun, in the place of what there was."""
    st.session_state.setdefault(_WORK, {})[name] = (view, begun)


def drop_work(name: str) -> None:
    """Forget it; what still runs is cancelled."""
    _, begun = st.session_state.get(_WORK, {}).pop(name, (None, None))
    if isinstance(begun, Job):
        begun.cancel()


def peek(key: str) -> Any:
    """What a widget held at its last event; None if it was not drawn since."""
    return st.session_state.get(key)


@dataclass(frozen=True)
class Field:
    """A widget whose value is told from elsewhere, mostly by the address: its name, and the key of the widget."""

    name: str
    key: str

    def chosen(self, act: Callable[[Any], None], *, is_emptied: bool = False) -> Callable[[], None]:
        """Its callback: `act` on what the viewer chose in it; nothing if it is not shown like this any more.

        One that is emptied after each choice stays the same widget for the next, and so keeps the focus.
        """

        def callback() -> None:
            known = st.session_state[_FIELDS]
            number, shown = known[self.name]
            if self.key == _key(self.name, number) and not _is_same(shown, chosen := st.session_state[self.key]):
                known[self.name] = number, None if is_emptied else chosen
                act(chosen)

        return callback


def field(name: str, value: object) -> Field:
    """A widget that shows `value`.

    If another value was shown or chosen in it before, it becomes a new widget with a key of its own: until the browser
    has heard of the value it goes on sending what it knows, which would pass for a choice that nobody made.
    """
    known = st.session_state.setdefault(_FIELDS, {})
    number, shown = known.get(name, (0, value))
    number += not _is_same(shown, value)
    known[name] = number, value
    key = _key(name, number)
    st.session_state[key] = value
    return Field(name, key)


def _key(name: str, number: int) -> str:
    return f"w_{name}__{number}" if number else f"w_{name}"


def _is_same(one: object, other: object) -> bool:
    """True for the same value; of a list of choices the order does not matter."""
    return sorted(one) == sorted(other) if isinstance(one, list) and isinstance(other, list) else one == other


def opening_when(key: str, *, is_wanted: bool) -> str:
    """The key of what a viewer opens and closes himself, and which opens by itself when it comes to be wanted."""
    known = f"{key}_wanted"
    newly = is_wanted and not (st.session_state.get(known) and key in st.session_state)
    st.session_state[known] = is_wanted
    if newly:
        st.session_state[key] = True
    return key


def forget_widget(key: str) -> None:
    """A widget starts afresh in the next run."""
    st.session_state.pop(key, None)
