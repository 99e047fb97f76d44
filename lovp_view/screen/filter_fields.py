"""The fields in which a viewer chooses filters: the everyday ones at once, the others when asked for."""

from unicodedata import normalize

import streamlit as st

from lovp_data.register.filters import FILTERS, Filter
from lovp_view import state
from lovp_view.view.address import LONGEST_SEARCH
from lovp_view.view.scene import Scene
from lovp_view.view.wording import MOST_OFFERED, filter_labels, offered_labels, offered_note, value_label

# What people ask for in nearly every briefing. Any other filter stands under "More filters": a field to search in is
# the most expensive thing on a page, in the browser as much as in the eye.
_EVERYDAY = ("topic", "month", "theme", "group", "status", "q")
_BUTTONS = (
    "theme",
    "group",
)  # so few that all are seen at once, on every reference date; any other is a field to search in


def fields(scene: Scene) -> None:
    """A field per filter."""
    for each in FILTERS:
        if each.key in _EVERYDAY:
            _field(scene, each)
    _more(scene, [each for each in FILTERS if each.key not in _EVERYDAY])


def _set(scene: Scene, key: str, values: list[str]) -> None:
    """Set a filter from its field; of very many choices those are offered that go with what else is chosen."""
    are_all_offered = all(len(filter_labels(scene, each.key)) <= MOST_OFFERED for each in FILTERS if each.options)
    (state.choose if are_all_offered else state.set_filter)(key, values)


def _more(scene: Scene, rest: list[Filter]) -> None:
    """The other fields, drawn only while they are open; they open by themselves when one comes into use."""
    in_use = any(scene.view.selection.values(each.key) for each in rest)
    key = state.opening_when("more_filters", is_wanted=in_use)
    more = st.expander(scene.texts("controls.more_filters"), key=key, type="compact", on_change="rerun")
    if more.open:
        with more:
            for each in rest:
                _field(scene, each)


def _field(scene: Scene, each: Filter) -> None:
    if each.options is None:
        _words(scene, each.key)
    elif each.key in _BUTTONS:
        _buttons(scene, each.key)
    else:
        _choices(scene, each.key)


def _words(scene: Scene, key: str) -> None:
    """A field for free text."""
    chosen = scene.view.selection.values(key)
    field = state.field(key, chosen[0] if chosen else "")
    st.text_input(
        scene.texts.label("filter", key),
        key=field.key,
        placeholder=scene.texts("controls.text_placeholder"),
        on_change=field.chosen(
            lambda typed: _set(scene, key, [text] if (text := typed.strip()[:LONGEST_SEARCH]) else [])
        ),
    )


def _buttons(scene: Scene, key: str) -> None:
    """A button per choice, of which any number can be pressed."""
    labels, field = filter_labels(scene, key), state.field(key, list(scene.view.selection.values(key)))
    st.pills(
        scene.texts.label("filter", key),
        list(labels),
        selection_mode="multi",
        key=field.key,
        format_func=lambda code: labels.get(code, code),
        on_change=field.chosen(lambda values: _set(scene, key, values)),
    )


def _choices(scene: Scene, key: str) -> None:
    """A field in which choices are searched."""
    chosen, offered = scene.view.selection.values(key), offered_labels(scene, key)
    field = state.field(key, list(chosen))
    labels = offered | {code: value_label(scene, key, code) for code in chosen if code not in offered}
    st.multiselect(
        scene.texts.label("filter", key),
        list(labels),
        key=field.key,
        # Accents apart from their letters, so that a search without them finds the choice (see bridge.js).
        format_func=lambda code: normalize("NFD", str(labels.get(code, code))),
        placeholder=scene.texts("controls.all"),
        help=offered_note(scene, len(offered), len(filter_labels(scene, key))),
        on_change=field.chosen(lambda values: _set(scene, key, values)),
        select_all=False,
    )
