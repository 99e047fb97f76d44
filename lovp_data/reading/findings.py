"""Sentences into follow-ups with their dues and parties."""

import re
from dataclasses import dataclass, replace
from datetime import date

from lovp_data.reading.acts import Act, Clue, find_acts, is_no_news
from lovp_data.reading.draft import Due, FollowUp, Party
from lovp_data.reading.known import Known, tie_to_calendar
from lovp_data.reading.plain_text import Flow
from lovp_data.reading.sentences import Sentence
from lovp_data.reading.stakeholder_roles import Mention, assign_roles
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import Wording, find_wordings

_ACTING = ("owner", "author", "asks")  # the roles of whoever agrees, thinks or asks


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
        mentions = mentions_in(sentence, context)
        mentions = (*_meant_by_pronoun(sentence, mentions, read), *mentions)
        wordings = tuple(times_in(sentence.text, context))
        follows = read[-1].acts[-1].kind if read and read[-1].acts else ""
        lead = sentence.lead.text if sentence.lead else ""
        kind = _kind_of_lead(sentence.lead, context) or sentence.list_kind
        acts = find_acts(Clue(sentence.text, mentions, wordings, lead, follows, kind))
        read.append(_Read(sentence, mentions, wordings, tuple(acts)))
    return read


def times_in(text: str, context: Context) -> list[Wording]:
    """The wordings of time in a text; one whose year is in doubt keeps its words and gives no day."""
    found = find_wordings(text, context.held_on, context.known.moments, context.known.body)
    return [replace(each, on="") if each.is_doubtful else each for each in found]


def mentions_in(sentence: Sentence, context: Context) -> tuple[Mention, ...]:
    """The parties named, and those meant: in somebody's turn 'ik' and 'wij' are the speaker."""
    gazetteer = context.known.gazetteer
    named = gazetteer.mentions(sentence.text)
    speakers = gazetteer.mentions(sentence.speaker)
    if not speakers:
        return tuple(named)
    meant = re.finditer(r"\b(?:ik|mij|me|we|wij|ons|onze)\b", sentence.text, re.IGNORECASE)
    told = [Mention(speakers[0].stakeholder, each.start(), each.end()) for each in meant]
    places = {each.start for each in told}
    upto = sentence.label if told else 0  # who speaks is meant by these already
    others = [m for m in named if m.start not in places and m.start >= upto]
    return tuple(sorted([*told, *others], key=lambda each: each.start))


def _meant_by_pronoun(sentence: Sentence, named: tuple[Mention, ...], read: list[_Read]) -> tuple[Mention, ...]:
    """'Zij' and 'hij' where nobody is named before it: the first of that number in the sentence before."""
    pronoun = pattern(load_rules("parties")["pronoun"]).search(sentence.text)
    if not pronoun or not read or any(each.start < pronoun.start() for each in named):
        return ()
    before = read[-1].sentence.text
    many = pattern(load_rules("parties")["plural"])
    persons = [m for m in read[-1].mentions if m.stakeholder not in load_rules("parties")["never_affected"]]
    fitting = [m for m in persons if bool(many.search(before[m.start : m.end])) == bool(pronoun["many"])]
    return tuple(Mention(each.stakeholder, pronoun.start(), pronoun.end()) for each in fitting[:1])


def _kind_of_lead(lead: Sentence | None, context: Context) -> str:
    """What the line before a list says holds for all of its items; empty where it says no act."""
    if lead is None:
        return ""
    acts = find_acts(Clue(lead.text, tuple(context.known.gazetteer.mentions(lead.text)), ()))
    return acts[0].kind if acts else _kind_of_lead(lead.lead, context) or lead.list_kind


def _announces_list(sentence: Sentence) -> bool:
    """A line that leads in a list is no follow-up itself: its items are."""
    return sentence.is_lead or (sentence.text.endswith(":") and not sentence.lead)


def find_follow_ups(sentences: list[Sentence], context: Context) -> list[FollowUp]:
    """One follow-up per speech act, quoting its whole sentence. A standing item's place on the agenda, or the
    day of the next meeting, is none."""
    read = _read_all(sentences, context)
    found: list[FollowUp] = []
    for each in read:
        if is_no_news(each.sentence.text) or _announces_list(each.sentence):
            continue
        found.extend(_follow_up(each, act, context) for act in each.acts)
    return found


