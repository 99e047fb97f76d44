"""Whether promises are kept: what became of every task, how late it came back, and what was put off how often.

What was settled in the meeting itself (a decision that leaves nothing to come back) is no promise and is left out. What
is still open on the reference date is never counted as kept: nobody knows yet how it ends.
"""

import pandas as pd

from lovp_data.register.register import NOT_HELD, Register

# What became of a task, kept ones first: back by its first term, after it, or without one; given up or declined; still
# open with its term to come or none named, with its term past, or looked for in vain.
RESULTS = ("on_time", "late", "undated", "dropped", "pending", "overdue", "no_trace")
CAME_BACK = ("on_time", "late", "undated")
AXES = ("year", "topic", "stakeholder")  # the year of the meeting, the topic, the party that owns it or was asked
_PARTS = ["axis", "group", "row", "result", "outcome", "title", "follow_up"]


def follow_ups_by_result(register: Register) -> pd.DataFrame:
    """Grain: axis x row x promise (agreed or asked), with group, result, outcome and title.

    Years in order; topics and parties with most promises first. A promise of several parties stands under each; one
    that the source gives to nobody under 'not_named'.
    """
    rows = _promises(register)
    named = {"year": rows.assign(row=rows["said_start"].dt.year.astype("str")), "topic": rows.assign(row=rows["topic"])}
    named["stakeholder"] = _by_party(rows, register)
    found = [_sorted(named[axis].assign(axis=axis), is_counted=axis != "year") for axis in AXES]
    return pd.concat(found, ignore_index=True)[_PARTS]


def _promises(register: Register) -> pd.DataFrame:
    """The tasks that were to come back, with their result."""
    rows = register.follow_ups[register.follow_ups["is_task"] & ~register.follow_ups["is_settled"]]
    rows = rows.rename(columns={"id": "follow_up"})
    result = pd.Series("pending", index=rows.index, dtype="str")
    is_done, has_term = rows["status"] == "done", rows["first_end"].notna()
    masks = {
        "overdue": rows["is_late"],
        "no_trace": rows["status"] == "no_trace",
        "dropped": rows["status"] == "dropped",
        "undated": is_done & ~has_term,
        "late": is_done & has_term & ~rows["is_on_time"],
        "on_time": is_done & rows["is_on_time"],
    }
    for code, mask in masks.items():
        result = result.mask(mask, code)
    return rows.assign(result=result)


def _by_party(rows: pd.DataFrame, register: Register) -> pd.DataFrame:
    roles = register.involvements[register.involvements["role"].isin(["owner", "asked"])]
    parties = roles[["stakeholder", "follow_up"]].drop_duplicates().rename(columns={"stakeholder": "row"})
    return rows.merge(parties, on="follow_up", how="left").assign(row=lambda of: of["row"].fillna("not_named"))


def _sorted(rows: pd.DataFrame, *, is_counted: bool) -> pd.DataFrame:
    order = {code: place for place, code in enumerate(RESULTS)}
    n = rows.groupby(["group", "row"])["follow_up"].transform("nunique")
    rows = rows.assign(n=n, place=rows["result"].map(order))
    keys = ["group", "n", "row", "place", "follow_up"] if is_counted else ["group", "row", "place", "follow_up"]
    return rows.sort_values(keys, ascending=[key != "n" for key in keys], kind="stable")


def follow_ups_by_slip(register: Register) -> pd.DataFrame:
    """Grain: promise with a term that came back. Latest first, with group, title, outcome, promised and actual.

    promised: last day of the first term; actual: the day it came back. slip_days is negative before the term's end;
    slip_meetings is how many LOVPs were held after the term, up to and including that day.
    """
    rows = _promises(register)
    rows = rows[rows["result"].isin(["on_time", "late"])].rename(columns={"first_end": "promised"})
    rows = rows.assign(actual=rows["status_on"], slip_days=(rows["status_on"] - rows["promised"]).dt.days)
    held = register.calendar.loc[register.calendar["state"] == "held", "held_on_end"]
    between = [int(((held > row.promised) & (held <= row.actual)).sum()) for row in rows.itertuples()]
    columns = ["follow_up", "title", "topic_title", "group", "outcome", "promised", "actual", "slip_days"]
    ordered = rows[columns].assign(slip_meetings=pd.Series(between, index=rows.index, dtype="int64"))
    return ordered.sort_values(["slip_days", "follow_up"], ascending=[False, True]).reset_index(drop=True)


def follow_ups_by_moves(register: Register) -> pd.DataFrame:
    """Grain: follow-up whose term moved: how often it was put off, and how often its meeting fell through.

    A meeting that fell through is no broken promise, so the two are never added up. Most often put off first.
    """
    not_held = frozenset(register.calendar.loc[register.calendar["state"].isin(NOT_HELD), "id"])
    moves = register.status_updates[register.status_updates["status"] == "moved"].sort_values("on_end", kind="stable")
    found = []
    for row in register.follow_ups[register.follow_ups["is_moved"]].itertuples():
        meetings = [row.first_meeting, *moves.loc[moves["follow_up"] == row.id, "due_meeting"]]
        cancelled = sum(meeting in not_held for meeting in meetings)
        found.append((row.id, max(len(meetings) - 1 - cancelled, 0), cancelled))
    frame = pd.DataFrame(found, columns=["follow_up", "put_off", "cancelled"])
    frame = frame.astype({"follow_up": "str", "put_off": "int64", "cancelled": "int64"})
    ordered = frame.sort_values(["put_off", "cancelled", "follow_up"], ascending=[False, False, True])
    return ordered.reset_index(drop=True)
