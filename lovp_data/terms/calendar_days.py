"""Arithmetic on days that never leaves the years a date can hold."""

from calendar import monthrange
from datetime import date

Bounds = tuple[date, date]


def last_day(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, count: int) -> date | None:
    """The same day `count` months on, or the month's last day where it is shorter; None past the year 9999."""
    place = day.year * 12 + day.month - 1 + count
    if place // 12 > date.max.year:
        return None
    first = date(place // 12, place % 12 + 1, 1)
    return first.replace(day=min(day.day, last_day(first).day))


def add_days(day: date, count: int) -> date | None:
    """The day `count` days on; None past the last day there is."""
    ordinal = day.toordinal() + count
    return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None


def months_bounds(year: int, first: int, last: int) -> Bounds | None:
    """First and last day of months counted from 1 in `year`; 13 is January of the next. None past the year 9999."""
    if not date.min.year <= year <= date.max.year:
        return None
    start, end = add_months(date(year, 1, 1), first - 1), add_months(date(year, 1, 1), last - 1)
    return (start, last_day(end)) if start and end else None


def edtf(bounds: Bounds) -> str:
    """A day, or two days with a stroke between."""
    start, end = (day.isoformat() for day in bounds)
    return start if start == end else f"{start}/{end}"
