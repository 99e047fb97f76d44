"""Sentences into follow-ups with their dues and parties."""

import re
from dataclasses import dataclass
from datetime import date

from lovp_data.reading.acts import Act, Clue, find_acts
from lovp_data.reading.draft import Due, FollowUp, Party, Place
from lovp_data.reading.known import Known
from lovp_data.reading.meeting_ties import tie_to_calendar
from lovp_data.reading.plain_text import Flow
from lovp_data.reading.sentences import Sentence
from lovp_data.reading.stakeholder_roles import Mention, assign_roles
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import Wording, find_wordings


@dataclass(frozen=True)
class Context:
    """What the package knows and the day of the meeting (None where nobody knows it yet)."""

    known: Known
    held_on: date | None


@dataclass(frozen=True)
class _Read:
    sentence: Sentence
    mentions: tuple[Mention, ...]
    wordings: tuple[Wording, ...]
    acts: tuple[Act, ...]


def _read_all(sentences: list[Sentence], context: Context) -> list[_Read]:
    read: list[_Read] = []
    for sentence in sentences:
        mentions = tuple(context.known.gazetteer.mentions(sentence.text))
        wordings = tuple(find_wordings(sentence.text, context.held_on, context.known.moments))
        follows = read[-1].acts[-1].kind if read and read[-1].acts else ""
        lead = sentence.lead.text if sentence.lead else ""
        acts = find_acts(Clue(sentence.text, mentions, wordings, lead, follows, sentence.list_kind))
        read.append(_Read(sentence, mentions, wordings, tuple(acts if not _announces_list(sentence) else ())))
    return read


def _announces_list(sentence: Sentence) -> bool:
    """A line that leads in a list is no follow-up itself: its items are."""
    return sentence.text.endswith(":")


def find_follow_ups(sentences: list[Sentence], context: Context) -> list[FollowUp]:
    """One follow-up per speech act, quoting its whole sentence. A standing item's place on the agenda, or the
    day of the next meeting, is none."""
    read = _read_all(sentences, context)
    found: list[FollowUp] = []
    for at, each in enumerate(read):
        if _is_no_news(each.sentence):
            continue
        before = read[at - 1] if at else None
        found.extend(_follow_up(each, act, _quote(each, act, before), context) for act in each.acts)
    return found


def _is_no_news(sentence: Sentence) -> bool:
    """What is on every agenda, and when the next meeting is."""
    return any(
        pattern(load_rules("acts")[rule]).search(sentence.text) for rule in ("standing", "next_meeting", "of_order")
    )


def _quote(read: _Read, act: Act, before: _Read | None) -> Place:
    """The sentence; with the one before it where 'dit voorstel' takes up a word of that sentence."""
    whole = read.sentence.whole
    if not before or before.acts or act.kind != "agreement" or read.sentence.lead:
        return whole
    pointed = re.match(r"(?:dit|deze|dat|die) ([^\W\d_]+)", read.sentence.text, re.IGNORECASE)
    if not pointed or not any(word.endswith(pointed[1].lower()) for word in _words(before)):
        return whole
    start = before.sentence.whole.start
    return Place(start, whole.end, read.sentence.flow.plain.original[start : whole.end])


def _words(read: _Read) -> list[str]:
    return re.findall(r"[^\W\d_]+", read.sentence.text.lower())


def _follow_up(read: _Read, act: Act, quote: Place, context: Context) -> FollowUp:
    roles = assign_roles(read.sentence.text, act.kind, act.end, list(read.mentions))
    return FollowUp(
        kind=act.kind,
        quote=quote,
        triggers=(read.sentence.place(act.start, act.end),),
        dues=_dues(read, context),
        parties=tuple(_party(read.sentence, each, role, context.known) for each, role in roles),
        is_moved=bool(pattern(load_rules("acts")["moved"]).search(read.sentence.text)),
    )


def _dues(read: _Read, context: Context) -> tuple[Due, ...]:
    """Wordings still to come: those tied to a meeting first, then dates, then words without a date."""
    ahead = [each for each in read.wordings if not each.is_past]
    ranked = sorted(ahead, key=lambda each: (not each.at, not each.on, each.is_moment))
    return tuple(_due(read.sentence, each, context) for each in ranked)


def _due(sentence: Sentence, wording: Wording, context: Context) -> Due:
    meeting = tie_to_calendar(wording, sentence.text, context.known.meetings, context.held_on)
    return Due(sentence.place(wording.start, wording.end), wording.on, wording.at, meeting)


def due_of(flow: Flow, wording: Wording, context: Context) -> Due:
    """A wording of time in a flow of its own, as a cell is."""
    meeting = tie_to_calendar(wording, flow.text, context.known.meetings, context.held_on)
    return Due(flow.place(wording.start, wording.end), wording.on, wording.at, meeting)


def _party(sentence: Sentence, mention: Mention, role: str, known: Known) -> Party:
    place = sentence.place(mention.start, mention.end)
    return Party(mention.stakeholder, mention.stakeholder in known.gazetteer.known, role, place)


def find_parties(sentences: list[Sentence], context: Context) -> tuple[Party, ...]:
    """Every party of a discussion in its role, each party and role once, in order of the text."""
    found: dict[tuple[str, str], Party] = {}
    for read in _read_all(sentences, context):
        kind, cue_end = (read.acts[0].kind, read.acts[0].end) if read.acts else ("", 0)
        for mention, role in assign_roles(read.sentence.text, kind, cue_end, list(read.mentions)):
            found.setdefault((mention.stakeholder, role), _party(read.sentence, mention, role, context.known))
    return tuple(found.values())


def is_standing(sentences: list[Sentence]) -> bool:
    """True if the note says that the topic is on every agenda."""
    return any(pattern(load_rules("acts")["standing"]).search(each.text) for each in sentences)
