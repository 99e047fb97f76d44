"""The draft on the desk: read from the store in every run, and saved after every step that a person takes.

Nothing but the drafts is written here. Whoever is second to save keeps his step, and chooses what becomes of it.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from lovp_data.drafts import Draft
from lovp_data.errors import ConflictError, StoreError
from lovp_data.reading.review import Review, ReviewError, read_review, review_content
from lovp_view import state
from lovp_view.access import NotAllowedError

Step = Callable[[Review], Review]
_DRAWN, _TROUBLE = "reading_drawn", "reading_trouble"
LEFT = "reading_left"  # the item whose form was closed last, by draft


@dataclass(frozen=True)
class Desk:
    """A draft as a viewer sees it."""

    key: str
    version: int
    review: Review


@dataclass(frozen=True)
class Trouble:
    """Why the last step was not saved: its code; after a conflict also the step and the review with it.

    `fault` is what is the matter with the store, where it is the store.
    """

    code: str
    step: Step | None = None
    own: Review | None = None
    fault: str = ""


def take_up(key: str) -> Desk | None:
    """The draft as it is stored now, for this run and the steps taken in it; None if there is none that can be read."""
    stored = state.draft(key)
    desk = _desk_of(stored) if stored else None
    state.keep_work(_DRAWN, key, desk)
    return desk


def _desk_of(stored: Draft) -> Desk | None:
    review = readable(stored)
    return Desk(stored.id, stored.version, review) if review else None


def readable(stored: Draft) -> Review | None:
    """The review in a draft; None if it is one of another version of the dashboard."""
    try:
        return read_review(stored.content)
    except ReviewError:
        return None


def _drawn(key: str) -> Desk | None:
    """What the viewer saw; after a restart of the server, what is stored."""
    desk: Desk | None = state.work(_DRAWN, key)
    return desk or take_up(key)


def put_down(review: Review) -> str | None:
    """Save a new draft; its key, or None if it could not be saved."""
    key = secrets.token_hex(5)
    try:
        state.save_draft(key, review_content(review), expected=None)
    except StoreError as error:
        state.keep_work(_TROUBLE, None, _trouble_of(error))
        return None
    return key


def take_step(key: str, step: Step) -> Review | None:
    """Do one step and save it, from a callback. The review as it is now; None if nothing was saved, and why is kept."""
    desk = _drawn(key)
    state.drop_work(_TROUBLE)
    if desk is None:
        state.keep_work(_TROUBLE, key, Trouble("gone"))
        return None
    try:
        return _saved(desk, step)
    except ReviewError as error:
        state.keep_work(_TROUBLE, key, Trouble(error.code))
    return None


def stepper(key: str, step: Step) -> Callable[[], None]:
    """The callback of a button that does one step."""

    def act() -> None:
        take_step(key, step)

    return act


def _saved(desk: Desk, step: Step) -> Review | None:
    review = step(desk.review)
    if review == desk.review:
        return review
    try:
        stored = state.save_draft(desk.key, review_content(review), expected=desk.version)
    except ConflictError as error:
        is_gone = error.stale[0].stored is None
        state.keep_work(_TROUBLE, desk.key, Trouble("gone" if is_gone else "conflict", step, review))
        return None
    except StoreError as error:
        state.keep_work(_TROUBLE, desk.key, _trouble_of(error, step, review))
        return None
    state.keep_work(_DRAWN, desk.key, Desk(desk.key, stored.version, review))
    return review


def _trouble_of(error: StoreError, step: Step | None = None, own: Review | None = None) -> Trouble:
    code = "not_allowed" if isinstance(error, NotAllowedError) else "failed"
    return Trouble(code, step, own, error.fault)


def trouble(key: str | None) -> Trouble | None:
    """Why the last step on this draft was not saved, or None."""
    found: Trouble | None = state.work(_TROUBLE, key)
    return found


def settle(key: str, choice: str) -> None:
    """What becomes of a step that came second: 'again' on the newest version, 'apart' as a draft of its own, 'drop'."""
    found = trouble(key)
    state.drop_work(_TROUBLE)
    if found is None or choice == "drop":
        return
    if choice == "apart" and found.own:
        if new := put_down(found.own):
            state.go(concept=new)
    elif choice == "again" and found.step:
        take_up(key)
        take_step(key, found.step)


def leave_item(key: str, item: str) -> None:
    """From a callback: back to the list, which goes on after this item."""
    state.keep_work(LEFT, key, item)
    state.go(row=None)


def throw_away(key: str, version: int) -> None:
    """Delete a draft, from a callback; one that was changed meanwhile stays, and why is kept for the start."""
    state.drop_work(_TROUBLE)
    try:
        state.delete_draft(key, expected=version)
    except ConflictError:
        state.keep_work(_TROUBLE, None, Trouble("changed_meanwhile"))
    except StoreError as error:
        state.keep_work(_TROUBLE, None, _trouble_of(error))
