"""Who gets which mail, and when: a CSV file that editors keep, and what is due by it on a day.

Columns: address, query (what stands behind the ? in the dashboard's address), rhythm (weekly, after_meeting or
before_term) and days (how far ahead; 14 where nothing is said).
"""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from pathlib import Path

import pandas as pd

from lovp_data import measures
from lovp_view import state
from lovp_view.publishing.digest import Occasion, why
from lovp_view.publishing.mailing import DAYS, SubscriptionError
from lovp_view.view.address import query_of_text
from lovp_view.view.scene import Scene

COLUMNS = ("address", "query", "rhythm", "days")
RHYTHMS = ("weekly", "after_meeting", "before_term")
_MOST_DAYS = 366
Named = tuple[date, list[str]]  # since when, and the names of what a mail is about in time


@dataclass(frozen=True)
class Subscription:
    """One line of the file."""

    address: str
    query: str
    rhythm: str
    days: int

    def scene(self, day: date) -> Scene:
        """What is known of its selection on the day."""
        return state.build_scene({**query_of_text(self.query), "on": [day.isoformat()]})


@dataclass(frozen=True)
class Due:
    """A mail to be sent: to whom, about what and why. `keys` are what is noted of it, one for each thing that it tells
    of in time; they tell nobody's address. It is sent where one of them is new.
    """

    subscription: Subscription
    scene: Scene
    occasion: Occasion
    keys: tuple[str, ...]


def read_subscriptions(file: Path) -> list[Subscription]:
    """The lines of the file. Raises SubscriptionError at the first that is not as it should be, or OSError."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            found = ",".join(rows.fieldnames or ())
            raise SubscriptionError(f"{file}, line 1: found {found!r}, expected {','.join(COLUMNS)!r}")
        return [_read(row, f"{file}, line {rows.line_num}") for row in rows]


def _read(row: dict[str, str | None], where: str) -> Subscription:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    days = cells["days"] or str(DAYS)
    if not is_address(cells["address"]):
        raise SubscriptionError(f"{where}, address: found {cells['address']!r}, expected one mail address")
    if cells["rhythm"] not in RHYTHMS:
        raise SubscriptionError(f"{where}, rhythm: found {cells['rhythm']!r}, expected {', '.join(RHYTHMS)}")
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= _MOST_DAYS):
        raise SubscriptionError(f"{where}, days: found {days!r}, expected a number from 1 to {_MOST_DAYS}")
    if unknown := state.build_scene(query_of_text(cells["query"])).unknown:
        told = ", ".join(f"{key}={value}" for key, value in unknown)
        raise SubscriptionError(f"{where}, query: not known: {told}; copy what stands behind the ? in the dashboard")
    return Subscription(cells["address"], cells["query"], cells["rhythm"], int(days))


def is_address(text: str) -> bool:
    """True for one plain mail address, which can stand in a header."""
    try:
        found = Address(addr_spec=text)
    except (ValueError, HeaderParseError, IndexError):
        return False
    return bool(found.username and "." in found.domain)


def due_on(subscriptions: list[Subscription], day: date) -> Iterator[Due]:
    """What may be sent on the day, whether it was already or not: the ledger knows that."""
    for each in subscriptions:
        scene = each.scene(day)
        since, named = _OCCASIONS[each.rhythm](scene, each, day)
        if named:
            keys = tuple(_key(each, name) for name in named)
            yield Due(each, scene, Occasion(since, each.days, why(scene, each.rhythm, each.days)), keys)


def _key(subscription: Subscription, name: str) -> str:
    told = f"{subscription.address.lower()} {subscription.query} {subscription.rhythm} {name}"
    return hashlib.sha256(told.encode()).hexdigest()


def _weekly(_scene: Scene, _subscription: Subscription, day: date) -> Named:
    """Once in a week, from Monday on; with everything since the Monday before."""
    year, week, _ = day.isocalendar()
    return day - timedelta(days=day.weekday() + 7), [f"{year}-W{week}"]


def _after_meeting(scene: Scene, _subscription: Subscription, day: date) -> Named:
    """Once the last meeting's points are there; with everything since the day after the one before it."""
    last = measures.last_meeting(scene.register)
    if last is None or not (scene.register.follow_ups["meeting"] == last["id"]).any():
        return day, []
    held = scene.register.calendar[scene.register.calendar["state"] == "held"]
    before = held.loc[held["held_on_end"] < last["held_on_start"], "held_on_end"].max()
    since = last["held_on_start"] if pd.isna(before) else before + pd.Timedelta(days=1)
    return since.date(), [str(last["id"])]


def _before_term(scene: Scene, subscription: Subscription, day: date) -> Named:
    """For what has its term within so many days; anew when one comes near, or a term is changed."""
    rows = measures.follow_ups_due_next(scene.selected)
    near = rows[rows["due_end"] <= pd.Timestamp(day) + pd.Timedelta(days=subscription.days)]
    return day, [f"{row.id}@{row.due_end:%Y-%m-%d}" for row in near.itertuples()]


_OCCASIONS = {"weekly": _weekly, "after_meeting": _after_meeting, "before_term": _before_term}
