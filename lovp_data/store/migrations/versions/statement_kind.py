"""A follow-up can be a statement: something merely reported. Revision: 0004."""

from lovp_data.store.migrations.widening import widen

revision = "0004"
down_revision = "0003"

_KINDS = (
    "agreement", "decision", "request", "suggestion", "concern", "position", "ambition", "announcement", "statement",
)  # fmt: skip


def upgrade() -> None:
    """The database's own check of the kind knows the new one; no row changes."""
    widen("follow_ups", "kind", _KINDS)
