"""One widget, or two, for every field of a form."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from lovp_data.package.schema import Field
from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.editing.saving import RowForm
from lovp_view.editing.values import LONG, reference_of, widget_names, widget_values
from lovp_view.view.address import FIRST_DAY, LAST_DAY

_HEIGHTS = {"aspects": 80, "note": 100}  # pixels; the others are
_HEIGHT = 120


def form_inputs(form: RowForm, row: Mapping[str, Any], names: Names, whole: Collection[str] = LONG) -> None:
    """All fields of a form: short ones two in a row, those that are `whole` over the whole width."""
    for group in _rows_of_fields(form.fields, whole):
        places = st.columns(len(group), gap="medium") if len(group) > 1 else [st.container()]
        for place, field in zip(places, group, strict=True):
            with place:
                _field_input(form, field, row.get(field.name, form.preset.get(field.name)), names)


def _rows_of_fields(fields: Sequence[Field], whole: Collection[str]) -> list[list[Field]]:
    groups: list[list[Field]] = []
    for field in fields:
        is_whole = field.name in whole
        if groups and not is_whole and len(groups[-1]) == 1 and groups[-1][0].name not in whole:
            groups[-1].append(field)
        else:
            groups.append([field])
    return groups


def _field_input(form: RowForm, field: Field, value: Any, names: Names) -> None:
    label = names.texts(f"field.{field.name}")
    if field.required:
        label = f"{label} *"
    shown = widget_values(field, value)
    keys = {name: state.field_key(form.name, name) for name in widget_names(field)}
    if field.is_edtf:
        _days_input(field, label, shown, keys, names)
    elif field.enum or reference_of(form.resource, field.name):
        _choice_input(form.resource, field, label, value, keys[field.name], names)
    else:
        _plain_input(field, label, shown[field.name], keys[field.name], names)


def _hint(field: Field, names: Names) -> str | None:
    """A word of help where a field needs one."""
    return names.texts.group("hint").get(field.name)


def _days_input(field: Field, label: str, shown: Mapping[str, Any], keys: Mapping[str, str], names: Names) -> None:
    """A day, or the first and last day of an interval."""
    first, last = widget_names(field)
    texts = names.texts
    left, right = st.columns(2, gap="small")
    with left:
        day_input(label, shown[first], keys[first], names, _hint(field, names))
    with right:
        day_input(texts("editing.until"), shown[last], keys[last], names, texts("editing.until_help"))


def day_input(label: str, value: Any, key: str, names: Names, hint: str | None = None) -> None:
    """One day, or none."""
    st.date_input(
        label,
        value=value,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format=names.texts("format.date_input"),
        key=key,
        help=hint,
    )


def _choice_input(resource: str, field: Field, label: str, value: Any, key: str, names: Names) -> None:
    """A code of a list, or another row by its name."""
    if field.enum:
        labels = {code: names.code(resource, field.name, code) for code in field.enum}
    else:
        labels = names.of(str(reference_of(resource, field.name)))
    options = list(labels)
    st.selectbox(
        label,
        options,
        index=options.index(value) if value in labels else None,
        format_func=lambda code: labels.get(code, str(code)),
        placeholder=names.texts("editing.choose" if field.required else "editing.none"),
        key=key,
        help=_hint(field, names),
    )


def _plain_input(field: Field, label: str, value: Any, key: str, names: Names) -> None:
    hint = _hint(field, names)
    if field.type == "boolean":
        st.checkbox(label, value=bool(value), key=key, help=hint)
    elif field.type == "date":
        day_input(label, value, key, names, hint)
    elif field.type == "integer":
        st.number_input(label, value=value, min_value=1, step=1, key=key, help=hint)
    elif field.name in LONG:
        st.text_area(label, value=value or "", key=key, height=_HEIGHTS.get(field.name, _HEIGHT), help=hint)
    else:
        st.text_input(label, value=value or "", key=key, help=hint, max_chars=field.max_length)
