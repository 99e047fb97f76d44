"""A follow-up can be a statement: something merely reported. Revision: 0004."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KINDS = "agreement decision request suggestion concern position ambition announcement statement"
_CHECK = f"""CHECK ("kind" IN ({", ".join(f"'{kind}'" for kind in _KINDS.split())}))"""
_NAME = "follow_ups_kind_code"


def upgrade() -> None:
    """The database's own check of the kind knows the new one; no row changes."""
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_on_sqlite(op.get_bind())
        return
    op.execute(f"ALTER TABLE follow_ups DROP CONSTRAINT {_NAME}")
    op.execute(f"ALTER TABLE follow_ups ADD CONSTRAINT {_NAME} {_CHECK}")


def _rewrite_on_sqlite(connection: sa.Connection) -> None:
    """SQLite has no ALTER for a check. Its manual (lang_altertable) gives this way for one that only becomes wider.

    Building the table anew instead would have to take apart every key that points at it.
    """
    find = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'follow_ups'")
    old = connection.execute(find).scalar_one()
    new, number = re.subn(rf"""CONSTRAINT {_NAME} CHECK \("kind" IN \([^)]*\)\)""", f"CONSTRAINT {_NAME} {_CHECK}", old)
    if number != 1:
        raise RuntimeError(f"the check {_NAME} of the table follow_ups was not found")
    schema_version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    write = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = 'follow_ups'")
    connection.execute(write, {"sql": new})
    connection.exec_driver_sql(f"PRAGMA schema_version = {schema_version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
