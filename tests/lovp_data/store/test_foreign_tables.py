"""Databases that are not, or not wholly, ours: nothing of someone else's is touched, and the reason is said."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from lovp_data.package.errors import DamagedStoreError, ForeignTablesError, StoreError
from lovp_data.package.files import read_package
from lovp_data.store.backup import backup
from lovp_data.store.connection import Database
from lovp_data.store.ledger import Signature
from lovp_data.store.postgres_tools import script_of
from lovp_data.store.restore import restore
from lovp_data.store.store import Store
from lovp_data.store.writing import Change
from tests.support.first_store import FIRST, execute
from tests.support.postgres import new_database

THEIRS = ("topics", "drafts", "meetings")
RESTORED = Signature("An", "Proef", datetime(2026, 11, 23, 12, 30, tzinfo=UTC))


def _make_theirs(url: str, *names: str) -> None:
    for name in names:
        execute(url, f"CREATE TABLE {name} (number INTEGER, words TEXT)", f"INSERT INTO {name} VALUES (1, 'van hen')")


def _rows(url: str, *names: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for name in names for row in connection.execute(text(f"SELECT * FROM {name}"))]
    engine.dispose()
    return found


@pytest.fixture
def kept(package_dir: Path, store_url: str, postgres_uri: str, tmp_path: Path) -> Path:
    """A sound backup of another store on the same engine."""
    is_sqlite = store_url.startswith("sqlite")
    url = f"sqlite:///{tmp_path / 'other.sqlite'}" if is_sqlite else new_database(postgres_uri, "kept_" + tmp_path.name)
    store = Store(url, shipped=package_dir)
    store.seed()
    store.engine.dispose()
    backup(url, tmp_path / "kopie")
    return tmp_path / "kopie"


def test_tables_of_another_program_are_refused_and_left_alone(store_url: str, kept: Path) -> None:
    _make_theirs(store_url, *THEIRS)
    with pytest.raises(
        ForeignTablesError, match=r"drafts, meetings, topics.*Nothing was changed.*schema or a database"
    ):
        Store(store_url)
    with pytest.raises(ForeignTablesError):
        restore(store_url, kept, RESTORED)
    assert _rows(store_url, *THEIRS) == [(1, "van hen")] * 3


def test_a_table_of_another_program_beside_a_first_store_is_left_alone(store_url: str, kept: Path) -> None:
    execute(store_url, FIRST)
    _make_theirs(store_url, "drafts")
    for attempt in (lambda: Store(store_url), lambda: restore(store_url, kept, RESTORED)):
        with pytest.raises(ForeignTablesError, match="not of this dashboard: drafts"):
            attempt()
    assert _rows(store_url, "drafts") == [(1, "van hen")]
    assert ("t2",) in _rows_of_first(store_url)


def _rows_of_first(url: str) -> list[tuple[object, ...]]:
    return [(row[0],) for row in _rows(url, "topics")]


@pytest.mark.parametrize("name", ["store_revision", "store_facts"])
def test_a_table_that_only_has_the_name_of_our_mark_is_no_mark(store_url: str, name: str) -> None:
    _make_theirs(store_url, name, "topics")
    with pytest.raises(ForeignTablesError):
        Store(store_url)
    assert _rows(store_url, name) == [(1, "van hen")]


def test_a_table_of_another_name_is_no_fault_and_stays(store_url: str, kept: Path) -> None:
    _make_theirs(store_url, "invoices")
    assert restore(store_url, kept, RESTORED) is None
    assert _rows(store_url, "invoices") == [(1, "van hen")]


def test_half_a_store_is_kept_whole_before_a_restore(
    store_url: str, kept: Path, package_dir: Path, open_store: Callable[[], Store]
) -> None:
    store = open_store()
    store.seed()
    store.write([Change("topics", "own", {"title": "Eigen", "theme": "both", "standing": False})], who="An", why="")
    store.engine.dispose()
    execute(store_url, "DROP TABLE store_facts", "DROP TABLE involvements")
    with pytest.raises(DamagedStoreError):
        Store(store_url)
    replaced = restore(store_url, kept, RESTORED)
    assert replaced
    assert "Eigen" in _content(replaced, store_url)
    assert open_store().read() == read_package(package_dir)


def _content(file: Path, url: str) -> str:
    """The words of a kept file; an archive of PostgreSQL is packed."""
    if url.startswith("sqlite"):
        return file.read_bytes().decode("utf-8", errors="replace")
    with Database(url).reading() as connection:
        return script_of(file, connection)


def test_a_store_that_holds_only_a_draft_is_kept_before_a_restore(
    store_url: str, kept: Path, open_store: Callable[[], Store]
) -> None:
    open_store().save_draft("d", {"tekst": "Alleen hier"}, who="An", expected=None)
    replaced = restore(store_url, kept, RESTORED)
    assert replaced
    assert "Alleen hier" in _content(replaced, store_url)


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


def test_a_database_of_another_encoding_is_named_as_such(postgres_uri: str, postgres_url: str) -> None:
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text("CREATE DATABASE narrow ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        )
    url = engine.url.set(database="narrow").render_as_string(hide_password=False)
    engine.dispose()
    with pytest.raises(StoreError, match=r"keeps text as LATIN1.*expected UTF8.*createdb") as caught:
        Store(url)
    assert not isinstance(caught.value, DamagedStoreError)
    narrow = create_engine(url)
    assert inspect(narrow).get_table_names() == []
    narrow.dispose()


def _in_schema(url: str, schema: str) -> str:
    execute(url, f"CREATE SCHEMA {schema}")
    return f"{url}&options=-csearch_path%3D{schema}"


def test_a_backup_of_another_schema_is_refused_in_words(postgres_url: str, package_dir: Path, tmp_path: Path) -> None:
    there, here = _in_schema(postgres_url, "there"), postgres_url
    for url in (there, here):
        store = Store(url, shipped=package_dir)
        store.seed()
        store.engine.dispose()
    backup(there, tmp_path / "kopie")
    before = _rows(here, "topics")
    with pytest.raises(StoreError, match=r"backup of the schema there.*store is in the schema public.*nothing was"):
        restore(here, tmp_path / "kopie", RESTORED)
    assert _rows(here, "topics") == before
    assert restore(there, tmp_path / "kopie", RESTORED)


def test_a_script_that_the_database_refuses_is_said_in_words(
    postgres_url: str, package_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(postgres_url, shipped=package_dir)
    store.seed()
    backup(postgres_url, tmp_path / "kopie")
    before = store.read()
    script = "CREATE TABLE public.topics (\nid text);\nSELECT nonsense"
    monkeypatch.setattr("lovp_data.store.restore.script_of", lambda *_: script)
    with pytest.raises(StoreError, match=r"cannot be put back: .*nonsense.*nothing was changed"):
        restore(postgres_url, tmp_path / "kopie", RESTORED)
    assert store.read() == before
    with Database(postgres_url).reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM topics")).scalar_one() == 2
    store.engine.dispose()
