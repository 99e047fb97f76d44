"""The package on disk: CSV files, the descriptor and the source texts, read and written."""

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lovp_data.package.schema import DESCRIPTOR, PACKAGE_DIR, Field, Resource, Schema, load_schema

Row = dict[str, Any]
Cells = dict[str, str]  # a row as the cells of its CSV line
Snapshot = dict[tuple[str, str], Cells]  # by (resource, id)
# The one form in which a cell of a type is written; Python's own readers take more than that.
_FORMS = {
    "integer": re.compile(r"-?[0-9]+"),
    "boolean": re.compile("true|false"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


@dataclass(frozen=True)
class Package:
    """Rows per resource (typed, in file order) and source texts by path."""

    rows: dict[str, list[Row]]
    texts: dict[str, str]


def parse_cell(field: Field, cell: str) -> Any:
    """The typed value of a cell; empty is None. Raises ValueError if it is not of the field's type."""
    if cell == "":
        return None
    if (form := _FORMS.get(field.type)) and not form.fullmatch(cell):
        raise ValueError(f"not of type {field.type}: {cell!r}")
    match field.type:
        case "integer":
            return int(cell)
        case "boolean":
            return cell == "true"
        case "date":
            return date.fromisoformat(cell)
        case "array":
            return _texts(cell)
    return cell


def _texts(cell: str) -> list[str]:
    items = json.loads(cell)
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError(f"not a JSON array of texts: {cell!r}")
    return items


def format_cell(value: Any) -> str:
    """The cell of a typed value: ISO dates, true/false, JSON arrays, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def is_storable(text: str) -> bool:
    """False for half characters (lone surrogates), which no database takes."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def read_text(path: Path) -> str:
    """Text with its line ends untouched, so that places in it stay true."""
    return path.read_bytes().decode("utf-8")


def read_lines(resource: Resource, package_dir: Path) -> list[dict[str, str]]:
    """The cells of a table as texts. A byte order mark, which Excel writes, is no part of the first name."""
    text = read_text(package_dir / resource.path).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_rows(resource: Resource, package_dir: Path) -> list[Row]:
    """The typed rows of one table. Raises ValueError for a cell that is not of its type."""
    lines = read_lines(resource, package_dir)
    return [{f.name: parse_cell(f, line[f.name]) for f in resource.fields} for line in lines]


def read_package(package_dir: Path = PACKAGE_DIR) -> Package:
    """The package as it stands. Call `check.check_package` first: a faulty file raises whatever Python raises."""
    schema = load_schema()
    rows = {name: read_rows(resource, package_dir) for name, resource in schema.items()}
    paths = sorted({row["text_path"] for row in rows["meetings"] if row["text_path"]})
    # A text that is missing is named by the rules, with the row that asks for it.
    return Package(rows, {path: read_text(package_dir / path) for path in paths if (package_dir / path).is_file()})


def csv_bytes(resource: Resource, rows: list[Row]) -> bytes:
    """The canonical file: UTF-8, LF, quotation marks only where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(resource.columns)
    writer.writerows([format_cell(row[name]) for name in resource.columns] for row in rows)
    return out.getvalue().encode("utf-8")


def package_files(package: Package) -> dict[str, bytes]:
    """Every file of the package by its path, as canonical bytes."""
    schema: Schema = load_schema()
    files = {DESCRIPTOR: (PACKAGE_DIR / DESCRIPTOR).read_bytes()}
    files |= {resource.path: csv_bytes(resource, package.rows[name]) for name, resource in schema.items()}
    return files | {path: text.encode("utf-8") for path, text in package.texts.items()}


def write_package(package: Package, target: Path) -> None:
    """Write all files below `target`, making folders where they are missing."""
    for path, content in package_files(package).items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)


def package_digest(package_dir: Path = PACKAGE_DIR) -> str:
    """A fingerprint of all files in the package; changes when any byte of it does."""
    digest = hashlib.sha256()
    for path in sorted(p for p in package_dir.rglob("*") if p.is_file()):
        digest.update(path.relative_to(package_dir).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
