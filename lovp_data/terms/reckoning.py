"""From the parts of a Dutch wording of time to the days it covers, by the published convention (`package.dates`)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import dates as babel_dates

from lovp_data.rules.rulebook import load_rules
from lovp_data.terms.calendar_days import Bounds, add_days, add_months, last_day, months_bounds


@cache
def month_numbers() -> dict[str, int]:
    """Dutch month names and short forms, lower case, with their number."""
    names = {name.lower(): at for at, name in babel_dates.get_month_names("wide", locale="nl").items()}
    short = babel_dates.get_month_names("abbreviated", locale="nl")
    return {name.lower().rstrip("."): at for at, name in short.items()} | {"sept": 9} | names


@dataclass(frozen=True)
class Reading:
    """A match being read: its groups, the day of the meeting (None where nobody knows it yet).

    `shared_year` is the year of a date after it that holds for both.
    """

    found: re.Match[str]
    held_on: date | None
    shared_year: int | None = None

    def group(self, name: str) -> str:
        """The group's text in lower case; empty where it took no part."""
        return (self.found.groupdict().get(name) or "").lower()

    @property
    def year(self) -> int | None:
        """The year as written ('22 is 2022), as shared with the next date, or as meant by 'dit' or 'volgend jaar'."""
        if digits := self.group("year"):
            return int(digits)
        if digits := self.group("short"):
            return 2000 + int(digits)
        if self.shared_year is not None and not self.group("which_year"):
            return self.shared_year
        shift = {"dit": 0, "volgend": 1, "volgende": 1, "komend": 1, "het": 0}.get(self.group("which_year"))
        return self.held_on.year + shift if self.held_on and shift is not None else None


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
    first, cut = bounds[0], _cut(bounds[0], part)
    if reading.year is None and reading.held_on and cut[1] < reading.held_on and first.year < date.max.year:
        return _cut(first.replace(year=first.year + 1), part)
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


def _days(reading: Reading) -> Bounds | None:
    """'3 t/m 5 februari'"""
    first = _day(reading)
    last = first and _one_day(first[0].year, first[0].month, int(reading.found["last"]))
    return (first[0], last[0]) if first and last and last >= first else None


def _months(reading: Reading) -> Bounds | None:
    """'mei/juni 2022'; the second may lie in the next year."""
    first, last = (month_numbers()[reading.group(name).rstrip(".")] for name in ("month", "last_month"))
    return read_year_of(reading, first, last if last >= first else last + 12)


def _week_from(monday: date | None) -> Bounds | None:
    sunday = add_days(monday, 6) if monday else None
    return (monday, sunday) if monday and sunday else None


def _week_of(reading: Reading) -> Bounds | None:
    """'de week van 12 mei'"""
    day = _day(reading)
    return _week_from(add_days(day[0], -day[0].weekday())) if day else None


def _iso_week(reading: Reading) -> Bounds | None:
    """'week 20': by ISO 8601, the next one that ends on or after the meeting where no year is named."""
    number, last = int(reading.found["week"]), int(reading.group("last") or reading.found["week"])
    year = reading.year or (reading.held_on.year if reading.held_on else None)
    if year is None:
        return None
    found = date.fromisocalendar(year, number, 1), date.fromisocalendar(year, last, 7)
    if reading.year is None and reading.held_on and found[1] < reading.held_on:
        found = date.fromisocalendar(year + 1, number, 1), date.fromisocalendar(year + 1, last, 7)
    return found if found[1] >= found[0] else None


def _weekday(reading: Reading) -> Bounds | None:
    """'aanstaande vrijdag': the first after the meeting."""
    if reading.held_on is None:
        return None
    names = ("maan", "dins", "woens", "donder", "vrij", "zater", "zon")
    ahead = (names.index(reading.group("weekday")) - reading.held_on.weekday() - 1) % 7 + 1
    day = add_days(reading.held_on, ahead)
    return (day, day) if day else None


def _near_day(reading: Reading) -> Bounds | None:
    ahead = {"vandaag": 0, "morgen": 1, "overmorgen": 2}[reading.group("near")]
    day = add_days(reading.held_on, ahead) if reading.held_on else None
    return (day, day) if day else None


def _season(reading: Reading) -> Bounds | None:
    """'in het najaar', 'deze winter'; 'de winter' alone says how long and not when."""
    if re.fullmatch(r"(?:de|het) \w+", reading.found[0], re.IGNORECASE):
        return None
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
    per_unit = {"halfjaar": 6, "maand": 1, "maanden": 1, "kwartaal": 3, "kwartalen": 3, "jaar": 12}
    days = count * (1 if unit == "dagen" else 7)
    end = add_months(reading.held_on, count * per_unit[unit]) if unit in per_unit else add_days(reading.held_on, days)
    if end is None:
        return None
    return (end, end) if reading.group("over") else (reading.held_on, end)


def _next_unit(reading: Reading) -> Bounds | None:
    """'komende maand', 'volgende week': the one after that of the meeting; 'dit kwartaal': that of the meeting."""
    held_on = reading.held_on
    if held_on is None:
        return None
    if reading.group("unit") == "week":
        return _week_from(add_days(held_on, (0 if reading.group("this") else 7) - held_on.weekday()))
    months = 1 if reading.group("unit") == "maand" else 3
    first = held_on.replace(day=1, month=(held_on.month - 1) // months * months + 1)
    later = first if reading.group("this") else add_months(first, months)
    part = load_rules("dates")["month_parts"].get(reading.group("part"))
    if later and part and months == 1:
        return _cut(later, part)
    return months_bounds(later.year, later.month, later.month + months - 1) if later else None


def _cut(month: date, part: list[int]) -> Bounds:
    return month.replace(day=part[0]), month.replace(day=min(part[1], last_day(month).day))


def _feast(reading: Reading) -> Bounds | None:
    month, day = load_rules("dates")["feasts"][reading.group("feast")]
    year = reading.year or (reading.held_on.year if reading.held_on else None)
    if year is None or reading.held_on is None:
        return None
    if not reading.year and date(year, month, day) <= reading.held_on:
        year += 1
    found = _one_day(year, month, day) if year <= date.max.year else None
    eve = date.fromordinal(found[0].toordinal() - 1) if found else None
    return (reading.held_on, eve) if eve else None


def _after_summer(reading: Reading) -> Bounds | None:
    return read_year_of(reading, 9, 11)


Reckoning = Callable[[Reading], Bounds | None]
RECKONINGS: dict[str, Reckoning] = {
    "day": _day,
    "days": _days,
    "months": _months,
    "iso_week": _iso_week,
    "week_of": _week_of,
    "weekday": _weekday,
    "near_day": _near_day,
    "month": _month,
    "quarter": _quarter,
    "half_year": _half_year,
    "after_summer": _after_summer,
    "feast": _feast,
    "season": _season,
    "span": _span,
    "next_unit": _next_unit,
    "year": _year,
}
