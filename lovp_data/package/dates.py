"""Dates as intervals: EDTF in, first and last day out.

Convention for Dutch wordings (published on the page Verantwoording): begin = day 1-10, half or medio = 11-20,
eind = 21-last; a month, quarter or season is all of it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException


@dataclass(frozen=True, order=True)
class Interval:
    """A closed interval of days: both `start` and `end` belong to it."""

    start: date
    end: date

    @property
    def is_day(self) -> bool:
        """True if it is one single day."""
        return self.start == self.end

    def months(self) -> list[str]:
        """Every month touched, as 'YYYY-MM', in order."""
        return months_between(self.start, self.end)


# The forms of nearly every cell, each read by Python itself: the library takes 7 ms for one, minutes for a large store.
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?", re.ASCII)


@lru_cache(maxsize=100_000)
def parse_interval(text: str) -> Interval:
    """The days an EDTF day, month, year or interval covers.

    Raises ValueError if the text is not such a date, or names a day that does not exist. An interval whose start
    lies after its end is returned as written: the package check names that fault apart.
    """
    try:
        if plain := _DAYS.fullmatch(text):
            return Interval(date.fromisoformat(plain[1]), date.fromisoformat(plain[2] or plain[1]))
        parsed = parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return Interval(date(*lower[:3]), date(*upper[:3]))
    except (EDTFParseException, ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"not an EDTF date: {text!r}") from error


def months_between(first: date, last: date) -> list[str]:
    """Every month from that of `first` to that of `last`, as 'YYYY-MM'."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    places = [first.month - 1 + step for step in range(count)]
    return [f"{first.year + place // 12}-{place % 12 + 1:02d}" for place in places]


def quarter_interval(code: str) -> Interval:
    """All days of the quarter '2020_q2'. Raises ValueError for any other text."""
    year, _, quarter = code.partition("_q")
    if not re.fullmatch("[0-9]{4}_q[1-4]", code):
        raise ValueError(f"not a quarter: {code!r}")
    first = date(int(year), int(quarter) * 3 - 2, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return Interval(first, after - timedelta(days=1))
