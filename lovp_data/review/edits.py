"""What a person can do with a review: every operation takes one and gives a new one, or raises ReviewError."""

from dataclasses import replace
from typing import Any

from lovp_data.review.checks import faults, is_complete, kept_items
from lovp_data.review.review import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    STORED,
    DiscussionItem,
    FollowUpItem,
    NewParty,
    PartyItem,
    Review,
    ReviewError,
    Span,
)
from lovp_data.review.titles import first_title, flat

_SETTLED = {"id", "row"}


def accept(review: Review, key: str) -> Review:
    """The item is to be stored, and so is its topic. Raises ReviewError('incomplete') if something is missing."""
    item = review.item(key)
    if faults(review, item):
        raise ReviewError("incomplete")
    if isinstance(item, FollowUpItem) and item.discussion and review.discussion(item.discussion).state != STORED:
        review = _with_state(review, item.discussion, ACCEPTED)
    return _with_state(review, key, ACCEPTED)


def reject(review: Review, key: str) -> Review:
    """The item is left out; with a topic go the follow-ups in it."""
    for each in review.of_discussion(key) if key.startswith("d") else []:
        review = _with_state(review, each.id, REJECTED)
    return _with_state(review, key, REJECTED)


def reopen(review: Review, key: str) -> Review:
    """Back to being undecided."""
    return _with_state(review, key, PROPOSED)


def accept_complete(review: Review) -> Review:
    """Accept all that is undecided and complete."""
    for each in kept_items(review):
        if is_complete(review, each):
            review = accept(review, each.id)
    return review


def accept_topic(review: Review, key: str) -> Review:
    """The topic and all that is complete in it."""
    if not faults(review, review.discussion(key)):
        review = accept(review, key)
    for each in review.of_discussion(key):
        if is_complete(review, each):
            review = accept(review, each.id)
    return review


def reject_undecided(review: Review) -> Review:
    """Leave out all that is undecided, save what the store holds already and waits for its quote."""
    for each in kept_items(review):
        if review.item(each.id).state == PROPOSED and not (isinstance(each, FollowUpItem) and each.row):
            review = _with_state(review, each.id, REJECTED)
    return review


def _with_state(review: Review, key: str, state: str) -> Review:
    item = review.item(key)
    if item.state == STORED:
        return review
    return put(review, replace(item, state=state))


def put(review: Review, item: DiscussionItem | FollowUpItem) -> Review:
    """The review with this item in the place of the one of its id."""
    if isinstance(item, DiscussionItem):
        return replace(review, discussions=tuple(item if d.id == item.id else d for d in review.discussions))
    return replace(review, follow_ups=tuple(item if f.id == item.id else f for f in review.follow_ups))


def correct(review: Review, key: str, **values: Any) -> Review:
    """Other values for fields of an item; its quote or section is a Span.

    Raises ReviewError: a span outside the text, a discussion that does not exist, an item that is stored already.
    """
    item = review.item(key)
    if item.state == STORED:
        raise ReviewError("stored_already")
    if _SETTLED & values.keys() or not values.keys() <= {*vars(item)}:
        raise ReviewError("no_such_field")
    for name in ("quote", "section"):
        if values.get(name) is not None:
            values[name] = trimmed_span(review, values[name])
    if values.get("discussion"):
        review.discussion(values["discussion"])
    return put(review, replace(item, **values))


def trimmed_span(review: Review, span: Span) -> Span:
    """The span without blanks at its ends. Raises ReviewError if it is empty or not in the text."""
    if not 0 <= span.start < span.end <= len(review.text):
        raise ReviewError("no_such_place")
    quote = review.quote(span)
    start = span.start + len(quote) - len(quote.lstrip())
    end = span.end - (len(quote) - len(quote.rstrip()))
    if start >= end:
        raise ReviewError("no_such_place")
    return Span(start, end)


def split(review: Review, key: str, at: int) -> Review:
    """One follow-up becomes two: what stands before the place `at` of the text, and the rest.

    Parties and the term go with the half that names them. Raises ReviewError if there would be nothing in a half.
    """
    item = review.follow_up(key)
    if item.quote is None or not item.quote.start < at < item.quote.end or item.row:
        raise ReviewError("no_such_place")
    number = review.number + 1
    first = trimmed_span(review, Span(item.quote.start, at))
    second = trimmed_span(review, Span(at, item.quote.end))
    halves = (_half(review, item, first), replace(_half(review, item, second), id=f"f{number}"))
    follow_ups = [half for each in review.follow_ups for half in (halves if each.id == key else (each,))]
    return replace(review, follow_ups=tuple(follow_ups), number=number)


