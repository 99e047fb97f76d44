"""Packages written by an earlier version: columns and tables that they could not know are taken as empty."""

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lovp_data.package.schema import DESCRIPTOR, Resource, load_schema

Declared = dict[str, list[str]]  # column names by resource


@contextmanager
def as_of_today(package_dir: Path) -> Iterator[Path]:
    """The folder itself; of one whose own descriptor lacks columns or tables of ours, a copy that has them, empty.

    A file that does not have the columns that its own descriptor names is left as it is, for the checks to name.
    """
    declared = _declared(package_dir)
    lacking = [each for each in load_schema().values() if set(each.columns) - set(declared.get(each.name, ()))]
    if not declared or not lacking:
        yield package_dir
        return
    with tempfile.TemporaryDirectory(prefix="lovp-package-") as folder:
        copy = Path(shutil.copytree(package_dir, Path(folder) / "package"))
        for resource in lacking:
            _complete(copy / resource.path, resource, declared.get(resource.name))
        yield copy


def _declared(package_dir: Path) -> Declared:
    """What the package's own descriptor says; nothing if it says nothing that can be read."""
    try:
        raw = json.loads((package_dir / DESCRIPTOR).read_text(encoding="utf-8"))
        return {each["name"]: [field["name"] for field in each["schema"]["fields"]] for each in raw["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _complete(file: Path, resource: Resource, columns: list[str] | None) -> None:
    if columns is None:
        lines: list[list[str]] = [[]] if not file.exists() else []
    else:
        text = file.read_bytes().decode("utf-8-sig", errors="replace") if file.is_file() else ""
        lines = list(csv.reader(io.StringIO(text, newline="")))
    if not lines or lines[0] != (columns or []) or any(len(line) != len(columns or []) for line in lines):
        return
    rows = [dict(zip(columns or [], line, strict=True)) for line in lines[1:]]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, resource.columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_bytes(out.getvalue().encode("utf-8"))
