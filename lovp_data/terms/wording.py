"""Dutch wordings of time in a sentence: where they stand, and the EDTF interval or the meeting they point at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from lovp_data.rules.rulebook import either, load_rules
from lovp_data.terms.calendar_days import Bounds, edtf
from lovp_data.terms.reckoning import RECKONINGS, Reading, Reckoning, month_numbers

_FAR = 304  # days ahead: hardly anybody means a day that far off who gives no year


@dataclass(frozen=True)
class Moment:
    """A named day or interval of the package's calendar."""

    name: str
    bounds: Bounds


@dataclass(frozen=True)
class Wording:
    """Characters start to end of a sentence. `on` and `at` as in `draft.Due`; `is_past`: it lies before the
    meeting, or only names what has that day. `is_doubtful`: a day without a year that was just before the meeting.
    """

    start: int
    end: int
    on: str = ""
    at: str = ""
    is_past: bool = False
    is_moment: bool = False
    is_doubtful: bool = False

    @property
    def is_day(self) -> bool:
        """True for one full day, with its year."""
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", self.on))


def _month_rule() -> str:
    """Any month; a full stop belongs to its short forms only."""
    names = sorted(month_numbers(), key=len, reverse=True)
    is_whole = {name: len(name) > 4 or name in ("mei", "juni", "juli") for name in names}
    return "(?P<month>" + either([re.escape(name) + (r"\b" if is_whole[name] else r"\b\.?") for name in names]) + ")"


def _table_rule(table: dict[str, object]) -> str:
    return either([re.escape(word) for word in sorted(table, key=len, reverse=True)])


@cache
def _parts() -> dict[str, str]:
    """The parts that rules/dates.toml may name between angle brackets."""
    rules = load_rules("dates")
    tables = {name: _table_rule(table) for name, table in rules.items() if name != "words" and isinstance(table, dict)}
    year = r"(?:(?P<year>(?:19|20)\d\d)|'(?P<short>\d\d))\b"
    this_year = "(?:(?P<which_year>dit|volgend|volgende|komend|het) (?:kalender)?jaar)"
    words = {name: text for name, text in rules["words"].items() if isinstance(text, str)}
    named = {
        "month": _month_rule(),
        "year": year,
        "any_year": f"(?:{year}|{this_year})",
        "of_year": f"(?:(?: (?:van |in )?|, ?|-)(?:{year}|{this_year}))?",
        "number_year": r"(?:(?P<year>(?:19|20)\d\d)|'?(?P<short>\d\d))\b(?![-/.]\d)",
        "months": either([re.escape(name) for name in sorted(month_numbers(), key=len, reverse=True)]) + r"\b",
        "lead": f"(?P<lead>{words['lead']})",
    }
    return tables | words | named


def _fill_in(text: str) -> str:
    return re.sub(r"(?<!\?P)<(\w+)>", lambda found: _parts()[found[1]], text)


@cache
def _rules() -> list[tuple[re.Pattern[str], Reckoning]]:
    """The first rule that fits at a place takes it."""
    written = load_rules("dates")["wording"]
    return [
        (re.compile(rf"(?<!\w){_fill_in(each['text'])}(?!\w|-[a-z])", re.IGNORECASE), RECKONINGS[each["reads"]])
        for each in written
    ]


def _deadline(lead: str, part: str, bounds: Bounds, held_on: date | None) -> Bounds:
    """'voor' and 'uiterlijk' leave every day from the meeting on; 'voor' shuts out what it names, save an end."""
    last = r"uiterlijk(?! (?:voor|vóór))|niet later|ten laatste|op zijn laatst|tussen nu|tot en met|t/m"
    if not held_on or not re.match(rf"(?:nog )?(?:voor|vóór)|uiterlijk|tot|{last}", lead):
        return bounds
    is_included = part.startswith("eind") or re.match(last, lead)
    end = bounds[1] if is_included else date.fromordinal(max(bounds[0].toordinal() - 1, 1))
    return (held_on, end) if end >= held_on else (end, end)


def _read(found: re.Match[str], read: Reckoning, held_on: date | None) -> Wording | None:
    reading = Reading(found, held_on, _shared_year(found))
    if _is_read_short(found):
        return Wording(found.start(), found.end())
    try:
        bounds = read(reading)
    except (ValueError, KeyError, OverflowError):
        return None  # 'komende twintigduizend weken', 'voor de zomer' of the year 9999: words, but no date
    if bounds is None:
        return Wording(found.start(), found.end())
    lead = reading.group("lead")
    if lead == "na ":
        return Wording(found.start(), found.end())  # no day says how long after
    if read is not RECKONINGS["feast"]:
        bounds = _deadline(lead, reading.group("part"), bounds, held_on)
    is_past = bool(reading.group("past")) or lead.startswith("sinds") or _is_over(bounds, held_on)
    is_doubtful = reading.year is None and read is RECKONINGS["day"] and _is_far(bounds, held_on)
    return Wording(found.start(), found.end(), edtf(bounds), is_past=is_past, is_doubtful=is_doubtful)


def _is_far(bounds: Bounds, held_on: date | None) -> bool:
    return held_on is not None and (bounds[1] - held_on).days > _FAR


@cache
def _following() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """After a date: another one that gives its year to both, and what would be read wrongly if it were passed over."""
    weekday, joint, unread = (_parts()[name] for name in ("weekday", "joint", "unread"))
    date_ = rf"{joint}{weekday}(?:\d{{1,2}} )?{_parts()['months']}"
    shared = rf"(?: (?:{_parts()['past']}))?(?:{date_})*?{date_} (?P<year>(?:19|20)\d\d)\b"
    return re.compile(shared, re.IGNORECASE), re.compile(unread, re.IGNORECASE)


