"""From one line noted over a slide to the changes of one write. Pure: no Streamlit."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lovp_data.package.dates import parse_interval
from lovp_data.package.errors import PackageError, Problem
from lovp_data.package.files import Package, Row
from lovp_data.package.schema import load_schema
from lovp_data.reading.known import make_known
from lovp_data.review.dues import reckon
from lovp_data.store.new_rows import new_id
from lovp_data.store.writing import Change, find_item
from lovp_data.terms.wording import find_wordings
from lovp_view.editing.saving import Values, new_row_changes

CHOICES = ("done", "not_yet", "agreed")
LONGEST = 400  # characters of a line
_TITLE = 60  # characters of a title, as datapackage.json has it


@dataclass(frozen=True)
class LiveNote:
    """What was typed: `about` is a follow-up, or the topic of what was `agreed`; `who` a party, `when` words."""

    choice: str
    about: str
    line: str
    who: str = ""
    when: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "LiveNote":
        """As the browser tells it; white space folded, and cut where no person would have typed on."""
        cells = {name: " ".join(str(told.get(name) or "").split())[:LONGEST] for name in cls.__dataclass_fields__}
        return cls(**cells)


def meeting_of_day(package: Package, day: date) -> Row | None:
    """The meeting that is held on this day, or was to be."""
    for meeting in package.rows["meetings"]:
        held = parse_interval(meeting["held_on"])
        if held.is_day and held.start == day and meeting["state"] in ("held", "planned"):
            return meeting
    return None


def live_changes(note: LiveNote, package: Package, today: date, address: str) -> list[Change]:
    """What a line changes. `address` is where the meeting stands in the dashboard: the source until its note is there.

    Raises PackageError where the line, or the meeting for something new, is missing.
    """
    resource = "follow_ups" if note.choice == "agreed" else "status_updates"
    if not note.line:
        raise PackageError([_missing(resource, "what" if note.choice == "agreed" else "note")])
    meeting = meeting_of_day(package, today)
    if note.choice != "agreed":
        return new_row_changes(resource, _update(note, package, today, meeting, address), package)
    if meeting is None:
        raise PackageError([_missing(resource, "meeting")])
    return _agreement(note, package, meeting, address)


def _missing(resource: str, field: str) -> Problem:
    return Problem("required", load_schema()[resource].path, None, field)


def _update(note: LiveNote, package: Package, today: date, meeting: Row | None, address: str) -> Values:
    """Done; or not yet, and put off where the line says until when."""
    term = _term_in(note.line, package, today) if note.choice == "not_yet" else {}
    status = "done" if note.choice == "done" else "moved" if term else "in_progress"
    return {
        "follow_up": note.about,
        "on": today.isoformat(),
        "status": status,
        "relation": "confirmed",
        "note": note.line,
        "meeting": meeting["id"] if meeting else None,
        "source_url": (meeting or {}).get("source_url") or address,
        **term,
    }


def _term_in(line: str, package: Package, today: date) -> Values:
    """The first time ahead that the line names, with its days or its meeting; nothing where it names none."""
    known = make_known(package.rows)
    for wording in find_wordings(line, today, known.moments):
        words = line[wording.start : wording.end]
        due_on, due_meeting = ("", "") if wording.is_past else reckon(words, line, today, known)
        if due_meeting or (due_on and parse_interval(due_on).end > today):
            return {"due_wording": words, "due_on": due_on or None, "due_meeting": due_meeting or None}
    return {}


def _agreement(note: LiveNote, package: Package, meeting: Row, address: str) -> list[Change]:
    """The agreement, its discussion and its owner; a meeting in which something was agreed is being held."""
    source = meeting["source_url"] or address
    values: Values = {
        "topic": note.about,
        "meeting": meeting["id"],
        "kind": "agreement",
        "title": textwrap.shorten(note.line, _TITLE, placeholder="…"),
        "what": note.line,
        "due_wording": note.when or None,
        "openness": "public",
        "source_url": source,
    }
    changes = new_row_changes("follow_ups", values, package)
    if note.who:
        changes.append(_owner(note, meeting, changes[-1].id, package))
    item = find_item(package, "meetings", meeting["id"])
    if item and meeting["state"] == "planned":
        changes.insert(0, Change("meetings", meeting["id"], {"state": "held", "source_url": source}, item.digest))
    return changes


def _owner(note: LiveNote, meeting: Row, follow_up: str, package: Package) -> Change:
    values = {"topic": note.about, "meeting": meeting["id"], "follow_up": follow_up, "stakeholder": note.who}
    values |= {"role": "owner"}
    key = new_id(package.rows, "involvements", values)
    return Change("involvements", key, values | {"id": key})
