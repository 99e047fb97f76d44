"""A first title for a quote, made of its own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lovp_data.reading.stakeholder_roles import is_party_name
from lovp_data.reading.topics import telling_words
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import find_wordings

LONGEST_TITLE = 60
_LEADING = re.compile(r"^(?:[\s,:;–-]+|(?:is|zijn|wordt|worden|dat|(?-i:om)|er)\s+)+", re.IGNORECASE)
# "met het voorstel voor …" is named by its noun; "voor de zomer" is a time, and stays.
_OPENING = re.compile(
    r"^(?:(?:met|over|voor(?!\s+(?:de\s+zomer|het\s+(?:zomer|kerst)?reces|het\s+eind|(?:de|het)\s+volgende)))\s+(?:de|het|een)"
    r"|een|over)\s+(?=\w+\s)",
    re.IGNORECASE,
)
# Words before which a phrase may end, and words that do not end one.
_JOINING = re.compile(
    r",? (?=(?:dat|die|om|of|hoe\w*|wat|wie|waar\w*|welke?|zodat|omdat|doordat|terwijl|als|wanneer|en|maar|zoals|naast"
    r"|met|over|voor|vóór|van|in|op|aan|bij|naar|tot|door|per|tussen|rond|binnen|vanaf|vanuit|uit|tegen|onder|na|is|zijn|wordt|worden"
    r"|moet|moeten|kan|kunnen|zal|zullen|medio|begin|eind|half|uiterlijk)\b)|[,;:(–] ?",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:]+(?:de|het|een|en|of|om|te|dat|die|deze|dit|van|in|op|aan|bij|met|voor|over|naar|tot|door|per|nog|ook|er|is|zijn"
    r"|wordt|worden|niet|zo|als|hun|zijn|haar|waar\w+|welke?|hoe\w*|wat|ook|afkomstig))+$",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:daar|hier|er)\w+\b", re.IGNORECASE)
_CLAUSE = re.compile(r"^[\s,:]*(?:(?:is|zijn|wordt|worden)\s+)?dat\s", re.IGNORECASE)
_SHORTEST = 20  # what follows the cue makes a title only if it is longer


def flat(text: str) -> str:
    """The words with single blanks between."""
    return " ".join(text.split())


def _without_time(text: str) -> str:
    """'vóór 20 december te laten weten' is named by what is to be done; when is told beside it."""
    first = next(iter(find_wordings(text, None)), None)
    return text[first.end :].lstrip(" ,") if first and first.start == 0 else text


def _tells(text: str) -> bool:
    """Of more than parties and times: 'de regioburgemeesters daarover medio april' says nothing by itself."""
    text = _without_times(text)
    return len(telling_words(_POINTING.sub("", text))) > 1


def _rule(name: str) -> re.Pattern[str]:
    return pattern(str(load_rules("titles")[name]))


@dataclass(frozen=True)
class _Clause:
    """A clause with its verb at the end, taken apart; `closing` is what stays at the end of the sentence it becomes."""

    subject: str
    verb: str
    middle: str
    closing: str
    tail: str

    def names(self) -> Iterator[str]:
        """Ever shorter names: the sentence, the same without when, both without a tail that only adds, the subject."""
        only_adds = _rule("preposition").fullmatch(self.tail.partition(" ")[0])
        for tail in (self.tail, "") if only_adds else (self.tail,):
            for without in (flat, _without_times):
                said = (without(part) for part in (self.middle, self.closing, tail))
                yield " ".join(part for part in (self.subject, self.verb, *said) if part)
        if len(self.subject) >= _SHORTEST and any(map(_rule("preposition").fullmatch, self.subject.split())):
            yield self.subject


def name_of_clause(clause: str) -> str:
    """A clause with its verb at the end, as a sentence of its own: 'de politie legt in mei een plan voor'.

    Empty where its verb or the end of its subject is not known.
    """
    part = re.split(r"[,;:(]| en dat ", clause, maxsplit=1)[0].strip()
    words = part.split()
    verb, subject = _finite_verb(words), _subject_end(part, words)
    if not 0 < subject <= verb:
        return ""
    said, particle = _taken_apart(words[verb])
    after = " ".join(words[verb + 1 :])
    found = _rule("cluster").match(after)
    closing = found[0] if found else ""
    told = _Clause(
        subject=" ".join(words[:subject]),
        verb=said,
        middle=" ".join(words[subject:verb]),
        closing=flat(f"{particle} {closing}"),
        tail=after[len(closing) :],
    )
    names = list(told.names())
    return next((name for name in names if len(name) <= LONGEST_TITLE), _cut(names[0]))


def name_of_task(phrase: str) -> str:
    """What is to be done, without its 'te': 'de lessen bundelen', 'cijfers aanleveren'; empty for any other phrase.

    'Om' leads in such a phrase of its own, 'niet meer uit te leggen' and 'van te sluiten bureaus' are no tasks.
    """
    rules = load_rules("titles")
    done = rf"(?:\b(?P<particle>{rules['particle']}) )?\bte (?P<verb>{rules['infinitive']})\b(?! {rules['passive']}\b)"
    found = re.search(rf"{done}(?P<more> {rules['infinitive']}\b)?", phrase)
    if not found:
        return ""
    before = phrase[: found.start()]
    particle = found["particle"] or ""
    is_led_in = not particle and _rule("preposition").fullmatch(before.split()[-1] if before.split() else "")
    if is_led_in or re.search(r"\bom\b|\bniet meer $", before):
        return ""
    is_apart = found["more"] or (particle == "over" and _rule("pointing").search(before))
    verb = f"{particle}{' ' if particle and is_apart else ''}{found['verb']}"
    return f"{before}{verb}{found['more'] or ''}{phrase[found.end() :]}"


def _cut(title: str) -> str:
    cut = title[: LONGEST_TITLE - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:(") + "…"


def _without_times(text: str) -> str:
    for each in reversed(find_wordings(text, None)):
        text = text[: each.start] + text[each.end :]
    return flat(text)


def _finite_verb(words: list[str]) -> int:
    """Which word it is that moves; -1 where that is not known."""
    for at in range(1, len(words)):
        if _rule("auxiliary").fullmatch(words[at]):
            return at
        ends = at + 1 == len(words) or _rule("joining").fullmatch(words[at + 1])
        if ends and words[at - 1] != "te" and _rule("verb").fullmatch(_taken_apart(words[at])[0]):
            return at
    return -1


def _taken_apart(verb: str) -> tuple[str, str]:
    """'voorlegt' as 'legt' and 'voor'."""
    rules = load_rules("titles")
    found = re.fullmatch(rf"({rules['particle']})({rules['verb']}|{rules['auxiliary']}|{rules['home']})", verb)
    if not found or _rule("joined").fullmatch(verb):
        return verb, ""
    return found[2], found[1]


def _subject_end(part: str, words: list[str]) -> int:
    """How many words the subject has; 0 where that is not known."""
    if words and _rule("pronoun").fullmatch(words[0]):
        return 1
    ahead = range(1, min(len(words), 6))
    party = next((n for n in ahead if _are_parties(" ".join(words[:n])) and words[n].lower() not in ("en", "of")), 0)
    if party:
        return party
    times = [len(part[: each.start].split()) for each in find_wordings(part, None) if each.start]
    others = [at for at in range(1, len(words)) if _begins_anew(words[at - 1], words[at])]
    return min([*times, *others], default=0)


def _are_parties(text: str) -> bool:
    return all(is_party_name(each) for each in re.split(r",? en (?:de |het )?|, ", text))


def _begins_anew(before: str, word: str) -> bool:
    if _rule("adverb").fullmatch(word):
        return True
    is_led_in = any(_rule(name).fullmatch(before) for name in ("preposition", "determiner", "joining"))
    return bool(_rule("determiner").fullmatch(word)) and not is_led_in


def first_title(quote: str, cue: str = "") -> str:
    """A short name made of the quote's own words, for a person to better: what follows the cue, as a whole phrase.

    A long one ends before the last joining word that leaves it short enough; where there is none it ends with '…', and
    a person has to make a title of it.
    """
    words = flat(quote).rstrip(".;:")
    _, found, after = words.partition(flat(cue)) if cue else (words, "", "")
    told = _without_time(_LEADING.sub("", after)) if found else ""
    name = name_of_clause(told) if _CLAUSE.match(after) else ""
    if name:
        return name[:1].upper() + name[1:]
    rest = name_of_task(told) or _OPENING.sub("", told)
    chosen = rest if len(rest) >= _SHORTEST and _tells(rest) else words
    title = chosen[:1].upper() + chosen[1:]
    if len(title) <= LONGEST_TITLE:
        return title
    ends = [each.start() for each in _JOINING.finditer(title[: LONGEST_TITLE + 1]) if each.start() >= _SHORTEST]
    if ends and (whole := _TRAILING.sub("", title[: ends[-1]]).rstrip(" ,;:(–-")) and len(whole) >= _SHORTEST:
        return whole
    return _cut(title)
