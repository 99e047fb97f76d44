"""From the first shipped store to the present one, on SQLite and PostgreSQL; newer and half stores are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from lovp_data.package.errors import DamagedStoreError, NewerStoreError
from lovp_data.package.files import Package, read_package
from lovp_data.package.schema import load_schema
from lovp_data.store import alembic_steps
from lovp_data.store.revision import NEWEST, VERSION_TABLE, check_database
from lovp_data.store.store import Store
from lovp_data.store.tables import store_metadata
from lovp_data.store.writing import Change
from tests.support.first_store import FIRST, execute

OpenStore = Callable[[], Store]


@pytest.fixture
def first_url(store_url: str) -> str:
    """The address of a store as first shipped, with one edit: the title of t2."""
    execute(store_url, FIRST)
    return store_url


def test_the_newest_version_is_that_of_the_last_migration() -> None:
    assert alembic_steps.revisions()[0] == NEWEST


def _mark_of(store: Store) -> tuple[object, ...]:
    """The store's mark as Alembic reads it, and the table that holds it."""
    with store.engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
        tables = inspect(connection)
        columns = [(each["name"], str(each["type"]), each["nullable"]) for each in tables.get_columns(VERSION_TABLE)]
        return found, columns, tables.get_pk_constraint(VERSION_TABLE)


def test_a_fresh_store_is_marked_as_alembic_would(store: Store) -> None:
    ours = _mark_of(store)
    with store.engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
        alembic_steps.stamp(connection, VERSION_TABLE, NEWEST)
    assert ours == _mark_of(store)
    assert ours[0] == NEWEST


def _guards(store: Store) -> set[tuple[str, ...]]:
    """The triggers, as the database itself writes them, and on PostgreSQL what their function does."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    if store.engine.dialect.name == "postgresql":
        query = (
            "SELECT tgname, pg_get_triggerdef(t.oid), prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid "
            "WHERE NOT tgisinternal"
        )
    with store.engine.connect() as connection:
        return {tuple(row) for row in connection.execute(text(query))}


def _differences(store: Store) -> list[object]:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        return list(compare_metadata(context, store_metadata()))


def test_the_first_store_opens_with_all_its_rows_and_its_edit(
    first_url: str, open_store: OpenStore, package_dir: Path
) -> None:
    store, shipped = open_store(), read_package(package_dir)
    titles = {row["id"]: row["title"] for row in store.read().rows["topics"]}
    assert titles == {"t1": "Eén", "t2": "Met de hand"}
    rows = store.read().rows | {"topics": shipped.rows["topics"]}
    assert Package(rows, store.read().texts) == shipped
    assert (store.edited_keys(), store.version(), store.ledger()) == ([("topics", "t2")], 1, [])


@pytest.mark.usefixtures("first_url")
def test_a_migrated_store_takes_writes_and_opens_again(open_store: OpenStore) -> None:
    store = open_store()
    item = store.item("topics", "t2")
    assert item
    (entry,) = store.write([Change("topics", "t2", {"title": "Weer"}, item.digest)], who="An", why="")
    assert (entry.before or {})["title"] == "Met de hand"
    assert open_store().ledger() == [entry]


@pytest.mark.usefixtures("first_url")
def test_a_migrated_store_has_the_tables_that_the_schema_declares(open_store: OpenStore) -> None:
    assert _differences(open_store()) == []


def test_a_fresh_store_has_the_tables_that_the_schema_declares(store: Store) -> None:
    assert _differences(store) == []


def test_a_fresh_store_and_a_migrated_one_guard_the_ledger_alike(open_store: OpenStore, store_url: str) -> None:
    execute(store_url, FIRST)
    migrated = _guards(open_store())
    execute(store_url, *(f"DROP TABLE {name.name}" for name in reversed(store_metadata().sorted_tables)))
    execute(store_url, f"DROP TABLE {VERSION_TABLE}")
    assert len(migrated) == (3 if store_url.startswith("sqlite") else 1)
    assert _guards(open_store()) == migrated


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    first_url: str, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("alembic.operations.Operations.create_index", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            open_store()
    engine = create_engine(first_url)
    assert {"ledger", "drafts", VERSION_TABLE} & set(inspect(engine).get_table_names()) == set()
    engine.dispose()
    assert open_store().edited_keys() == [("topics", "t2")]


def test_a_store_of_a_newer_version_is_refused_and_left_alone(store: Store, open_store: OpenStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(NewerStoreError, match=r"9999.*nothing was changed.*newer dashboard"):
        open_store()


@pytest.mark.parametrize("name", ["involvements", "ledger", "store_facts"])
def test_half_a_store_is_refused_and_the_missing_table_named(store: Store, open_store: OpenStore, name: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {name}"))
    with pytest.raises(DamagedStoreError, match=rf"lacks the tables {name}.*restore"):
        open_store()


def test_half_a_first_store_is_refused(store_url: str, open_store: OpenStore) -> None:
    execute(store_url, "CREATE TABLE store_facts (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
    execute(store_url, "INSERT INTO store_facts VALUES ('version', '1')")
    with pytest.raises(DamagedStoreError, match="lacks the tables discussions"):
        open_store()


def test_tables_of_others_are_no_fault(store_url: str, open_store: OpenStore) -> None:
    execute(store_url, "CREATE TABLE alembic_version (version_num TEXT)", "CREATE TABLE anders (x TEXT)")
    assert open_store().version() == 0


@pytest.mark.usefixtures("first_url")
def test_a_migrated_store_takes_every_declared_kind_and_none_besides(open_store: OpenStore) -> None:
    store = open_store()
    change = text("UPDATE follow_ups SET kind = :kind")
    for kind in load_schema()["follow_ups"].field("kind").enum:
        with store.engine.begin() as connection:
            connection.execute(change, {"kind": kind})
    with pytest.raises(IntegrityError), store.engine.begin() as connection:
        connection.execute(change, {"kind": "rumour"})
    again = open_store()
    assert {row["kind"] for row in again.read().rows["follow_ups"]} == {"statement"}
    with again.engine.connect() as connection:
        check_database(connection)  # SQLite looks at its own file, whose declaration was written over
