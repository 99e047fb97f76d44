"""What is missing in a review: what stands in the way of storing an item, and gaps of the note, which stay gaps."""

from collections.abc import Collection
from dataclasses import dataclass

from lovp_data.package.files import Package
from lovp_data.review.review import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    STORED,
    DiscussionItem,
    FollowUpItem,
    PartyItem,
    Review,
)
from lovp_data.review.start import is_possible_day
from lovp_data.review.stored import find_earlier
from lovp_data.review.titles import LONGEST_TITLE

# Of these it is asked who does it, and when; a position or a concern has neither.
_OWNED = ("agreement", "decision", "request", "announcement", "ambition", "suggestion")


def faults(review: Review, item: DiscussionItem | FollowUpItem) -> list[str]:
    """Codes of what a person must fill in before the item can be stored; none if it is complete."""
    if isinstance(item, DiscussionItem):
        return _topic_faults(item)
    return [*_follow_up_faults(review, item), *_faults_of_its_topic(review, item)]


def _topic_faults(item: DiscussionItem) -> list[str]:
    if item.topic:
        return []
    return [*([] if item.title.strip() else ["no_topic_title"]), *([] if item.theme else ["no_theme"])]


def _follow_up_faults(review: Review, item: FollowUpItem) -> list[str]:
    is_sealed = item.openness == "embargo"
    found = {
        "no_quote": item.quote is None,
        "no_kind": not item.kind,
        "no_title": not item.title.strip(),
        "cut_title": item.title.rstrip().endswith(("…", "...")),
        "long_title": len(item.title.strip()) > LONGEST_TITLE,
        "no_what": not item.what.strip(),
        "no_embargo_day": is_sealed and not is_possible_day(item.embargo_until),
    }
    return [code for code, is_so in found.items() if is_so]


def _faults_of_its_topic(review: Review, item: FollowUpItem) -> list[str]:
    if item.row:
        return []
    if not item.discussion:
        return ["no_topic"]
    return ["topic_not_chosen"] if _topic_faults(review.discussion(item.discussion)) else []


def strangers(review: Review, item: DiscussionItem | FollowUpItem, known: Collection[str]) -> list[PartyItem]:
    """The parties of the item that are neither in `known` nor added in the review."""
    named = {*known, *(each.id for each in review.new_parties)}
    return [each for each in item.parties if each.stakeholder not in named]


def gaps(review: Review, item: DiscussionItem | FollowUpItem, known: Collection[str]) -> list[str]:
    """Codes of what the note does not say: no_owner, no_date; and unknown_party for one that is not in `known`."""
    strange = ["unknown_party"] if strangers(review, item, known) else []
    if isinstance(item, DiscussionItem) or item.kind not in _OWNED or item.row:
        return strange
    has_owner = any(each.role == "owner" for each in item.parties)
    has_date = bool(item.due_on or item.due_meeting)
    return [*([] if has_owner else ["no_owner"]), *([] if has_date else ["no_date"]), *strange]


@dataclass(frozen=True)
class Progress:
    """How many discussions and follow-ups are in each state, of the meetings that are kept."""

    proposed: int
    accepted: int
    rejected: int
    stored: int
    complete: int  # proposed, and nothing stands in their way


def kept_items(review: Review) -> list[DiscussionItem | FollowUpItem]:
    """Discussions, each followed by its follow-ups, of meetings that are kept; then those of no discussion.

    Last what may have been missed, which nobody has to decide about.
    """
    kept = {at for at, each in enumerate(review.meetings) if each.is_kept}
    items: list[DiscussionItem | FollowUpItem] = []
    for each in sorted(review.discussions, key=lambda each: (each.meeting, each.section is None, each.section)):
        if each.meeting in kept:
            items += [each, *review.of_discussion(each.id)]
    items += review.of_discussion("")
    return sorted(items, key=lambda each: isinstance(each, FollowUpItem) and each.is_possible)


def _is_only_possible(item: DiscussionItem | FollowUpItem) -> bool:
    return isinstance(item, FollowUpItem) and item.is_possible and item.state in (PROPOSED, REJECTED)


def is_complete(review: Review, item: DiscussionItem | FollowUpItem) -> bool:
    """Undecided, and to be taken over with all others: found by the rules, and nothing missing."""
    return item.state == PROPOSED and not faults(review, item) and not _is_only_possible(item)


def progress(review: Review) -> Progress:
    """Where the review stands."""
    items = kept_items(review)
    items = [each for each in items if not _is_only_possible(each)]
    counts = {state: sum(each.state == state for each in items) for state in (PROPOSED, ACCEPTED, REJECTED, STORED)}
    complete = sum(is_complete(review, each) for each in items)
    return Progress(counts[PROPOSED], counts[ACCEPTED], counts[REJECTED], counts[STORED], complete)


def blockers(review: Review, package: Package) -> list[str]:
    """Codes of what must be settled before anything is stored; none if it can be."""
    kept = [each for each in review.meetings if each.is_kept]
    earlier = find_earlier(review, package)
    items = kept_items(review)
    days = [each.held_on for each in kept]
    found = {
        "no_meeting": not any(each in review.held_meetings for each in kept),
        "no_day": any(not is_possible_day(day) for day in days),
        "same_day": len(set(days)) < len(days) and all(days),
        "other_text": earlier is not None and not earlier.is_same and not review.is_joined,
        "undecided": any(each.state == PROPOSED and not _is_only_possible(each) for each in items),
        "incomplete": any(each.state == ACCEPTED and faults(review, each) for each in items),
        "unquoted": any(each.row and each.state == REJECTED for each in review.follow_ups),
        "returns_undecided": any(each.state == PROPOSED for each in review.returns),
    }
    return [code for code, is_so in found.items() if is_so]
