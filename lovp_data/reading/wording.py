"""Dutch wordings of time in a sentence, as EDTF intervals by the published convention (`lovp_data.dates`)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from babel.dates import get_month_names

from lovp_data.dates import parse_interval
from lovp_data.reading.calendar_days import Bounds, add_months, edtf, last_day, months_bounds
from lovp_data.reading.rulebook import either, load_rules


@dataclass(frozen=True)
class Moment:
    """A named day or interval of the package's calendar."""

    name: str
    bounds: Bounds


@dataclass(frozen=True)
class Wording:
    """Characters start to end of a sentence. `on` and `at` as in `draft.Due`; `is_past`: it lies before the meeting."""

    start: int
    end: int
    on: str = ""
    at: str = ""
    is_past: bool = False
    is_moment: bool = False


@dataclass(frozen=True)
class Reading:
    """A match being read: its groups, and the day of the meeting (None where nobody knows it yet)."""

    found: re.Match[str]
    held_on: date | None

    def group(self, name: str) -> str:
        """The group's text in lower case; empty where it took no part."""
        return (self.found.groupdict().get(name) or "").lower()

    @property
    def year(self) -> int | None:
        """The year as written, or as meant by 'dit' or 'volgend jaar'."""
        if digits := self.group("year"):
            return int(digits)
        shift = {"dit": 0, "volgend": 1, "volgende": 1, "komend": 1, "het": 0}.get(self.group("which_year"))
        return self.held_on.year + shift if self.held_on and shift is not None else None


@cache
def month_numbers() -> dict[str, int]:
    """Dutch month names and short forms, lower case, with their number."""
    names = {name.lower(): at for at, name in get_month_names("wide", locale="nl").items()}
    short = {name.lower().rstrip("."): at for at, name in get_month_names("abbreviated", locale="nl").items()}
    return short | names


def _keys(table: str) -> str:
    words = load_rules("dates")[table]
    return either([re.escape(word) for word in sorted(words, key=len, reverse=True)])


@cache
def _parts() -> dict[str, str]:
    words = load_rules("dates")["words"]
    names = sorted(month_numbers(), key=len, reverse=True)
    months = either(
        [re.escape(name) + (r"\b" if len(name) > 4 or name in ("mei", "juni", "juli") else r"\b\.?") for name in names]
    )
    year = r"(?P<year>(?:19|20)\d\d)\b"
    this_year = r"(?:(?P<which_year>dit|volgend|volgende|komend|het) (?:kalender)?jaar)"
    return words | {
        "month": f"(?P<month>{months})",
        "year": year,
        "this_year": this_year,
        "any_year": f"(?:{year}|{this_year})",
    }


def read_year_of(reading: Reading, first_month: int, last_month: int) -> Bounds | None:
    """Months of the year named; without a year, the next such stretch that ends on or after the meeting."""
    if reading.year is not None:
        return months_bounds(reading.year, first_month, last_month)
    if reading.held_on is None:
        return None
    bounds = months_bounds(reading.held_on.year, first_month, last_month)
    if bounds and bounds[1] < reading.held_on:
        return months_bounds(reading.held_on.year + 1, first_month, last_month)
    return bounds


def _month(reading: Reading) -> Bounds | None:
    number = month_numbers()[reading.group("month").rstrip(".")]
    bounds = read_year_of(reading, number, number)
    part = load_rules("dates")["month_parts"].get(reading.group("part"))
    if not bounds or not part:
        return bounds
    return _part_of_month(bounds, part, reading)


def _part_of_month(bounds: Bounds, part: list[int], reading: Reading) -> Bounds | None:
    first, last = bounds
    cut = first.replace(day=part[0]), first.replace(day=min(part[1], last.day))
    if reading.year is None and reading.held_on and cut[1] < reading.held_on and first.year < date.max.year:
        later = first.replace(year=first.year + 1)
        return later.replace(day=part[0]), later.replace(day=min(part[1], last_day(later).day))
    return cut


def _day(reading: Reading) -> Bounds | None:
    number = int(reading.found["day"])
    month = (
        month_numbers()[reading.group("month").rstrip(".")] if reading.group("month") else int(reading.found["number"])
    )
    if reading.year is not None:
        return _one_day(reading.year, month, number)
    if reading.held_on is None:
        return None
    this = _one_day(reading.held_on.year, month, number)
    if reading.group("past"):
        return this if this and this[0] <= reading.held_on else _one_day(reading.held_on.year - 1, month, number)
    return this if this and this[0] >= reading.held_on else _one_day(reading.held_on.year + 1, month, number)