def _half(review: Review, item: FollowUpItem, place: Span) -> FollowUpItem:
    words = review.quote(place)
    cues = tuple(each for each in item.cues if each.covered_by(place))
    half = replace(
        item,
        state=PROPOSED,
        title=first_title(words, review.quote(cues[0]) if cues else ""),
        what=flat(words),
        quote=place,
        cues=cues,
        parties=tuple(each for each in item.parties if each.place is None or each.place.covered_by(place)),
    )
    has_term = not item.due_wording or item.due_wording in flat(words)
    return half if has_term else replace(half, due_wording="", due_on="", due_meeting="")


def merge(review: Review, key: str, other: str) -> Review:
    """Two follow-ups of one meeting become the first, quoting from the first word of both to the last.

    Raises ReviewError if they are of two meetings, or one is stored already.
    """
    first, second = review.follow_up(key), review.follow_up(other)
    if key == other or STORED in (first.state, second.state) or second.row:
        raise ReviewError("not_to_be_merged")
    if first.quote is None or second.quote is None or _meeting(review, first) != _meeting(review, second):
        raise ReviewError("not_to_be_merged")
    quote = Span(min(first.quote.start, second.quote.start), max(first.quote.end, second.quote.end))
    dated = first if first.due_wording or first.due_on or first.due_meeting else second
    parties = {(each.stakeholder, each.role): each for each in (*second.parties, *first.parties)}
    merged = replace(
        first,
        state=PROPOSED,
        what=first.what if second.what in first.what else f"{first.what} {second.what}",
        quote=quote,
        cues=tuple(sorted({*first.cues, *second.cues})),
        due_wording=dated.due_wording,
        due_on=dated.due_on,
        due_meeting=dated.due_meeting,
        parties=tuple(parties.values()),
    )
    kept = replace(review, follow_ups=tuple(each for each in review.follow_ups if each.id != other))
    return put(kept, merged)


def _meeting(review: Review, item: FollowUpItem) -> int:
    return review.discussion(item.discussion).meeting if item.discussion else 0


def add_follow_up(review: Review, place: Span, **values: Any) -> Review:
    """A follow-up for a passage that nobody proposed, in the topic under which it stands; its id is f<number>."""
    place = trimmed_span(review, place)
    home = home_of(review, place)
    if home is None:
        review = add_discussion(review, place)
        home = review.discussions[-1]
    number = review.number + 1
    words = review.quote(place)
    added = FollowUpItem(f"f{number}", home.id, PROPOSED, "", first_title(words), flat(words), place)
    review = replace(review, follow_ups=(*review.follow_ups, added), number=number)
    return correct(review, added.id, **values) if values else review


def home_of(review: Review, place: Span) -> DiscussionItem | None:
    """The discussion in whose section a passage stands, else the last one before it, else the first; None without."""
    by_place = sorted((each for each in review.discussions if each.section), key=lambda each: each.section or place)
    around = [each for each in by_place if each.section and place.covered_by(each.section)]
    before = [each for each in by_place if each.section and each.section.start <= place.start]
    return next(iter([*around[-1:], *before[-1:], *by_place[:1]]), None)


def add_discussion(review: Review, place: Span, meeting: int = 0) -> Review:
    """A topic that nobody proposed; the first line of the passage is its heading. Its id is d<number>."""
    place = trimmed_span(review, place)
    number = review.number + 1
    line = review.quote(place).split("\n", 1)[0].rstrip()
    heading = Span(place.start, place.start + len(line))
    added = DiscussionItem(f"d{number}", meeting, PROPOSED, "", first_title(line), section=place, heading=heading)
    return replace(review, discussions=(*review.discussions, added), number=number)


def join_topic(review: Review, key: str, topic: str) -> Review:
    """The discussion is of a topic that the package knows."""
    return correct(review, key, topic=topic)


def make_topic(review: Review, key: str, title: str, theme: str, *, standing: bool = False) -> Review:
    """The discussion is of a new topic."""
    return correct(review, key, topic="", title=title.strip(), theme=theme, standing=standing)


def put_parties(review: Review, key: str, parties: list[PartyItem]) -> Review:
    """Other parties with their roles for an item; each party and role once, the place of those named before kept."""
    before = {(each.stakeholder, each.role): each for each in review.item(key).parties}
    places = {each.stakeholder: each for each in review.item(key).parties}
    chosen = {(each.stakeholder, each.role): each for each in parties}
    kept = [before.get(pair) or _placed(each, places.get(each.stakeholder)) for pair, each in chosen.items()]
    return correct(review, key, parties=tuple(kept))


def _placed(party: PartyItem, named: PartyItem | None) -> PartyItem:
    """In another role than before, but named in the same place."""
    return replace(party, named_as=named.named_as, place=named.place) if named and not party.named_as else party


def add_party(review: Review, party: NewParty) -> Review:
    """A party that the package does not hold; one of that code is put in its place."""
    kept = [each for each in review.new_parties if each.id != party.id]
    return replace(review, new_parties=(*kept, party))


def join_texts(review: Review, *, is_joined: bool) -> Review:
    """Whether the text is to stand below the one that its meeting has."""
    return replace(review, is_joined=is_joined)
