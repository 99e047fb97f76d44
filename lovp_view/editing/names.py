"""What rows and cells are called on the screen: titles instead of codes. Pure: no Streamlit."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from lovp_data.package.dates import parse_interval
from lovp_data.package.files import Package, Row, parse_cell
from lovp_data.package.schema import Field
from lovp_view.editing.values import reference_of
from lovp_view.view.texts import Texts

# Which group of texts names the codes of a field.
_GROUPS = {
    ("meetings", "kind"): "meeting_kind",
    ("meetings", "state"): "state",
    ("stakeholders", "kind"): "party_kind",
    ("stakeholder_aliases", "kind"): "alias_kind",
    ("publications", "kind"): "publication_kind",
}


class Names:
    """Names of all rows of a package, embargoed ones included: for editors only."""

    def __init__(self, package: Package, texts: Texts) -> None:
        self.package, self.texts = package, texts
        self._names: dict[str, dict[str, str]] = {}

    def of(self, resource: str) -> dict[str, str]:
        """Name by id, in the order in which a list offers them: meetings and follow-ups newest first."""
        if resource not in self._names:
            rows = _SORTED.get(resource, lambda names, rows: rows)(self, self.package.rows[resource])
            self._names[resource] = {row["id"]: _NAMES[resource](self, row) for row in rows}
        return self._names[resource]

    def row(self, resource: str, key: str, cells: Mapping[str, Any] | None = None) -> str:
        """The name of a row; of one that is gone, made of the cells it had; else its code."""
        if resource == "involvements" and cells:  # a code that became free may have been given out again
            return self.involvement(dict(cells))
        if name := self.of(resource).get(key):
            return name
        if resource == "status_updates" and cells and cells.get("on"):
            return self.status_update(dict(cells))
        return str((cells or {}).get("title") or (cells or {}).get("name") or key)

    def code(self, resource: str, field: str, code: str) -> str:
        """The label of a code of a field."""
        return self.texts.label(_GROUPS.get((resource, field), field), code)

    def cell(self, resource: str, field: Field, value: Any) -> str:
        """A value, typed or as a cell, in words; a dash where there is none."""
        if value in (None, "", []):
            return "–"
        if field.enum:
            return self.code(resource, field.name, value)
        if target := reference_of(resource, field.name):
            return self.row(target, value)
        if field.is_edtf or field.type == "date":
            days = parse_interval(str(value))
            return self.texts.interval(days.start, days.end)
        if field.type == "boolean":
            return self.texts("yes") if value in (True, "true") else self.texts("no")
        if field.type == "array":
            return "; ".join(value if isinstance(value, list) else parse_cell(field, value))
        return str(value)

    def said_on(self, meeting: str) -> str:
        """'10 feb 2020'; the code of a meeting that is gone."""
        held = self._held_on.get(meeting)
        return self._days(held) if held else meeting

    @cached_property
    def _held_on(self) -> dict[str, str]:
        return {row["id"]: row["held_on"] for row in self.package.rows["meetings"]}

    def _days(self, edtf: str) -> str:
        days = parse_interval(edtf)
        return self.texts.interval(days.start, days.end)

    def meeting(self, row: Row) -> str:
        """'LOVP 10 feb 2020', with its state where it was not held."""
        name = f"LOVP {self._days(row['held_on'])}"
        return name if row["state"] == "held" else f"{name} ({self.code('meetings', 'state', row['state']).lower()})"

    def follow_up(self, row: Row) -> str:
        """'10 feb 2020 · Structurele financiering', and that it is under embargo."""
        name = f"{self.said_on(row['meeting'])} · {row['title']}"
        return f"{name} · {self.texts('openness.embargo')}" if row["openness"] == "embargo" else name

    def discussion(self, row: Row) -> str:
        """'10 feb 2020 · Bewaken en beveiligen'"""
        return f"{self.said_on(row['meeting'])} · {self.of('topics').get(row['topic'], row['topic'])}"

    def status_update(self, row: Row) -> str:
        """'18 jun 2020 · Gedaan · Veiligheidsagenda herijken'"""
        status = self.code("status_updates", "status", row.get("status") or "related")
        return f"{self._days(row['on'])} · {status} · {self.titles.get(row.get('follow_up', ''), '–')}"

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of follow-ups by id."""
        return {row["id"]: row["title"] for row in self.package.rows["follow_ups"]}

    def involvement(self, row: Row) -> str:
        """'Korpschef · Eigenaar'"""
        party = self.of("stakeholders").get(row["stakeholder"], row["stakeholder"])
        return f"{party} · {self.code('involvements', 'role', row['role'])}"

    def publication(self, row: Row) -> str:
        """'10 feb 2020 · Terugkoppeling'"""
        return f"{self.said_on(row['meeting'])} · {self.code('publications', 'kind', row['kind'])}"

    def newest_first(self, rows: list[Row]) -> list[Row]:
        """Rows of meetings, or of what was said in one, by the day of the meeting."""
        held = {row["id"]: parse_interval(row["held_on"]).start for row in self.package.rows["meetings"]}
        return sorted(rows, key=lambda row: held[row.get("meeting", row["id"])], reverse=True)


_NAMES: dict[str, Callable[[Names, Row], str]] = {
    "meetings": Names.meeting,
    "follow_ups": Names.follow_up,
    "discussions": Names.discussion,
    "status_updates": Names.status_update,
    "involvements": Names.involvement,
    "topics": lambda names, row: str(row["title"]),
    "stakeholders": lambda names, row: str(row["name"]),
    "stakeholder_aliases": lambda names, row: str(row["name"]),
    "moments": lambda names, row: str(row["name"]),
    "publications": Names.publication,
}
_DATED = ("meetings", "follow_ups", "discussions")
_SORTED: dict[str, Callable[[Names, list[Row]], list[Row]]] = dict.fromkeys(_DATED, Names.newest_first)
