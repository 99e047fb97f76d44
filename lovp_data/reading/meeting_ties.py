"""Wordings that point at a meeting, joined to the calendar."""

import re
from datetime import date

from lovp_data.package.dates import parse_interval
from lovp_data.reading.known import KnownMeeting
from lovp_data.terms.wording import Wording

# A sentence that puts something on an agenda; its month or day is that of a meeting.
_ON_AGENDA = re.compile(
    r"\b(?:lovp|overleg|vergadering|geagendeerd|agenda|agenderen|besproken|gesproken)\b", re.IGNORECASE
)


def tie_to_calendar(wording: Wording, sentence: str, meetings: tuple[KnownMeeting, ...], held_on: date | None) -> str:
    """The id of the one meeting meant; empty where none or several fit, or the words point at no meeting."""
    if wording.at == "next":
        return _next_regular(meetings, held_on)
    when = wording.at or (wording.on if _ON_AGENDA.search(sentence) and not _is_long(wording.on) else "")
    if not when or wording.is_past:
        return ""
    span = parse_interval(when)
    fitting = [m for m in meetings if span.start <= m.bounds[0] and m.bounds[1] <= span.end and _is_later(m, held_on)]
    return fitting[0].id if len(fitting) == 1 else ""


def _is_later(meeting: KnownMeeting, held_on: date | None) -> bool:
    return held_on is None or meeting.bounds[0] > held_on


def _is_long(on: str) -> bool:
    span = parse_interval(on) if on else None
    return bool(span and (span.end - span.start).days > 31)


def _next_regular(meetings: tuple[KnownMeeting, ...], held_on: date | None) -> str:
    """The first regular meeting after the day; themed and extra ones come in between and are not 'the next'."""
    later = sorted((m.bounds, m.id) for m in meetings if held_on and m.kind == "regular" and m.bounds[0] > held_on)
    return later[0][1] if later else ""
