"""The store: the truth once it has been seeded from the package; the package is its export."""

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from lovp_data.package.check import check_package
from lovp_data.package.errors import Problem
from lovp_data.package.files import Package, package_digest, write_package
from lovp_data.package.schema import PACKAGE_DIR
from lovp_data.store.connection import Database, store_url
from lovp_data.store.drafts import Content, Draft, delete_draft, list_drafts, load_draft, save_draft
from lovp_data.store.incremental_read import ReadState, catch_up
from lovp_data.store.ledger import Clock, Entry, entries_numbered, entries_of, history_of, sign
from lovp_data.store.merge import Conflict
from lovp_data.store.readable_rows import read_readable_rows
from lovp_data.store.revision import Shape, bring_up_to_date, check_database, shape_of
from lovp_data.store.rows import base_of, fact, read_all, version, whole_snapshot
from lovp_data.store.seeding import SHIPPED_DIGEST, Seeding, become_base, merged_with, seed_store, take_in
from lovp_data.store.writing import Change, Item, find_item, reversal, write_rows

# Who signs for what the program does by itself, and for what was asked of it on the command line.
PROGRAM, COMMAND_LINE = "lovp_data", "command line"
utc_now: Clock = partial(datetime.now, UTC)  # the clock of a store that is given no other


def check_whole(package: Package) -> None:
    """Raises PackageError if rows that are sound apart do not fit together."""
    with tempfile.TemporaryDirectory() as folder:
        write_package(package, Path(folder))
        check_package(Path(folder))


