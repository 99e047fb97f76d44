"""What was known on the reference date (peildatum): later meetings, follow-ups and updates do not exist yet.

A meeting's outcome is known from its own last day; an update from the last day of its date. When a meeting was
announced is not recorded: those of the year to come count as known, save extra ones and replacements. Status is
never stored: it is that of the latest confirmed update, and open before there is one. What was merely said is no task:
it is never open, late or done; it came up again or it did not.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from lovp_data.package.schema import group_by_kind
from lovp_data.register.embargo import masked, spans_of
from lovp_data.register.frames import Tables
from lovp_data.register.links import Links, link
from lovp_data.register.search import search_texts

CLOSED = ("done", "dropped")
SAID_STATUSES = ("came_up", "not_since")  # what can be told of something that was merely said
NOT_HELD = ("cancelled", "in_writing")
UNCONFIRMED = "unconfirmed"  # announced, its day past, and no page says whether it was held
FORESIGHT = pd.Timedelta(days=366)


@dataclass(frozen=True)
class Register:
    """The frames as known on `reference_date`, possibly cut by filters.

    `calendar` holds all known meetings (context, never cut); `meetings` those of the kept discussions.
    """

    reference_date: date
    calendar: pd.DataFrame
    meetings: pd.DataFrame
    topics: pd.DataFrame
    discussions: pd.DataFrame
    follow_ups: pd.DataFrame
    status_updates: pd.DataFrame
    stakeholders: pd.DataFrame
    stakeholder_aliases: pd.DataFrame
    publications: pd.DataFrame
    involvements: pd.DataFrame
    texts: dict[str, str]

    @cached_property
    def search_texts(self) -> tuple[pd.Series, pd.Series]:
        """What a search looks through, per follow-up and per discussion; made at the first search."""
        return search_texts(vars(self), self.texts)

    @cached_property
    def links(self) -> Links:
        """Which row belongs to which; found at the first cut."""
        names = ("discussions", "follow_ups", "involvements", "status_updates", "topics", "meetings")
        return link({name: getattr(self, name) for name in names})

    @cached_property
    def topic_titles(self) -> dict[str, str]:
        """Title per topic, in the register's order; gathered once, never to be changed."""
        return dict(zip(self.topics["id"], self.topics["title"], strict=True))

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The ids of follow-ups, topics and known meetings; gathered once."""
        frames = {"follow_ups": self.follow_ups, "topics": self.topics, "meetings": self.calendar}
        return {name: frozenset(frame["id"]) for name, frame in frames.items()}

    @cached_property
    def options_by_filter(self) -> dict[str, list[str]]:
        """The options of filters, per key, as far as anyone asked for them."""
        return {}

    def with_frames(self, **frames: pd.DataFrame) -> "Register":
        """The same register with other frames in place of some."""
        return replace(self, **frames)


def latest_date(tables: Tables) -> date:
    """The latest day on which anything in the data happened: the default reference date."""
    meetings = tables["meetings"]
    past = meetings[meetings["state"] != "planned"]
    ends = [past["held_on_end"], past["published_on"], tables["status_updates"]["on_end"]]
    latest = pd.concat(ends).max()
    return date.max if pd.isna(latest) else latest.date()


def known_on(tables: Tables, reference_date: date, today: date) -> Register:
    """The whole register on a day. An item under embargo needs both that day and `today` to have come."""
    day = pd.Timestamp(reference_date)
    ended = tables["meetings"].loc[tables["meetings"]["held_on_end"] <= day, "id"]
    discussions = tables["discussions"][tables["discussions"]["meeting"].isin(ended)]
    updates = tables["status_updates"]
    updates = updates[updates["on_end"] <= day]
    public = _public(tables["follow_ups"], min(day, pd.Timestamp(today)))
    follow_ups = public
    follow_ups = follow_ups[follow_ups["meeting"].isin(ended)]
    updates = updates[updates["follow_up"].isin(follow_ups["id"])]
    promised = pd.concat([follow_ups["due_meeting"], updates["due_meeting"]])
    calendar = _calendar(tables["meetings"], day, promised)
    involvements = _known_involvements(tables["involvements"], discussions, follow_ups)
    return Register(
        reference_date=reference_date,
        calendar=calendar,
        meetings=calendar,
        topics=tables["topics"][tables["topics"]["id"].isin(discussions["topic"])],
        discussions=_dated(discussions, calendar),
        follow_ups=_enriched(follow_ups, updates, involvements, tables["topics"], calendar, day),
        status_updates=updates,
        stakeholders=tables["stakeholders"],
        stakeholder_aliases=tables["stakeholder_aliases"],
        publications=tables["publications"][tables["publications"]["meeting"].isin(ended)],
        involvements=involvements,
        texts=_public_texts(tables, public),
    )


def _public(follow_ups: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    return follow_ups[(follow_ups["openness"] == "public") | (follow_ups["embargo_until"] <= day)]


def _public_texts(tables: Tables, public: pd.DataFrame) -> dict[str, str]:
    """The notes, with the words of items under embargo blacked out."""
    if len(public) == len(tables["follow_ups"]):
        return tables.texts
    paths = dict(zip(tables["meetings"]["id"], tables["meetings"]["text_path"], strict=True))
    roles = tables["involvements"]
    is_hidden = roles["follow_up"].notna() & ~roles["follow_up"].isin(public["id"])
    secret = tables["follow_ups"][~tables["follow_ups"]["id"].isin(public["id"])]
    return masked(
        tables.texts, spans_of([secret, roles[is_hidden]], paths), spans_of([public, roles[~is_hidden]], paths)
    )


def _known_involvements(
    involvements: pd.DataFrame, discussions: pd.DataFrame, follow_ups: pd.DataFrame
) -> pd.DataFrame:
    in_known = involvements["follow_up"].isna() | involvements["follow_up"].isin(follow_ups["id"])
    return involvements[in_known & involvements["meeting"].isin(discussions["meeting"])]


def _calendar(meetings: pd.DataFrame, day: pd.Timestamp, promised: pd.Series) -> pd.DataFrame:
    """Meetings known on the day, by date; one still to come is planned, an unforeseeable one not yet there.

    A meeting at which something was promised, or that takes the place of one that fell through, is known however far
    off it is. A meeting whose replacement has come is known to have fallen through, although its own day has not come.
    """
    later, ended = meetings["held_on_start"] > day, meetings["held_on_end"] <= day
    undecided = ~ended & ~meetings["replaced_by"].isin(meetings.loc[ended, "id"])
    is_replacing = meetings["id"].isin(meetings.loc[~undecided, "replaced_by"].dropna())
    replaced_later = meetings["id"].isin(meetings.loc[undecided, "replaced_by"].dropna()) & ~is_replacing
    far = (meetings["held_on_start"] > day + FORESIGHT) & ~meetings["id"].isin(promised) & ~is_replacing
    extra = later & (meetings["kind"] == "extra") & ~is_replacing
    known = meetings[~(far | extra | replaced_later)].copy()
    undecided = undecided[known.index]
    known["state"] = known["state"].mask(undecided, "planned")
    is_past = (known["state"] == "planned") & (known["held_on_end"] < day)
    known["state"] = known["state"].mask(is_past, UNCONFIRMED)
    known["replaced_by"] = known["replaced_by"].mask(undecided)
    known["note"] = known["note"].mask(undecided)
    known["published_on"] = known["published_on"].mask(known["published_on"] > day)
    return known.sort_values(["held_on_start", "held_on_end"]).reset_index(drop=True)


def _dated(discussions: pd.DataFrame, calendar: pd.DataFrame) -> pd.DataFrame:
    """Discussions with the days and the state of their meeting."""
    columns = {"id": "meeting", "held_on_start": "said_start", "held_on_end": "said_end", "state": "meeting_state"}
    dated = discussions.merge(calendar[list(columns)].rename(columns=columns), on="meeting", how="left")
    return dated.sort_values(["said_start", "position"]).reset_index(drop=True)


def _enriched(
    follow_ups: pd.DataFrame,
    updates: pd.DataFrame,
    involvements: pd.DataFrame,
    topics: pd.DataFrame,
    calendar: pd.DataFrame,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """Follow-ups with everything derived: group, topic, status, first and current term, late, owner.

    is_task: agreed or asked. is_open: a task that is not done or dropped. is_late: an open task whose latest term has
    passed, its meeting not cancelled; `months_late` is how long, in whole months. is_on_time: done by its first term.
    is_settled: agreed and done in the meeting itself, a decision that leaves nothing to come back.
    """
    topic = topics.set_index("id").add_prefix("topic_")
    rows = _dated(follow_ups, calendar).join(topic, on="topic")
    rows["group"] = rows["kind"].map(group_by_kind()).astype("str")
    rows["is_task"] = rows["group"] != "said"
    rows = _with_status(rows, updates)
    rows = _with_terms(rows, updates, calendar)
    owned = involvements.loc[involvements["role"] == "owner", "follow_up"]
    rows["is_unowned"] = ~rows["id"].isin(owned)
    rows["is_open"] = rows["is_task"] & ~rows["status"].isin(CLOSED)
    rows["is_late"] = rows["is_open"] & (rows["due_end"] < day) & ~rows["is_term_void"]
    rows["months_late"] = _whole_months(rows["due_end"], day).where(rows["is_late"], 0).astype("int64")
    rows["is_on_time"] = (rows["status"] == "done") & rows["is_task"] & (rows["status_on"] <= rows["first_end"])
    is_done_there = (rows["status"] == "done") & (rows["status_on"] <= rows["said_end"])
    rows["is_settled"] = is_done_there & (rows["group"] == "agreed")
    rows["days_open"] = (day - rows["said_end"]).dt.days
    return rows


def _whole_months(since: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Whole months from each day to this one; a month is whole from the same day of the month on."""
    months = (day.year - since.dt.year) * 12 + day.month - since.dt.month
    return months - (since.dt.day > day.day).astype(int)


