"""What a database says when it fails, in words that say what is the matter, what became of the data and what to do."""

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lovp_data.package.errors import DamagedStoreError, StoreError

DAMAGED = "damaged"
# What is the matter, in one word: what it is, what became of the data, and what to do.
FAULTS = {
    "busy": "someone else is writing to it; nothing was stored. Wait a moment and try again",
    "read_only": "it is read-only; nothing was stored. Make its disk and folder writable for this user and try again; "
    "to show what it holds, set LOVP_READ_ONLY=1",
    "full": "its disk is full; nothing was stored. Make room, then try again",
    "closed": "it cannot be opened. See that its folder exists and that this user may write there; "
    "to show one that cannot be written, set LOVP_READ_ONLY=1",
    "disk": "its disk cannot be read or written; nothing was stored. See to the disk, then try again",
    "slow": "it takes too long to answer; nothing was stored. See what keeps it busy, then try again",
    DAMAGED: "it is damaged. Put a backup back: python -m lovp_data restore SOURCE",
}

# By the primary result code of SQLite (https://sqlite.org/rescode.html) …
_SQLITE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CANTOPEN: "closed",
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
# … and by the SQLSTATE of PostgreSQL (its manual, appendix A).
_POSTGRESQL = {
    "55P03": "busy",
    "57014": "slow",
    "40P01": "busy",
    "25006": "read_only",
    "53100": "full",
    "58030": "disk",
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}


def in_words(error: SQLAlchemyError | ValueError, address: str) -> StoreError:
    """The StoreError for a fault; `address` is without its password.

    The statement and its values are left out: they may hold words under embargo.
    """
    fault = _fault(error)
    if fault is None:
        return StoreError(f"the store at {address}: it does not answer as it should: {_reason(error)}")
    kind = DamagedStoreError if fault == DAMAGED else StoreError
    return kind(f"the store at {address}: {FAULTS[fault]}", fault)


def _fault(error: SQLAlchemyError | ValueError) -> str | None:
    if isinstance(error, ValueError):
        return DAMAGED
    cause = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get((getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF)
    return _POSTGRESQL.get(getattr(cause, "sqlstate", None) or "")


def _reason(error: SQLAlchemyError | ValueError) -> str:
    """The first line of what the driver says: PostgreSQL writes the whole row on the next."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return (str(cause).splitlines() or [type(error).__name__])[0]
