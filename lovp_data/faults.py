"""What a database says when it fails, in words that say what is the matter, what became of the data and what to do."""

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lovp_data.errors import DamagedStoreError, StoreError

_LOCKED = "someone else is writing to it; nothing was stored. Wait a moment and try again"
_READ_ONLY = "it is read-only; nothing was stored. Make its disk and folder writable for this user, then try again"
_FULL = "its disk is full; nothing was stored. Make room, then try again"
_CANNOT_OPEN = "it cannot be opened. See that its folder exists and that this user may write there"
_INPUT_OUTPUT = "its disk cannot be read or written; nothing was stored. See to the disk, then try again"
_SLOW = "it takes too long to answer; nothing was stored. See what keeps it busy, then try again"
_DAMAGED = "it is damaged. Put a backup back: python -m lovp_data restore SOURCE"

# By the primary result code of SQLite (https://sqlite.org/rescode.html) …
_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _INPUT_OUTPUT,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
# … and by the SQLSTATE of PostgreSQL (its manual, appendix A).
_POSTGRESQL = {
    "55P03": _LOCKED,
    "57014": _SLOW,
    "40P01": _LOCKED,
    "25006": _READ_ONLY,
    "53100": _FULL,
    "58030": _INPUT_OUTPUT,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}


def in_words(error: SQLAlchemyError | ValueError, address: str) -> StoreError:
    """The StoreError for a fault; `address` is without its password.

    The statement and its values are left out: they may hold words under embargo.
    """
    words = _words(error)
    kind = DamagedStoreError if words == _DAMAGED else StoreError
    return kind(f"the store at {address}: {words or f'it does not answer as it should: {_reason(error)}'}")


def _words(error: SQLAlchemyError | ValueError) -> str | None:
    if isinstance(error, ValueError):
        return _DAMAGED
    cause = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get((getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF)
    return _POSTGRESQL.get(getattr(cause, "sqlstate", None) or "")


def _reason(error: SQLAlchemyError | ValueError) -> str:
    """The first line of what the driver says: PostgreSQL writes the whole row on the next."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return (str(cause).splitlines() or [type(error).__name__])[0]
