"""Alembic's entry: runs on the connection it is given, within the transaction and under the lock of the store."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    # SQLite can roll DDL back too, within the transaction that the store has begun.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
