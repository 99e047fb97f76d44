"""Drafts of reviewed notes: kept until they are stored or thrown away; no part of the package, nor of the ledger."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from lovp_data.package.errors import ConflictError, Stale
from lovp_data.store.ledger import Signature
from lovp_data.store.tables import table

Content = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """One draft: `content` is JSON; `version` counts its saves from 1 and is what the next save must expect."""

    id: str
    who: str
    updated_at: datetime
    version: int
    content: Content


def save_draft(connection: Connection, key: str, content: Content, signature: Signature, expected: int | None) -> Draft:
    """Store a draft, new (expected None) or over the version expected. Raises ConflictError if it is another one."""
    stored = _expect(connection, key, expected, content)
    draft = Draft(key, signature.who, signature.at, (stored.version if stored else 0) + 1, content)
    values = vars(draft) | {"updated_at": draft.updated_at.replace(tzinfo=None)}
    drafts = table("drafts")
    connection.execute(update(drafts).where(drafts.c.id == key) if stored else insert(drafts), values)
    return draft


def delete_draft(connection: Connection, key: str, expected: int) -> None:
    """Throw a draft away; one that is gone already is no fault. Raises ConflictError if it is another version."""
    if load_draft(connection, key):
        _expect(connection, key, expected, None)
    connection.execute(delete(table("drafts")).where(table("drafts").c.id == key))


def load_draft(connection: Connection, key: str) -> Draft | None:
    """The draft with this id, or None."""
    row = connection.execute(select(table("drafts")).where(table("drafts").c.id == key)).mappings().first()
    return _draft(dict(row)) if row else None


def list_drafts(connection: Connection) -> list[Draft]:
    """All drafts, the last saved first."""
    drafts = table("drafts")
    rows = connection.execute(select(drafts).order_by(drafts.c.updated_at.desc(), drafts.c.id)).mappings()
    return [_draft(dict(row)) for row in rows]


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(**row | {"updated_at": row["updated_at"].replace(tzinfo=UTC)})


def _expect(connection: Connection, key: str, expected: int | None, own: Content | None) -> Draft | None:
    stored = load_draft(connection, key)
    if expected != (stored.version if stored else None):
        raise ConflictError([Stale("drafts", key, stored.content if stored else None, own)])
    return stored
