"""Speech acts in a sentence: was something agreed, decided, asked, suggested, feared, thought, aimed at, announced?"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from lovp_data.reading.stakeholder_roles import Mention
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import Wording

_MASK = "Ħ"
_MEANT = {"promise": "announcement", "offer": "suggestion"}


@dataclass(frozen=True)
class Act:
    """A speech act and the words that gave it away, at characters start to end of the sentence.

    `part` is the part of the sentence that it stands in; empty for the whole.
    """

    kind: str
    start: int
    end: int
    part: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Clue:
    """A sentence before its acts are looked for. `follows` is the kind of the act in the sentence before.

    `lead` is the line that introduces its list, `list_kind` the kind that this line or the heading over it names.
    """

    sentence: str
    mentions: tuple[Mention, ...]
    wordings: tuple[Wording, ...]
    lead: str = ""
    follows: str = ""
    list_kind: str = ""


def _rules() -> dict[str, Any]:
    return load_rules("acts")


@cache
def _cue_rule(cue: str) -> tuple[re.Pattern[str], bool]:
    """The compiled cue, and whether it looks at the text in which parties are masked."""
    words = {name.upper(): _rules()[name] for name in ("gap", "near", "meeting")} | {"PARTY": f"{_MASK}+"}
    return pattern(re.sub("|".join(words), lambda found: words[found[0]], cue)), "PARTY" in cue


@lru_cache(maxsize=2_000)
def _blanked(text: str, rules: tuple[str, ...]) -> str:
    """The text with whatever fits a rule replaced by as many blanks of another kind."""
    for rule in rules:
        text = pattern(rule).sub(lambda found: "\x00" * len(found[0]), text)
    return text


def _masked(text: str, mentions: tuple[Mention, ...]) -> str:
    """The text with every party, and the name of a person after it, turned into one word of masks."""
    for each in mentions:
        name = re.match(r"(?: [A-Z][\w-]+| (?:van|de|der|den|ten|ter)(?= ))*(?<! van)(?<! de)", text[each.end :])
        end = each.end + (name.end() if name and re.search("[A-Z]", name[0]) else 0)
        text = text[: each.start] + _MASK * (end - each.start) + text[end:]
    return pattern(_rules()["actors"]).sub(lambda found: _MASK * len(found[0]), text)


def find_acts(clue: Clue) -> list[Act]:
    """The acts of a sentence, at most one in each part. Conditionals, the past and negations give none."""
    of_list = [Act(clue.list_kind, 0, len(clue.sentence))] if clue.list_kind else []
    if of_list and clue.list_kind != "decision":
        return of_list
    return _acts_in_words(clue) or of_list  # whatever stands below 'Besluit:', what is asked is asked


def _acts_in_words(clue: Clue) -> list[Act]:
    if pattern(_rules()["conditional"]).search(clue.sentence):
        return []
    covered = _blanked(clue.sentence, tuple(_rules()["covered"]))
    masked = _masked(covered, clue.mentions)
    bounds = _part_bounds(masked)
    found = [act for part in bounds if (act := _act_of_part(covered, masked, part, clue))]
    found = _without_echoes(found, clue, bounds)
    if duty := _continued_duty(clue, bounds, found):
        return [duty, *found]
    return found or _act_of_context(clue, masked)


_NO_NEWS = ("standing", "next_meeting", "of_order", "falls_through", "none")


def is_no_news(text: str) -> bool:
    """What is on every agenda, when the next meeting is, what only runs the meeting, and what says that nothing is."""
    return any(pattern(_rules()[rule]).search(text) for rule in _NO_NEWS)


def _part_bounds(masked: str) -> list[tuple[int, int]]:
    splits = pattern(_rules()["splits"].replace("PARTY", f"(?:de |het )?{_MASK}+"))
    cuts = [0, *[found.end() for found in splits.finditer(masked)], len(masked)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _act_of_part(covered: str, masked: str, part: tuple[int, int], clue: Clue) -> Act | None:
    """The act that goes first in the order of kinds; of one kind, the cue that comes first."""
    start, end = part
    if pattern(_rules()["conditional"]).search(covered[start:end]):
        return None
    for kind in _rules()["order"]:
        acts = [act for cue in _cues(kind) if (act := _fit(cue, kind, covered[start:end], masked[start:end], start))]
        valid = [act for act in acts if not _is_void(act, covered, part)]
        if valid:
            first = min(valid, key=lambda act: act.start)
            return replace(first, part=part, kind=_MEANT.get(kind, kind))
    return None


@cache
def _cues(kind: str) -> tuple[str, ...]:
    return tuple(cue for act in _rules()["act"] if act["kind"] == kind for cue in act["cues"])


def _fit(cue: str, kind: str, covered: str, masked: str, offset: int) -> Act | None:
    rule, is_masked = _cue_rule(cue)
    found = rule.search(masked if is_masked else covered)
    return Act(kind, found.start() + offset, found.end() + offset) if found else None


def _is_void(act: Act, covered: str, part: tuple[int, int]) -> bool:
    """Negated, refused, in the past, under a condition, or within a view; what somebody thinks no 'niet' undoes."""
    text = covered[part[0] : part[1]]
    upto = covered[part[0] : act.end]
    around = pattern(_rules()["side_opening"]).sub("", upto + covered[act.end : part[1]].split(",")[0])
    if pattern(_rules()["past"]).search(around) and act.kind in (
        "agreement",
        "decision",
        "request",
        "promise",
        "announcement",
    ):
        return True
    if act.kind in ("agreement", "decision", "request", "suggestion") and pattern(_rules()["refused"]).search(text):
        return True
    if act.kind in ("agreement", "decision") and pattern(_rules()["viewed"]).search(covered[part[0] : act.start]):
        return True
    if act.kind in ("agreement", "decision", "promise", "announcement") and _is_negated(act, covered, upto):
        return True
    return act.kind in ("promise", "announcement") and bool(pattern(_rules()["conditional_tail"]).search(text))


def _is_negated(act: Act, covered: str, upto: str) -> bool:
    inside = covered[act.start : act.end]
    clause = re.split(r"[,;:] | en | maar ", upto[: len(upto) - len(inside)])[
        -1
    ]  # a 'niet' in a side clause undoes nothing
    words = clause.split()
    just_before = " ".join(words if act.kind in ("promise", "announcement") else words[-3:])
    return bool(pattern(_rules()["negation"]).search(f"{just_before} {inside}"))


def _without_echoes(acts: list[Act], clue: Clue, bounds: list[tuple[int, int]]) -> list[Act]:
    """A 'waarbij' part after an agreement explains it; the same kind again counts only after 'maar' or 'en'."""
    kept: list[Act] = []
    for act in acts:
        opening = clue.sentence[_part_start(act, bounds) :].lower()
        explains = opening.startswith("waarbij") and kept and kept[-1].kind in ("agreement", "decision")
        repeats = bool(kept) and kept[-1].kind == act.kind and opening.startswith("waarbij")
        is_weaker = bool(kept) and kept[-1].kind in ("agreement", "decision", "request", "suggestion") and act.kind in (
            "position", "announcement") and not opening.startswith(("en ", "maar ", "de ", "het "))  # fmt: skip
        if not (explains or repeats or is_weaker):
            kept.append(act)
    return kept


def _part_start(act: Act, bounds: list[tuple[int, int]]) -> int:
    return next(start for start, end in bounds if start <= act.start < end)


def _continued_duty(clue: Clue, bounds: list[tuple[int, int]], found: list[Act]) -> Act | None:
    """After an agreement, a duty that points back at it, in a first part that holds no act of its own."""
    duty = pattern(_rules()["continued_duty"]).search(clue.sentence) if clue.follows == "agreement" else None
    if not duty or any(act.start < bounds[0][1] for act in found):
        return None
    return Act("agreement", duty.start(), duty.end(), bounds[0])


def _act_of_context(clue: Clue, masked: str) -> list[Act]:
    """No cue of its own: a bare duty is a view; a date to come is a promise."""
    if bracket := _owner_in_brackets(clue):
        return [bracket]
    if clue.lead:
        return []
    rules = _rules()
    if duty := pattern(rules["bare_duty"]).search(clue.sentence):
        return [Act("position", duty.start(), duty.end())]
    return _dated_promise(clue, masked)


def _owner_in_brackets(clue: Clue) -> Act | None:
    """'plan van aanpak (Korpschef, eind april)': who does it, and when, in brackets at the end."""
    bracket = re.search(r"\(([^()]{2,60})\)[.;]?$", clue.sentence)
    if not bracket or not any(bracket.start() < each.start < bracket.end() for each in clue.mentions):
        return None
    places = [(each.start, each.end) for each in clue.mentions] + [(each.start, each.end) for each in clue.wordings]
    known = sum(end - start for start, end in places if start > bracket.start())
    return Act("agreement", bracket.start(), bracket.end()) if known * 2 > len(bracket[1]) else None


def _dated_promise(clue: Clue, masked: str) -> list[Act]:
    """A main clause in the present tense with a day, month … or meeting still to come."""
    rules = _rules()
    ahead = [each for each in clue.wordings if (each.on or each.at) and not each.is_past]
    main = _blanked(masked, tuple(rules["side_clauses"]))
    in_main = [each for each in ahead if "\x00" not in main[each.start : each.end]]
    if not in_main or pattern(rules["told_in_past"]).search(main) or pattern(rules["conditional_tail"]).search(main):
        return []
    clause = _clause_around(main, in_main[0].start)
    if pattern(rules["negation"]).search(clause) or pattern(rules["past"]).search(main):
        return []
    return [Act("announcement", in_main[0].start, in_main[0].end)]


def _clause_around(text: str, at: int) -> str:
    """The words between the commas around a place."""
    start = max((each.end() for each in re.finditer(r"[,;:] ", text[:at])), default=0)
    return re.split(r"[,;:] ", text[start:])[0]
