"""A form about one row, and what became of it when it was stored."""

from collections.abc import Callable

import streamlit as st

from lovp_data.store.writing import Item
from lovp_view import state
from lovp_view.editing.answers import show_answer
from lovp_view.editing.inputs import form_inputs
from lovp_view.editing.names import Names
from lovp_view.editing.saving import RowForm, form_changes, removal
from lovp_view.editing.values import widget_names

WHY = "why"


def row_form(form: RowForm, names: Names, *, button: str = "editing.save") -> None:
    """The form, and below its button what became of the last time it was sent."""
    opening = state.open_form(form.name, lambda: _items(form))
    row = opening.items[form.key].row if form.key in opening.items else {}
    with st.form(key=f"form_{form.name}_{opening.number}", border=False, enter_to_submit=False):
        form_inputs(form, row, names)
        why_input(form.name, names)
        st.form_submit_button(
            names.texts(button), type="primary", on_click=lambda: _save(form), key=f"save_{form.name}"
        )
    show_answer(form.name, names)


def is_contested(name: str) -> bool:
    """True while this viewer's write of the form has been refused and not been settled.

    Its row may be gone by then, and the form must stay, with what was typed in it.
    """
    answer = state.outcome(name)
    return answer is not None and answer.error is not None


def _items(form: RowForm) -> dict[str, Item]:
    item = state.editor_item(form.resource, form.key) if form.key else None
    return {form.key: item} if form.key and item else {}


def why_input(name: str, names: Names) -> None:
    """Why something is written, for the ledger; may stay empty."""
    texts = names.texts
    st.text_input(texts("editing.why"), key=state.field_key(name, WHY), placeholder=texts("editing.why_example"))


def typed_why(name: str) -> str:
    """What was given as the reason, for a callback."""
    return str(state.typed(name, [WHY]).get(WHY, ""))


def _save(form: RowForm) -> None:
    """Callback of the button: write what was changed since the form was opened."""
    fields = [name for field in form.fields for name in widget_names(field)]
    typed, item = state.typed(form.name, fields), state.opened(form.name).items.get(form.key or "")
    state.store_form(form.name, lambda: form_changes(form, item, typed, state.editor_package()), typed_why(form.name))


def removal_button(form: RowForm, names: Names, after: Callable[[], None]) -> None:
    """A way to take the row away, which asks once more; the ledger keeps it and can put it back."""
    texts = names.texts
    with st.popover(texts("editing.remove"), type="tertiary", icon=":material/delete:", key=f"ask_{form.name}"):
        st.markdown(texts("editing.remove_sure"))
        st.button(texts("editing.remove_now"), key=f"remove_{form.name}", on_click=lambda: _remove(form, after))


def _remove(form: RowForm, after: Callable[[], None]) -> None:
    item = state.opened(form.name).items.get(form.key or "")
    if item is None or form.key is None:
        return
    key, digest = form.key, item.digest
    wanted = removal(form.resource, key, state.editor_package(), digest)
    if state.store_form(form.name, lambda: wanted, typed_why(form.name)).error is None:
        after()
