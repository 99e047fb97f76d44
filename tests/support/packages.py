"""Packages to test with: made of the rows that a test names, small ones on disk, and changes of their files."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from lovp_data.package.files import Package, Row, read_package
from lovp_data.package.schema import Field, Resource, load_schema

# The day on which the tests are read: after everything in the shipped package. Never the clock.
TODAY = date(2026, 11, 27)
SHIPPED_POINTS = len(read_package().rows["follow_ups"])
NOTE = "Veiligheidsbeeld\nAfgesproken is dit te\nbespreken – “zo snel mogelijk”.\n"
QUOTE = "Afgesproken is dit te\nbespreken"


def _default(field: Field, resource: Resource, number: int, rows: dict[str, list[Row]]) -> Any:
    """A value that passes the schema: nothing where nothing is required, else the plainest thing there is."""
    if not field.required:
        return None
    for key in resource.foreign_keys:
        if key.fields == (field.name,):
            return rows[key.resource][0]["id"]
    if field.enum:
        return field.enum[0]
    plain = {"integer": number, "boolean": False}
    return "2020-01-10" if field.is_edtf else plain.get(field.type, f"{resource.name}_{number}")


def _filled(resource: Resource, number: int, given: Row, rows: dict[str, list[Row]]) -> Row:
    unknown = given.keys() - set(resource.columns)
    assert not unknown, f"{resource.name} has no column {unknown}"
    return {f.name: given.get(f.name, _default(f, resource, number, rows)) for f in resource.fields}


def _add_discussions(rows: dict[str, list[Row]]) -> None:
    """A follow-up or a role is said in a discussion; make those that the test left out."""
    resource, discussions = load_schema()["discussions"], rows["discussions"]
    for row in [*rows["follow_ups"], *rows["involvements"]]:
        pair = {"topic": row["topic"], "meeting": row["meeting"]}
        if not any(pair.items() <= each.items() for each in discussions):
            discussions.append(_filled(resource, len(discussions) + 1, pair, rows))


def make_package(texts: dict[str, str] | None = None, **given: list[Row]) -> Package:
    """A package of the rows given, each filled up by the schema; one meeting and one topic if none are given."""
    given = {"meetings": [{"id": "m"}], "topics": [{"id": "t", "title": "Onderwerp"}]} | given
    rows: dict[str, list[Row]] = {}
    for name, resource in load_schema().items():
        rows[name] = []
        for number, partial in enumerate(given.get(name, []), start=1):
            rows[name].append(_filled(resource, number, partial, rows))
    _add_discussions(rows)
    return Package(rows, texts or {})


RELEASED = Path(__file__).parent / "released"


def released_package(version: str, folder: Path) -> Path:
    """The data package of an earlier release, taken out below `folder`."""
    with zipfile.ZipFile(RELEASED / f"{version}.zip") as archive:
        archive.extractall(folder)
    return folder


def read_cells(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")))


def write_cells(file: Path, lines: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(lines)
    file.write_bytes(out.getvalue().encode("utf-8"))


def change_row(file: Path, key: str, cells: dict[str, str]) -> int:
    """Write cells into the row with this id; returns the row's number, the header being row 1."""
    lines = read_cells(file)
    place = [line[0] for line in lines].index(key)
    for name, value in cells.items():
        lines[place][lines[0].index(name)] = value
    write_cells(file, lines)
    return place + 1


def remove_row(file: Path, key: str) -> None:
    write_cells(file, [line for line in read_cells(file) if line[0] != key])


def small_package() -> Package:
    """Every type and every kind of key, in a few rows: a held text, a quote over two lines, a list, a later meeting."""
    place = {"quote": QUOTE, "quote_start": NOTE.index(QUOTE), "quote_end": NOTE.index(QUOTE) + len(QUOTE)}
    return make_package(
        texts={"sources/m1.txt": NOTE},
        meetings=[
            {"id": "m1", "held_on": "2020-01-10", "text_path": "sources/m1.txt", "published_on": date(2020, 1, 20)},
            {"id": "m2", "held_on": "2020-02-10", "state": "cancelled", "replaced_by": "m3"},
            {"id": "m3", "held_on": "2020-03-10"},
        ],
        topics=[{"id": "t1", "title": "Eén"}, {"id": "t2", "title": "Twee", "standing": True}],
        follow_ups=[
            {"id": "f1", "meeting": "m1", "aspects": ["één", "twee, drie"], "due_meeting": "m2", **place},
            {"id": "f2", "meeting": "m3", "topic": "t2"},
        ],
        status_updates=[{"id": "u1", "follow_up": "f1", "on": "2020-03", "status": "done", "note": 'Klaar, "af".'}],
        stakeholders=[{"id": "s1", "name": "Stichting", "short_name": "S"}],
        involvements=[{"id": "i1", "topic": "t1", "meeting": "m1", "follow_up": "f1", "stakeholder": "s1"}],
    )
