"""What came of a promise, who held an office, and which documents of a meeting are public. Revision: 0005."""

import sqlalchemy as sa
from alembic import op

from lovp_data.store.migrations.widening import among, widen

revision = "0005"
down_revision = "0004"

_PUBLICATION_KINDS = ("feedback", "newsletter", "decision_list", "letter", "report")
_PARTIES = (
    "consultative_body", "local_government", "ministry", "police", "police_education", "justice", "audit", "research",
    "programme", "private", "multi_agency", "parliament", "advisory", "union",
)  # fmt: skip
_READ = ("whole", "first_part", "agenda_only", "not_read")


def upgrade() -> None:
    """New columns, empty in every row that there is, and a new table without rows."""
    widen("stakeholders", "kind", _PARTIES)
    _add_code("status_updates", "outcome", ("kept", "otherwise", "partly"))
    _add_code("stakeholder_aliases", "kind", ("office_holder",))
    op.add_column("stakeholder_aliases", sa.Column("source_url", sa.Text))
    op.create_table(
        "publications",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("meeting", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("read", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("row_order", sa.Integer, nullable=False),
        sa.UniqueConstraint("meeting", "kind"),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], deferrable=True, initially="DEFERRED"),
        sa.CheckConstraint(among("kind", _PUBLICATION_KINDS), name="publications_kind_code"),
        sa.CheckConstraint(among("read", _READ), name="publications_read_code"),
    )


def _add_code(table: str, column: str, codes: tuple[str, ...]) -> None:
    """Both databases add a column together with its check; Alembic's own way would build the table anew on SQLite."""
    check = f"CONSTRAINT {table}_{column}_code CHECK ({among(column, codes)})"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT {check}")
