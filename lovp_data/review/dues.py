"""What a wording of time stands for once the day of the meeting is known."""

from datetime import date

from lovp_data.package.dates import parse_interval
from lovp_data.reading.draft import Due
from lovp_data.reading.known import Known, tie_to_calendar
from lovp_data.review.titles import flat
from lovp_data.terms.calendar_days import edtf
from lovp_data.terms.wording import Wording, find_wordings


def due_days(due: Due) -> str:
    """The days of a due; of one tied to a month or year in which no meeting is known, all of that month or year."""
    if due.on or due.meeting or not due.at or due.at == "next":
        return due.on
    return whole_days(due.at)


def whole_days(text: str) -> str:
    """'2020-09' as its first and last day."""
    days = parse_interval(text)
    return edtf((days.start, days.end))


def reckon(wording: str, sentence: str, held_on: date | None, known: Known) -> tuple[str, str]:
    """(due_on, due_meeting) of a wording said in a sentence on a day; both empty where it gives no date."""
    words, whole = flat(wording), flat(sentence)
    if not words:
        return "", ""
    in_place = [w for w in find_wordings(whole, held_on, known.moments) if whole[w.start : w.end] == words]
    found = in_place or find_wordings(words, held_on, known.moments)
    if not found:
        return "", ""
    first = _most_telling(found)
    meeting = tie_to_calendar(first, whole or words, known.meetings, held_on)
    at = "" if meeting or first.at in ("", "next") else whole_days(first.at)
    return first.on or at, meeting


def _most_telling(found: list[Wording]) -> Wording:
    return sorted(found, key=lambda each: (not each.at, not each.on))[0]
