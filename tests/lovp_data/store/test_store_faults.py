"""When the database fails: clear words, no row in them, and nothing lost."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from lovp_data.package.errors import DamagedStoreError, StoreError
from lovp_data.package.files import Package
from lovp_data.store.store import Store
from lovp_data.store.writing import Change

OpenStore = Callable[[], Store]
SECRET = Change("moments", "geheim", {"name": "Geheim", "held_on": "2020", "source_url": "https://x" * 9999})


def _refused(store: Store, words: str) -> None:
    before = (store.version(), store.read())
    with pytest.raises(StoreError, match=words) as caught:
        store.write([SECRET], who="An", why="")
    assert "Geheim" not in str(caught.value)
    assert (store.version(), store.read()) == before


def test_a_store_locked_by_another_says_so_and_keeps_what_it_has(
    store_url: str, open_store: OpenStore, package_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lovp_data.store.connection.LOCK_WAIT", 50)
    store, other = open_store(), open_store()
    with other._database.writing():
        _refused(store, "someone else is writing.*nothing was stored.*try again")
        assert open_store().version() == 0
    assert store.write([SECRET], who="An", why="")


def test_a_read_only_store_says_so(store_url: str, seeded: Store) -> None:
    if store_url.startswith("sqlite"):
        address = store_url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"
    else:
        address = f"{store_url}&options=-c%20default_transaction_read_only%3Don"
    reader = Store(address)
    assert reader.read() == seeded.read()
    _refused(reader, "read-only.*nothing was stored")
    reader.engine.dispose()


def test_a_full_disk_says_so_and_the_store_works_again_when_there_is_room(seeded: Store) -> None:
    fill, clear = _full_disk(seeded)
    with seeded.engine.begin() as connection:
        connection.execute(text(fill))
    _refused(seeded, "disk is full.*nothing was stored.*Make room")
    with seeded.engine.begin() as connection:
        connection.execute(text(clear))
    assert seeded.write([SECRET], who="An", why="")


def _full_disk(store: Store) -> tuple[str, str]:
    """SQLite is given no page more; PostgreSQL's own code for a full disk is raised on writing."""
    if store.engine.dialect.name == "sqlite":
        with store.engine.begin() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        return f"PRAGMA max_page_count = {pages}", "PRAGMA max_page_count = 100000"
    return (
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$; "
        "CREATE TRIGGER full_disk BEFORE INSERT ON moments EXECUTE FUNCTION full_disk()",
        "DROP TRIGGER full_disk ON moments",
    )


@pytest.fixture
def damaged(seeded: Store, tmp_path: Path) -> str:
    """A store whose pages were overwritten after the first, as a failing disk does."""
    with seeded.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    seeded.engine.dispose()
    file = tmp_path / "store.sqlite"
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    file.write_bytes(content)
    return f"sqlite:///{file}"


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_damaged_file_is_refused_and_a_backup_advised(damaged: str) -> None:
    with pytest.raises(DamagedStoreError, match=r"damaged.*restore"):
        Store(damaged)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_value_that_cannot_be_read_is_damage(seeded: Store) -> None:
    with seeded.engine.begin() as connection:
        connection.execute(text("UPDATE meetings SET published_on = 'ooit'"))
    with pytest.raises(DamagedStoreError, match="damaged"):
        seeded.read()


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_file_cut_short_is_refused(seeded: Store, tmp_path: Path) -> None:
    with seeded.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    seeded.engine.dispose()
    file = tmp_path / "store.sqlite"
    file.write_bytes(file.read_bytes()[: 4096 * 4])
    with pytest.raises(DamagedStoreError, match=r"damaged.*restore"):
        Store(f"sqlite:///{file}")


def test_a_row_that_the_database_refuses_is_not_in_the_message(seeded: Store) -> None:
    with pytest.raises(StoreError) as caught, seeded._database.writing() as connection:
        connection.execute(text("INSERT INTO topics (id, title) VALUES ('t9', 'Geheim')"))
    assert "Geheim" not in str(caught.value)
    assert isinstance(seeded.read(), Package)


def test_the_lock_is_given_back_after_a_refused_write(seeded: Store) -> None:
    for _ in range(3):
        with pytest.raises(StoreError):
            seeded.write([Change("nowhere", "x", {})], who="An", why="")
    assert seeded.write([SECRET], who="An", why="")


# --- media that cannot be written -----------------------------------------------------------------------------------


@pytest.fixture
def sealed(package_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An SQLite store, closed properly, where the system says that nothing can be written; read-only is set."""
    file = tmp_path / "sealed" / "store.sqlite"
    store = Store(f"sqlite:///{file}", shipped=package_dir)
    store.seed()
    store.engine.dispose()
    monkeypatch.setenv("LOVP_READ_ONLY", "1")
    may_write = os.access
    monkeypatch.setattr(
        "lovp_data.store.connection.os.access",
        lambda path, *more, **options: "sealed" not in str(path) and may_write(path, *more, **options),
    )
    return file


def test_a_store_on_media_that_cannot_be_written_is_shown(sealed: Path, package_dir: Path) -> None:
    store = Store(f"sqlite:///{sealed}", shipped=package_dir)
    assert len(store.read().rows["topics"]) == 2
    assert [path.name for path in sealed.parent.iterdir()] == ["store.sqlite"]
    _refused(store, "read-only.*LOVP_READ_ONLY")
    store.engine.dispose()


def test_a_store_whose_last_writes_lie_beside_it_is_not_shown_without_them(sealed: Path) -> None:
    sealed.with_name("store.sqlite-wal").write_bytes(b"the last writes")
    with pytest.raises(StoreError, match=r"last writes are still in store\.sqlite-wal.*lovp_data backup"):
        Store(f"sqlite:///{sealed}")
