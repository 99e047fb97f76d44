"""Putting a backup in the place of the store, in one transaction under the lock of all writers.

Until that is committed the store is the old one; the backup is found sound before. What was replaced is kept in a file.
Only an SQLite file that cannot be opened any more is not written to, but set aside whole.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, literal, select, text

from lovp_data.package.errors import DamagedStoreError, NewerStoreError, PackageError, StoreError
from lovp_data.package.files import Snapshot
from lovp_data.store.backup import copy_file, opened, save
from lovp_data.store.connection import Database
from lovp_data.store.ledger import Signature, append, touched_between
from lovp_data.store.postgres_tools import script_of
from lovp_data.store.revision import VERSION_TABLE, Shape, bring_up_to_date, check_database, shape_of
from lovp_data.store.rows import grow_version, insert_rows, read_all, version, whole_snapshot
from lovp_data.store.store import Store, check_whole
from lovp_data.store.tables import LEDGER_FUNCTION, store_metadata

_SQLITE_MARK = b"SQLite format 3\0"
_POSTGRESQL_MARK = b"PGDMP"


def restore(url: str, source: Path, signature: Signature) -> Path | None:
    """Put a backup in the place of the store; returns the file that keeps what was replaced, None if it was empty.

    Raises StoreError if the file is no sound store of this or an earlier version, or a tool is missing; the store is
    then as it was.
    """
    with opened(Database(url)) as database:
        if database.is_sqlite:
            _check_mark(source, _SQLITE_MARK, "an SQLite store")
            return _restore_sqlite(database, source, signature)
        _check_mark(source, _POSTGRESQL_MARK, "a PostgreSQL store")
        kept = source.with_name(f"{source.name}.{_stamp(signature.at)}")
        with database.writing() as connection:
            script = script_of(source, connection)
            _refuse_other_schema(source, script, connection)
            return _replace(connection, lambda: _run_script(connection, script), kept, signature)


def _check_mark(source: Path, mark: bytes, kind: str) -> None:
    try:
        with source.open("rb") as file:
            is_right = file.read(len(mark)) == mark
    except OSError as error:
        raise StoreError(f"{source} cannot be read: {error.strerror}") from None
    if not is_right:
        raise StoreError(f"{source} is no backup of {kind}; nothing was changed")


def _stamp(at: datetime) -> str:
    return f"replaced-{at:%Y%m%dT%H%M%SZ}"


def _replace(connection: Connection, fill: Callable[[], None], kept: Path, signature: Signature) -> Path | None:
    """Within the transaction of the caller: keep what is there, fill the store anew, see that it is sound."""
    before, reached = _held(connection)
    is_kept = _holds_rows(connection)
    if is_kept:
        save(connection, kept)
    _drop(connection)
    fill()
    bring_up_to_date(connection)
    _finish(connection, before, reached, signature)
    return kept if is_kept else None


def _holds_rows(connection: Connection) -> bool:
    """True if anything would be lost, be it only a draft, or what is left of half a store."""
    present = set(inspect(connection).get_table_names())
    ours = [each for name, each in store_metadata().tables.items() if name in present]
    return any(connection.execute(select(literal(1)).select_from(each).limit(1)).first() for each in ours)


def _held(connection: Connection) -> tuple[Snapshot, int]:
    """All rows and the version of the store there is; no rows of one that is older or lacks tables.

    Raises NewerStoreError: nothing is known of its further tables; ForeignTablesError: they are someone else's.
    """
    try:
        shape = shape_of(connection)
    except DamagedStoreError:
        shape = Shape.OLDER
    facts = "store_facts" in inspect(connection).get_table_names()
    before = whole_snapshot(read_all(connection)) if shape is Shape.CURRENT else {}
    return before, version(connection) if facts else 0


def _drop(connection: Connection) -> None:
    store_metadata().drop_all(connection)
    connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))


def _finish(connection: Connection, before: Snapshot, reached: int, signature: Signature) -> None:
    """The version grows beyond both stores', so that nobody takes the rows for some that were seen before."""
    package = read_all(connection)
    if not version(connection):
        raise StoreError("the backup holds an empty store; nothing was changed")
    try:
        check_whole(package)
    except PackageError as error:
        raise StoreError(f"the backup holds a store that is not sound; nothing was changed:\n{error}") from error
    touched = touched_between(before, whole_snapshot(package))
    append(connection, grow_version(connection, reached), signature, [{"action": "restore", "touched": touched}])


