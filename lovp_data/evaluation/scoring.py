"""How well a draft fits a gold note. The rules of matching are said at each function."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from lovp_data.evaluation.gold_notes import GoldDue, GoldFollowUp, GoldNote
from lovp_data.reading.draft import Draft, Due, FollowUp

ENOUGH_OVERLAP = 0.5
_LEAD = re.compile(r"[|–•*> \t-]*(?:[A-Z][^\n:.]{2,40}: )?")


@dataclass(frozen=True)
class Score:
    """Counts of what was found rightly, found in all, and there to be found."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Right of what was found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right of what was there; 1 where nothing was there."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 1.0


def score_sets(found: Iterable[Hashable], wanted: Iterable[Hashable]) -> Score:
    """Every element counts once per time it occurs."""
    one, other = Counter(found), Counter(wanted)
    return Score((one & other).total(), one.total(), other.total())


def score_topics(draft: Draft, gold: GoldNote) -> Score:
    """Right: the section starts at the same character, in the meeting of the same day, with the same topic (or new)."""
    days = [meeting.held_on for meeting in draft.meetings]
    found = [(days[each.meeting], _begin(draft.text, each.section.start), each.topic) for each in draft.discussions]
    held = {day: day or (days[0] if days else "") for day, _ in gold.meetings}
    return score_sets(
        found,
        [(held.get(d.meeting, d.meeting), _begin(gold.text, d.start), d.topic) for d in gold.discussions],
    )


def _begin(text: str, at: int | None) -> int | None:
    """A row, an item or a turn begins at its first words, with or without the mark or the speaker before them."""
    return None if at is None else at + len(_LEAD.match(text[at:])[0])  # type: ignore[index]  # fits anything


def score_meetings(draft: Draft, gold: GoldNote) -> Score:
    """Right: same day and state, of its own meetings and of those it announces.

    Where the text has no day, that of the person who was asked.
    """
    asked = gold.asked.isoformat() if gold.asked else ""
    wanted = [(day or asked, state) for day, state in gold.meetings]
    return score_sets([(each.held_on, each.state) for each in (*draft.meetings, *draft.announced)], wanted)


def match_follow_ups(draft: Draft, gold: GoldNote, *, with_kind: bool = True) -> list[tuple[FollowUp, GoldFollowUp]]:
    """Pairs of the same kind whose quotes share at least half of the characters of both together; each is used once."""
    wanted = [each for discussion in gold.discussions for each in discussion.follow_ups]
    pairs = [
        (found.quote.overlap(each.quote), at, nth)
        for at, found in enumerate(draft.follow_ups)
        for nth, each in enumerate(wanted)
        if found.kind == each.kind or not with_kind
    ]
    matched: dict[int, int] = {}
    for overlap, at, nth in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if overlap >= ENOUGH_OVERLAP and at not in matched and nth not in matched.values():
            matched[at] = nth
    return [(draft.follow_ups[at], wanted[nth]) for at, nth in sorted(matched.items())]


def score_follow_ups(draft: Draft, gold: GoldNote, *, with_kind: bool = True) -> Score:
    """Right: see `match_follow_ups`."""
    wanted = sum(len(each.follow_ups) for each in gold.discussions)
    return Score(len(match_follow_ups(draft, gold, with_kind=with_kind)), len(draft.follow_ups), wanted)


def is_same_due(found: Due, wanted: GoldDue) -> bool:
    """The same interval; where gold has none, the same meeting (by its id, or 'next' or month)."""
    if wanted.on:
        return found.on == wanted.on
    is_same_meeting = bool(wanted.meeting) and found.meeting == wanted.meeting
    return is_same_meeting or (bool(found.at) and found.at == wanted.at)


def _is_right_due(found: Due | None, wanted: GoldDue | None) -> bool:
    is_dated = bool(wanted and (wanted.on or wanted.at or wanted.meeting))
    return found is not None and wanted is not None and is_dated and is_same_due(found, wanted)


def score_dues(draft: Draft, gold: GoldNote) -> Score:
    """Dated or tied terms. Right: same interval or meeting, on a passage that overlaps by half (of any kind)."""
    pairs = match_follow_ups(draft, gold, with_kind=False)
    wanted = {
        (f.quote, f.due)
        for d in gold.discussions
        for f in d.follow_ups
        if f.due and (f.due.on or f.due.at or f.due.meeting)
    }
    found = {(each.quote, each.due) for each in draft.follow_ups if each.due and (each.due.on or each.due.at)}
    right = {(one.quote, one.due) for one, other in pairs if _is_right_due(one.due, other.due)}
    return Score(len(right), len(found), len(wanted))


def score_parties(draft: Draft, gold: GoldNote, *, with_role: bool = True) -> Score:
    """Right: the same party (in the same role) in the discussion that starts at the same character."""
    found = [(_begin(draft.text, d.section.start), p.stakeholder, p.role) for d in draft.discussions for p in d.parties]
    wanted = [(_begin(gold.text, d.start), who, role) for d in gold.discussions for who, role in d.parties]
    if with_role:
        return score_sets(found, wanted)
    return score_sets({each[:2] for each in found}, {each[:2] for each in wanted})