class Store:
    """All reading and writing of rows. Every write is one transaction: all of it is stored, or nothing.

    Every method raises StoreError if the database fails, in words, with nothing stored.
    """

    def __init__(self, url: str | None = None, clock: Clock = utc_now, shipped: Path | None = None) -> None:
        """Open, and make or migrate the tables.

        `clock` dates the ledger and the drafts; `shipped` is the folder of the package that comes with the program.

        Raises StoreError if the database cannot be reached or set up; of its kinds, DamagedStoreError for half or
        broken stores, NewerStoreError for one of a later version.
        """
        self._database = Database(url or store_url())
        self._clock, self._shipped = clock, shipped or PACKAGE_DIR
        self.engine = self._database.engine
        with self._database.reading() as connection:
            check_database(connection)
            is_current = shape_of(connection) is Shape.CURRENT
        if not is_current:
            with self._database.writing() as connection:
                bring_up_to_date(connection)

    # --- reading ----------------------------------------------------------------------------------------------------

    def version(self) -> int:
        """A number that grows with every write; 0 for an empty store."""
        with self._database.reading() as connection:
            return version(connection)

    def fact(self, key: str) -> str | None:
        """A fact about the store itself: version, shipped_digest."""
        with self._database.reading() as connection:
            return fact(connection, key)

    def read(self) -> Package:
        """All rows in package order, and the source texts."""
        with self._database.reading() as connection:
            return read_all(connection)

    def read_readable_rows(self) -> tuple[Package, list[Problem]]:
        """The rows that can be shown, and what is the matter with the others: for viewing only."""
        with self._database.reading() as connection:
            return read_readable_rows(connection)

    def catch_up(self, held: ReadState | None) -> ReadState:
        """What can be shown of the present version; of what `held` has, only the rows written since are read."""
        with self._database.reading() as connection:
            return catch_up(connection, held)

    def item(self, resource: str, key: str) -> Item | None:
        """One row and the digest that a change of it must give as `expected`; None if there is no such row."""
        return find_item(self.read(), resource, key)

    def edited_keys(self) -> list[tuple[str, str]]:
        """(resource, id) of every row or text that is not as the shipped package has it, as last taken in."""
        with self._database.reading() as connection:
            base, ours = base_of(connection), whole_snapshot(read_all(connection))
        return [key for key in {**base, **ours} if base.get(key) != ours.get(key)]

    def ledger(self, transaction: int | None = None, limit: int | None = None) -> list[Entry]:
        """Entries of one transaction, of all, or of the newest `limit` transactions, the newest first.

        They hold words under embargo: for editors only.
        """
        with self._database.reading() as connection:
            return entries_of(connection, transaction, limit)

    def history(self, resource: str, key: str) -> list[Entry]:
        """Every entry about one row, imports that touched it included, the newest first. For editors only."""
        with self._database.reading() as connection:
            return history_of(connection, resource, key)

    # --- packages ---------------------------------------------------------------------------------------------------

    def export_package(self, target: Path) -> None:
        """Write the store as a package: the same bytes as the package it came from, if nothing was edited."""
        write_package(self.read(), target)

    def import_package(self, package_dir: Path | None = None, *, who: str = PROGRAM, why: str = "") -> None:
        """Replace everything by the package in the folder, or by the shipped one.

        The ledger keeps what is replaced. Raises PackageError, the store untouched, if the package is not sound.
        """
        folder = package_dir or self._shipped
        package, signature = check_package(folder), sign(who, why, self._clock)
        with self._database.writing() as connection:
            take_in(connection, package, "import", signature)
            if self._is_shipped(folder):
                become_base(connection, package, package_digest(folder))

    def seed(self) -> Seeding:
        """Bring the shipped package in if the store is empty or holds an earlier shipped one without edits.

        Raises PackageError, the store untouched, if the shipped package is not sound.
        """
        digest = package_digest(self._shipped)
        if self.fact(SHIPPED_DIGEST) == digest:
            return Seeding.UNCHANGED
        shipped, signature = check_package(self._shipped), sign(PROGRAM, "", self._clock)
        with self._database.writing() as connection:
            return seed_store(connection, shipped, digest, signature)

    def merge_package(self, package_dir: Path | None = None, *, who: str = PROGRAM, why: str = "") -> list[Conflict]:
        """Take the package in, by default the shipped one, and keep every edit.

        Returns the rows both sides changed: the edit stands. Raises PackageError, the store untouched, if package and
        edits together would not be sound.
        """
        folder = package_dir or self._shipped
        theirs, signature = check_package(folder), sign(who, why, self._clock)
        with self._database.writing() as connection:
            package, conflicts = merged_with(connection, theirs)
            check_whole(package)
            take_in(connection, package, "merge", signature)
            if self._is_shipped(folder):
                become_base(connection, theirs, package_digest(folder))
        return conflicts

    def _is_shipped(self, folder: Path) -> bool:
        return package_digest(folder) == package_digest(self._shipped)

    # --- single rows ------------------------------------------------------------------------------------------------

    def write(self, changes: Iterable[Change], *, who: str, why: str) -> list[Entry]:
        """Add, change and remove rows, all or none; returns the ledger's entries, none for what is stored so already.

        Raises ConflictError if a row is not as its writer saw it (it holds both sides), PackageError if the package
        as it would be is not sound; the store is then as it was.
        """
        signature = sign(who, why, self._clock)
        with self._database.writing() as connection:
            return write_rows(connection, changes, signature)

    def undo(self, *numbers: int, who: str, why: str) -> list[Entry]:
        """Put back what these entries of the ledger changed, as new entries.

        Raises ConflictError if a row has changed since, PackageError if other rows have come to rest on it,
        StoreError for an entry of many rows (import, merge, restore).
        """
        signature = sign(who, why, self._clock)
        with self._database.writing() as connection:
            changes = [reversal(entry) for entry in entries_numbered(connection, numbers)]
            advice = "What has changed since is not undone; undo the later change first"
            return write_rows(connection, changes, signature, advice)

    # --- drafts -----------------------------------------------------------------------------------------------------

    def save_draft(self, key: str, content: Content, *, who: str, expected: int | None) -> Draft:
        """Store a draft, new (expected None) or over the version expected. Raises ConflictError if it is another."""
        signature = sign(who, "", self._clock)
        with self._database.writing() as connection:
            return save_draft(connection, key, content, signature, expected)

    def draft(self, key: str) -> Draft | None:
        """The draft with this id, or None."""
        with self._database.reading() as connection:
            return load_draft(connection, key)

    def drafts(self) -> list[Draft]:
        """All drafts, the last saved first."""
        with self._database.reading() as connection:
            return list_drafts(connection)

    def delete_draft(self, key: str, *, expected: int) -> None:
        """Throw a draft away. Raises ConflictError if it is another version than expected."""
        with self._database.writing() as connection:
            delete_draft(connection, key, expected)