def _follow_up(read: _Read, act: Act, context: Context) -> FollowUp:
    parties = _parties_of(read, act, context)
    playing = {each.stakeholder for each in parties if each.role != "named"}
    return FollowUp(
        kind=act.kind,
        quote=read.sentence.whole,
        triggers=(read.sentence.place(act.start, act.end),),
        dues=_dues(read, act, context),
        parties=tuple(each for each in parties if each.role != "named" or each.stakeholder not in playing),
        is_moved=bool(pattern(load_rules("acts")["moved"]).search(read.sentence.text)),
    )


def _parties_of(read: _Read, act: Act, context: Context) -> list[Party]:
    """The parties of an act in their roles; where none of its own acts, also those of the line before the list."""
    parties = [_party(read.sentence, each, role, context.known) for each, role in _roles_in(read, act)]
    is_led = not any(each.role in _ACTING for each in parties)
    return parties + (_parties_of_lead(read.sentence.lead, act, context) if is_led else [])


def _parties_of_lead(lead: Sentence | None, act: Act, context: Context) -> list[Party]:
    """Whoever the line before the list names acts in its items too: 'de politie:', 'de minister komt met:'."""
    if lead is None:
        return []
    mentions = list(mentions_in(lead, context))
    roles = assign_roles(lead.text, act.kind, len(lead.text), mentions)
    return [_party(lead, each, role, context.known) for each, role in roles if role != "named"]


def _roles_in(read: _Read, act: Act) -> list[tuple[Mention, str]]:
    """The roles of an act's own parties; whoever acts may be named in an earlier part ('… en zegt toe dat')."""
    start, end = act.part if act.part[1] else (0, len(read.sentence.text))
    is_label = read.sentence.text[act.start : act.end].endswith(":")  # 'Besluit: het beraad stelt vast …'
    own = [each for each in read.mentions if start <= each.start < end]
    roles = assign_roles(read.sentence.text, act.kind, end if is_label else act.end, own)
    if any(role in _ACTING for _, role in roles):
        return roles
    before = [each for each in read.mentions if each.start < start]
    earlier = assign_roles(read.sentence.text, act.kind, act.end, before)
    return [each for each in earlier if each[1] in _ACTING][:1] + roles


def _dues(read: _Read, act: Act, context: Context) -> tuple[Due, ...]:
    """Wordings still to come: those among the words of the act first, then those of its part of the sentence.

    Of these: those tied to a meeting first, then dates, then words without a date.
    """
    ahead = [each for each in read.wordings if not each.is_past]
    start, end = act.part if act.part[1] else (0, len(read.sentence.text))

    def rank(wording: Wording) -> tuple[bool, ...]:
        is_near = bool(wording.at or wording.on) and not wording.is_moment and act.start <= wording.start < act.end
        is_own = start <= wording.start < end
        return not is_near, not is_own, not wording.at, not wording.on, wording.is_moment

    ranked = sorted(ahead, key=rank)
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
    """Every party of a discussion in its role, each party and role once; who plays a part is not only named."""
    found: dict[tuple[str, str], Party] = {}
    for read in _read_all(sentences, context):
        if is_no_news(read.sentence.text):
            continue
        acting = [each for act in read.acts for each in _parties_of(read, act, context)]
        for each in [*acting, *_told_of(read, acting, context)]:
            found.setdefault((each.stakeholder, each.role), each)
    playing = {who for who, role in found if role != "named"}
    return tuple(each for (who, role), each in found.items() if role != "named" or who not in playing)


def _told_of(read: _Read, acting: list[Party], context: Context) -> list[Party]:
    """The parties outside the acts of a sentence that play a part there; who is only named in passing is left out."""
    told = {each.named_as for each in acting}
    rest = [each for each in read.mentions if read.sentence.place(each.start, each.end) not in told]
    roles = assign_roles(read.sentence.text, "", 0, rest)
    return [_party(read.sentence, each, role, context.known) for each, role in roles if role != "named"]


def is_standing(sentences: list[Sentence]) -> bool:
    """True if the note says that the topic is on every agenda."""
    return any(pattern(load_rules("acts")["standing"]).search(each.text) for each in sentences)
