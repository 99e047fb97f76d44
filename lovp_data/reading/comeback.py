"""Came back? What a new note says about earlier follow-ups: proposals, for a person to confirm or refuse."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lovp_data.reading.draft import Discussion, Draft, Due, Place
from lovp_data.reading.plain_text import make_flow, make_plain
from lovp_data.reading.sentences import split_sentences
from lovp_data.reading.topics import telling_words
from lovp_data.rules.rulebook import load_rules, pattern

_ENOUGH = 0.3
_SAME_TOPIC = 0.25
_MOST_PROPOSALS = 3


@dataclass(frozen=True)
class OpenFollowUp:
    """A follow-up that was open before the new meeting: its code, topic and what was to come back (title and what)."""

    id: str
    topic: str
    title: str
    what: str


@dataclass(frozen=True)
class Comeback:
    """One proposal. outcome: returned (the note speaks of it) or moved (put off; `due` is the new term, if named)."""

    follow_up: str
    outcome: str
    quote: Place
    score: float
    due: Due | None = None


@dataclass(frozen=True)
class Comebacks:
    """Proposals by follow-up, best first, and the ids of the follow-ups the note is silent about."""

    proposals: tuple[Comeback, ...]
    silent: tuple[str, ...]


def propose_comebacks(draft: Draft, open_follow_ups: Sequence[OpenFollowUp]) -> Comebacks:
    """For each open follow-up the best passages of the draft, at most three; silent where none is good enough."""
    passages = [(place, discussion) for discussion in draft.discussions for place in _sentences(discussion, draft.text)]
    rarity = Counter(word for each in open_follow_ups for word in telling_words(f"{each.title} {each.what}"))
    found = [(each, _proposals(each, passages, rarity)) for each in open_follow_ups]
    return Comebacks(
        proposals=tuple(proposal for _, proposals in found for proposal in proposals),
        silent=tuple(each.id for each, proposals in found if not proposals),
    )


def _sentences(discussion: Discussion, text: str) -> list[Place]:
    start = discussion.heading.end if discussion.heading else discussion.section.start
    plain = make_plain(text[start : discussion.section.end])
    flow = make_flow(plain, 0, len(plain.text))
    places = [flow.place(first, last) for first, last in split_sentences(flow)]
    return [Place(each.start + start, each.end + start, each.quote) for each in places]


def _proposals(wanted: OpenFollowUp, passages: list[tuple[Place, Discussion]], rarity: Counter[str]) -> list[Comeback]:
    scored = [(_score(wanted, place, discussion, rarity), place, discussion) for place, discussion in passages]
    best = sorted((each for each in scored if each[0] >= _ENOUGH), key=lambda each: (-each[0], each[1].start))
    return [_comeback(wanted, *each) for each in best[:_MOST_PROPOSALS]]


def _score(wanted: OpenFollowUp, place: Place, discussion: Discussion, rarity: Counter[str]) -> float:
    """Shared telling words, rare ones counting more; being on the same topic helps, but does not do alone."""
    words = telling_words(f"{wanted.title} {wanted.what}")
    told = telling_words(f"{place.quote} {discussion.title}")
    weight = sum(1 / rarity[word] for word in words) or 1.0
    shared = sum(1 / rarity[word] for word in words & told) / weight
    is_same = bool(wanted.topic) and wanted.topic == discussion.topic
    if not words & telling_words(place.quote):
        return 0.0
    return round(min(1.0, shared + (_SAME_TOPIC if is_same else 0.0)), 2)


def _comeback(wanted: OpenFollowUp, score: float, place: Place, discussion: Discussion) -> Comeback:
    is_moved = bool(pattern(load_rules("acts")["moved"]).search(re.sub(r"\s+", " ", place.quote)))
    dues = [each.due for each in discussion.follow_ups if each.is_moved and each.quote.overlap(place) and each.due]
    due = dues[0] if is_moved and dues else None
    return Comeback(wanted.id, "moved" if is_moved else "returned", place, score, due)
