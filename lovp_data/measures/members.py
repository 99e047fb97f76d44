"""Members: one row per mark x follow-up, before counting."""

import pandas as pd

from lovp_data.measures import items
from lovp_data.package.dates import months_between
from lovp_data.package.schema import load_schema
from lovp_data.register.register import Register

# The five numbers of the first screen, each followed by the part of it that is told beside it.
HEADLINES = ("agreed_open", "agreed_late", "asked_open", "due_next", "came_back", "on_time", "said", "came_up")
STAGES = ("late", "open", "closed", "said")  # where a follow-up stands, most urgent first
MOMENTS = ("previous", "now", "next", "later")


def follow_ups_by_headline(register: Register) -> pd.DataFrame:
    """Grain: headline x follow-up. What is agreed, asked and said is never added up.

    agreed_open, and agreed_late of those; asked_open: no answer; due_next: an open task that comes back by the horizon;
    came_back: agreed and done later, and on_time of those; said, and came_up of those. What was settled in the meeting
    itself had nothing left to come back.
    """
    rows, horizon = register.follow_ups, items.horizon(register)
    is_agreed, is_asked, is_said = (rows["group"] == group for group in ("agreed", "asked", "said"))
    is_coming = items.is_coming(register)
    masks = {
        "agreed_open": is_agreed & rows["is_open"],
        "agreed_late": is_agreed & rows["is_late"],
        "asked_open": is_asked & rows["is_open"],
        "due_next": is_coming & (rows["due_start"] <= horizon),
        "came_back": is_agreed & (rows["status"] == "done") & ~rows["is_settled"],
        "on_time": is_agreed & rows["is_on_time"] & ~rows["is_settled"],
        "said": is_said,
        "came_up": is_said & (rows["status"] == "came_up"),
    }
    parts = [pd.DataFrame({"headline": name, "follow_up": rows.loc[masks[name], "id"]}) for name in HEADLINES]
    return pd.concat(parts, ignore_index=True)


def follow_ups_by_topic_and_status(register: Register) -> pd.DataFrame:
    """Grain: topic x follow-up (each once), with group, stage, status, is_late and title; most urgent topics first.

    Stage: late or open for a task that is, closed for one that is not, said for what is no task.
    """
    rows = _staged(register.follow_ups)
    urgency = {name: rows.groupby("topic")[name].transform("sum") for name in ("is_late", "is_open")}
    ordered = rows.assign(topic_late=urgency["is_late"], topic_open=urgency["is_open"])
    keys = ["topic_late", "topic_open", "topic_title", "place", "months_late", "said_start"]
    ordered = ordered.sort_values(keys, ascending=[False, False, True, True, False, True], kind="stable")
    return _members(ordered, ["topic", "topic_title", *_UNIT])


_UNIT = ["group", "stage", "status", "outcome", "is_late", "title"]


