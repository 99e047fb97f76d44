"""The first shipped store (1.0.0): tables made by create_all, without a revision of their own.

Revision: 0001. Nothing to do: a store without a revision is taken to be this one.
"""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The tables are there."""
