"""Lists of follow-ups and events: what comes next, what is open longest, what changed."""

from dataclasses import dataclass

import pandas as pd

from lovp_data.register.register import NOT_HELD, Register

# What a change can be, in the order in which it is told. That someone looked and found nothing is no change.
CHANGE_KINDS = ("new", "done", "dropped", "moved", "in_progress", "open", "related")


@dataclass(frozen=True)
class Change:
    """One thing that became known since the previous meeting."""

    kind: str
    start: pd.Timestamp  # first and last day: often one, else as exact as the source is
    end: pd.Timestamp
    follow_up: str
    note: str


def previous_meeting(register: Register) -> pd.Series | None:
    """The latest meeting held before the reference date (not on it), or None."""
    held = register.calendar[register.calendar["state"] == "held"]
    earlier = held[held["held_on_end"] < pd.Timestamp(register.reference_date)]
    return earlier.iloc[-1] if len(earlier) else None


def next_meeting(register: Register) -> pd.Series | None:
    """The first meeting planned after the reference date, or None if none is known."""
    later = register.calendar[register.calendar["held_on_start"] > pd.Timestamp(register.reference_date)]
    return later.iloc[0] if len(later) else None


def follow_ups_due_next(register: Register) -> pd.DataFrame:
    """Grain: follow-up, as in the register. Open, its term not yet past; soonest first."""
    rows = register.follow_ups
    due = rows[rows["is_open"] & (rows["due_end"] >= pd.Timestamp(register.reference_date))]
    return due.sort_values(["due_end", "due_start", "id"])


def follow_ups_open_longest(register: Register) -> pd.DataFrame:
    """Grain: follow-up, as in the register. Open ones, oldest first; of one meeting, the late ones first."""
    rows = register.follow_ups
    return rows[rows["is_open"]].sort_values(["said_start", "is_late", "id"], ascending=[True, False, True])


def changes_since_previous_meeting(register: Register) -> list[Change]:
    """New follow-ups and status updates after the previous meeting, newest kind of news first as in CHANGE_KINDS."""
    previous = previous_meeting(register)
    since = previous["held_on_end"] if previous is not None else pd.Timestamp.min
    rows = register.follow_ups[register.follow_ups["said_end"] > since]
    new = [Change("new", row.said_start, row.said_end, row.id, row.what) for row in rows.itertuples()]
    updates = register.status_updates[register.status_updates["on_end"] > since]
    updates = updates[updates["status"] != "no_trace"]
    updates = updates.assign(kind=updates["status"].fillna("related"))
    changed = [Change(row.kind, row.on_start, row.on_end, row.follow_up, row.note) for row in updates.itertuples()]
    return sorted([*new, *changed], key=lambda change: (CHANGE_KINDS.index(change.kind), change.end, change.follow_up))


def follow_ups_without_news(register: Register) -> pd.DataFrame:
    """Grain: follow-up, as in the register. Open, said by the previous meeting, no news since (`no_trace` is none).

    The late ones come first. With no previous meeting there are none: nothing has had the time to come back.
    """
    previous, rows = previous_meeting(register), register.follow_ups
    if previous is None:
        return rows.iloc[0:0]
    updates = register.status_updates[register.status_updates["status"] != "no_trace"]
    heard = updates.loc[updates["on_end"] > previous["held_on_end"], "follow_up"]
    silent = rows[rows["is_open"] & (rows["said_end"] <= previous["held_on_end"]) & ~rows["id"].isin(heard)]
    return silent.sort_values(["is_late", "said_start", "id"], ascending=[False, True, True])


def meetings_fallen_through(register: Register) -> pd.DataFrame:
    """Grain: meeting, as in the calendar. Not held (cancelled or dealt with in writing), due after the previous one."""
    previous, calendar = previous_meeting(register), register.calendar
    since = previous["held_on_end"] if previous is not None else pd.Timestamp.min
    return calendar[calendar["state"].isin(NOT_HELD) & (calendar["held_on_end"] > since)]
