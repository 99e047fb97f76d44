"""What Alembic does for the store: it knows the versions of the tables, marks a store with one, and migrates.

Imported only where there is something to do (see `revision`).
"""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

# Alembic keeps the migration at work in module globals: one at a time per process.
_ALEMBIC = threading.Lock()


def revisions() -> list[str]:
    """The versions of the tables that this program knows, the newest first."""
    return [script.revision for script in _scripts().walk_revisions()]


def stamp(connection: Connection, version_table: str, revision: str) -> None:
    """Mark the store as one of this version."""
    options = {"version_table": version_table, "transactional_ddl": True}
    MigrationContext.configure(connection, opts=options).stamp(_scripts(), revision)


def upgrade(connection: Connection, version_table: str) -> None:
    """Migrate the store to the newest version, in the transaction of the caller."""
    config = _config()
    config.attributes.update(connection=connection, version_table=version_table)
    with _ALEMBIC:
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    # Config reads % as the start of a placeholder.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
