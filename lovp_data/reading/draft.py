"""What a reader finds in a note. Nothing here is true before a person says so.

Every place is counted in code points of the text as it was given: `text[place.start:place.end] == place.quote`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A literal passage of the given text."""

    start: int
    end: int
    quote: str

    def overlap(self, other: "Place") -> float:
        """Shared characters over all characters of the two (0 to 1)."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(shared, 0) / (max(self.end, other.end) - min(self.start, other.start) or 1)


@dataclass(frozen=True)
class Due:
    """One wording of time. `on` is an EDTF day or interval by the published convention; empty where words give none.

    `at` ties it to a meeting: 'next', or the EDTF month or year in which that meeting falls; `meeting` is the id of the
    one meeting of the calendar that fits, empty where none or several do.
    """

    wording: Place
    on: str = ""
    at: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class Party:
    """A party in a role. `stakeholder` is its code; `is_known` says whether the package holds that code."""

    stakeholder: str
    is_known: bool
    role: str
    named_as: Place


@dataclass(frozen=True)
class FollowUp:
    """Something that was to come back. No due and no owner unless the note gives them.

    `dues` holds every wording of time in the quote (in a table: of its row), the one that counts first. `is_moved`: put
    off to a later agenda. `status`: what a table says of it by now (a code of status updates), else empty.
    """

    kind: str
    quote: Place
    triggers: tuple[Place, ...]
    dues: tuple[Due, ...] = ()
    parties: tuple[Party, ...] = ()
    is_moved: bool = False
    status: str = ""

    @property
    def due(self) -> Due | None:
        """The wording of time that counts; None where the note gives none."""
        return self.dues[0] if self.dues else None


@dataclass(frozen=True)
class Possible:
    """A passage that may hold a follow-up which the rules did not find: why (a code), and its likeliest kind."""

    place: Place
    why: str
    kind: str


@dataclass(frozen=True)
class TopicProposal:
    """A known topic that may be meant, with a score from 0 to 1."""

    topic: str
    score: float


@dataclass(frozen=True)
class Discussion:
    """A topic in a meeting. `topic` is empty for a new one; `proposals` are the best known ones, best first.

    `meeting` counts in `Draft.meetings`. `section` runs from the heading to the end of the text under it.
    """

    meeting: int
    topic: str
    title: str
    section: Place
    heading: Place | None
    proposals: tuple[TopicProposal, ...]
    is_standing: bool
    parties: tuple[Party, ...]
    follow_ups: tuple[FollowUp, ...]
    possible: tuple[Possible, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """A meeting of the note. `held_on` (EDTF day) is what the text says, or what a person filled in; else empty."""

    held_on: str
    said_in: Place | None = None
    kind: str = "regular"
    state: str = "held"
    published_on: str = ""


@dataclass(frozen=True)
class Unplaced:
    """Text that belongs to no discussion, and why: intro, letter, quoted, table or before_first_topic."""

    place: Place
    reason: str


@dataclass(frozen=True)
class Draft:
    """All that was read. Every non-blank character of `text` is in `titles`, a discussion's section or `unplaced`.

    `announced` are the later meetings of which the note tells the day: planned, or cancelled.
    """

    text: str
    meetings: tuple[Meeting, ...]
    titles: tuple[Place, ...]
    discussions: tuple[Discussion, ...]
    unplaced: tuple[Unplaced, ...]
    is_dutch: bool
    announced: tuple[Meeting, ...] = ()

    @property
    def follow_ups(self) -> list[FollowUp]:
        """Those of all discussions, in the order of the text."""
        found = [each for discussion in self.discussions for each in discussion.follow_ups]
        return sorted(found, key=lambda each: each.quote.start)