def _one_day(year: int, month: int, day: int) -> Bounds | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _season(reading: Reading) -> Bounds | None:
    return read_year_of(reading, *load_rules("dates")["seasons"][reading.group("season")])


def _quarter(reading: Reading) -> Bounds | None:
    number = load_rules("dates")["ordinals"].get(reading.group("nth")) or int(reading.group("nth") or 1)
    return read_year_of(reading, number * 3 - 2, number * 3)


def _half_year(reading: Reading) -> Bounds | None:
    is_first = load_rules("dates")["ordinals"][reading.group("nth")] == 1
    return read_year_of(reading, 1 if is_first else 7, 6 if is_first else 12)


def _year(reading: Reading) -> Bounds | None:
    part = load_rules("dates")["year_parts"].get(reading.group("part"), [1, 12])
    return months_bounds(reading.year, *part) if reading.year is not None else None


def _span(reading: Reading) -> Bounds | None:
    """'komend half jaar', 'binnen drie maanden': from the meeting on; 'over zes weken': that day."""
    if reading.held_on is None:
        return None
    count = load_rules("dates")["numbers"].get(reading.group("count")) or int(reading.group("count") or 1)
    unit = reading.group("unit").replace(" ", "")
    per_unit = {"halfjaar": 6, "maand": 1, "maanden": 1, "kwartaal": 3, "jaar": 12}
    end = (
        add_months(reading.held_on, count * per_unit[unit])
        if unit in per_unit
        else add_days(reading.held_on, count * 7)
    )
    if end is None:
        return None
    return (end, end) if reading.group("over") else (reading.held_on, end)


def add_days(day: date, count: int) -> date | None:
    """The day `count` days on; None past the last day there is."""
    ordinal = day.toordinal() + count
    return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None


def _next_unit(reading: Reading) -> Bounds | None:
    """'komende maand', 'volgende week': the one after that of the meeting."""
    if reading.held_on is None:
        return None
    if reading.group("unit") == "week":
        monday = add_days(reading.held_on, 7 - reading.held_on.weekday())
        sunday = add_days(reading.held_on, 13 - reading.held_on.weekday())
        return (monday, sunday) if monday and sunday else None
    months = 1 if reading.group("unit") == "maand" else 3
    later = add_months(reading.held_on.replace(day=1), 1 if months == 1 else 3 - (reading.held_on.month - 1) % 3)
    return months_bounds(later.year, later.month, later.month + months - 1) if later else None


def _feast(reading: Reading) -> Bounds | None:
    month, day = load_rules("dates")["feasts"][reading.group("feast")]
    year = reading.year or (reading.held_on.year if reading.held_on else None)
    if year is None or reading.held_on is None:
        return None
    if not reading.year and date(year, month, day) <= reading.held_on:
        year += 1
    found = _one_day(year, month, day) if year <= date.max.year else None
    return found and (date.fromordinal(found[0].toordinal() - 1),) * 2  # type: ignore[return-value]


def _after_summer(reading: Reading) -> Bounds | None:
    return read_year_of(reading, 9, 11)


