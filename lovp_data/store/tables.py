"""Database tables, derived from the schema; the same for SQLite and PostgreSQL."""

from functools import cache

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.types import TypeEngine

from lovp_data.package.schema import Field, ForeignKey, Resource, Schema, load_schema

_TYPES: dict[str, TypeEngine] = {
    "string": Text(),
    "integer": Integer(),
    "boolean": Boolean(),
    "date": Date(),
    "array": JSON(none_as_null=True),
}

# The package's row order, kept so that an export gives the same bytes.
ROW_ORDER = "row_order"

# What the database itself refuses, whoever asks. SQLite's REPLACE removes rows without a delete trigger, so an
# insert over an entry is refused too.
_REFUSAL = "the ledger is append-only"
_SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER ledger_no_{verb.lower()} BEFORE {verb} ON ledger{condition} "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb, condition in (
        ("UPDATE", ""),
        ("DELETE", ""),
        ("INSERT", " WHEN EXISTS (SELECT 1 FROM ledger WHERE number = NEW.number)"),
    )
)
LEDGER_FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
)
_POSTGRESQL_GUARDS = (
    LEDGER_FUNCTION,
    "CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()",
)


@cache
def store_metadata() -> MetaData:
    """The tables of the store for the shipped schema."""
    return build_metadata(load_schema())


def table(name: str) -> Table:
    """One table of the store. Raises KeyError if there is none of that name."""
    return store_metadata().tables[name]


def build_metadata(schema: Schema) -> MetaData:
    """One table per resource, with keys and codes as constraints, and five tables of our own."""
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
    _drafts(metadata)
    _guard(_ledger(metadata))
    return metadata


def _ledger(metadata: MetaData) -> Table:
    """One row per row written, or per import; `number` is without gaps, `at` is UTC, `place` is a row_order."""
    return Table(
        "ledger",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("transaction_id", Integer, nullable=False),
        Column("at", DateTime, nullable=False),
        Column("who", Text, nullable=False),
        Column("why", Text, nullable=False),
        Column("action", Text, nullable=False),
        Column("resource", Text),
        Column("id", Text),
        Column("before", JSON(none_as_null=True)),
        Column("after", JSON(none_as_null=True)),
        Column("place", Integer),
        Column("undoes", Integer),
        Column("touched", JSON(none_as_null=True)),
        Index("ledger_row", "resource", "id"),
    )


def _guard(ledger: Table) -> None:
    guards = [("sqlite", _SQLITE_GUARDS), ("postgresql", _POSTGRESQL_GUARDS)]
    for dialect, statement in ((dialect, each) for dialect, statements in guards for each in statements):
        event.listen(ledger, "after_create", DDL(statement).execute_if(dialect=dialect))


def _drafts(metadata: MetaData) -> Table:
    """One row per reviewed note that is not stored yet; no part of the package."""
    return Table(
        "drafts",
        metadata,
        Column("id", Text, primary_key=True),
        Column("who", Text, nullable=False),
        Column("updated_at", DateTime, nullable=False),
        Column("version", Integer, nullable=False),
        Column("content", JSON, nullable=False),
    )


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
