"""The store: the truth once it has been seeded from the package; the package is its export."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, delete, func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from lovp_data.check import check_package
from lovp_data.database import ROW_ORDER, build_metadata, connect
from lovp_data.errors import StoreError
from lovp_data.merge import Cells, Conflict, Snapshot, merge_rows
from lovp_data.package import Package, Row, format_cell, package_digest, parse_cell, write_package
from lovp_data.schema import PACKAGE_DIR, Resource, load_schema

DEFAULT_FILE = PACKAGE_DIR.parent / "var" / "lovp.sqlite"
_LOCK = 20200210  # any number that no one else takes as an advisory lock on this database


class Seeding(Enum):
    """What `Store.seed` did with the shipped package."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    MERGE_OFFERED = "merge_offered"


def store_url() -> str:
    """LOVP_DATABASE_URL, or an SQLite file in var/."""
    return os.environ.get("LOVP_DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


def plain(row: Row, resource: Resource) -> Cells:
    """The row as the cells of its CSV line."""
    return {name: format_cell(row[name]) for name in resource.columns}


def _check_whole(package: Package) -> None:
    """Raises PackageError if rows that are sound apart do not fit together."""
    with tempfile.TemporaryDirectory() as folder:
        write_package(package, Path(folder))
        check_package(Path(folder))


def _open(url: str) -> Engine:
    """An engine for an address. Raises StoreError, without the password, if it is no address we can use."""
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        return connect(url)
    except (SQLAlchemyError, ImportError, OSError) as error:
        reason = f"{type(error).__name__} {getattr(error, 'strerror', None) or ''}".strip()
        message = "LOVP_DATABASE_URL is not an address of a database that can be used here"
        raise StoreError(f"{message} ({reason}); expected sqlite:///file or postgresql+psycopg://…") from None


class Store:
    """All reading and writing of rows. Every write is one transaction: all of it is stored, or nothing."""

    def __init__(self, url: str | None = None) -> None:
        """Raises StoreError if the database cannot be reached or set up."""
        self.schema = load_schema()
        self.metadata: MetaData = build_metadata(self.schema)
        self.engine = _open(url or store_url())
        with self._writing() as connection:
            self.metadata.create_all(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction, one writer at a time on either engine."""
        with self._faults(), self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection
            connection.commit()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._faults(), self.engine.connect() as connection:
            # All tables as of one moment, whoever writes meanwhile.
            is_sqlite = self.engine.dialect.name == "sqlite"
            connection.exec_driver_sql("BEGIN" if is_sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            address = self.engine.url.render_as_string(hide_password=True)
            raise StoreError(f"the store at {address} does not answer as it should: {error}") from error

    def _table(self, name: str) -> Table:
        return self.metadata.tables[name]

    def version(self) -> int:
        """A number that grows with every write; 0 for an empty store."""
        with self._reading() as connection:
            return int(self._fact(connection, "version") or 0)

    def read(self) -> Package:
        """All rows in package order, and the source texts."""
        with self._reading() as connection:
            return self._read(connection)

    def _read(self, connection: Connection) -> Package:
        rows = {name: self._rows(connection, resource) for name, resource in self.schema.items()}
        texts = connection.execute(select(self._table("source_texts"))).all()
        return Package(rows, {row.path: row.text for row in texts})

    def _rows(self, connection: Connection, resource: Resource) -> list[Row]:
        table = self._table(resource.name)
        columns = [table.c[name] for name in resource.columns]
        return [dict(row) for row in connection.execute(select(*columns).order_by(table.c[ROW_ORDER])).mappings()]

    def export_package(self, target: Path) -> None:
        """Write the store as a package: the same bytes as the package it came from, if nothing was edited."""
        write_package(self.read(), target)

    def import_package(self, package_dir: Path = PACKAGE_DIR) -> None:
        """Replace everything by the package. Raises PackageError, the store untouched, if it is not sound."""
        package = check_package(package_dir)
        with self._writing() as connection:
            self._replace(connection, package)
            self._remember(connection, package, package_digest(package_dir))

    def seed(self, package_dir: Path = PACKAGE_DIR) -> Seeding:
        """Bring the shipped package in if the store is empty or holds an older one without edits."""
        if self.fact("package_digest") == package_digest(package_dir):
            return Seeding.UNCHANGED
        if self.edited_keys():
            return Seeding.MERGE_OFFERED
        self.import_package(package_dir)
        return Seeding.IMPORTED

    def merge_package(self, package_dir: Path = PACKAGE_DIR) -> list[Conflict]:
        """Take the package in and keep every edit; returns the rows both sides changed (the edit stands).

        Raises PackageError, the store untouched, if package and edits together would not be sound.
        """
        theirs = check_package(package_dir)
        with self._writing() as connection:
            ours = self._read(connection)
            merged, conflicts = merge_rows(self._base(connection), self._snapshot(ours), self._snapshot(theirs))
            package = Package(self._typed(merged), ours.texts | theirs.texts)
            _check_whole(package)
            self._replace(connection, package)
            self._remember(connection, theirs, package_digest(package_dir))
        return conflicts

    def edited_keys(self) -> list[tuple[str, str]]:
        """(resource, id) of every row added, changed or removed since the last import."""
        with self._reading() as connection:
            base, ours = self._base(connection), self._snapshot(self._read(connection))
        return [key for key in {**base, **ours} if base.get(key) != ours.get(key)]

    def fact(self, key: str) -> str | None:
        """A fact about the store itself: version, package_digest, imported_on."""
        with self._reading() as connection:
            return self._fact(connection, key)

    def _fact(self, connection: Connection, key: str) -> str | None:
        facts = self._table("store_facts")
        return connection.execute(select(facts.c.value).where(facts.c.key == key)).scalar_one_or_none()

    def _set_fact(self, connection: Connection, key: str, value: str) -> None:
        facts = self._table("store_facts")
        connection.execute(delete(facts).where(facts.c.key == key))
        connection.execute(insert(facts).values(key=key, value=value))

    def _replace(self, connection: Connection, package: Package) -> None:
        for name in reversed(self.schema):
            connection.execute(delete(self._table(name)))
        for name, rows in package.rows.items():
            ordered = [{**row, ROW_ORDER: number} for number, row in enumerate(rows)]
            if ordered:
                connection.execute(insert(self._table(name)), ordered)
        self._replace_texts(connection, package.texts)
        self._set_fact(connection, "version", str(int(self._fact(connection, "version") or 0) + 1))

    def _replace_texts(self, connection: Connection, texts: dict[str, str]) -> None:
        table = self._table("source_texts")
        connection.execute(delete(table))
        if texts:
            connection.execute(insert(table), [{"path": path, "text": content} for path, content in texts.items()])

    def _remember(self, connection: Connection, package: Package, digest: str) -> None:
        """Keep the package's rows beside the live ones, to tell edits from them later."""
        table = self._table("package_rows")
        connection.execute(delete(table))
        rows = [{"resource": r, "id": i, "cells": cells} for (r, i), cells in self._snapshot(package).items()]
        if rows:
            connection.execute(insert(table), rows)
        self._set_fact(connection, "package_digest", digest)

    def _base(self, connection: Connection) -> Snapshot:
        rows = connection.execute(select(self._table("package_rows"))).all()
        return {(resource, key): cells for resource, key, cells in rows}

    def _snapshot(self, package: Package) -> Snapshot:
        pairs = ((resource, row) for name, resource in self.schema.items() for row in package.rows[name])
        return {(resource.name, row["id"]): plain(row, resource) for resource, row in pairs}

    def _typed(self, snapshot: Snapshot) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = {name: [] for name in self.schema}
        for (name, _), cells in snapshot.items():
            rows[name].append({f.name: parse_cell(f, cells[f.name]) for f in self.schema[name].fields})
        return rows
