"""What a person left out of a note, kept beside the drafts: not proposed again when the note comes back."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from lovp_data.review.review import PROPOSED, REJECTED, DiscussionItem, FollowUpItem, Review, Span
from lovp_data.review.stored import distinctive_text

Item = TypeVar("Item", DiscussionItem, FollowUpItem)
PREFIX = "refused-"  # of the ids under which refusals are kept


def refusals_key(text: str) -> str:
    """The id under which the refusals of a text are kept, whatever its line ends and blanks."""
    return PREFIX + hashlib.sha256(distinctive_text(text).encode()).hexdigest()[:24]


def refusals_of(review: Review, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The refused passages of a review as JSON, with those refused `before` that it does not take over now."""
    items: list[DiscussionItem | FollowUpItem] = [*review.discussions, *review.follow_ups]
    refused = {_words(review, each) for each in items if each.state == REJECTED}
    wanted = {_words(review, each) for each in items if each.state != REJECTED}
    refused |= {_return_words(each.follow_up) for each in review.returns if each.state == REJECTED}
    wanted |= {_return_words(each.follow_up) for each in review.returns if each.state != REJECTED}
    return {"refused": sorted((refused | read_refusals(before)) - wanted - {""})}


def read_refusals(content: Mapping[str, Any] | None) -> frozenset[str]:
    """The passages of such a JSON; none of anything else."""
    held = (content or {}).get("refused", [])
    return frozenset(each for each in held if isinstance(each, str)) if isinstance(held, list) else frozenset()


def with_refusals(review: Review, refused: frozenset[str]) -> Review:
    """The review with what was refused before left out; what nobody refused is untouched."""
    if not refused:
        return review
    return replace(
        review,
        discussions=tuple(_refused(review, each, refused) for each in review.discussions),
        follow_ups=tuple(_refused(review, each, refused) for each in review.follow_ups),
        returns=tuple(
            replace(each, state=REJECTED) if _return_words(each.follow_up) in refused else each
            for each in review.returns
        ),
    )


def _refused(review: Review, item: Item, refused: frozenset[str]) -> Item:
    is_refused = item.state == PROPOSED and _words(review, item) in refused
    return replace(item, state=REJECTED) if is_refused else item


def _return_words(follow_up: str) -> str:
    """What stands for 'this note does not speak of it'."""
    return f"ReturnItem:{follow_up}"


def _words(review: Review, item: DiscussionItem | FollowUpItem) -> str:
    """What tells the item from all others of its note: whether it is a topic, and its literal words."""
    span: Span | None = item.section if isinstance(item, DiscussionItem) else item.quote
    words = distinctive_text(review.quote(span))
    return f"{type(item).__name__}:{words}" if words else ""
