"""What happens when: intervals, updates, meetings, and topics over meetings."""

import pandas as pd

from lovp_data.register.register import Register

_INTERVAL = ["topic", "topic_title", "title", "what", "kind", "group", "status", "is_task", "is_late", "is_open"]
_DAYS = [
    "outcome",
    "is_moved",
    "status_on",
    "said_start",
    "said_end",
    "due_start",
    "due_end",
    "first_start",
    "first_end",
]


def follow_up_intervals(register: Register) -> pd.DataFrame:
    """Grain: follow-up. Days of saying, of the first and of the current term (NaT without a term).

    Grouped by topic (the one with the earliest follow-up first), within it by term, those without one last.
    """
    rows = register.follow_ups.rename(columns={"id": "follow_up"})[["follow_up", *_INTERVAL, *_DAYS, "due_wording"]]
    begin = rows.groupby("topic")["said_start"].transform("min")
    ordered = rows.assign(begin=begin).sort_values(["begin", "topic_title", "due_end", "follow_up"])
    return ordered.drop(columns="begin").reset_index(drop=True)


def updates_by_follow_up(register: Register) -> pd.DataFrame:
    """Grain: status update. follow_up, on_start, on_end, status (related events have none), note."""
    columns = ["id", "follow_up", "on_start", "on_end", "status", "relation", "note"]
    return register.status_updates[columns].reset_index(drop=True)


def meetings_by_day(register: Register) -> pd.DataFrame:
    """Grain: meeting of the calendar, cut or not; with the number of topics and follow-ups in the selection."""
    topics = register.discussions.groupby("meeting")["topic"].nunique().rename("topics")
    said = register.follow_ups.groupby("meeting")["id"].nunique().rename("follow_ups")
    rows = register.calendar.join(topics, on="id").join(said, on="id").rename(columns={"id": "meeting"})
    rows[["topics", "follow_ups"]] = rows[["topics", "follow_ups"]].fillna(0).astype(int)
    columns = ["meeting", "held_on_start", "held_on_end", "kind", "state", "replaced_by", "topics", "follow_ups"]
    return rows[columns]


def topics_by_meeting(register: Register) -> pd.DataFrame:
    """Grain: topic x meeting (discussion). `n` follow-ups said there; topics by number of meetings, then title."""
    said = register.follow_ups.groupby(["topic", "meeting"])["id"].nunique().rename("n").reset_index()
    titles = register.topics.set_index("id")["title"]
    rows = register.discussions[["topic", "meeting", "said_start", "said_end", "meeting_state", "summary"]]
    rows = rows.merge(said, on=["topic", "meeting"], how="left").assign(topic_title=rows["topic"].map(titles).values)
    rows["n"] = rows["n"].fillna(0).astype(int)
    meetings = rows.groupby("topic")["meeting"].transform("nunique")
    ordered = rows.assign(meetings=meetings).sort_values(["meetings", "topic_title"], ascending=[False, True])
    return ordered.drop(columns="meetings").reset_index(drop=True)
