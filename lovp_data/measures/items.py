"""Lists of follow-ups and events: what comes next, what is open longest, what changed."""

from dataclasses import dataclass

import pandas as pd

from lovp_data.register.register import NOT_HELD, Register

# What a change can be, in the order in which it is told. That someone looked and found nothing is no change.
CHANGE_KINDS = ("done", "answered", "late", "moved", "dropped", "declined", "new", "in_progress", "open", "related")
_OF_QUESTIONS = {"done": "answered", "dropped": "declined"}  # what an update on something that was asked tells


@dataclass(frozen=True)
class Change:
    """One thing that became known. `key` stays its own: that of the update, or of the follow-up and the kind."""

    key: str
    kind: str
    start: pd.Timestamp  # first and last day: often one, else as exact as the source is
    end: pd.Timestamp
    follow_up: str
    note: str
    source_url: str  # where it is said; empty where no page says so


def previous_meeting(register: Register) -> pd.Series | None:
    """The latest meeting held before the reference date (not on it), or None."""
    held = register.calendar[register.calendar["state"] == "held"]
    earlier = held[held["held_on_end"] < pd.Timestamp(register.reference_date)]
    return earlier.iloc[-1] if len(earlier) else None


def last_meeting(register: Register) -> pd.Series | None:
    """The latest meeting held by the reference date, that day included, or None."""
    held = register.calendar[register.calendar["state"] == "held"]
    known = held[held["held_on_end"] <= pd.Timestamp(register.reference_date)]
    return known.iloc[-1] if len(known) else None


def next_meeting(register: Register) -> pd.Series | None:
    """The first meeting planned after the reference date, or None if none is known."""
    later = register.calendar[register.calendar["held_on_start"] > pd.Timestamp(register.reference_date)]
    return later.iloc[0] if len(later) else None


def horizon(register: Register) -> pd.Timestamp:
    """The last day of what comes next: that of the next meeting, or three months on where none is known."""
    meeting = next_meeting(register)
    return (
        pd.Timestamp(register.reference_date) + pd.DateOffset(months=3) if meeting is None else meeting["held_on_end"]
    )


def is_coming(register: Register) -> pd.Series:
    """Mask over the follow-ups: open, with a term that is not yet past."""
    rows = register.follow_ups
    return rows["is_open"] & (rows["due_end"] >= pd.Timestamp(register.reference_date))


def is_urgent(register: Register) -> pd.Series:
    """Mask over the follow-ups: late, or asked and not answered without a term to come."""
    rows = register.follow_ups
    return rows["is_late"] | (rows["is_open"] & (rows["group"] == "asked") & ~is_coming(register))


def follow_ups_due_next(register: Register) -> pd.DataFrame:
    """Grain: follow-up, as in the register. Open, its term not yet past; soonest first."""
    due = register.follow_ups[is_coming(register)]
    return due.sort_values(["due_end", "due_start", "id"])


def follow_ups_late_or_unanswered(register: Register) -> pd.DataFrame:
    """Grain: follow-up, as in the register. What is late, longest first; then what was asked and not answered."""
    urgent = register.follow_ups[is_urgent(register)]
    return urgent.sort_values(["is_late", "months_late", "said_start", "id"], ascending=[False, False, True, True])


def follow_ups_came_back(register: Register) -> pd.DataFrame:
    """Grain: follow-up, as in the register. Tasks that are done, the last first; not those settled in their meeting."""
    rows = register.follow_ups
    rows = rows[rows["is_task"] & (rows["status"] == "done") & ~rows["is_settled"]]
    return rows.sort_values(["status_on", "id"], ascending=[False, True])


def changes_since_previous_meeting(register: Register) -> list[Change]:
    """New follow-ups and status updates after the previous meeting, newest kind of news first as in CHANGE_KINDS.

    Of an update known by its month alone that holds the meeting nobody knows that it came after; it is no news.
    """
    previous = previous_meeting(register)
    since = previous["held_on_end"] if previous is not None else pd.Timestamp.min
    found = [*_said(register), *_updated(register)]
    found = [change for change in found if (change.end if change.kind == "new" else change.start) > since]
    return sorted(found, key=lambda change: (CHANGE_KINDS.index(change.kind), change.end, change.follow_up))


def changes_by_day(register: Register) -> list[Change]:
    """Everything that became known by the reference date, the last first: said, updated, and become late."""
    found = [*_said(register), *_updated(register), *_became_late(register)]
    return sorted(found, key=lambda change: (change.end, change.key), reverse=True)


def _said(register: Register) -> list[Change]:
    rows = register.follow_ups.itertuples()
    return [
        Change(f"{row.id}.new", "new", row.said_start, row.said_end, row.id, row.what, _address(row.source_url))
        for row in rows
    ]


def _updated(register: Register) -> list[Change]:
    """Of status updates those that tell something: that someone looked and found nothing is no change."""
    asked = frozenset(register.follow_ups.loc[register.follow_ups["group"] == "asked", "id"])
    rows = register.status_updates[register.status_updates["status"] != "no_trace"]
    found = ((row, _kind(row.status, row.follow_up in asked)) for row in rows.itertuples())
    return [
        Change(row.id, kind, row.on_start, row.on_end, row.follow_up, row.note, _address(row.source_url))
        for row, kind in found
    ]


def _became_late(register: Register) -> list[Change]:
    """The day after the term, of what had not come back by then; of what was put off only the last term is known."""
    rows = register.follow_ups
    came_late = rows["is_task"] & ~rows["is_open"] & ~rows["is_term_void"] & (rows["status_on"] > rows["due_end"])
    days = ((row, row.due_end + pd.Timedelta(days=1)) for row in rows[rows["is_late"] | came_late].itertuples())
    return [
        Change(f"{row.id}.late.{day:%Y%m%d}", "late", day, day, row.id, row.what, _address(row.source_url))
        for row, day in days
    ]


def _address(value: object) -> str:
    return value if isinstance(value, str) else ""


def _kind(status: object, is_asked: bool) -> str:
    kind = status if isinstance(status, str) else "related"
    return _OF_QUESTIONS.get(kind, kind) if is_asked else kind


@dataclass(frozen=True)
class Coverage:
    """What the numbers rest on: how many of all follow-ups come from the meeting that gave most, and the last held."""

    most: int
    total: int
    last_held: pd.Timestamp | None


def coverage(register: Register) -> Coverage:
    """How evenly the whole register covers its meetings, and how old the last of them is."""
    per_meeting = register.follow_ups["meeting"].value_counts()
    held = register.calendar.loc[register.calendar["state"] == "held", "held_on_end"]
    most = int(per_meeting.iloc[0]) if len(per_meeting) else 0
    return Coverage(most, len(register.follow_ups), held.max() if len(held) else None)


def meetings_fallen_through(register: Register) -> pd.DataFrame:
    """Grain: meeting, as in the calendar. Not held (cancelled or dealt with in writing), due after the previous one."""
    previous, calendar = previous_meeting(register), register.calendar
    since = previous["held_on_end"] if previous is not None else pd.Timestamp.min
    return calendar[calendar["state"].isin(NOT_HELD) & (calendar["held_on_end"] > since)]
