"""The schema, read from data/datapackage.json: the only declaration of columns, types, codes and keys."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE_DIR = Path(__file__).resolve().parents[2] / "data"
DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Field:
    """One column of a resource."""

    name: str
    type: str
    description: str
    required: bool
    enum: tuple[str, ...]
    is_edtf: bool
    is_unique: bool = False
    groups: tuple[tuple[str, str], ...] = ()  # a code of `enum` and its group, where codes are grouped
    max_length: int | None = None  # characters


@dataclass(frozen=True)
class ForeignKey:
    """Columns here that point at columns of another resource (or of this one)."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True)
class Resource:
    """One table of the package; every resource has the primary key `id`."""

    name: str
    path: str
    title: str
    description: str
    fields: tuple[Field, ...]
    foreign_keys: tuple[ForeignKey, ...]
    unique_keys: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [field.name for field in self.fields]

    def field(self, name: str) -> Field:
        """Raises KeyError for a column that the descriptor does not declare."""
        return {field.name: field for field in self.fields}[name]


Schema = dict[str, Resource]


def _field(raw: dict[str, Any]) -> Field:
    constraints = raw.get("constraints", {})
    return Field(
        name=raw["name"],
        type=raw["type"],
        description=raw["description"],
        required=bool(constraints.get("required")),
        enum=tuple(constraints.get("enum", ())),
        is_edtf=raw.get("x_format") == "edtf",
        is_unique=bool(constraints.get("unique")),
        max_length=constraints.get("maxLength"),
        groups=tuple(raw.get("x_groups", {}).items()),
    )


def _foreign_key(raw: dict[str, Any], own_name: str) -> ForeignKey:
    reference = raw["reference"]
    return ForeignKey(tuple(raw["fields"]), reference["resource"] or own_name, tuple(reference["fields"]))


def _resource(raw: dict[str, Any]) -> Resource:
    schema = raw["schema"]
    return Resource(
        name=raw["name"],
        path=raw["path"],
        title=raw["title"],
        description=raw["description"],
        fields=tuple(_field(field) for field in schema["fields"]),
        foreign_keys=tuple(_foreign_key(key, raw["name"]) for key in schema.get("foreignKeys", ())),
        unique_keys=tuple(tuple(key) for key in schema.get("x_uniqueKeys", ())),
    )


def group_by_kind() -> dict[str, str]:
    """What a kind of follow-up counts as: agreed, asked or said. The first two are tasks; what is said is none."""
    return dict(load_schema()["follow_ups"].field("kind").groups)


@cache
def read_descriptor(package_dir: Path = PACKAGE_DIR) -> dict[str, Any]:
    """The descriptor as it stands in its file: never change it."""
    descriptor: dict[str, Any] = json.loads((package_dir / DESCRIPTOR).read_text(encoding="utf-8"))
    return descriptor


@cache
def load_schema(package_dir: Path = PACKAGE_DIR) -> Schema:
    """Resources by name, in the descriptor's order (referenced before referring)."""
    return {resource["name"]: _resource(resource) for resource in read_descriptor(package_dir)["resources"]}
