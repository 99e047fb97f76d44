"""What was written about rows, who did it, when and why; and the way to take it back."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from lovp_data.package.schema import load_schema
from lovp_data.store.ledger import Entry
from lovp_data.store.store import COMMAND_LINE, PROGRAM
from lovp_view import state
from lovp_view.editing.answers import show_answer
from lovp_view.editing.names import Names
from lovp_view.screen import markup

_MOST_LINES = 25  # entries of one write that are shown
_NOT_TOLD = {"id", "quote_start", "quote_end", "section_start", "section_end"}


def show_history(name: str, entries: Sequence[Entry], names: Names) -> None:
    """Entries, the newest first, those of one write together, each with a button that takes it back."""
    show_answer(name, names)
    if not entries:
        st.caption(names.texts("editing.no_history"))
    for transaction, group in groupby(entries, key=lambda entry: entry.transaction):
        _write_shown(name, transaction, list(group), names)


def _write_shown(name: str, transaction: int, entries: Sequence[Entry], names: Names) -> None:
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        markup.show("ledger.html", head=_head(entries[0], names), why=entries[0].why, rows=_lines(entries, names))
    with right:
        # The entry that tells of a whole import has no row; those of the rows it replaced stand beside it.
        if rows := [entry for entry in entries if entry.resource]:
            st.button(
                names.texts("editing.undo"),
                key=f"undo_{name}_{transaction}",
                icon=":material/undo:",
                on_click=lambda: _undo(name, rows, names),
            )


def _head(entry: Entry, names: Names) -> str:
    """'10 feb 2020 14:05 · Els Redacteur'; what the program did by itself is not signed with its name."""
    known = {PROGRAM: names.texts("editing.program"), COMMAND_LINE: names.texts("editing.command_line")}
    who = known.get(entry.who, entry.who)
    return f"{names.texts.moment(entry.at)} · {who}"


def _undo(name: str, entries: Sequence[Entry], names: Names) -> None:
    numbers = [entry.number for entry in entries]
    why = names.texts("editing.undo_why", when=names.texts.moment(entries[0].at))
    state.undo(name, *numbers, why=why)


def _lines(entries: Sequence[Entry], names: Names) -> list[dict[str, Any]]:
    """The first lines of a write; of a longer one it is said how many are left out."""
    lines = [line for entry in entries[:_MOST_LINES] for line in _entry_lines(entry, names)]
    left = len(entries) - _MOST_LINES
    rest = {"action": "", "what": names.texts.plural("editing.lines_left", left), "before": "", "after": ""}
    return [*lines, rest] if left > 0 else lines


def _entry_lines(entry: Entry, names: Names) -> list[dict[str, Any]]:
    """One line for a row added or removed, one a field for a row changed, one for an import of many rows."""
    action = names.texts(f"action.{entry.action}")
    if entry.resource is None or entry.id is None:
        return [{"action": action, "what": _touched(entry, names), "before": "", "after": ""}]
    what = entry_name(entry, names)
    if entry.resource not in load_schema() or entry.before is None or entry.after is None:
        return [{"action": action, "what": what, "before": "", "after": ""}]
    return [
        {"action": action, "what": f"{what}: {names.texts(f'field.{field}')}", "before": before, "after": after}
        for field, before, after in _changed(entry.resource, entry.before, entry.after, names)
    ]


def entry_name(entry: Entry, names: Names) -> str:
    """'Punt: 10 feb 2020 · Titel'"""
    resource = str(entry.resource)
    if resource not in load_schema():
        return f"{names.texts('editing.source_text')}: {entry.id}"
    kind = names.texts(f"one.{resource}")
    return f"{kind}: {names.row(resource, str(entry.id), entry.after or entry.before)}"


def _changed(
    resource: str, before: Mapping[str, str], after: Mapping[str, str], names: Names
) -> list[tuple[str, str, str]]:
    """Field, before and after, for every field that differs and that people read."""
    schema = load_schema()[resource]
    return [
        (field.name, names.cell(resource, field, before[field.name]), names.cell(resource, field, after[field.name]))
        for field in schema.fields
        if field.name not in _NOT_TOLD and before.get(field.name) != after.get(field.name)
    ]


def _touched(entry: Entry, names: Names) -> str:
    """How many rows an import, merge or restore touched."""
    return names.texts.plural("editing.touched", sum(len(each) for each in (entry.touched or {}).values()))
