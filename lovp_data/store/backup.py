"""Backups of the store, made while the dashboard runs: SQLite by its backup interface, PostgreSQL by pg_dump."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from lovp_data.package.errors import StoreError
from lovp_data.store.connection import Database
from lovp_data.store.postgres_tools import dump
from lovp_data.store.revision import VERSION_TABLE
from lovp_data.store.store import Store
from lovp_data.store.tables import store_metadata

Opened = TypeVar("Opened", Store, Database)
TABLES = (*store_metadata().tables, VERSION_TABLE)


def backup(url: str, target: Path) -> None:
    """Write the store, as of one moment, to a file that is not there yet. Raises StoreError; then there is no file."""
    with opened(Store(url)) as store:
        if not store.version():
            raise StoreError("the store is empty; there is nothing to back up")
    with opened(Database(url)) as database, database.reading() as connection:
        save(connection, target)


@contextmanager
def opened(each: Opened) -> Iterator[Opened]:
    """Give the connections back at the end: files are about to be moved."""
    try:
        yield each
    finally:
        each.engine.dispose()


def save(connection: Connection, target: Path) -> None:
    """Write what the connection sees to a file. Raises StoreError if it is there already or cannot be written."""
    if target.exists():
        raise StoreError(f"{target} is there already; give another name")
    # Under another name first: a file of the right name is a whole one.
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _copy_out(connection, part)
        part.rename(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target} cannot be written: {error}") from error
    finally:
        with suppress(OSError):
            part.unlink()


def _copy_out(connection: Connection, part: Path) -> None:
    if connection.dialect.name == "sqlite":
        # By a connection of its own: SQLite copies nothing for one that holds the right to write.
        with closing(sqlite3.connect(connection.engine.url.database or "")) as source:
            copy_file(source, part)
    else:
        dump(connection, TABLES, part)


def copy_file(source: sqlite3.Connection, target: Path) -> None:
    """An SQLite database as one file, without the -wal and -shm beside it."""
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