def _staged(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their stage, and its place among STAGES."""
    stage = pd.Series("closed", index=rows.index, dtype="str")
    stage = stage.mask(rows["is_open"], "open").mask(rows["is_late"], "late").mask(~rows["is_task"], "said")
    return rows.assign(stage=stage, place=stage.map({code: place for place, code in enumerate(STAGES)}))


def follow_ups_by_moment(register: Register) -> pd.DataFrame:
    """Grain: moment x follow-up, with group, stage, status, is_late and title; tasks only.

    previous: agreed or asked in the previous meeting; now: late, or asked and unanswered; next: comes back by the
    horizon; later: after it.
    """
    rows = _staged(register.follow_ups)
    rows = rows[rows["is_task"]].sort_values(["place", "months_late"], ascending=[True, False], kind="stable")
    is_coming, is_urgent = (mask[rows.index] for mask in (items.is_coming(register), items.is_urgent(register)))
    previous, horizon = items.previous_meeting(register), items.horizon(register)
    masks = {
        "previous": rows["meeting"] == (previous["id"] if previous is not None else ""),
        "now": is_urgent,
        "next": is_coming & (rows["due_start"] <= horizon),
        "later": is_coming & (rows["due_start"] > horizon),
    }
    parts = [_members(rows[masks[name]].assign(moment=name), ["moment", *_UNIT]) for name in MOMENTS]
    return pd.concat(parts, ignore_index=True)


def _members(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows[[*columns, "id"]].rename(columns={"id": "follow_up"}).reset_index(drop=True)


def follow_ups_by_topic_and_meeting(register: Register) -> pd.DataFrame:
    """Grain: topic x meeting x follow-up said there."""
    return _members(register.follow_ups, ["topic", "meeting"])


def follow_ups_by_month(register: Register) -> pd.DataFrame:
    """Grain: month touched x follow-up, with `certainty`.

    certain: the term lies within the month (the month is named, or contains it); possible: it runs through it;
    moved_away: first promised for it, since put off. Follow-ups without a term are in no month; nor is what was merely
    said.
    """
    rows: dict[tuple[str, str], str] = {}
    terms = register.follow_ups[register.follow_ups["is_task"]][
        ["id", "first_start", "first_end", "due_start", "due_end"]
    ]
    for key, first_start, first_end, start, end in terms.itertuples(index=False):
        rows |= {(month, key): "moved_away" for month in _months(first_start, first_end)}
        months = _months(start, end)
        rows |= {(month, key): "certain" if len(months) == 1 else "possible" for month in months}
    ordered = sorted((month, certainty, key) for (month, key), certainty in rows.items())
    return pd.DataFrame(ordered, columns=["month", "certainty", "follow_up"], dtype="str")


def _months(start: pd.Timestamp, end: pd.Timestamp) -> list[str]:
    return [] if pd.isna(start) or pd.isna(end) else months_between(start.date(), end.date())


def stakeholders_by_asking_and_asked(register: Register) -> pd.DataFrame:
    """Grain: asking party x asked party x follow-up, with stage, status, is_late and title; the pair asking most first.

    Everything that was asked is there: by nobody named, or of nobody in particular, it stands under 'not_named'.
    """
    roles = register.involvements.dropna(subset=["follow_up"])[["follow_up", "role", "stakeholder"]]
    pairs = _units(register)
    pairs = pairs[
        (pairs["group"] == "asked") | pairs["follow_up"].isin(roles.loc[roles["role"] == "asks", "follow_up"])
    ]
    for role in ("asks", "asked"):
        parties = roles.loc[roles["role"] == role, ["follow_up", "stakeholder"]].drop_duplicates()
        pairs = pairs.merge(parties.rename(columns={"stakeholder": role}), on="follow_up", how="left")
        pairs[role] = pairs[role].fillna("not_named")
    pairs["n"] = pairs.groupby(["asks", "asked"])["follow_up"].transform("count")
    ordered = pairs.sort_values(["n", "asks", "asked", "place"], ascending=[False, True, True, True], kind="stable")
    return ordered[["asks", "asked", *_UNIT, "follow_up"]].reset_index(drop=True)


def _units(register: Register) -> pd.DataFrame:
    rows = _staged(register.follow_ups)
    return rows[["id", *_UNIT, "place", "is_open"]].rename(columns={"id": "follow_up"})


def stakeholders_by_topic(register: Register) -> pd.DataFrame:
    """Grain: topic x stakeholder x role (x follow-up, empty where the role is in the discussion as a whole)."""
    titles = register.topics.set_index("id")["title"]
    rows = register.involvements[["topic", "stakeholder", "role", "follow_up"]].drop_duplicates()
    rows = rows.assign(topic_title=rows["topic"].map(titles))
    order = {role: place for place, role in enumerate(load_schema()["involvements"].field("role").enum)}
    rows = rows.assign(place=rows["role"].map(order)).sort_values(["topic_title", "stakeholder", "place"])
    return rows[["topic", "topic_title", "stakeholder", "role", "follow_up"]].reset_index(drop=True)


def follow_ups_by_stakeholder_and_status(register: Register) -> pd.DataFrame:
    """Grain: stakeholder x open task it owns or was asked, with group, stage, status, is_late and title.

    The party with most that is late comes first, then the one with most that is open; late ones first within it. What
    the source gives to nobody stands under 'not_named'.
    """
    roles = register.involvements[register.involvements["role"].isin(["owner", "asked"])]
    work = _units(register).merge(roles[["stakeholder", "follow_up"]].drop_duplicates(), on="follow_up", how="left")
    work = work[work["is_open"]].assign(stakeholder=lambda of: of["stakeholder"].fillna("not_named"))
    work["late"] = work.groupby("stakeholder")["is_late"].transform("sum")
    work["n"] = work.groupby("stakeholder")["follow_up"].transform("count")
    keys = ["late", "n", "stakeholder", "place", "follow_up"]
    ordered = work.sort_values(keys, ascending=[False, False, True, True, True], kind="stable")
    return ordered[["stakeholder", *_UNIT, "follow_up"]].reset_index(drop=True)
