"""The review of one note: what a reader proposed and what a person made of it. Immutable, and JSON as it is stored.

A place is a span of code points of `Review.text`; its quote is never kept apart, so it is literal whatever happens.
"""

import types
import typing
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, TypeVar

from lovp_data.documents.note_text import LeftOut

PROPOSED, ACCEPTED, REJECTED = "proposed", "accepted", "rejected"
STORED = "stored"  # in the store already: shown, and not written again
FORMAT = 1

T = TypeVar("T")


class ReviewError(Exception):
    """What was asked of a review cannot be done; `code` says why, and nothing was changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, order=True)
class Span:
    """Characters start to end of the text."""

    start: int
    end: int

    def covered_by(self, other: "Span") -> float:
        """How much of it lies in the other (0 to 1)."""
        return max(min(self.end, other.end) - max(self.start, other.start), 0) / ((self.end - self.start) or 1)


@dataclass(frozen=True)
class PartyItem:
    """A party in a role. `stakeholder` is its code, also where the package does not hold it yet."""

    stakeholder: str
    role: str
    named_as: str = ""
    place: Span | None = None


@dataclass(frozen=True)
class NewParty:
    """A party that a person has named, to be added to the package."""

    id: str
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True)
class MeetingItem:
    """A meeting of the note. `held_on` is an EDTF day, empty until a person gives it; `is_kept` False leaves it out.

    `is_told`: a later one, planned or cancelled, of which the note tells; it is not about it.
    """

    held_on: str
    kind: str = "regular"
    state: str = "held"
    published_on: str = ""
    source_url: str = ""
    is_kept: bool = True
    is_told: bool = False

    @property
    def is_later(self) -> bool:
        """Told of only; in drafts of before that was kept, a planned one."""
        return self.is_told or self.state == "planned"


@dataclass(frozen=True)
class TopicScore:
    """A known topic that may be meant, with a score from 0 to 1."""

    topic: str
    score: float


@dataclass(frozen=True)
class DiscussionItem:
    """A topic in a meeting (`meeting` counts in `Review.meetings`).

    `topic` is a known code, or empty: then it is a new topic with this title and, once a person has said so, theme.
    """

    id: str
    meeting: int
    state: str
    topic: str
    title: str
    theme: str = ""
    standing: bool = False
    proposals: tuple[TopicScore, ...] = ()
    section: Span | None = None
    heading: Span | None = None
    summary: str = ""
    parties: tuple[PartyItem, ...] = ()


@dataclass(frozen=True)
class FollowUpItem:
    """Something that was to come back. `discussion` is the id of its DiscussionItem.

    `row` is the id of a follow-up that the store holds without a quote, and that gets this one; `kind` is empty until
    a person says it of a passage that no reader proposed. `status` is what a table says of it by now (a code of status
    updates). `is_possible`: the rules did not find it, but it may be one.
    """

    id: str
    discussion: str
    state: str
    kind: str
    title: str
    what: str
    quote: Span | None
    cues: tuple[Span, ...] = ()
    due_wording: str = ""
    due_on: str = ""
    due_meeting: str = ""
    parties: tuple[PartyItem, ...] = ()
    openness: str = "public"
    embargo_until: str = ""
    row: str = ""
    status: str = ""
    is_possible: bool = False


@dataclass(frozen=True)
class Passage:
    """A passage that may be about an earlier follow-up. outcome: returned, or moved (with the term that it names)."""

    place: Span
    outcome: str
    score: float
    due_wording: str = ""
    due_on: str = ""
    due_meeting: str = ""


@dataclass(frozen=True)
class ReturnItem:
    """An earlier follow-up that the note may speak of. `status` is what a person says it came to."""

    follow_up: str
    state: str
    passages: tuple[Passage, ...]
    chosen: int = 0
    status: str = ""
    note: str = ""
    due_wording: str = ""
    due_on: str = ""
    due_meeting: str = ""

    @property
    def passage(self) -> Passage:
        """The one that counts."""
        return self.passages[self.chosen]


@dataclass(frozen=True)
class Review:
    """One note under review. `silent` are the ids of earlier open follow-ups that the note does not speak of.

    `is_joined`: a person wants this text kept below the other text that its meeting has. `number` is the last one
    given to an item. `left_out` is what the document holds besides its text.
    """

    name: str
    text: str
    meetings: tuple[MeetingItem, ...]
    discussions: tuple[DiscussionItem, ...] = ()
    follow_ups: tuple[FollowUpItem, ...] = ()
    returns: tuple[ReturnItem, ...] = ()
    silent: tuple[str, ...] = ()
    new_parties: tuple[NewParty, ...] = ()
    is_joined: bool = False
    number: int = 0
    left_out: tuple[LeftOut, ...] = ()

    @property
    def held_meetings(self) -> tuple[MeetingItem, ...]:
        """Those that the note is about; later ones, of which it may tell, are none of these."""
        return tuple(each for each in self.meetings if not each.is_later)

    def quote(self, span: Span | None) -> str:
        """The literal words of a place; nothing for none."""
        return self.text[span.start : span.end] if span else ""

    def discussion(self, key: str) -> DiscussionItem:
        """Raises ReviewError if there is none of this id."""
        return _found(self.discussions, key)

    def follow_up(self, key: str) -> FollowUpItem:
        """Raises ReviewError if there is none of this id."""
        return _found(self.follow_ups, key)

    def item(self, key: str) -> DiscussionItem | FollowUpItem:
        """Either. Raises ReviewError if there is none of this id."""
        return self.discussion(key) if key.startswith("d") else self.follow_up(key)

    def of_discussion(self, key: str) -> list[FollowUpItem]:
        """The follow-ups of a discussion, in the order of the text."""
        own = [each for each in self.follow_ups if each.discussion == key]
        return sorted(own, key=lambda each: each.quote or Span(len(self.text), len(self.text)))


Item = TypeVar("Item", DiscussionItem, FollowUpItem)


def _found(items: tuple[Item, ...], key: str) -> Item:
    for each in items:
        if each.id == key:
            return each
    raise ReviewError("no_such_item")


def review_content(review: Review) -> dict[str, Any]:
    """The review as JSON values."""
    return {"format": FORMAT, "review": _plain(asdict(review))}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def read_review(content: dict[str, Any]) -> Review:
    """The review behind its JSON values. Raises ReviewError for what is none of this format."""
    try:
        if content["format"] != FORMAT:
            raise ReviewError("other_format")
        review: Review = _build(Review, content["review"])
    except (KeyError, TypeError, ValueError) as error:
        raise ReviewError("other_format") from error
    return review


def _build(kind: Any, value: Any) -> Any:
    """A value of the type that the field declares."""
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        known = {field.name for field in fields(kind)}
        return kind(**{name: _build(hints[name], each) for name, each in value.items() if name in known})  # type: ignore[operator]
    if typing.get_origin(kind) is tuple:
        return tuple(_build(typing.get_args(kind)[0], each) for each in value)
    if isinstance(kind, types.UnionType):
        return None if value is None else _build(typing.get_args(kind)[0], value)
    if not isinstance(value, kind) and not (kind is float and isinstance(value, int)):
        raise TypeError(f"{value!r} is not of type {kind}")
    return value
