"""From what was typed in a form to the changes of one write. Pure: no Streamlit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lovp_data.package.dates import parse_interval
from lovp_data.package.errors import PackageError, Problem
from lovp_data.package.files import Package, Row
from lovp_data.package.schema import Field, load_schema
from lovp_data.reading.known import make_known
from lovp_data.review.dues import reckon
from lovp_data.store.new_rows import find_quote, new_id, next_position
from lovp_data.store.writing import Change, Item, find_item
from lovp_view.editing.values import Values, changed_values, fields_of, row_values


@dataclass(frozen=True)
class RowForm:
    """A form about one row: `key` is None for a new one. `fixed` are values that it has and does not ask for."""

    name: str
    resource: str
    key: str | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    preset: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fields(self) -> list[Field]:
        """What it asks for; a new row gets its place in the meeting by itself."""
        settled = {*self.fixed, *(() if self.key else ("position",))}
        return [each for each in fields_of(self.resource) if each.name not in settled]


def form_changes(form: RowForm, item: Item | None, typed: Mapping[str, Any], package: Package) -> list[Change]:
    """The changes a filled-in form asks for, the row's own first; none if nothing was changed.

    Only what differs from the row as it was opened is written. Raises PackageError where a new row lacks a value
    that it needs.
    """
    row = item.row if item else {}
    values = changed_values(form.resource, row, row_values(form.fields, typed))
    values |= {name: value for name, value in form.fixed.items() if item is None}
    if item is not None and form.key:
        values |= _derived(form.resource, row, values, package)
        return [Change(form.resource, form.key, values, item.digest)] if values else []
    return new_row_changes(form.resource, values, package)


def new_row_changes(resource: str, values: Values, package: Package) -> list[Change]:
    """A new row, the last of the changes, with what follows from its values and the discussion that it needs.

    Raises PackageError where a value is missing.
    """
    values = values | _derived(resource, {}, values, package)
    _refuse_incomplete(resource, values)
    return [*_discussion(resource, values, package), _added(resource, values, package)]


def _added(resource: str, values: Values, package: Package) -> Change:
    """A new row, with its code and its place in the meeting."""
    if resource in ("follow_ups", "discussions") and not values.get("position"):
        values = values | {"position": next_position(package.rows, resource, values["meeting"])}
    key = new_id(package.rows, resource, values)
    return Change(resource, key, values | {"id": key})


def _discussion(resource: str, values: Values, package: Package) -> list[Change]:
    """A follow-up is said in a discussion: where its topic was not yet one of the meeting, that is added too."""
    pair = (values.get("topic"), values.get("meeting"))
    if resource != "follow_ups" or pair in {(row["topic"], row["meeting"]) for row in package.rows["discussions"]}:
        return []
    needed = {"topic": pair[0], "meeting": pair[1], "source_url": values["source_url"]}
    return [_added("discussions", needed, package)]


def _refuse_incomplete(resource: str, values: Values) -> None:
    """A code is made of values, so what is missing is said before one is made."""
    schema = load_schema()[resource]
    made = {"id", "position"}
    needed = [field.name for field in schema.fields if field.required and field.name not in made]
    if missing := [name for name in needed if values.get(name) is None]:
        raise PackageError([Problem("required", schema.path, None, name) for name in missing])


def _derived(resource: str, row: Row, values: Values, package: Package) -> Values:
    """What follows from what was typed: the place of the quote, the days of the term, the address of the source."""
    derived: Values = {}
    if values.get("quote") or ("meeting" in values and row.get("quote")):
        derived |= _quote(row | values, package)
    elif "quote" in values:
        derived |= {"quote": None, "quote_start": None, "quote_end": None}
    if values.get("due_wording") and "due_on" not in values and not (row | values).get("due_meeting"):
        derived |= _term(resource, row | values, package)
    if not (row | values).get("source_url") and resource in ("follow_ups", "discussions"):
        derived |= {"source_url": _meeting(package, values.get("meeting")).get("source_url")}
    return derived


def _meeting(package: Package, key: Any) -> Row:
    return next((row for row in package.rows["meetings"] if row["id"] == key), {})


def _quote(row: Row, package: Package) -> Values:
    """The quote as it stands in the note, and where. One that does not stand there is left for the rules to refuse."""
    text = package.texts.get(_meeting(package, row.get("meeting")).get("text_path") or "", "")
    place = find_quote(text, row["quote"], row.get("quote_start") or 0)
    start, end = place or (0, len(row["quote"]))
    return {"quote": text[start:end] if place else row["quote"], "quote_start": start, "quote_end": end}


def _term(resource: str, row: Row, package: Package) -> Values:
    """The days or the meeting that a wording stands for, by the published convention; none where it gives none."""
    known = make_known(package.rows)
    if resource == "status_updates":
        said_on = parse_interval(row["on"]).end if row.get("on") else None
    else:
        said_on = {meeting.id: meeting.bounds[1] for meeting in known.meetings}.get(str(row.get("meeting")))
    due_on, due_meeting = reckon(row["due_wording"], "", said_on, known)
    return {name: value for name, value in (("due_on", due_on), ("due_meeting", due_meeting)) if value}


def removal(resource: str, key: str, package: Package, digest: str) -> list[Change]:
    """The changes that take a row away; with a follow-up go its updates and the roles in it."""
    own = [Change(resource, key, None, digest)]
    if resource != "follow_ups":
        return own
    hanging = [
        (name, row["id"])
        for name in ("status_updates", "involvements")
        for row in package.rows[name]
        if row["follow_up"] == key
    ]
    items = [(name, each, find_item(package, name, each)) for name, each in hanging]
    return [*(Change(name, each, None, item.digest) for name, each, item in items if item), *own]
