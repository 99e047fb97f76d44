"""Rows of a selection as open data: the columns of the package, what follows from them, and permanent addresses."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from lovp_data import measures
from lovp_data.package.schema import load_schema
from lovp_view.files.csv_file import csv_bytes
from lovp_view.view import paths
from lovp_view.view.scene import Scene

Record = dict[str, Any]
_HIDDEN = ("openness", "embargo_until", "text_path", "section_start", "section_end")  # inner matters of the package
Frame = Callable[[Scene], pd.DataFrame]


@dataclass(frozen=True)
class Column:
    """A column beyond the package's own: its name here, the frame's column, its type in JSON, and what it holds."""

    name: str
    source: str
    type: str
    description: str


@dataclass(frozen=True)
class Table:
    """One table that can be had: the resource of the package it is made of, its rows, and its further columns.

    `add` adds to the rows of the whole register what `more` takes from elsewhere.
    """

    resource: str
    title: str
    rows: Frame
    more: tuple[Column, ...] = field(default=())
    add: Callable[[Scene, pd.DataFrame], pd.DataFrame] = lambda scene, rows: rows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The package's own columns, then those that follow from them, then the address."""
        own = [
            Column(each.name, each.name, each.type, each.description)
            for each in load_schema()[self.resource].fields
            if each.name not in _HIDDEN
        ]
        named = self.resource in paths.ITEMS
        address = [Column("address", "", "string", "Permanent address; with .json behind it, this row alone.")]
        return (*own, *self.more, *(address if named else []))


def _days(name: str, source: str, what: str) -> tuple[Column, Column]:
    """The first and last day of an interval of the register."""
    return (
        Column(f"{name}_from", f"{source}_start", "date", f"First day of {what}."),
        Column(f"{name}_until", f"{source}_end", "date", f"Last day of {what}."),
    )


_POINT = (
    Column("group", "group", "string", "agreed, asked or said; only the first two can be open, late or done."),
    Column("status", "status", "string", "Status on the reference date, by its latest confirmed update."),
    Column("status_on", "status_on", "date", "Day from which that holds; empty before any update."),
    Column("outcome", "outcome", "string", "Of what is done: kept, otherwise or partly; empty where nobody says so."),
    *_days("first", "first", "the term promised first"),
    *_days("due", "due", "the present term"),
    Column("is_open", "is_open", "boolean", "Agreed or asked, and neither done nor dropped."),
    Column("is_late", "is_late", "boolean", "Open, and its present term has passed."),
    Column("is_moved", "is_moved", "boolean", "Its term is not the one promised first."),
    Column("parties", "parties", "array", "Who has which role in it: stakeholder, role, and the words of the source."),
)


def _with_parties(scene: Scene, rows: pd.DataFrame) -> pd.DataFrame:
    """The follow-ups, and of each who has which role in it."""
    roles = scene.register.involvements
    roles = roles[roles["follow_up"].notna()]
    told: dict[str, list[Record]] = {}
    for row in roles[["follow_up", "stakeholder", "role", "named_as"]].to_dict("records"):
        told.setdefault(row.pop("follow_up"), []).append({name: _plain(value) for name, value in row.items()})
    return rows.assign(parties=[told.get(key, []) for key in rows["id"]])


def _parties(scene: Scene) -> pd.DataFrame:
    rows = scene.register.stakeholders
    return rows[rows["id"].isin(scene.selected.involvements["stakeholder"])]


def _calendar(scene: Scene) -> pd.DataFrame:
    """The meetings of the selection; all that are known, those to come included, where nothing is chosen."""
    return scene.selected.meetings if scene.view.selection else scene.register.calendar


TABLES = {
    "follow_ups": Table(
        "follow_ups", "What was agreed, asked and said", lambda scene: scene.selected.follow_ups, _POINT, _with_parties
    ),
    "topics": Table("topics", "Topics", lambda scene: scene.selected.topics),
    "meetings": Table("meetings", "Meetings", _calendar, _days("held", "held_on", "the meeting")),
    "discussions": Table("discussions", "Topics per meeting", lambda scene: scene.selected.discussions),
    "updates": Table(
        "status_updates",
        "What became of it",
        lambda scene: scene.selected.status_updates,
        _days("on", "on", "the event"),
    ),
    "stakeholders": Table("stakeholders", "Parties", _parties),
}
MEASURES = "measures"
MEASURE_COLUMNS = (
    Column("id", "", "string", "The measure and its codes, joined by dots."),
    Column("measure", "", "string", "What is counted, by what: the charts of the dashboard."),
    Column("by", "", "object", "The codes of the number's place in it, by the name of the column."),
    Column("value", "", "integer", "Number of follow-ups; two numbers of one measure may hold the same one."),
)


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table, or of the measures."""
    return MEASURE_COLUMNS if table == MEASURES else TABLES[table].columns


def records(scene: Scene, table: str) -> list[Record]:
    """All rows of a table for the selection, in the register's order, addresses without their beginning; shared."""
    if table == MEASURES:
        return scene.cached("measure records", lambda: _measures(scene))
    every = _every(scene, table)
    return scene.cached(
        "records", lambda: [every[key] for key in TABLES[table].rows(scene)["id"] if key in every], table
    )


def record(scene: Scene, table: str, key: str) -> Record | None:
    """One row, whatever is selected; None if the register knows no such row."""
    return _every(scene, table).get(key)


def _every(scene: Scene, table: str) -> dict[str, Record]:
    """All rows of the register by id, made once for every selection."""
    return scene.cached_for_all(f"every record of {table}", lambda: _rows(scene.whole(), TABLES[table]))


def _rows(scene: Scene, table: Table) -> dict[str, Record]:
    frame = table.add(scene, table.rows(scene))
    lists = {each.name: frame[each.source].tolist() for each in table.columns if each.source}
    rows = [dict(zip(lists, map(_plain, values), strict=True)) for values in zip(*lists.values(), strict=True)]
    if table.resource in paths.ITEMS:
        rows = [row | {"address": paths.item_address("", table.resource, row["id"])} for row in rows]
    return {row["id"]: row for row in rows}


def _measures(scene: Scene) -> list[Record]:
    found = []
    for name, (measure, columns) in measures.MARKS.items():
        for row in measures.count(measure(scene.selected), list(columns)).to_dict("records"):
            by = {column: str(row[column]) for column in columns}
            found.append({"id": ".".join([name, *by.values()]), "measure": name, "by": by, "value": int(row["n"])})
    return found


def _plain(value: Any) -> Any:
    """As JSON has it: days as text, nothing as null."""
    if isinstance(value, list | tuple):
        return list(value)
    if pd.isna(value) or value == "":
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def as_csv(rows: list[Record], table: str) -> bytes:
    """The rows as a CSV file; lists and objects as JSON."""
    names = [each.name for each in columns_of(table)]
    frame = pd.DataFrame([{name: _cell(row[name]) for name in names} for row in rows], columns=names, dtype=object)
    return csv_bytes(frame)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
