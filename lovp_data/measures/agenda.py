"""A meeting that is prepared: what belongs on its agenda, what is due but not on it, and what to ask about a topic."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lovp_data.register.register import Register

# Why a topic is proposed for an agenda, the strongest reason first.
AGENDA_REASONS = ("due", "moved", "standing")
# What makes a question worth asking, the strongest first; a question is worded by the first that holds.
QUESTION_RULES = ("late", "moved_twice", "unanswered", "no_owner", "no_term")
_MOVED_OFTEN = 2


@dataclass(frozen=True)
class Occasion:
    """A meeting that is prepared, on a day or within days; `meeting` is '' for one that is in no calendar yet."""

    meeting: str
    start: pd.Timestamp
    end: pd.Timestamp


@dataclass(frozen=True)
class Question:
    """What can be asked of one follow-up, by which rules; `meetings` is how many were held since it was said."""

    follow_up: str
    rules: tuple[str, ...]
    meetings: int


def occasion_of(register: Register, code: str) -> Occasion | None:
    """The meeting with this id, or the day 'YYYY-MM-DD'; a day on which a meeting is known is that meeting."""
    rows = register.calendar
    found = rows[rows["id"] == code]
    if len(found) == 0:
        try:
            day = pd.Timestamp(date.fromisoformat(code))
        except ValueError:
            return None
        found = rows[(rows["held_on_start"] == day) & (rows["held_on_end"] == day)]
        if len(found) == 0:
            return Occasion("", day, day)
    row = found.iloc[0]
    return Occasion(str(row["id"]), row["held_on_start"], row["held_on_end"])


def meetings_to_prepare(register: Register) -> pd.DataFrame:
    """Grain: meeting, as in the calendar. Planned, or being held, and not yet past; soonest first."""
    rows = register.calendar
    return rows[
        rows["state"].isin(("planned", "held")) & (rows["held_on_end"] >= pd.Timestamp(register.reference_date))
    ]


def topics_for_agenda(register: Register, occasion: Occasion) -> pd.DataFrame:
    """Grain: topic. Columns: topic, reason (as in AGENDA_REASONS), n (its follow-ups that are due there).

    Due is what is open and tied to the meeting, or has its term after the meeting before it and by its last day. A
    standing topic is on every agenda. What is due comes first, the most first; ties in the order of the register.
    """
    rows = follow_ups_due_at(register, occasion)
    counted = rows.groupby("topic", sort=False).agg(n=("id", "size"), is_moved=("is_moved", "all"))
    found = register.topics[["id", "standing"]].rename(columns={"id": "topic"}).join(counted, on="topic")
    found = found[found["n"].notna() | found["standing"]].copy()
    found["n"] = found["n"].fillna(0).astype("int64")
    is_moved = found["is_moved"].eq(True)  # missing where nothing is due
    found["reason"] = pd.Series("due", index=found.index).mask(is_moved, "moved").mask(found["n"] == 0, "standing")
    return found.sort_values("n", ascending=False, kind="stable")[["topic", "reason", "n"]].reset_index(drop=True)


def follow_ups_not_on_agenda(register: Register, occasion: Occasion, topics: list[str]) -> pd.DataFrame:
    """Grain: follow-up, as in the register. Open and due by the meeting's last day, of none of these topics.

    What is due longest comes first.
    """
    rows = register.follow_ups
    due = rows[rows["is_open"] & (_is_tied(rows, occasion) | (rows["due_end"] <= occasion.end))]
    return due[~due["topic"].isin(topics)].sort_values(["due_end", "id"])


def follow_ups_due_at(register: Register, occasion: Occasion) -> pd.DataFrame:
    """Grain: follow-up, as in the register. Open, and tied to the meeting or due since the one before it."""
    rows, calendar = register.follow_ups, register.calendar
    before = calendar.loc[(calendar["state"] == "held") & (calendar["held_on_end"] < occasion.start), "held_on_end"]
    since = before.max() if len(before) else pd.Timestamp.min
    is_within = (rows["due_end"] > since) & (rows["due_end"] <= occasion.end)
    return rows[rows["is_open"] & (_is_tied(rows, occasion) | is_within)]


def _is_tied(rows: pd.DataFrame, occasion: Occasion) -> pd.Series:
    return rows["due_meeting"].eq(occasion.meeting) & bool(occasion.meeting)


def last_discussion(register: Register, topic: str, occasion: Occasion) -> pd.Series | None:
    """The last time before the meeting that a topic was discussed in one that was held, as in the register, or None."""
    rows = register.discussions
    rows = rows[(rows["topic"] == topic) & (rows["meeting_state"] == "held") & (rows["said_end"] < occasion.start)]
    return rows.iloc[-1] if len(rows) else None


def updates_since_discussion(register: Register, topic: str, occasion: Occasion) -> pd.DataFrame:
    """Grain: status update, as in the register. What became known of a topic after it was discussed before the meeting.

    Oldest first; a search that found nothing is no news.
    """
    last = last_discussion(register, topic, occasion)
    since = last["said_end"] if last is not None else pd.Timestamp.min
    of_topic = register.follow_ups.loc[register.follow_ups["topic"] == topic, "id"]
    rows = register.status_updates
    rows = rows[rows["follow_up"].isin(of_topic) & (rows["on_end"] > since) & (rows["status"] != "no_trace")]
    return rows.sort_values("on_end", kind="stable")


def questions_on_topic(register: Register, topic: str) -> list[Question]:
    """What can be asked about a topic, from the data by plain rules; the strongest reason first, then the oldest."""
    rows = register.follow_ups
    rows = rows[(rows["topic"] == topic) & rows["is_open"]].sort_values(["said_start", "id"])
    moves = register.status_updates[register.status_updates["status"] == "moved"]["follow_up"].value_counts()
    held = register.calendar.loc[register.calendar["state"] == "held", "held_on_start"]
    found = []
    for row in rows.itertuples():
        since = int(((held > row.said_end) & (held <= pd.Timestamp(register.reference_date))).sum())
        holds = {
            "late": row.is_late and row.group == "agreed",
            "moved_twice": moves.get(row.id, 0) >= _MOVED_OFTEN,
            "unanswered": row.group == "asked" and (row.is_late or since > 0),
            "no_owner": row.group == "agreed" and row.is_unowned,
            "no_term": row.group == "agreed" and pd.isna(row.due_end) and pd.isna(row.due_wording),
        }
        if rules := tuple(rule for rule in QUESTION_RULES if holds[rule]):
            found.append(Question(row.id, rules, since))
    return sorted(found, key=lambda each: QUESTION_RULES.index(each.rules[0]))
