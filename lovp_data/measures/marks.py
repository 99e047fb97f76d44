"""Marks: what can be clicked in a chart, as a stable code, and the follow-ups behind it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from lovp_data.measures import fulfilment, members
from lovp_data.register.register import Register

MARKS: dict[str, tuple[Callable[[Register], pd.DataFrame], tuple[str, ...]]] = {
    "headline": (members.follow_ups_by_headline, ("headline",)),
    "topic_status": (members.follow_ups_by_topic_and_status, ("topic", "stage")),
    "topic_meeting": (members.follow_ups_by_topic_and_meeting, ("topic", "meeting")),
    "moment": (members.follow_ups_by_moment, ("moment",)),
    "month": (members.follow_ups_by_month, ("month", "certainty")),
    "asks_asked": (members.stakeholders_by_asking_and_asked, ("asks", "asked")),
    "topic_stakeholder": (members.stakeholders_by_topic, ("topic", "stakeholder")),
    "result": (fulfilment.follow_ups_by_result, ("axis", "group", "row", "result")),
    "stakeholder_status": (members.follow_ups_by_stakeholder_and_status, ("stakeholder", "group")),
}


_CODE = re.compile("[a-z0-9_-]{1,100}")


@dataclass(frozen=True)
class Mark:
    """A clicked mark: which measure, and the codes of its place in it."""

    measure: str
    codes: tuple[str, ...]

    def code(self, column: str) -> str | None:
        """The code of one of the measure's columns, or None if it has no such column."""
        return dict(zip(MARKS[self.measure][1], self.codes, strict=True)).get(column)

    def __str__(self) -> str:
        return mark_of(self.measure, *self.codes)


def mark_of(measure: str, *codes: str) -> str:
    """The mark as it stands in the URL: 'topic_status.jaarwisseling.done'."""
    return ".".join([measure, *codes])


def parse_mark(text: str) -> Mark | None:
    """None for a text that is no mark of any measure."""
    measure, *codes = text.split(".")
    if measure not in MARKS or len(codes) != len(MARKS[measure][1]) or not all(map(_CODE.fullmatch, codes)):
        return None
    return Mark(measure, tuple(codes))


def members_behind(register: Register, mark: Mark) -> list[str]:
    """The follow-ups that the mark stands for, in register order; none if nothing (or nothing any more) does."""
    measure, columns = MARKS[mark.measure]
    rows = measure(register)
    for column, code in zip(columns, mark.codes, strict=True):
        rows = rows[rows[column] == code]
    kept = register.follow_ups["id"].isin(rows["follow_up"])
    return list(register.follow_ups.loc[kept, "id"])
