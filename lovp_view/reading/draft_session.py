"""The draft on the session: read from the store in every run, and saved after every step that a person takes.

Nothing but the drafts is written here. Whoever is second to save keeps his step, and chooses what becomes of it.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from lovp_data.package.errors import ConflictError, StoreError
from lovp_data.review.refusals import read_refusals, refusals_key, refusals_of
from lovp_data.review.review import Review, ReviewError, read_review, review_content
from lovp_data.store.drafts import Draft
from lovp_view import state
from lovp_view.access.rights import NotAllowedError

Step = Callable[[Review], Review]
_DRAWN, _TROUBLE = "reading_drawn", "reading_trouble"
_BEFORE = "reading_before"  # the version that the last step made, and the review before it
LEFT = "reading_left"  # the item whose form was closed last, by draft


@dataclass
class DraftSession:
    """A draft as a viewer sees it, and as his steps have left it since."""

    key: str
    version: int
    review: Review


@dataclass(frozen=True)
class StepFailure:
    """Why the last step was not saved: its code; after a conflict also the step and the review with it.

    `fault` is what is the matter with the store, where it is the store.
    """

    code: str
    step: Step | None = None
    own: Review | None = None
    fault: str = ""


def open_session(key: str) -> DraftSession | None:
    """The draft as it is stored now, for this run and the steps taken in it; None if there is none that can be read."""
    stored = state.draft(key)
    session = _session_of(stored) if stored else None
    state.keep_work(_DRAWN, key, session)
    return session


def _session_of(stored: Draft) -> DraftSession | None:
    review = readable(stored)
    return DraftSession(stored.id, stored.version, review) if review else None


def readable(stored: Draft) -> Review | None:
    """The review in a draft; None if it is one of another version of the dashboard."""
    try:
        return read_review(stored.content)
    except ReviewError:
        return None


def _drawn(key: str) -> DraftSession | None:
    """What the viewer saw; after a restart of the server, what is stored."""
    session: DraftSession | None = state.work(_DRAWN, key)
    return session or open_session(key)


def save_new_draft(review: Review) -> str | None:
    """Save a new draft; its key, or None if it could not be saved."""
    key = secrets.token_hex(5)
    try:
        state.save_draft(key, review_content(review), expected=None)
    except StoreError as error:
        state.keep_work(_TROUBLE, None, _failure_of(error))
        return None
    return key


def take_step(key: str, step: Step) -> Review | None:
    """Do one step and save it, from a callback. The review as it is now; None if nothing was saved, and why is kept."""
    session = _drawn(key)
    state.drop_work(_TROUBLE)
    if session is None:
        state.keep_work(_TROUBLE, key, StepFailure("gone"))
        return None
    try:
        return _saved(session, step)
    except ReviewError as error:
        state.keep_work(_TROUBLE, key, StepFailure(error.code))
    return None


def stepper(key: str, step: Step) -> Callable[[], None]:
    """The callback of a button that does one step."""

    def act() -> None:
        take_step(key, step)

    return act


def _saved(session: DraftSession, step: Step) -> Review | None:
    review = step(session.review)
    if review == session.review:
        return review
    before = session.review
    try:
        stored = state.save_draft(session.key, review_content(review), expected=session.version)
    except ConflictError as error:
        is_gone = error.stale[0].stored is None
        state.keep_work(_TROUBLE, session.key, StepFailure("gone" if is_gone else "conflict", step, review))
        return None
    except StoreError as error:
        state.keep_work(_TROUBLE, session.key, _failure_of(error, step, review))
        return None
    # In place: a newer event may end this run at any look at the session's state, between the store's word and ours.
    session.version, session.review = stored.version, review
    state.keep_work(_BEFORE, session.key, (stored.version, before))
    return review


def last_step(session: DraftSession) -> Review | None:
    """The review before the last step, if that was taken here and nothing came after it."""
    version, before = state.work(_BEFORE, session.key) or (0, None)
    return before if version == session.version else None


def _keep_refusals(key: str) -> None:
    stored = state.draft(key)
    review = readable(stored) if stored else None
    if review is None:
        return
    kept = state.draft(refusals_key(review.text))
    content = refusals_of(review, kept.content if kept else None)
    if content["refused"] or kept:
        state.save_draft(refusals_key(review.text), content, expected=kept.version if kept else None)


def refused_before(text: str) -> frozenset[str]:
    """What was refused when this note was read before."""
    kept = state.draft(refusals_key(text))
    return read_refusals(kept.content) if kept else frozenset()


def _failure_of(error: StoreError, step: Step | None = None, own: Review | None = None) -> StepFailure:
    code = "not_allowed" if isinstance(error, NotAllowedError) else "failed"
    return StepFailure(code, step, own, error.fault)


def step_failure(key: str | None) -> StepFailure | None:
    """Why the last step on this draft was not saved, or None."""
    found: StepFailure | None = state.work(_TROUBLE, key)
    return found


def settle(key: str, choice: str) -> None:
    """What becomes of a step that came second: 'again' on the newest version, 'apart' as a draft of its own, 'drop'."""
    found = step_failure(key)
    state.drop_work(_TROUBLE)
    if found is None or choice == "drop":
        return
    if choice == "apart" and found.own:
        if new := save_new_draft(found.own):
            state.go(concept=new)
    elif choice == "again" and found.step:
        open_session(key)
        take_step(key, found.step)


def leave_item(key: str, item: str) -> None:
    """From a callback: back to the list, which goes on after this item."""
    state.keep_work(LEFT, key, item)
    state.go(row=None)


def discard_draft(key: str, version: int) -> None:
    """Delete a draft, from a callback; one that was changed meanwhile stays, and why is kept for the start.

    What was refused in it is remembered, for when the same note comes in again.
    """
    state.drop_work(_TROUBLE)
    try:
        _keep_refusals(key)
        state.delete_draft(key, expected=version)
    except ConflictError:
        state.keep_work(_TROUBLE, None, StepFailure("changed_meanwhile"))
    except StoreError as error:
        state.keep_work(_TROUBLE, None, _failure_of(error))
