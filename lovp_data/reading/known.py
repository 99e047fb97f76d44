"""What the package knows and a reader may lean on: topics, parties, moments, and meetings (with which one is meant)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lovp_data.package.dates import parse_interval
from lovp_data.reading.stakeholder_roles import Gazetteer, make_gazetteer
from lovp_data.terms.calendar_days import Bounds
from lovp_data.terms.wording import Moment, Wording


@dataclass(frozen=True)
class KnownTopic:
    """A topic with every name it went by (its title first, then headings of earlier notes)."""

    id: str
    names: tuple[str, ...]
    is_standing: bool


@dataclass(frozen=True)
class KnownMeeting:
    """A meeting of the calendar and the days in which it fell or will fall."""

    id: str
    bounds: Bounds
    kind: str
    state: str


@dataclass(frozen=True)
class Known:
    """Everything a reader takes from the package. `make_known` builds it from the rows of the store or of the files.

    `body` is what the meeting is called in a note of another body; empty for the LOVP.
    """

    topics: tuple[KnownTopic, ...]
    meetings: tuple[KnownMeeting, ...]
    gazetteer: Gazetteer
    moments: tuple[Moment, ...]
    body: str = ""

    def of_other_body(self, body: str) -> "Known":
        """The same for a note of another body: nothing in it is tied to the meetings of the LOVP."""
        return replace(self, meetings=(), body=body)


# A sentence that puts something on an agenda; its month or day is that of a meeting.
_ON_AGENDA = re.compile(
    r"\b(?:lovp|overleg|vergadering|geagendeerd|agenda|agenderen|besproken|gesproken)\b", re.IGNORECASE
)

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def _bounds(text: str) -> Bounds:
    interval = parse_interval(text)
    return interval.start, interval.end


def _topics(rows: Rows) -> tuple[KnownTopic, ...]:
    headings: dict[str, list[str]] = {}
    for row in rows["discussions"]:
        if row["heading"]:
            headings.setdefault(row["topic"], []).append(row["heading"])
    named = [(t, (t["title"], *dict.fromkeys(headings.get(t["id"], ())))) for t in rows["topics"]]
    return tuple(KnownTopic(topic["id"], names, bool(topic["standing"])) for topic, names in named)


def make_known(rows: Rows) -> Known:
    """From typed rows by resource, as `package.read_package().rows` or the store give them."""
    names = [(row[field], row["id"]) for row in rows["stakeholders"] for field in ("name", "short_name") if row[field]]
    # Who held an office is no name of the party: a note names the office, and the person only for a time.
    names += [(row["name"], row["stakeholder"]) for row in rows["stakeholder_aliases"] if not row["kind"]]
    return Known(
        topics=_topics(rows),
        meetings=tuple(KnownMeeting(m["id"], _bounds(m["held_on"]), m["kind"], m["state"]) for m in rows["meetings"]),
        gazetteer=make_gazetteer(names, frozenset(row["id"] for row in rows["stakeholders"])),
        moments=tuple(Moment(row["name"], _bounds(row["held_on"])) for row in rows["moments"]),
    )


def without_meeting(rows: Rows, meeting: str) -> dict[str, Sequence[Mapping[str, Any]]]:
    """The rows as they were before a meeting's note came in, to measure the reader without the answer at hand."""
    return {name: [row for row in table if row.get("meeting") != meeting] for name, table in rows.items()}


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
