"""Checks a package before anything is stored: files, then types and keys (frictionless), then our own rules."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from lovp_data.package.errors import PackageError, Problem
from lovp_data.package.files import Package, parse_cell, read_lines, read_package
from lovp_data.package.older import as_of_today
from lovp_data.package.rules import check_rules
from lovp_data.package.schema import DESCRIPTOR, PACKAGE_DIR, Field, Resource, Schema, load_schema

# Frictionless error types that say the same fault twice, or follow from one already named.
_ECHOES = {"primary-key", "resource-error"}
_HEADER_ERRORS = {
    "source-error",
    "blank-header",
    "incorrect-label",
    "missing-label",
    "extra-label",
    "duplicate-label",
    "blank-label",
}
_CODES = {"type-error": "wrong_type", "unique-error": "duplicate_key", "foreign-key": "dangling_key"}
_CODES |= {"blank-row": "blank_row", "missing-cell": "cell_count", "extra-cell": "cell_count"}
_LOCAL_DAY = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}")  # a day as a spreadsheet writes it
_CONSTRAINTS = {"required": "required", "enum": "unknown_code", "unique": "duplicate_key"}


def check_package(package_dir: Path = PACKAGE_DIR) -> Package:
    """Read the package if it is sound, also one of an earlier version. Raises PackageError with every problem found."""
    with as_of_today(package_dir) as whole:
        return _checked(whole)


def _checked(package_dir: Path) -> Package:
    problems = _check_files(package_dir) or _check_tables(package_dir) or _check_cells(package_dir)
    if problems:
        raise PackageError(problems)
    package = read_package(package_dir)
    if problems := check_rules(package):
        raise PackageError(problems)
    return package


def _check_files(package_dir: Path) -> list[Problem]:
    """Faults that would make every later message noise: files missing, or not UTF-8."""
    paths = [DESCRIPTOR, *(resource.path for resource in load_schema().values())]
    found = [problem for path in paths if (problem := _check_file(package_dir, path))]
    found += [each for resource in load_schema().values() for each in _check_separator(package_dir, resource)]
    return found or _check_texts(package_dir)


def _check_separator(package_dir: Path, resource: Resource) -> list[Problem]:
    """What a spreadsheet set to Dutch makes of a file: semicolons, and days as 14-12-2020 (the first of each field)."""
    file = package_dir / resource.path
    text = file.read_bytes().decode("utf-8-sig", errors="replace") if file.is_file() else ""
    header = text.split("\n", 1)[0]
    if ";" not in header or len(header.split(";")) <= len(header.split(",")):
        return []
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    days = [
        Problem("date_form", resource.path, number, name, cell)
        for number, line in enumerate(lines, start=2)
        for name, cell in line.items()
        if isinstance(cell, str) and _LOCAL_DAY.fullmatch(cell)
    ]
    first = {problem.field: problem for problem in reversed(days)}
    return [Problem("separator", resource.path, 1, found=";"), *first.values()]


def _check_file(package_dir: Path, path: str) -> Problem | None:
    file = package_dir / path
    if not file.is_file():
        return Problem("missing_file", path)
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        return Problem("encoding", path, row=row, found=repr(error.object[error.start : error.end])[2:-1])
    return Problem("unsafe_text", path, row=text[: text.index("\0")].count("\n") + 1) if "\0" in text else None


def _check_texts(package_dir: Path) -> list[Problem]:
    texts = sorted(path for path in package_dir.glob("sources/*") if path.is_file())
    return [p for path in texts if (p := _check_file(package_dir, path.relative_to(package_dir).as_posix()))]


def _check_tables(package_dir: Path) -> list[Problem]:
    # Not imported before it is needed: see row_checks.
    from frictionless import Package as FrictionlessPackage
    from frictionless import system

    schema = load_schema()
    descriptor = json.loads((PACKAGE_DIR / DESCRIPTOR).read_text(encoding="utf-8"))
    # Our own descriptor vouches for its paths; trusted lets a package lie anywhere on the disk.
    with system.use_context(trusted=True):
        report = FrictionlessPackage.from_descriptor(descriptor, basepath=str(package_dir)).validate()
    pairs = [(schema[task.name], error.to_descriptor()) for task in report.tasks for error in task.errors]
    pairs = [(resource, error) for resource, error in pairs if error["type"] not in _ECHOES]
    problems = [problem_of(resource, error, schema) for resource, error in pairs]
    return list(dict.fromkeys(problems))


def _check_cells(package_dir: Path) -> list[Problem]:
    """Cells that frictionless takes, but that are not in the one form in which we write them."""
    return [
        problem
        for resource in load_schema().values()
        for number, line in enumerate(read_lines(resource, package_dir), start=2)
        for field in resource.fields
        if (problem := check_cell(resource.path, number, field, line[field.name]))
    ]


def check_cell(file: str, number: int, field: Field, cell: str) -> Problem | None:
    """A cell that frictionless takes, but that is not in the one form in which we write it."""
    try:
        parse_cell(field, cell)
    except ValueError:
        code = "impossible_date" if field.type == "date" else "wrong_type"
        return Problem(code, file, number, field.name, cell, field.type)
    return None


def problem_of(resource: Resource, error: dict[str, Any], schema: Schema) -> Problem:
    """One frictionless error in our own words."""
    kind, name = error["type"], error.get("fieldName") or ", ".join(error.get("fieldNames", ()))
    # Frictionless writes a cell that is not there as 'None'.
    cell = "" if kind == "missing-cell" or error.get("cell") == "None" else error.get("cell")
    found = str(cell or ", ".join(map(str, error.get("fieldCells", ()))) or "")
    place: dict[str, Any] = {"file": resource.path, "row": error.get("rowNumber"), "field": name or None}
    if kind in _HEADER_ERRORS:
        place |= {"row": 1, "field": name or error.get("label")}
        return Problem("header", **place, found=error.get("label", ""), details=", ".join(resource.columns))
    if kind == "constraint-error":
        return _constraint_problem(resource, error, place, found)
    if kind == "foreign-key":
        place["field"] = ", ".join(error["fieldNames"])
        return Problem("dangling_key", **place, found=found, details=_target(resource, error, schema))
    if kind == "type-error" and resource.field(name).type == "date":
        return _date_problem(place, found)
    details = resource.field(name).type if kind == "type-error" else ""
    note = found or error.get("note", "")
    return Problem(_CODES.get(kind, "descriptor"), **place, found=note, details=details)


def _date_problem(place: dict[str, Any], found: str) -> Problem:
    return Problem("date_form" if _LOCAL_DAY.fullmatch(found) else "impossible_date", **place, found=found)


def _constraint_problem(resource: Resource, error: dict[str, Any], place: dict[str, Any], found: str) -> Problem:
    constraint = error["note"].split('"')[1]
    field = resource.field(place["field"])
    if constraint == "pattern" and field.is_edtf:
        return _date_problem(place, found)
    code = _CONSTRAINTS.get(constraint, "wrong_pattern")
    details = ", ".join(field.enum) if code == "unknown_code" else error["note"].split(" is ", 1)[-1].strip('"')
    return Problem(code, **place, found=found, details=details)


def _target(resource: Resource, error: dict[str, Any], schema: Schema) -> str:
    fields = tuple(error["fieldNames"])
    key = next((key for key in resource.foreign_keys if key.fields == fields), None)
    return f"{schema[key.resource].path} ({', '.join(key.reference)})" if key else error["note"]