def _with_status(rows: pd.DataFrame, updates: pd.DataFrame) -> pd.DataFrame:
    """Adds status, status_on and outcome ('' if not told): those of the latest update that carries a status.

    Of what was merely said the status is whether it came up again in any update; a search in vain is none.
    """
    telling = updates[updates["status"].notna()].sort_values("on_end", kind="stable")
    latest = telling.drop_duplicates("follow_up", keep="last").set_index("follow_up")
    latest = latest[["status", "on_end", "outcome"]].rename(columns={"on_end": "status_on"})
    joined = rows.join(latest, on="id")
    joined["outcome"] = joined["outcome"].fillna("")
    joined["status"] = joined["status"].fillna("open")
    came_up, not_since = SAID_STATUSES
    is_back = joined["id"].isin(updates.loc[updates["status"] != "no_trace", "follow_up"])
    said = pd.Series(not_since, index=joined.index, dtype="str").mask(is_back, came_up)
    joined["status"] = joined["status"].where(joined["is_task"], said)
    return joined


def _with_terms(rows: pd.DataFrame, updates: pd.DataFrame, calendar: pd.DataFrame) -> pd.DataFrame:
    """Adds the first promise (first_start, first_end), the current term (due_start, due_end) and how it moved.

    first_meeting and due_meeting are the meetings that those are tied to, if any.
    """
    moves = updates[updates["status"] == "moved"].sort_values("on_end", kind="stable")
    moves = moves.drop_duplicates("follow_up", keep="last").set_index("follow_up")
    moves = moves[["due_on_start", "due_on_end", "due_meeting"]]
    moves.columns = pd.Index(["move_start", "move_end", "move_meeting"])
    rows = rows.join(moves, on="id")
    has_move = rows["move_start"].notna() | rows["move_meeting"].notna()
    rows["first_meeting"] = rows["due_meeting"]
    rows["first_start"], rows["first_end"] = _term(rows, "due_on_start", "due_on_end", "due_meeting", calendar)
    rows["move_start"] = rows["move_start"].where(has_move, rows["due_on_start"])
    rows["move_end"] = rows["move_end"].where(has_move, rows["due_on_end"])
    promised_at = rows["move_meeting"].where(has_move, rows["due_meeting"])
    rows["due_meeting"] = _standing_meeting(promised_at, calendar)
    is_replaced = promised_at.notna() & (rows["due_meeting"] != promised_at)
    rows["move_start"] = rows["move_start"].mask(is_replaced)
    rows["due_start"], rows["due_end"] = _term(rows, "move_start", "move_end", "due_meeting", calendar)
    rows["is_moved"] = has_move | is_replaced
    not_held = calendar.loc[calendar["state"].isin(NOT_HELD), "id"]
    rows["is_term_void"] = rows["due_meeting"].isin(not_held)
    return rows.drop(columns=["move_start", "move_end", "move_meeting"])


def _term(
    rows: pd.DataFrame, start: str, end: str, meeting: str, calendar: pd.DataFrame
) -> tuple[pd.Series, pd.Series]:
    """The interval of the wording; where there is none, the days of the meeting it is tied to."""
    meetings = calendar.set_index("id")
    own = rows[start].notna()
    first = rows[start].where(own, looked_up(rows[meeting], meetings["held_on_start"]))
    last = rows[end].where(own, looked_up(rows[meeting], meetings["held_on_end"]))
    return first, last


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The value at each key, missing where there is none; keeps the dtype, also when there are no keys."""
    return pd.Series(values.reindex(keys).array, index=keys.index, dtype=values.dtype)


def _standing_meeting(meeting: pd.Series, calendar: pd.DataFrame) -> pd.Series:
    """The meeting itself, or the one that took its place, and so on."""
    replaced_by = calendar.set_index("id")["replaced_by"].dropna()
    for _ in range(len(replaced_by)):
        meeting = meeting.map(replaced_by).fillna(meeting)
    return meeting
