"""What of much is drawn: the first so many, in the order of what matters; and the words that say so in the picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd

from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts
from lovp_view.view.theme import Size

T = TypeVar("T")

# More than a reader can take in, and than a browser draws within a second.
MOST_ROWS = 60
MOST_COLUMNS = 36
MOST_INTERVALS = 80
MOST_MEETINGS = 120


@dataclass(frozen=True)
class Part:
    """How many of all are drawn, as words ('60 van 4.000 onderwerpen'); none if all are."""

    counted: tuple[str, ...] = ()
    texts: Texts | None = None

    @property
    def note(self) -> str:
        """The sentence that says so; empty if all are drawn."""
        return self.texts("part.shown", counted=self.texts.listing(list(self.counted))) if self.texts else ""

    def captioned(self, caption: Caption) -> Caption:
        """The caption, which says what is left out."""
        return replace(caption, filters=f"{caption.filters} · {self.note}") if self.counted else caption

    def described(self, alt: str) -> str:
        """The text alternative, which says what is left out."""
        return f"{alt} {self.note}" if self.counted else alt


def part_of(noun: str, shown: int, total: int, texts: Texts) -> Part:
    """How many of all; `noun`: topics, parties, meetings or follow_ups."""
    if shown >= total:
        return Part()
    return Part((texts(f"part.{noun}", shown=texts.number(shown), n=texts.number(total)),), texts)


def both(first: Part, second: Part) -> Part:
    """Rows and columns together."""
    return Part(first.counted + second.counted, first.texts or second.texts)


def first_of(values: pd.Series, most: int, noun: str, texts: Texts) -> tuple[list[str], Part]:
    """The first distinct values in order of appearance, and what part of all they are."""
    distinct = list(dict.fromkeys(values))
    return distinct[:most], part_of(noun, min(len(distinct), most), len(distinct), texts)


def most_frequent(values: pd.Series, most: int, noun: str, texts: Texts) -> tuple[list[str], Part]:
    """The values that occur most often, in their order of appearance; and what part of all they are."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) <= most:
        return distinct, Part()
    kept = set(values.value_counts().head(most).index)
    return [value for value in distinct if value in kept], part_of(noun, most, len(distinct), texts)


def nearest(rows: pd.DataFrame) -> pd.DataFrame:
    """The tasks that matter most: late, then open, then the last said; in the order given.

    What was merely said takes no row of its own, so of the topics of these tasks all of it is there.
    """
    tasks = rows[rows["is_task"]] if rows["is_task"].any() else rows
    if len(tasks) <= MOST_INTERVALS:
        return rows
    keys = ["is_late", "is_open", "said_end"]
    kept = tasks.sort_values(keys, ascending=False, kind="stable").head(MOST_INTERVALS)
    is_said = ~rows["is_task"] & rows["topic"].isin(kept["topic"])
    return rows[rows.index.isin(kept.index) | (is_said if rows["is_task"].any() else False)]


def nearest_intervals(intervals: pd.DataFrame, texts: Texts) -> tuple[pd.DataFrame, Part]:
    """The intervals that matter most, and what part of all they are."""
    shown, are_tasks = nearest(intervals), bool(intervals["is_task"].any())
    drawn, total = (int(each["is_task"].sum()) if are_tasks else len(each) for each in (shown, intervals))
    return shown, part_of("tasks" if are_tasks else "follow_ups", drawn, total, texts)


def last_meetings(meetings: pd.DataFrame, most: int, texts: Texts) -> tuple[pd.DataFrame, Part]:
    """The last of the meetings, which stand in order of their days."""
    return meetings.tail(most), part_of("meetings", min(len(meetings), most), len(meetings), texts)


def cut(rows: Sequence[T], size: Size) -> list[T]:
    """The rows of the size's part."""
    bounds = [round(len(rows) * share) for share in size.shares]
    return list(rows[bounds[0] : bounds[1]])