def _refuse_other_schema(source: Path, script: str, connection: Connection) -> None:
    """The script names the schema of every table: it would make them there, beside the store."""
    there = set(re.findall(r"^CREATE TABLE (\S+)\.\w+ \($", script, re.MULTILINE))
    here = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    if there != {here}:
        named = f"{source} is a backup of the schema {', '.join(sorted(there)) or '(none)'}"
        advice = "Restore it into a database whose search_path begins with that schema"
        raise StoreError(f"{named}, and the store is in the schema {here}; nothing was changed. {advice}")


def _run_script(connection: Connection, script: str) -> None:
    connection.exec_driver_sql(LEDGER_FUNCTION)  # the archive holds tables and their triggers, not the function
    cursor = connection.connection.cursor()
    try:
        cursor.execute(script)
    except connection.dialect.loaded_dbapi.Error as error:
        reason = (str(error).splitlines() or ["no reason given"])[0]
        raise StoreError(f"the backup cannot be put back: {reason}; nothing was changed") from error
    finally:
        cursor.close()
    # pg_dump's script ends with an empty search path and other settings of its own.
    connection.exec_driver_sql("RESET ALL")


# --- SQLite ---------------------------------------------------------------------------------------------------------


def _restore_sqlite(database: Database, source: Path, signature: Signature) -> Path | None:
    file = Path(database.engine.url.database or "")
    kept = file.with_name(f"{file.name}.{_stamp(signature.at)}")
    with _sound_copy(source, file.with_name(f".{file.name}.restore")) as copy:
        if _is_usable(database):
            with database.writing() as connection:
                return _replace(connection, lambda: _copy_in(copy, connection), kept, signature)
        return _set_aside(database, file, copy, kept, signature)


@contextmanager
def _sound_copy(source: Path, place: Path) -> Iterator[Path]:
    """A copy of the backup beside the store, whole and migrated."""
    try:
        place.unlink(missing_ok=True)
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original:
            copy_file(original, place)
        _check_copy(source, place)
        yield place
    except sqlite3.Error as error:
        raise StoreError(f"{source} cannot be read: {error}; nothing was changed") from error
    except OSError as error:
        raise StoreError(f"{place} cannot be written: {error.strerror}; nothing was changed") from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            place.with_name(place.name + suffix).unlink(missing_ok=True)


def _check_copy(source: Path, place: Path) -> None:
    try:
        with opened(_open_copy(place)) as store:
            store.read()
    except StoreError as error:
        raise StoreError(f"{source} is no sound backup; nothing was changed. Its copy says: {error}") from error


def _open_copy(place: Path) -> Store:
    """Migrates it, if it is of an earlier version."""
    return Store(URL.create("sqlite", database=str(place)).render_as_string())


def _is_usable(database: Database) -> bool:
    """False if the present file is damaged or of a newer version. Raises StoreError if it cannot be told."""
    try:
        with database.reading() as connection:
            check_database(connection)
            shape_of(connection)
    except (DamagedStoreError, NewerStoreError):
        return False
    return True


def _copy_in(copy: Path, connection: Connection) -> None:
    """All rows of the copy, table by table, into fresh tables."""
    bring_up_to_date(connection)
    with opened(_open_copy(copy)) as store, store.engine.connect() as source:
        for each in store_metadata().sorted_tables:
            insert_rows(connection, each.name, [dict(row) for row in source.execute(select(each)).mappings()])


def _set_aside(database: Database, file: Path, copy: Path, kept: Path, signature: Signature) -> Path:
    """The copy takes the place of a file that cannot be opened, which keeps all its bytes under another name."""
    with opened(Database(str(URL.create("sqlite", database=str(copy))))) as fresh, fresh.writing() as connection:
        _finish(connection, {}, 0, signature)
    with closing(sqlite3.connect(copy)) as whole:
        whole.execute("PRAGMA journal_mode=DELETE")
    database.engine.dispose()
    kept.hardlink_to(file)
    # The old log goes first: SQLite would play it into the new file.
    for suffix in ("-wal", "-shm"):
        if (log := file.with_name(file.name + suffix)).exists():
            log.rename(kept.with_name(kept.name + suffix))
    copy.replace(file)
    return kept
