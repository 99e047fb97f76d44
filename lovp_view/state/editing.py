"""What an editor may see and write. Whether this session may is asked anew for every single read and write."""

import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from lovp_data.package.errors import PackageError, StoreError
from lovp_data.package.files import Package
from lovp_data.store.drafts import Content, Draft
from lovp_data.store.ledger import Entry
from lovp_data.store.writing import Change, Item, find_items
from lovp_view.access.rights import Access, Editor, NotAllowedError, access_of
from lovp_view.state import forms, signing, source, unsaved

_OUTCOMES = "_outcomes"
_MERGE = "merge"  # the name under which the outcome of the last merge is kept


@dataclass(frozen=True)
class Outcome:
    """What became of a write: the ledger's entries (none if it was stored so already), or why nothing was stored.

    `is_undo`: the write took an earlier one back.
    """

    entries: tuple[Entry, ...] = ()
    error: PackageError | StoreError | None = None
    is_undo: bool = False


def editor() -> Editor | None:
    """Who writes in this session; None if nobody may."""
    visit = signing.visit()
    match access_of(visit):
        case Access.AT_THE_MACHINE:
            return Editor(getpass.getuser())
        case Access.EDITOR if visit.entrance and visit.entrance.sign_in:
            return Editor(visit.entrance.sign_in.signature)
    return None


def _allowed() -> Editor:
    if (who := editor()) is None:
        raise NotAllowedError("nothing was stored or shown: this session may not edit")
    return who


def editor_package() -> Package:
    """All rows and texts, those under embargo included: never change it, it is shared between editors.

    Raises NotAllowedError for anyone but an editor.
    """
    _allowed()
    opened = source.open_store()
    return opened.cache.cached(("editor package", opened.store.version()), opened.store.read)


def editor_item(resource: str, key: str) -> Item | None:
    """One row and its digest as stored now; None if there is no such row. Raises NotAllowedError as above."""
    return next(iter(editor_items(resource, [key])), None)


def editor_items(resource: str, keys: Sequence[str]) -> list[Item]:
    """The rows with these ids as stored now, in this order; those that are gone are left out. Raises as above."""
    _allowed()
    return find_items(source.open_store().store.read(), resource, keys)


def editor_history(resource: str, key: str) -> list[Entry]:
    """Every ledger entry about one row, the newest first. Raises NotAllowedError for anyone but an editor."""
    _allowed()
    return source.open_store().store.history(resource, key)


def editor_ledger(limit: int | None = None) -> list[Entry]:
    """The ledger, or its newest `limit` writes, the newest first. Raises NotAllowedError for anyone but an editor."""
    _allowed()
    return source.open_store().store.ledger(limit=limit)


def submit(name: str, changes: Sequence[Change], why: str) -> Outcome:
    """Write all changes or none, from a callback; what became of it is kept under the name for the next run."""
    result = _kept(name, lambda who: source.open_store().store.write(changes, who=who.name, why=why))
    if isinstance(result.error, NotAllowedError):
        unsaved.note_refused(changes)
    return result


def undo(name: str, *numbers: int, why: str) -> Outcome:
    """Take back entries of the ledger, from a callback; what became of it is kept under the name."""
    return _kept(name, lambda who: source.open_store().store.undo(*numbers, who=who.name, why=why), is_undo=True)


def merge_package() -> None:
    """Take the shipped package in and keep the edits; a row that both sides changed keeps its edit.

    What stands in the way is kept for `merge_failure`; the store is then as it was.
    """
    if _kept(_MERGE, _merged).error is None:
        source.open_store.clear()


def _merged(who: Editor) -> list[Entry]:
    source.open_store().store.merge_package(who=who.name)
    return []


def merge_failure() -> Exception | None:
    """Why the last merge failed, or None."""
    return result.error if (result := outcome(_MERGE)) else None


def _kept(name: str, write: Callable[[Editor], list[Entry]], *, is_undo: bool = False) -> Outcome:
    try:
        result = Outcome(tuple(write(_allowed())), is_undo=is_undo)
    except (PackageError, StoreError) as error:
        result = Outcome(error=error, is_undo=is_undo)
    st.session_state.setdefault(_OUTCOMES, {})[name] = result
    return result


def store_form(name: str, changes: Callable[[], Sequence[Change]], why: str) -> Outcome:
    """Store the changes of a form, from its callback; it is opened afresh if that went well, else it stays as it is.

    A PackageError of `changes` is kept as what became of it.
    """
    try:
        result = submit(name, changes(), why)
    except PackageError as error:
        result = refuse(name, error)
    if result.error is None:
        forms.close_form(name)
    return result


def refuse(name: str, error: PackageError) -> Outcome:
    """What was typed cannot be a row: kept under the name as what became of it, without asking the store."""
    st.session_state.setdefault(_OUTCOMES, {})[name] = result = Outcome(error=error)
    return result


def outcome(name: str) -> Outcome | None:
    """What became of the last write under this name; None if there was none since it was forgotten."""
    return st.session_state.get(_OUTCOMES, {}).get(name)


def forget_outcome(name: str) -> None:
    """It has been seen, or does not matter any more."""
    st.session_state.get(_OUTCOMES, {}).pop(name, None)


def save_draft(key: str, content: Content, *, expected: int | None) -> Draft:
    """Store a draft. Raises NotAllowedError, ConflictError if another version is stored, or StoreError."""
    return source.open_store().store.save_draft(key, content, who=_allowed().name, expected=expected)


def draft(key: str) -> Draft | None:
    """The draft with this id. Raises NotAllowedError for anyone but an editor."""
    _allowed()
    return source.open_store().store.draft(key)


def drafts() -> list[Draft]:
    """All drafts, the last saved first. Raises NotAllowedError for anyone but an editor."""
    _allowed()
    return source.open_store().store.drafts()


def delete_draft(key: str, *, expected: int) -> None:
    """Throw a draft away. Raises NotAllowedError, or ConflictError if it is another version than expected."""
    _allowed()
    source.open_store().store.delete_draft(key, expected=expected)
