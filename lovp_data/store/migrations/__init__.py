"""The schema of the store, version by version (Alembic); `revision.py` runs them when a store is opened."""
