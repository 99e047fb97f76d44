"""Joining a heading and the text under it to a known topic: a proposal with a score, never a decision."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from lovp_data.reading.draft import TopicProposal
from lovp_data.reading.known import KnownTopic
from lovp_data.rules.rulebook import load_rules


@dataclass(frozen=True)
class _Terms:
    """The telling words of every topic, and how rare each is."""

    by_topic: dict[str, tuple[frozenset[str], ...]]
    in_text: dict[str, tuple[frozenset[str], ...]]
    weights: dict[str, float]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its commonest endings, so that singular and plural meet."""
    word = word.lower()
    for ending in ("iteiten", "heden", "ingen", "en", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _single(word[: -len(ending)])
    return _single(word)


def _single(word: str) -> str:
    return re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", re.sub(r"([^aeiou])\1$", r"\1", word))


@lru_cache(maxsize=2_000)
def telling_words(text: str) -> frozenset[str]:
    """Stems of the words that may tell a topic: no small words, nothing said of every topic."""
    stop = set(load_rules("topics")["stop"])
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
    return frozenset(
        stem(part) for word in words for part in [word, *word.split("-")] if len(part) > 1 and part not in stop
    )


@lru_cache(maxsize=5_000)
def context_words(text: str) -> frozenset[str]:
    """Stems of all words but the small ones: those of many topics tell too, where the topic is known already."""
    small = set(load_rules("topics")["small"])
    return frozenset(
        stem(word) for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 2 and word not in small
    )


@lru_cache(maxsize=8)
def _terms(topics: tuple[KnownTopic, ...]) -> _Terms:
    extra = load_rules("topics")["words"]
    by_topic = {
        t.id: tuple(words for name in (*t.names, *extra.get(t.id, ())) if (words := telling_words(name)))
        for t in topics
    }
    counts = Counter(word for names in by_topic.values() for word in frozenset().union(*names))
    only = {telling_words(word) for word in load_rules("topics")["heading_only"]}
    in_text = {topic: tuple(words for words in names if words not in only) for topic, names in by_topic.items()}
    return _Terms(by_topic, in_text, {word: 1 / (1 + math.log(count)) for word, count in counts.items()})


@lru_cache(maxsize=50_000)
def _likeness(word: str, given: frozenset[str]) -> float:
    """That of the given word most like it: 1 for the same stem."""
    return 1.0 if word in given else max((_alike(word, other) for other in given), default=0.0)


def _alike(word: str, other: str) -> float:
    """Less than 1 where one is part of the other, as compounds are in Dutch; a mere ending makes no compound."""
    if len(word) < 5 or len(other) < 5:
        return 0.0
    short, long = sorted((word, other), key=len)
    if len(short) * 2 >= len(long) >= len(short) + 3 and (long.startswith(short) or long.endswith(short)):
        return 0.8
    return 0.0


def _cover(wanted: frozenset[str], given: frozenset[str], weights: dict[str, float]) -> float:
    """How much of the wanted words, by weight, the given ones hold."""
    total = sum(weights.get(word, 1.0) for word in wanted)
    held = sum(weights.get(w, 1.0) * _likeness(w, given) for w in wanted)
    return held / total if total else 0.0


def _best(names: tuple[frozenset[str], ...], given: frozenset[str], weights: dict[str, float]) -> float:
    """How much of the name that is held best; names of common words only count for less."""
    rarity = ((name, min(1.0, sum(weights.get(word, 1.0) for word in name))) for name in names)
    return max((_cover(name, given, weights) * rare for name, rare in rarity), default=0.0)


def _score(heading: frozenset[str], body: str, topic: str, terms: _Terms) -> float:
    """By the heading, helped by the text; where the heading is silent by the text, its first sentence above all."""
    both = ((name, _cover(name, heading, terms.weights)) for name in terms.by_topic[topic])
    by_heading = max((0.6 * held + 0.4 * _cover(heading, name, terms.weights) for name, held in both), default=0.0)
    by_opening = _best(terms.in_text[topic], telling_words(body.split(". ")[0][:160]), terms.weights)
    by_body = _best(terms.in_text[topic], telling_words(body), terms.weights)
    if not heading:
        return 0.75 * by_opening + 0.2 * by_body
    if by_heading < 0.25:
        return 0.45 * by_opening + 0.1 * by_body
    return min(1.0, by_heading + 0.12 * by_opening + 0.08 * by_body)


def propose_topics(heading: str, body: str, topics: tuple[KnownTopic, ...]) -> tuple[TopicProposal, ...]:
    """The three best known topics with their scores (0 to 1), best first; the first named wins a tie."""
    terms = _terms(topics)
    words = telling_words(heading)
    scored = [TopicProposal(t.id, round(_score(words, body, t.id, terms), 2)) for t in topics]
    return tuple(sorted((each for each in scored if each.score > 0.1), key=lambda each: -each.score)[:3])


def chosen_topic(proposals: tuple[TopicProposal, ...], *, has_heading: bool) -> str:
    """The best proposal if it is good enough; empty for a new topic."""
    enough = load_rules("topics")["enough"]["with_heading" if has_heading else "without_heading"]
    return proposals[0].topic if proposals and proposals[0].score >= enough else ""
