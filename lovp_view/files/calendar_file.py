"""Entries as an iCalendar file (RFC 5545 and 7986) that a calendar can take in or subscribe to.

Nothing in it comes from the clock: the same entries give the same bytes.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

MIME = "text/calendar"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
REFRESH = timedelta(hours=12)
# Control characters, halves of a character, and other marks that some programs take for the end of a line.
_UNFIT = ("Cc", "Cs", "Zl", "Zp")


@dataclass(frozen=True)
class Entry:
    """One thing in the calendar, all day from `first` to `last`, both included.

    `uid` stays the same whatever becomes of it; `sequence` grows with every change that is known; `path` is its place
    below the dashboard's address.
    """

    uid: str
    first: date
    last: date
    summary: str
    description: str
    path: str
    category: str
    status: str
    sequence: int
    changed_on: date


def calendar_bytes(entries: Sequence[Entry], *, name: str, description: str, language: str, base: str) -> bytes:
    """The file. `base` is the dashboard's address without a slash at the end; without one, entries have no links."""
    calendar = Calendar()
    calendar.add("prodid", f"-//LOVP//Agenda//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # The standard has NAME, DESCRIPTION and REFRESH-INTERVAL; most calendars know only what went before them.
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(cleaned(name)))
    for key in ("description", "x-wr-caldesc"):
        calendar.add(key, vText(cleaned(description)))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    for entry in entries:
        calendar.add_component(_event(entry, base))
    return bytes(calendar.to_ical())


def _event(entry: Entry, base: str) -> Event:
    event, changed = Event(), datetime.combine(entry.changed_on, time(), UTC)
    event.add("uid", entry.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.first)
    event.add("dtend", _day_after(entry.last))
    event.add("summary", cleaned(entry.summary))
    event.add("description", cleaned(entry.description))
    event.add("categories", [cleaned(entry.category)])
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because something is due
    if base:
        event.add("url", f"{base}/{entry.path}")
    return event


def _day_after(day: date) -> date:
    """The end of an all-day entry is the first day that no longer belongs to it."""
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))


def cleaned(text: str) -> str:
    """The text without characters that a calendar may not hold; line ends stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(each for each in lines if each == "\n" or unicodedata.category(each) not in _UNFIT)
