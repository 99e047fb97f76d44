"""Came back? What a new note says about earlier follow-ups: proposals, for a person to confirm or refuse."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lovp_data.package.dates import parse_interval
from lovp_data.package.files import Package, Row
from lovp_data.reading.acts import is_no_news
from lovp_data.reading.draft import Discussion, Draft, Due, Place
from lovp_data.reading.plain_text import Plain, make_flow, make_plain
from lovp_data.reading.sentences import split_sentences
from lovp_data.reading.tables import cut_row
from lovp_data.reading.topics import context_words
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.calendar_days import Bounds

_ENOUGH = 0.38
_SAME_TOPIC = 0.22
_TERM = 0.12  # for a note of about the time at which it was to come back
_TOLD = 0.1  # for a passage that tells what was done with something
_NEAR_BEST = 0.8  # of the score that a passage has for the follow-up it fits best
_MOST_PROPOSALS = 3
_FEWEST_WORDS = 4  # of a passage; a cell with a term or a topic says nothing of what became of it
_OLD = 550  # days after its term or its meeting; what is older rarely comes back by itself


@dataclass(frozen=True)
class OpenFollowUp:
    """A follow-up that was open before the new meeting: its code, topic and what was to come back (title and what).

    `due` are the days on which it was to come back, those of its own meeting where it had no term; None if not known.
    """

    id: str
    topic: str
    title: str
    what: str
    due: Bounds | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems that may tell it."""
        return context_words(f"{self.title} {self.what}")

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Those of its title, which count for more."""
        return context_words(self.title)


def open_follow_up(row: Row, package: Package) -> OpenFollowUp:
    """A row of the package, due on the days of its term or of the meeting that it is tied to; else of its own."""
    held = {each["id"]: each["held_on"] for each in package.rows["meetings"]}
    due = parse_interval(row["due_on"] or held[row["due_meeting"] or row["meeting"]])
    return OpenFollowUp(row["id"], row["topic"], row["title"], row["what"], (due.start, due.end))


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
    passages = [
        _Passage(place, discussion, context_words(place.quote))
        for discussion in draft.discussions
        for place in _sentences(discussion, draft.text)
    ]
    held_on = _held_on(draft)
    rarity = Counter(word for each in open_follow_ups for word in each.words)
    scores = {
        (each.id, at): _score(each, p, rarity, held_on) for each in open_follow_ups for at, p in enumerate(passages)
    }
    best = {at: max((scores[each.id, at] for each in open_follow_ups), default=0) for at in range(len(passages))}
    found = [
        (each, [(scores[each.id, at], p) for at, p in enumerate(passages) if _is_enough(scores[each.id, at], best[at])])
        for each in open_follow_ups
    ]
    return Comebacks(
        proposals=tuple(proposal for each, scored in found for proposal in _proposals(each, scored)),
        silent=tuple(each.id for each, scored in found if not scored),
    )


def _held_on(draft: Draft) -> date | None:
    days = [parse_interval(each.held_on).start for each in draft.meetings if each.held_on]
    return days[0] if days else None


def _is_enough(score: float, best: float) -> bool:
    return score >= _ENOUGH and score >= best * _NEAR_BEST


@dataclass(frozen=True)
class _Passage:
    """A sentence of the note with its telling words."""

    place: Place
    discussion: Discussion
    words: frozenset[str]


def _sentences(discussion: Discussion, text: str) -> list[Place]:
    """The sentences of a discussion, and of its tables the cells, that say something of a topic."""
    start = discussion.heading.end if discussion.heading else discussion.section.start
    plain = make_plain(text[start : discussion.section.end])
    flows = [make_flow(plain, *span) for span in _stretches(plain)]
    places = [
        flow.place(first, last)
        for flow in flows
        for first, last in split_sentences(flow)
        if len(flow.text[first:last].split()) >= _FEWEST_WORDS and not is_no_news(flow.text[first:last])
    ]
    return [Place(each.start + start, each.end + start, each.quote) for each in places]


def _stretches(plain: Plain) -> Iterator[tuple[int, int]]:
    """Running text in one piece, and each cell of a row."""
    for found in re.finditer(r"^\|[^\n]*|(?:(?!^\|).)+", plain.text, re.MULTILINE | re.DOTALL):
        if found[0].startswith("|"):
            yield from ((cell.start, cell.end) for cell in cut_row(plain, *found.span()) if cell.end > cell.start)
        elif found[0].strip():
            yield found.span()


def _proposals(wanted: OpenFollowUp, scored: list[tuple[float, _Passage]]) -> list[Comeback]:
    best = sorted(scored, key=lambda each: (-each[0], each[1].place.start))
    return [_comeback(wanted, score, found.place, found.discussion) for score, found in best[:_MOST_PROPOSALS]]


def _score(wanted: OpenFollowUp, passage: _Passage, rarity: Counter[str], held_on: date | None) -> float:
    """Shared telling words, rare ones and those of the title counting more; topic, term and what is told help.

    None of these does alone: without a word in common there is no proposal.
    """
    if not wanted.words & passage.words:
        return 0.0
    told = passage.words | context_words(passage.discussion.title)
    score = 0.6 * _share(wanted.title_words, told, rarity) + 0.4 * _share(wanted.words, told, rarity)
    is_same = bool(wanted.topic) and wanted.topic == passage.discussion.topic
    score += _SAME_TOPIC if is_same else 0
    score += _TOLD if pattern(load_rules("acts")["came_back"]).search(passage.place.quote) else 0
    return round(min(1.0, max(score + _by_term(wanted.due, held_on), 0.0)), 2)


def _share(wanted: frozenset[str], told: frozenset[str], rarity: Counter[str]) -> float:
    weight = sum(1 / rarity[word] for word in wanted) or 1.0
    return sum(1 / rarity[word] for word in wanted & told) / weight


def _by_term(due: Bounds | None, held_on: date | None) -> float:
    if due is None or held_on is None:
        return 0.0
    if due[0] <= held_on <= due[1]:
        return _TERM
    return -_TERM if (held_on - due[1]).days > _OLD else 0.0


def _comeback(wanted: OpenFollowUp, score: float, place: Place, discussion: Discussion) -> Comeback:
    is_moved = bool(pattern(load_rules("acts")["moved"]).search(re.sub(r"\s+", " ", place.quote)))
    dues = [each.due for each in discussion.follow_ups if each.is_moved and each.quote.overlap(place) and each.due]
    due = dues[0] if is_moved and dues else None
    return Comeback(wanted.id, "moved" if is_moved else "returned", place, score, due)