def _shared_year(found: re.Match[str]) -> int | None:
    """The year of a date that follows and is joined to this one, which names none."""
    later = _following()[0].match(found.string, found.end())
    return int(later["year"]) if later else None


def _is_read_short(found: re.Match[str]) -> bool:
    """Something like a year or another month follows that no rule took in: then no day is better than a wrong one."""
    follows = _following()[1].match(found.string, found.end())
    is_whole = bool(found.groupdict().get("year") or found.groupdict().get("short"))
    return bool(follows) and not (is_whole and follows and follows[0][-1].isalpha())


def _is_over(bounds: Bounds, held_on: date | None) -> bool:
    """Before the meeting, or the very day of it: then it names the meeting itself."""
    return held_on is not None and (bounds[1] < held_on or bounds == (held_on, held_on))


@cache
def _tie_rules(body: str) -> list[tuple[str, re.Pattern[str]]]:
    """What each points at, with its rule; `body` is what the meeting is called besides."""
    meeting = either([re.escape(body), "<meeting>"]) if body else "<meeting>"
    written = ((rule["at"], rule["text"].replace("<meeting>", meeting)) for rule in load_rules("dates")["tie"])
    return [(at, re.compile(rf"(?<!\w){_fill_in(text)}(?!\w)", re.IGNORECASE)) for at, text in written]


def _ties(sentence: str, held_on: date | None, body: str) -> Iterable[Wording]:
    """Wordings that point at a meeting: 'het volgende LOVP', 'het LOVP van juni (2024)', 'het eerste LOVP van 2021'."""
    for what, rule in _tie_rules(body):
        for found in rule.finditer(sentence):
            is_short = _is_read_short(found)
            at = "" if is_short else _tied_to(what, Reading(found, held_on, _shared_year(found)))
            yield Wording(found.start(), found.end(), at=at)


def _tied_to(what: str, reading: Reading) -> str:
    if what == "month":
        bounds = RECKONINGS["month"](reading)
        return bounds[0].isoformat()[:7] if bounds else ""
    return str(reading.year or "") if what == "year" else what


def _moments(sentence: str, held_on: date | None, moments: tuple[Moment, ...]) -> Iterable[Wording]:
    """Named moments: the first of that name on or after the meeting; a year in its name need not be said."""
    for name in dict.fromkeys(re.sub(r" \d{4}$", "", moment.name) for moment in moments):
        same = sorted(m.bounds for m in moments if re.sub(r" \d{4}$", "", m.name) == name)
        rule = rf"(?<!\w){_parts()['moment_lead']}{re.escape(name)}(?: (?P<year>\d{{4}}))?(?!\w)"
        for each in re.finditer(rule, sentence, re.IGNORECASE):
            year = each["year"]
            fitting = [b for b in same if (str(b[0].year) == year if year else held_on and b[1] >= held_on)]
            is_dated = bool(fitting) and not each[0].lower().startswith("richting")  # on the way to it is no day
            yield Wording(each.start(), each.end(), edtf(fitting[0]) if is_dated else "", is_moment=True)


def _vague(sentence: str) -> Iterable[Wording]:
    rule = either(load_rules("dates")["words"]["vague"])
    return (Wording(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){rule}(?!\w)", sentence, re.IGNORECASE))


def find_wordings(
    sentence: str, held_on: date | None, moments: tuple[Moment, ...] = (), body: str = ""
) -> list[Wording]:
    """Every wording of time, in order, none overlapping. Ties to a meeting go before dates, dates before vague ones.

    `body` is a name of the meeting besides those of the LOVP ('driehoek').
    """
    dated = [w for rule, read in _rules() for m in rule.finditer(sentence) if (w := _read(m, read, held_on))]
    taken: list[Wording] = []
    for wording in [*_ties(sentence, held_on, body), *_moments(sentence, held_on, moments), *dated, *_vague(sentence)]:
        if all(wording.end <= each.start or wording.start >= each.end for each in taken):
            taken.append(wording)
    return sorted((_as_led_in(each, sentence) for each in taken), key=lambda each: each.start)


def _as_led_in(wording: Wording, sentence: str) -> Wording:
    """What stands before it may put it in the past, make it a name, or move it to a day that it does not name."""
    words = load_rules("dates")["words"]
    if wording.is_day and re.search(words["named_by_day"], sentence[: wording.start], re.IGNORECASE):
        return replace(wording, is_past=True)
    if re.search(rf"\b{words['past_lead']}\s+(?:\w+\s+)?$", sentence[: wording.start], re.IGNORECASE):
        return replace(wording, is_past=True)
    shifts = re.finditer(rf"\b{words['shift']}", sentence, re.IGNORECASE)
    return replace(wording, on="", at="") if any(each.end() == wording.start for each in shifts) else wording


def is_date_line(text: str) -> bool:
    """True if a line holds a day and nothing else (a date of publication)."""
    return read_date_line(text) is not None


def read_date_line(text: str) -> date | None:
    """The day of such a line; None for any other line."""
    found = re.match(load_rules("layout")["published"], " ".join(text.split()), re.IGNORECASE)
    return find_day(found["labelled"] or found["bare"]) if found else None


def find_day(text: str) -> date | None:
    """The first full day (with its year) in a text; None if there is none."""
    return next((date.fromisoformat(each.on) for each in find_days(text)), None)


def find_days(text: str, held_on: date | None = None) -> list[Wording]:
    """Every full day of a text, in its order; those without a year count from the meeting, if its day is given."""
    return [each for each in find_wordings(text, held_on) if each.is_day]
