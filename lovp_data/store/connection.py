"""The connection to the database: one transaction at a time to write, one moment to read, and faults in words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from lovp_data.package.errors import StoreError
from lovp_data.package.schema import PACKAGE_DIR
from lovp_data.store.database_faults import in_words

DEFAULT_FILE = PACKAGE_DIR.parent / "var" / "lovp.sqlite"
LOCK_WAIT = 10_000  # milliseconds a writer waits for another one
READ_WAIT = 3_000  # milliseconds a reader waits for one answer; PostgreSQL only, SQLite has no one to wait for
# A PostgreSQL server that is gone without a word is noticed within seconds, not within the quarter of an hour that TCP
# would take.
_PATIENCE = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 5_000,
    "client_encoding": "utf8",
}
_POOL_WAIT = 3  # seconds for a connection of the pool: when all are taken, the database is slow
_BEGIN_READING = f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL statement_timeout = {READ_WAIT}"
_LOCK = 20200210  # any number that no one else takes as an advisory lock on this database


def store_url() -> str:
    """LOVP_DATABASE_URL, or an SQLite file in var/."""
    return os.environ.get("LOVP_DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


class Database:
    """An engine, and the only two ways in which the store uses it."""

    def __init__(self, url: str) -> None:
        """Raises StoreError, without the password, if it is no address we can use."""
        self.engine: Engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"

    @property
    def address(self) -> str:
        """The address without its password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, one writer at a time on either engine. Raises StoreError, nothing stored, if it fails."""
        with self._faults(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {LOCK_WAIT}")
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """All tables as of one moment, whoever writes meanwhile. Raises StoreError."""
        with self._faults(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN" if self.is_sqlite else _BEGIN_READING)
            yield connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """A value that the driver cannot read (ValueError) is damage too."""
        try:
            yield
        except (SQLAlchemyError, ValueError) as error:
            raise in_words(error, self.address) from error


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and address.database and "uri" not in address.query:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        return _connect(url)
    except (SQLAlchemyError, ImportError, OSError) as error:
        reason = f"{type(error).__name__} {getattr(error, 'strerror', None) or ''}".strip()
        message = "LOVP_DATABASE_URL is not an address of a database that can be used here"
        raise StoreError(f"{message} ({reason}); expected sqlite:///file or postgresql+psycopg://…") from None


def _connect(url: str) -> Engine:
    """An engine for the address; SQLite gets foreign keys, WAL and one writer at a time."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_timeout=_POOL_WAIT, connect_args=_PATIENCE)
    if _is_read_only() and address.database and not _can_be_written(Path(address.database)):
        # SQLite wants to make files beside the store even to read it, unless it is told that nobody writes there.
        name = f"file:{quote(address.database)}"
        address = address.set(database=name, query={"mode": "ro", "immutable": "1", "uri": "true"})
    engine = create_engine(address)
    event.listen(engine, "connect", _set_up_sqlite)
    if "immutable" not in address.query:
        event.listen(engine, "connect", _keep_a_log)
    return engine


def _is_read_only() -> bool:
    return os.environ.get("LOVP_READ_ONLY", "") not in ("", "0")


def _can_be_written(file: Path) -> bool:
    """Raises StoreError for a store with a log of writes beside it, which would be passed over in silence."""
    is_writable = all(
        os.access(each, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
        for each in (file, file.parent)
        if each.exists()
    )
    log = file.with_name(f"{file.name}-wal")
    if not is_writable and log.exists() and log.stat().st_size:
        raise StoreError(
            f"the store at {file} cannot be written, and its last writes are still in {log.name}; nothing was opened. "
            "Make a whole copy where it can be written: python -m lovp_data backup FILE",
            "closed",
        )
    return is_writable


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.execute(f"PRAGMA busy_timeout={LOCK_WAIT}")
    connection.execute("PRAGMA foreign_keys=ON")
    # What was acknowledged survives a power cut too, not only a crash of the program.
    connection.execute("PRAGMA synchronous=FULL")


def _keep_a_log(connection: Any, _record: object) -> None:
    """Write-ahead, so that readers go on while someone writes."""
    connection.execute("PRAGMA journal_mode=WAL")
