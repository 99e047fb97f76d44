"""One step that several migrations share: a check of codes that takes more of them."""

import re

import sqlalchemy as sa
from alembic import op


def among(column: str, codes: tuple[str, ...]) -> str:
    """The condition that a column holds one of the codes, as the tables write it."""
    return f'"{column}" IN ({", ".join(f"{code!r}" for code in codes)})'


def widen(table: str, column: str, codes: tuple[str, ...]) -> None:
    """The database's own check of a column takes these codes from now on; no row changes."""
    name, check = f"{table}_{column}_code", f"CHECK ({among(column, codes)})"
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_on_sqlite(op.get_bind(), table, name, column, check)
        return
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {check}")


def _rewrite_on_sqlite(connection: sa.Connection, table: str, name: str, column: str, check: str) -> None:
    """SQLite has no ALTER for a check. Its manual (lang_altertable) gives this way for one that only becomes wider.

    Building the table anew instead would have to take apart every key that points at it.
    """
    find = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    old = connection.execute(find, {"table": table}).scalar_one()
    pattern = rf"""CONSTRAINT {name} CHECK \("{column}" IN \([^)]*\)\)"""
    new, number = re.subn(pattern, f"CONSTRAINT {name} {check}", old)
    if number != 1:
        raise RuntimeError(f"the check {name} of the table {table} was not found")
    schema_version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    write = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :table")
    connection.execute(write, {"sql": new, "table": table})
    connection.exec_driver_sql(f"PRAGMA schema_version = {schema_version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
