"""Checks of single rows about to be written: the same faults, in the same words, as the check of a package on disk.

Why not that check itself: frictionless on nine files costs about 0.2 s, under the lock of all writers. Types and
constraints of the touched cells are still frictionless' own (Field.read_cell); only keys are looked up here.
"""

import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from lovp_data.package.check import check_cell, problem_of
from lovp_data.package.errors import Problem
from lovp_data.package.files import Cells, Package, Row, is_storable
from lovp_data.package.schema import DESCRIPTOR, PACKAGE_DIR, Field, ForeignKey, Resource, load_schema

if TYPE_CHECKING:
    from frictionless import Schema as FrictionlessSchema


@cache
def _declared(name: str) -> "FrictionlessSchema":
    # Frictionless takes a fifth of a second to import, which a server that has its store already need not wait for.
    from frictionless import Schema as FrictionlessSchema

    descriptor = json.loads((PACKAGE_DIR / DESCRIPTOR).read_text(encoding="utf-8"))
    declared = next(resource for resource in descriptor["resources"] if resource["name"] == name)
    return FrictionlessSchema.from_descriptor(declared["schema"])


def check_cells(resource: Resource, number: int, cells: Cells) -> list[Problem]:
    """Faults of type, constraint and form in one row; `number` counts rows with the header as 1."""
    if unknown := sorted(cells.keys() - set(resource.columns)):
        return [Problem("header", resource.path, 1, unknown[0], unknown[0], ", ".join(resource.columns))]
    return [problem for field in resource.fields for problem in _check_cell(resource, number, field, cells[field.name])]


def _check_cell(resource: Resource, number: int, field: Field, cell: str) -> list[Problem]:
    if problem := check_text(cell, resource.path, number, field.name):
        return [problem]
    if not _is_kept_by_csv(cell):
        details = r"text whose lines end in \n or \r\n"
        return [Problem("wrong_pattern", resource.path, number, field.name, repr(cell)[1:-1], details)]
    _, notes = _declared(resource.name).get_field(field.name).read_cell(cell)
    if notes:
        return [_declared_problem(resource, number, field, cell, *note) for note in notes.items()]
    problem = check_cell(resource.path, number, field, cell)
    return [problem] if problem else []


def check_text(text: str, file: str, number: int | None = None, field: str | None = None) -> Problem | None:
    """A text that a database or a file would not take."""
    if "\0" in text:
        return Problem("unsafe_text", file, number, field)
    return None if is_storable(text) else Problem("encoding", file, number, field, ascii(text)[1:-1])


def _is_kept_by_csv(cell: str) -> bool:
    """False for a lone carriage return, which Python's csv writes bare and then reads as the end of the row."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(["", cell])
    try:
        return list(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [["", cell]]
    except csv.Error:
        return False


def _declared_problem(resource: Resource, number: int, field: Field, cell: str, name: str, note: str) -> Problem:
    kind = "type-error" if name == "type" else "constraint-error"
    error = {"type": kind, "fieldName": field.name, "cell": cell, "note": note, "rowNumber": number}
    return problem_of(resource, error, load_schema())


def check_text_path(path: str) -> list[Problem]:
    """A source text's path has the form that meetings.text_path must have: below sources/, nowhere else."""
    _, notes = _declared("meetings").get_field("text_path").read_cell(path)
    is_sound = path and not notes
    return [] if is_sound else [Problem("wrong_pattern", path, found=path, details=r"sources/[A-Za-z0-9_.-]+\.txt")]


def check_keys(package: Package) -> list[Problem]:
    """Values that must stand in one row only, and keys that must lead to a row."""
    return [*_repeated(package), *_dangling(package)]


def _repeated(package: Package) -> Iterator[Problem]:
    for resource in load_schema().values():
        for field in (field.name for field in resource.fields if field.is_unique):
            seen: set[Any] = set()
            for number, row in enumerate(package.rows[resource.name], start=2):
                if row[field] in seen:
                    yield Problem("duplicate_key", resource.path, number, field, str(row[field]))
                seen |= {row[field]} - {None}


def _dangling(package: Package) -> Iterator[Problem]:
    for resource in load_schema().values():
        for key in resource.foreign_keys:
            known = {_values(row, key.reference) for row in package.rows[key.resource]}
            for number, row in enumerate(package.rows[resource.name], start=2):
                wanted = _values(row, key.fields)
                if None not in wanted and wanted not in known:
                    yield _dangling_problem(resource, key, number, wanted)


def _values(row: Row, fields: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[field] for field in fields)


def _dangling_problem(resource: Resource, key: ForeignKey, number: int, wanted: tuple[Any, ...]) -> Problem:
    target = f"{load_schema()[key.resource].path} ({', '.join(key.reference)})"
    fields = ", ".join(key.fields)
    return Problem("dangling_key", resource.path, number, fields, ", ".join(map(str, wanted)), target)
