"""The base of edits is a shipped package, texts included, and never one that came from elsewhere. Revision: 0003."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# The digests of the packages shipped before this revision; a store with another holds an import from elsewhere.
_SHIPPED = (
    "f8aa21c1df72e542da81eb4e6970b4614ab114610d979e9519c375d2819d0736",
    "bdc66717264e7afd7e0463ad9e3b7e12ee161b8970486e1708ec23fc17824a25",
    "a767181180ce47d54c55b5d47b8028d04683c98bc3ed72308c0066054fd2bd43",
)
_FACTS = sa.table("store_facts", sa.column("key", sa.Text), sa.column("value", sa.Text))
_BASE = sa.table("package_rows", sa.column("resource", sa.Text), sa.column("id", sa.Text), sa.column("cells", sa.JSON))
_TEXTS = sa.table("source_texts", sa.column("path", sa.Text), sa.column("text", sa.Text))
_LEDGER = sa.table("ledger", sa.column("resource", sa.Text))


def upgrade() -> None:
    """Of a shipped package the texts join the base; what came from elsewhere is the base no longer."""
    connection = op.get_bind()
    digest = connection.execute(sa.select(_FACTS.c.value).where(_FACTS.c.key == "package_digest")).scalar_one_or_none()
    connection.execute(sa.delete(_FACTS).where(_FACTS.c.key == "package_digest"))
    if digest not in _SHIPPED:
        connection.execute(sa.delete(_BASE))
        return
    connection.execute(sa.insert(_FACTS).values(key="shipped_digest", value=digest))
    # A text that was written since is an edit, so it is left out: none of the texts is then taken for the shipped one.
    is_edited = connection.execute(sa.select(_LEDGER).where(_LEDGER.c.resource == "source_texts").limit(1)).first()
    for path, text in [] if is_edited else connection.execute(sa.select(_TEXTS)).all():
        connection.execute(sa.insert(_BASE).values(resource="source_texts", id=path, cells={"text": text}))