@cache
def _rules() -> list[tuple[re.Pattern[str], Callable[[Reading], Bounds | None]]]:
    """Longer wordings first: the first that fits at a place takes it."""
    p = _parts()
    lead = f"(?P<lead>{p['lead']})"
    written: list[tuple[str, Callable[[Reading], Bounds | None]]] = [
        (
            f"{lead}{p['weekday']}(?P<day>\\d{{1,2}}) {p['month']}(?: {p['year']})?(?: (?:(?P<past>{p['past']})|{p['ahead']}))?",
            _day,
        ),
        (f"{lead}(?P<day>\\d{{1,2}})[-/](?P<number>\\d{{1,2}})[-/](?P<year>(?:19|20)\\d\\d)\\b", _day),
        (
            f"(?:in )?{lead}(?:het )?(?:(?P<part>{_keys('month_parts')}) )?{p['month']}(?: (?:van )?{p['any_year']})?(?: {p['ahead']})?(?: (?P<past>{p['past']}))?",
            _month,
        ),
        (f"{lead}(?:het )?(?P<nth>{_keys('ordinals')}|[1-4]) ?kwartaal(?:(?: van)? {p['any_year']})?", _quarter),
        (f"{lead}(?:het )?[qk](?P<nth>[1-4])\\b(?: (?:van )?{p['any_year']})?", _quarter),
        (f"{lead}(?:de )?(?P<nth>eerste|tweede) helft(?:(?: van)? {p['any_year']})", _half_year),
        (f"(?:na|vanaf) (?:de|het) zomer(?:reces|vakantie)?(?: (?:van )?{p['any_year']})?", _after_summer),
        (
            f"(?P<lead>voor|vóór|uiterlijk voor|nog voor|tot) (?:de |het )?(?P<feast>{_keys('feasts')})\\b(?: (?:van )?{p['any_year']})?",
            _feast,
        ),
        (
            f"{lead}(?:(?:dit|deze|het|de|komend|komende|aankomend|aankomende) )*(?P<season>{_keys('seasons')})(?: (?:van )?{p['any_year']})?",
            _season,
        ),
        (
            r"(?:in |binnen )?(?:het |de )?(?:komende?|aankomende?) (?:(?P<count>\w+) )?(?P<unit>half ?jaar|maanden|weken|kwartaal)",
            _span,
        ),
        (
            rf"(?:(?P<over>over)|binnen) (?:(?P<count>\d{{1,3}}|{_keys('numbers')}) )?(?P<unit>half ?jaar|maand(?:en)?|jaar|week|weken)",
            _span,
        ),
        (rf"(?P<over>over) een (?P<unit>half ?jaar|maand|jaar|week)", _span),
        (r"(?:in )?(?:de |het )?(?:komende?|volgende?|aanstaande) (?P<unit>maand|week|kwartaal)", _next_unit),
        (f"{lead}(?:het )?(?P<part>{_keys('year_parts')}) (?:van )?{p['any_year']}", _year),
        (f"{lead}(?:het )?(?P<part>einde?) van {p['any_year']}", _year),
        (
            f"(?P<lead>(?:in de loop van |met ingang van |vanaf |uiterlijk (?:in |voor |vóór )?|voor |vóór |in |per |nog |begin )?)(?P<which_year>dit|volgend|komend) (?:kalender)?jaar",
            _year,
        ),
        (
            f"(?P<lead>in de loop van |met ingang van |vanaf |uiterlijk (?:in |voor |vóór )?|voor |vóór |in |per |tot |sinds ){p['year']}",
            _year,
        ),
    ]
    return [(re.compile(rf"(?<!\w){text}(?!\w|-[a-z])", re.IGNORECASE), read) for text, read in written]


def _deadline(lead: str, bounds: Bounds, held_on: date | None) -> Bounds:
    """'voor' and 'uiterlijk' leave every day from the meeting on; 'voor' shuts out what it names."""
    if not held_on or not re.match(r"voor|vóór|uiterlijk|niet later|tot|nog voor", lead):
        return bounds
    is_included = re.match(r"(uiterlijk(?! (voor|vóór))|niet later|tot en met)", lead)
    end = bounds[1] if is_included else date.fromordinal(max(bounds[0].toordinal() - 1, 1))
    return (held_on, end) if end >= held_on else (end, end)


def _read(found: re.Match[str], read: Callable[[Reading], Bounds | None], held_on: date | None) -> Wording | None:
    reading = Reading(found, held_on)
    try:
        bounds = read(reading)
    except (ValueError, KeyError, OverflowError):
        return None  # 'komende twintigduizend weken', 'voor de zomer' of the year 9999: words, but no date
    if bounds is None:
        return Wording(found.start(), found.end())
    lead = reading.group("lead")
    bounds = bounds if read is _feast and not held_on else _deadline_or_feast(read, lead, bounds, held_on)
    is_past = bool(reading.group("past")) or lead.startswith("sinds") or _is_over(bounds, held_on)
    return Wording(found.start(), found.end(), edtf(bounds), is_past=is_past)


def _is_over(bounds: Bounds, held_on: date | None) -> bool:
    """Before the meeting, or the very day of it: then it names the meeting itself."""
    return held_on is not None and (bounds[1] < held_on or bounds == (held_on, held_on))


