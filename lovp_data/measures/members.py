"""Members: one row per mark x follow-up, before counting."""

from collections.abc import Sequence

import pandas as pd

from lovp_data.package.dates import months_between
from lovp_data.package.schema import load_schema
from lovp_data.register.register import Register

HEADLINES = ("open", "late", "done", "unowned", "moved")


def follow_ups_by_headline(register: Register) -> pd.DataFrame:
    """Grain: headline x follow-up. A follow-up can stand under several.

    open: not done and not dropped; late: open, term past; done; unowned: open, no owner named; moved: term put off.
    """
    rows = register.follow_ups
    masks = {
        "open": rows["is_open"],
        "late": rows["is_late"],
        "done": rows["status"] == "done",
        "unowned": rows["is_open"] & rows["is_unowned"],
        "moved": rows["is_moved"],
    }
    parts = [pd.DataFrame({"headline": name, "follow_up": rows.loc[masks[name], "id"]}) for name in HEADLINES]
    return pd.concat(parts, ignore_index=True)


def follow_ups_by_topic_and_status(register: Register) -> pd.DataFrame:
    """Grain: topic x status x follow-up (each follow-up once). Topics with most open follow-ups first."""
    rows = register.follow_ups
    open_per_topic = rows.groupby("topic")["is_open"].transform("sum")
    ordered = rows.assign(open_per_topic=open_per_topic)
    ordered = ordered.sort_values(["open_per_topic", "topic_title"], ascending=[False, True], kind="stable")
    return _members(ordered, ["topic", "topic_title", "status"])


def _members(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows[[*columns, "id"]].rename(columns={"id": "follow_up"}).reset_index(drop=True)


def follow_ups_by_topic_and_meeting(register: Register) -> pd.DataFrame:
    """Grain: topic x meeting x follow-up said there."""
    return _members(register.follow_ups, ["topic", "meeting"])


def follow_ups_by_month(register: Register) -> pd.DataFrame:
    """Grain: month touched x follow-up, with `certainty`.

    certain: the term lies within the month (the month is named, or contains it); possible: it runs through it;
    moved_away: first promised for it, since put off. Follow-ups without a term are in no month.
    """
    rows: dict[tuple[str, str], str] = {}
    terms = register.follow_ups[["id", "first_start", "first_end", "due_start", "due_end"]]
    for key, first_start, first_end, start, end in terms.itertuples(index=False):
        rows |= {(month, key): "moved_away" for month in _months(first_start, first_end)}
        months = _months(start, end)
        rows |= {(month, key): "certain" if len(months) == 1 else "possible" for month in months}
    ordered = sorted((month, certainty, key) for (month, key), certainty in rows.items())
    return pd.DataFrame(ordered, columns=["month", "certainty", "follow_up"], dtype="str")


def month_certainty(register: Register, months: Sequence[str]) -> tuple[int, int]:
    """How many follow-ups certainly come back in one of the months, and how many only possibly do."""
    members = follow_ups_by_month(register)
    members = members[members["month"].isin(months)]
    certain = set(members.loc[members["certainty"] == "certain", "follow_up"])
    return len(certain), len(set(members["follow_up"]) - certain)


def _months(start: pd.Timestamp, end: pd.Timestamp) -> list[str]:
    return [] if pd.isna(start) or pd.isna(end) else months_between(start.date(), end.date())


def stakeholders_by_asking_and_asked(register: Register) -> pd.DataFrame:
    """Grain: asking party x asked party x follow-up. A request to nobody in particular has `asked` 'not_named'."""
    roles = register.involvements.dropna(subset=["follow_up"])[["follow_up", "role", "stakeholder"]]
    asks = roles[roles["role"] == "asks"].rename(columns={"stakeholder": "asks"})
    asked = roles[roles["role"] == "asked"].rename(columns={"stakeholder": "asked"})
    pairs = asks[["follow_up", "asks"]].merge(asked[["follow_up", "asked"]], on="follow_up", how="left")
    pairs["asked"] = pairs["asked"].fillna("not_named")
    return pairs[["asks", "asked", "follow_up"]].drop_duplicates().reset_index(drop=True)


def stakeholders_by_topic(register: Register) -> pd.DataFrame:
    """Grain: topic x stakeholder x role (x follow-up, empty where the role is in the discussion as a whole)."""
    titles = register.topics.set_index("id")["title"]
    rows = register.involvements[["topic", "stakeholder", "role", "follow_up"]].drop_duplicates()
    rows = rows.assign(topic_title=rows["topic"].map(titles))
    order = {role: place for place, role in enumerate(load_schema()["involvements"].field("role").enum)}
    rows = rows.assign(place=rows["role"].map(order)).sort_values(["topic_title", "stakeholder", "place"])
    return rows[["topic", "topic_title", "stakeholder", "role", "follow_up"]].reset_index(drop=True)


def follow_ups_by_stakeholder_and_status(register: Register) -> pd.DataFrame:
    """Grain: stakeholder x follow-up it owns or was asked, not yet closed; `is_late` tells what slipped."""
    roles = register.involvements[register.involvements["role"].isin(["owner", "asked"])]
    rows = register.follow_ups.loc[register.follow_ups["is_open"], ["id", "status", "is_late"]]
    work = roles[["stakeholder", "follow_up"]].drop_duplicates().merge(rows, left_on="follow_up", right_on="id")
    return work[["stakeholder", "status", "is_late", "follow_up"]].sort_values(["stakeholder", "follow_up"])
