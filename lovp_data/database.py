"""Database tables, derived from the schema; the same for SQLite and PostgreSQL."""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Engine,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.engine import make_url
from sqlalchemy.types import TypeEngine

from lovp_data.schema import Field, ForeignKey, Resource, Schema

_TYPES: dict[str, TypeEngine] = {
    "string": Text(),
    "integer": Integer(),
    "boolean": Boolean(),
    "date": Date(),
    "array": JSON(none_as_null=True),
}

# The package's row order, kept so that an export gives the same bytes.
ROW_ORDER = "row_order"


def build_metadata(schema: Schema) -> MetaData:
    """One table per resource, with keys and codes as constraints, and three tables of our own."""
    metadata = MetaData()
    for resource in schema.values():
        _table(resource, metadata)
    Table("store_facts", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
    Table("source_texts", metadata, Column("path", Text, primary_key=True), Column("text", Text, nullable=False))
    # The rows as last imported: what tells an edit from a change in the package.
    Table(
        "package_rows",
        metadata,
        Column("resource", Text, primary_key=True),
        Column("id", Text, primary_key=True),
        Column("cells", JSON, nullable=False),
    )
    return metadata


def _table(resource: Resource, metadata: MetaData) -> Table:
    columns = [_column(field) for field in resource.fields]
    unique = [UniqueConstraint(*key) for key in resource.unique_keys]
    foreign = [_foreign_key(key) for key in resource.foreign_keys]
    enums = [_enum_constraint(resource, field) for field in resource.fields if field.enum]
    order = Column(ROW_ORDER, Integer, nullable=False)
    return Table(resource.name, metadata, *columns, order, *unique, *foreign, *enums)


def _column(field: Field) -> Column:
    return Column(field.name, _TYPES[field.type], primary_key=field.name == "id", nullable=not field.required)


def _enum_constraint(resource: Resource, field: Field) -> CheckConstraint:
    codes = ", ".join(f"'{code}'" for code in field.enum)
    return CheckConstraint(f'"{field.name}" IN ({codes})', name=f"{resource.name}_{field.name}_code")


def _foreign_key(key: ForeignKey) -> ForeignKeyConstraint:
    targets = [f"{key.resource}.{name}" for name in key.reference]
    # Deferred: meetings point at later meetings, and an import replaces all rows in one transaction.
    return ForeignKeyConstraint(key.fields, targets, deferrable=True, initially="DEFERRED")


def connect(url: str) -> Engine:
    """An engine for the address; SQLite gets foreign keys, WAL and one writer at a time."""
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(url, pool_pre_ping=not is_sqlite)
    if is_sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA busy_timeout=10000")