def _deadline_or_feast(
    read: Callable[[Reading], Bounds | None], lead: str, bounds: Bounds, held_on: date | None
) -> Bounds:
    if read is _feast and held_on:
        return held_on, bounds[1]
    return _deadline(lead, bounds, held_on)


def _ties(sentence: str, held_on: date | None) -> Iterable[Wording]:
    """Wordings that point at a meeting: 'het volgende LOVP', 'het LOVP van juni (2024)', 'het eerste LOVP van 2021'."""
    p = _parts()
    lead = r"(?:(?:in|op|naar|tijdens|voor|bij|aan|tot|uiterlijk in) )?(?:het |de |een )?"
    following = re.compile(rf"(?<!\w){lead}{p['next_meeting']} {p['meeting']}(?!\w)", re.IGNORECASE)
    yield from (Wording(each.start(), each.end(), at="next") for each in following.finditer(sentence))
    of_month = rf"(?<!\w){lead}{p['meeting']}(?: van| in| op)? {p['month']}(?: {p['any_year']})?(?!\w)"
    for each in re.finditer(of_month, sentence, re.IGNORECASE):
        bounds = _month(Reading(each, held_on))
        yield Wording(each.start(), each.end(), at=bounds[0].isoformat()[:7] if bounds else "")
    for each in re.finditer(
        rf"(?<!\w){lead}eerste {p['meeting']} (?:van|in) {p['any_year']}(?!\w)", sentence, re.IGNORECASE
    ):
        year = Reading(each, held_on).year
        yield Wording(each.start(), each.end(), at=str(year or ""))


def _moments(sentence: str, held_on: date | None, moments: tuple[Moment, ...]) -> Iterable[Wording]:
    """Named moments: the first of that name on or after the meeting; a year in its name need not be said."""
    for name in dict.fromkeys(re.sub(r" \d{4}$", "", moment.name) for moment in moments):
        same = sorted(m.bounds for m in moments if re.sub(r" \d{4}$", "", m.name) == name)
        rule = rf"(?<!\w)(?P<lead>(?:richting|voor|vóór|bij|na|met|rond|in|uiterlijk)) (?:de |het )?{re.escape(name)}(?: (?P<year>\d{{4}}))?(?!\w)"
        for each in re.finditer(rule, sentence, re.IGNORECASE):
            year = each["year"]
            fitting = [b for b in same if (str(b[0].year) == year if year else held_on and b[1] >= held_on)]
            yield Wording(each.start(), each.end(), edtf(fitting[0]) if fitting else "", is_moment=True)


def _vague(sentence: str) -> Iterable[Wording]:
    rule = either(load_rules("dates")["words"]["vague"])
    return (Wording(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){rule}(?!\w)", sentence, re.IGNORECASE))


def find_wordings(sentence: str, held_on: date | None, moments: tuple[Moment, ...] = ()) -> list[Wording]:
    """Every wording of time, in order, none overlapping. Ties to a meeting go before dates, dates before vague words."""
    dated = [w for rule, read in _rules() for m in rule.finditer(sentence) if (w := _read(m, read, held_on))]
    taken: list[Wording] = []
    for wording in [*_ties(sentence, held_on), *_moments(sentence, held_on, moments), *dated, *_vague(sentence)]:
        if all(wording.end <= each.start or wording.start >= each.end for each in taken):
            taken.append(wording)
    return sorted(_without_past_leads(taken, sentence), key=lambda each: each.start)


def _without_past_leads(wordings: list[Wording], sentence: str) -> Iterable[Wording]:
    past = load_rules("dates")["words"]["past_lead"]
    for each in wordings:
        is_past = bool(re.search(rf"\b{past}\s+(?:\w+\s+)?$", sentence[: each.start], re.IGNORECASE)) or each.is_past
        yield replace(each, is_past=is_past)


def is_date_line(text: str) -> bool:
    """True if a line holds a day and nothing else (a date of publication)."""
    return read_date_line(text) is not None


def read_date_line(text: str) -> date | None:
    """The day of such a line; None for any other line."""
    found = re.match(load_rules("layout")["published"], text.strip(), re.IGNORECASE)
    return find_day(found[1]) if found else None


def find_day(text: str) -> date | None:
    """The first full day (with its year) in a text; None if there is none."""
    for wording in find_wordings(text, None):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", wording.on):
            return parse_interval(wording.on).start
    return None
