"""Meetings that a note announces besides its own: the next ones, and those that fall through."""

import re
from collections.abc import Iterator
from datetime import date

from lovp_data.reading.draft import Meeting
from lovp_data.reading.marked_lines import Block
from lovp_data.reading.plain_text import Plain
from lovp_data.reading.sentences import Sentence, read_sentences
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import find_wordings

_RUNNING = ("paragraph", "item", "heading")


def announced_meetings(plain: Plain, blocks: list[Block], held_on: date | None) -> tuple[Meeting, ...]:
    """Planned and cancelled ones by day, later than the note's own; what is told first of a day counts."""
    found: dict[date, Meeting] = {}
    for sentence in read_sentences(plain, [each for each in blocks if each.kind in _RUNNING]):
        for day, state in _told(sentence, held_on):
            if held_on is None or day > held_on:
                found.setdefault(day, Meeting(day.isoformat(), "regular", state, "", sentence.whole))
    return tuple(found[day] for day in sorted(found))


def _told(sentence: Sentence, held_on: date | None) -> Iterator[tuple[date, str]]:
    """The days of a sentence that tells when there are meetings, or are none; each clause has its own say."""
    text = sentence.text[sentence.label :]
    if pattern(load_rules("layout")["other_bodies"]).search(text):
        return
    is_planned = _fits(text, "next_meeting")
    days = [each for each in find_wordings(text, held_on) if re.fullmatch(r"\d{4}-\d\d-\d\d", each.on)]
    for clause in re.finditer(r"[^,;()]+", text):
        is_off = _fits(clause[0].strip(), "falls_through")
        is_planned = is_planned or _fits(clause[0].strip(), "next_meeting")
        for each in (day for day in days if clause.start() <= day.start < clause.end() and (is_off or is_planned)):
            yield date.fromisoformat(each.on), "cancelled" if is_off else "planned"


def _fits(text: str, rule: str) -> bool:
    return bool(pattern(load_rules("acts")[rule]).search(text))
