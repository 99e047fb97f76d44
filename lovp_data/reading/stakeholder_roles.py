"""Parties in a sentence, and the role each has in it."""

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise

from lovp_data.rules.rulebook import either, load_rules, pattern

_NAME = r"((?:(?:van|de|der|den|ten|ter)\s)*[A-Z][\w-]+)"


@dataclass(frozen=True)
class Mention:
    """A party named at characters start to end of a sentence; `we` is the regioburgemeesters speaking of themselves."""

    stakeholder: str
    start: int
    end: int


@dataclass(frozen=True)
class Gazetteer:
    """Every written form of every party, with its code. `known` holds the codes of the package."""

    forms: tuple[tuple[str, str], ...]
    known: frozenset[str]

    @cached_property
    def codes(self) -> dict[str, str]:
        """Code by written form; forms that are capitals only keep their case, the others are lower case."""
        return {_key(form): code for form, code in self.forms}

    @cached_property
    def rule(self) -> re.Pattern[str]:
        """Fits any form, the longest first; an abbreviation only in its own capitals."""
        ordered = sorted({form for form, _ in self.forms}, key=len, reverse=True)
        parts = [_form_rule(form) for form in ordered]
        return re.compile(rf"(?<![\w-]){either(parts)}(?!\w)")

    def mentions(self, sentence: str) -> list[Mention]:
        """The parties named in a sentence, in order."""
        found = [Mention(self.codes[_key(m[0])], m.start(), m.end()) for m in self.rule.finditer(sentence)]
        return [each for each in found if each.stakeholder]

    def with_persons(self, text: str) -> "Gazetteer":
        """And the persons of whom a note says in brackets what they are, however it calls them further on."""
        titles = [str(each) for each in load_rules("parties")["titles"]]
        told = re.finditer(
            rf"\b(?i:{either([re.escape(each) for each in titles])})\s+{_NAME}\s\(([^()]{{2,40}})\)", text
        )
        named = [(" ".join(each[1].split()), each[2], self.mentions(each[2])) for each in told]
        forms = [
            (f"{title} {form}", who[0].stakeholder)
            for name, party, who in named
            if len(who) == 1
            for title in titles
            for form in (name, f"{name} ({party})")
        ]
        return replace(self, forms=(*self.forms, *forms)) if forms else self


def _key(form: str) -> str:
    return form if _is_acronym(form) else form.lower()


def _is_acronym(form: str) -> bool:
    return len(form) <= 5 and form[:2].isupper()


def _form_rule(form: str) -> str:
    return re.escape(form) if _is_acronym(form) else f"(?i:{re.escape(form)})"


def is_party_name(text: str) -> bool:
    """True for a name of a party by rules/parties.toml, or of a person in office.

    'De minister', 'Burgemeester Van Beek', 'Mevrouw Aar (OM)'.
    """
    return bool(_party_name().fullmatch(text.strip()))


@cache
def _party_name() -> re.Pattern[str]:
    forms = [form for forms in load_rules("parties")["forms"].values() for form in forms]
    parts = [_form_rule(form) for form in sorted(forms, key=len, reverse=True)]
    person = r"(?i:mevrouw|mevr\.?|mw\.?|de heer|dhr\.?|(?:de )?(?:vice|plv\.? )?-?voorzitter|(?:de )?secretaris)"
    name = r"(?: (?:(?:van|de|der|den|ten|ter|in|het|'t) )*[A-Z(][\w.()' -]*)?"
    return re.compile(
        rf"(?:(?:(?i:de|het) )?{either(parts)}|{person}){name}|[A-Z][^:]*\({either(parts)}\)",
    )


def make_gazetteer(names: list[tuple[str, str]], known: frozenset[str]) -> Gazetteer:
    """Names of the package (form, code) and the extra forms of rules/parties.toml; a form of the rules goes first."""
    rules = load_rules("parties")
    extra = [(form, code) for code, forms in rules["forms"].items() for form in forms]
    covered = [(form, "") for form in rules["not_parties"]]
    taken = {_key(form) for form, _ in [*extra, *covered]}
    return Gazetteer((*extra, *covered, *[each for each in names if _key(each[0]) not in taken]), known)


@dataclass(frozen=True)
class Setting:
    """What decides a role: the sentence, the kind of act in it (empty for plain information), where its cue ends."""

    sentence: str
    kind: str
    cue_end: int

    def before(self, mention: Mention) -> str:
        """The text up to a mention; up to the office where somebody holds one ('de directeur van')."""
        return pattern(load_rules("parties")["office"]).sub("", self.sentence[: mention.start])

    def after(self, mention: Mention) -> str:
        """The text from a mention on."""
        return self.sentence[mention.end :]


