"""The database that holds the register: tables, writes, ledger, drafts, migrations, backups. Nothing that only
reads a note.
"""
