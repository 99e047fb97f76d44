"""What became of a write, in words: stored, nothing to store, refused, or someone else was first."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lovp_data.package.errors import ConflictError, PackageError, Problem, Stale, StoreError
from lovp_data.package.schema import load_schema
from lovp_data.store.writing import Change, digest_of
from lovp_view import state
from lovp_view.access.rights import NotAllowedError
from lovp_view.editing.names import Names
from lovp_view.screen import markup
from lovp_view.screen.editor_menu import reason

_FILES = {resource.path: name for name, resource in load_schema().items()}


def show_answer(name: str, names: Names) -> None:
    """The answer to the last write under this name, if there is one."""
    answer, texts = state.outcome(name), names.texts
    if answer is None:
        return
    match answer.error:
        case None if answer.entries:
            st.success(texts("editing.undone" if answer.is_undo else "editing.stored"), icon=":material/check:")
        case None:
            st.info(texts("editing.nothing_changed"))
        case PackageError() as error:
            st.error(texts("editing.refused"))
            _problems(error.problems, names)
        case ConflictError() as error if error.stale:
            _conflict(name, error.stale, names)
        case NotAllowedError():
            st.error(reason(state.scene()))
        case StoreError() as error:
            st.error(texts("editing.failed", reason=texts(f"store_fault.{error.fault}")))


def _problems(problems: Sequence[Problem], names: Names) -> None:
    """Which field, what was found, and what to do about it."""
    lines = [f"- {problem_line(problem, names)}" for problem in problems]
    st.markdown("\n".join(lines))


def problem_line(problem: Problem, names: Names) -> str:
    """Which field, what was found in it, and what to do about it, as Markdown."""
    texts = names.texts
    fields = [name.strip() for name in (problem.field or "").split(",") if name.strip()]
    known = texts.group("field")
    label = ", ".join(known.get(name, name) for name in fields)
    is_empty, details = problem.code == "required", markup.escaped(problem.details)
    fault = texts("editing.fill_in") if is_empty else texts(f"problem.{problem.code}", details=details)
    found = f" ‘{markup.escaped(problem.found)}’" if problem.found else ""
    return f"**{label or _file_label(problem.file, names)}**{found}: {fault}"


def _file_label(file: str, names: Names) -> str:
    return names.texts(f"resource.{_FILES[file]}") if file in _FILES else markup.escaped(file)


def _conflict(name: str, stale: Sequence[Stale], names: Names) -> None:
    """Both sides of every field, and the choice between them; what was typed stays in the form as well."""
    texts = names.texts
    st.warning(texts("editing.conflict"), icon=":material/group:")
    for each in stale:
        by = _last_writer(each, names)
        st.markdown(f"**{markup.escaped(names.row(each.resource, each.id, each.stored))}** · {by}")
        markup.show("conflict.html", rows=_sides(each, names), heads=_heads(names))
    with st.container(horizontal=True, gap="small"):
        st.button(texts("editing.mine"), key=f"mine_{name}", on_click=lambda: _write_mine(name, stale), type="primary")
        st.button(texts("editing.theirs"), key=f"theirs_{name}", on_click=lambda: _take_theirs(name))


def _heads(names: Names) -> list[str]:
    return [names.texts(f"editing.{head}") for head in ("side_field", "side_stored", "side_mine")]


def _last_writer(stale: Stale, names: Names) -> str:
    """Who was first, and when."""
    entries = state.editor_history(stale.resource, stale.id)
    if not entries:
        return ""
    when = names.texts.moment(entries[0].at)
    return names.texts("editing.written_by", who=markup.escaped(entries[0].who), when=when)


def _sides(stale: Stale, names: Names) -> list[list[str]]:
    """Field, what is stored now, what this writer wants; one line if the row was removed, or is to be."""
    if stale.stored is None or stale.own is None:
        gone = names.texts("editing.side_removed")
        mine = gone if stale.own is None else "; ".join(_cell(stale, f, v, names) for f, v in stale.own.items())
        return [[names.texts("editing.side_all"), gone if stale.stored is None else "", mine]]
    settled = {"quote_start", "quote_end", "id"}
    return [
        [
            names.texts(f"field.{field}"),
            _cell(stale, field, stale.stored.get(field), names),
            _cell(stale, field, value, names),
        ]
        for field, value in stale.own.items()
        if field not in settled
    ]


def _cell(stale: Stale, field: str, value: Any, names: Names) -> str:
    return names.cell(stale.resource, load_schema()[stale.resource].field(field), value)


def _write_mine(name: str, stale: Sequence[Stale]) -> None:
    """Once more, over what is stored now: only the fields that this writer changed."""
    opened = state.opened(name).items
    changes = [
        Change(each.resource, each.id, _whole(each, opened), digest_of(each.stored) if each.stored else None)
        for each in stale
    ]
    if state.submit(name, changes, str(state.typed(name, ["why"]).get("why", ""))).error is None:
        state.close_form(name)


def _whole(stale: Stale, opened: dict[str, Any]) -> dict[str, Any] | None:
    """What to write: of a row that was removed meanwhile, all of it as it was opened, with the changes."""
    if stale.own is None or stale.stored is not None:
        return dict(stale.own) if stale.own is not None else None
    return {**(opened[stale.id].row if stale.id in opened else {}), **stale.own}


def _take_theirs(name: str) -> None:
    state.forget_outcome(name)
    state.close_form(name)