def assign_roles(sentence: str, kind: str, cue_end: int, mentions: list[Mention]) -> list[tuple[Mention, str]]:
    """A role for every mention. The first party that acts takes the acting role of the sentence's kind.

    Who thinks, asks or worries stands before the end of the cue (`cue_end`); who is to do something may stand after it.
    Parties named in one breath ('politie, OM en gemeenten') share their role, unless the words next to one settle it.
    """
    setting = Setting(sentence, kind, cue_end)
    inverted = _asker_and_asked(setting, mentions) if kind == "request" else {}
    settled = {each: role for each in mentions if (role := inverted.get(each) or _fixed_role(setting, each))}
    breaths = _in_one_breath(sentence, mentions)
    shared = [next((settled[each] for each in breath if each in settled), "") for breath in breaths]
    open_ones = [breath[0] for breath, role in zip(breaths, shared, strict=True) if not role]
    actor = next((each for each in open_ones if _acts(setting, each)), None)
    return [
        (each, settled.get(each) or role or _open_role(setting, breath[0], actor, is_asked="asks" in shared))
        for breath, role in zip(breaths, shared, strict=True)
        for each in breath
    ]


def _asker_and_asked(setting: Setting, mentions: list[Mention]) -> dict[Mention, str]:
    """Two parties right after the verb: 'daarom verzoeken de regioburgemeesters de minister om'."""
    verb = rf"{load_rules('parties')['asking_verb']}(?:de |het )?$"
    for first, second in pairwise(mentions):
        between = setting.sentence[first.end : second.start]
        if between in (" ", " de ", " het ") and pattern(verb).search(setting.before(first)):
            return {first: "asks", second: "asked"}
    return {}


def _in_one_breath(sentence: str, mentions: list[Mention]) -> list[list[Mention]]:
    breaths: list[list[Mention]] = []
    for each in mentions:
        between = sentence[breaths[-1][-1].end : each.start] if breaths else ""
        if pattern(load_rules("parties")["coordination"]).fullmatch(between):
            breaths[-1].append(each)
        else:
            breaths.append([each])
    return breaths


def _fixed_role(setting: Setting, mention: Mention) -> str:
    for rule in load_rules("parties")["role"]:
        if setting.kind not in rule.get("kinds", [setting.kind]) or mention.stakeholder not in rule.get(
            "who", [mention.stakeholder]
        ):
            continue
        before, after = rule.get("before", ""), rule.get("after", "")
        if pattern(rf"{before}$").search(setting.before(mention)) and pattern(rf"^{after}").search(
            setting.after(mention)
        ):
            return str(rule["role"])
    return ""


def _acts(setting: Setting, mention: Mention) -> bool:
    """True unless something governs the mention; 'door', 'namens' and 'volgens' name whoever acts."""
    rules = load_rules("parties")
    if setting.kind and rules["acting"][setting.kind] != "owner" and mention.start >= setting.cue_end:
        return False
    return not _is_governed(setting, mention) or bool(pattern(rf"{rules['agent']}$").search(setting.before(mention)))


def _is_governed(setting: Setting, mention: Mention) -> bool:
    """After a preposition, or in brackets."""
    before = setting.before(mention)
    is_led_in = bool(pattern(rf"{load_rules('parties')['preposition']}$").search(before))
    return is_led_in or before.count("(") > before.count(")")


def _open_role(setting: Setting, mention: Mention, actor: Mention | None, *, is_asked: bool) -> str:
    """The role of a party that no rule settles, by what the sentence does and where the party stands in it.

    `is_asked`: the words already name who asks ('het verzoek van'), so that whoever acts is the one who was asked.
    """
    rules = load_rules("parties")
    if mention == actor:
        acting = str(rules["acting"][setting.kind]) if setting.kind else _told_role(setting.sentence)
        return "asked" if acting == "asks" and is_asked else acting
    is_governed = _is_governed(setting, mention)
    is_about = bool(pattern(rules["asked_about"]).search(setting.before(mention)))
    if setting.kind == "request" and not is_governed and not is_about:
        return "asked"
    follows = bool(actor and actor.start < mention.start and rules["acting"].get(setting.kind) == "owner")
    if follows and pattern(rf"{rules['together']}$").search(setting.before(mention)):
        return "owner"
    is_object = bool(setting.kind) and (mention.start >= setting.cue_end or follows)
    return "affected" if (is_governed or is_object) and mention.stakeholder not in rules["never_affected"] else "named"


def _told_role(sentence: str) -> str:
    """What the one who acts does in a sentence that only tells."""
    telling = load_rules("parties")["telling"]
    return next((role for role, rule in telling.items() if pattern(rule).search(sentence)), "named")
