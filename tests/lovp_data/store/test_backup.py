"""Backup and restore, on SQLite and PostgreSQL: nothing half, nothing lost, and clear words."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from lovp_data.__main__ import main
from lovp_data.package.errors import DamagedStoreError, StoreError
from lovp_data.package.files import read_package
from lovp_data.store import postgres_tools
from lovp_data.store.backup import backup
from lovp_data.store.connection import Database
from lovp_data.store.ledger import Signature
from lovp_data.store.restore import restore
from lovp_data.store.revision import _FIRST_TABLES
from lovp_data.store.store import Store
from lovp_data.store.writing import Change
from tests.support.first_store import FIRST, execute

OpenStore = Callable[[], Store]
RESTORED = Signature("An", "Proef", datetime(2026, 11, 23, 12, 30, tzinfo=UTC))


def _add(store: Store, key: str) -> None:
    values = {"name": f"Naam {key} 'met' \\tekens;\nen regels", "held_on": "2020", "source_url": "https://x"}
    store.write([Change("moments", key, values)], who="An", why="")


def _moments(store: Store) -> list[str]:
    return [row["id"] for row in store.read().rows["moments"]]


@pytest.fixture
def kept(seeded: Store, store_url: str, tmp_path: Path) -> Path:
    """A backup of a store with an edit, a ledger and a draft, after which more was written."""
    _add(seeded, "voor")
    seeded.save_draft("d1", {"tekst": "é\n"}, who="An", expected=None)
    backup(store_url, tmp_path / "kopie")
    _add(seeded, "na")
    return tmp_path / "kopie"


def test_a_restored_store_holds_what_was_backed_up_for_those_who_have_it_open_too(
    seeded: Store, store_url: str, kept: Path, open_store: OpenStore
) -> None:
    version, ledger = seeded.version(), seeded.ledger()
    replaced = restore(store_url, kept, RESTORED)
    for store in (seeded, open_store()):
        assert _moments(store) == ["voor"]
        assert store.edited_keys() == [("moments", "voor")]
        assert store.draft("d1").content == {"tekst": "é\n"}  # type: ignore[union-attr]
        assert store.version() == version + 1
    entry, *older = seeded.ledger()
    assert (entry.action, entry.who, entry.why, entry.at) == ("restore", "An", "Proef", RESTORED.at)
    assert entry.touched == {"added": [], "changed": [], "removed": ["moments/na"]}
    assert older == ledger[1:]
    assert replaced
    restore(store_url, replaced, Signature("An", "Terug", datetime(2026, 11, 24, tzinfo=UTC)))
    assert _moments(seeded) == ["voor", "na"]
    assert seeded.ledger()[1:] == ledger
    _add(seeded, "later")


def test_the_ledger_of_a_restored_store_is_still_guarded(seeded: Store, store_url: str, kept: Path) -> None:
    restore(store_url, kept, RESTORED)
    for statement in ("UPDATE ledger SET who = 'x'", "DELETE FROM ledger"):
        with pytest.raises(Exception, match="append-only"), seeded.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_backup_of_the_first_version_is_migrated(
    store_url: str, open_store: OpenStore, package_dir: Path, tmp_path: Path
) -> None:
    file = tmp_path / "eerste"
    if store_url.startswith("sqlite"):
        execute(f"sqlite:///{file}", FIRST)
    else:
        execute(store_url, FIRST)
        _dump_first(store_url, file)
        execute(store_url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    assert restore(store_url, file, RESTORED) is None
    assert open_store().edited_keys() == [("topics", "t2")]
    assert open_store().read().rows["follow_ups"] == read_package(package_dir).rows["follow_ups"]


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm"))}


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])


def _overwrite(file: Path) -> None:
    file.write_text("Dit is geen kopie van een opslag.")


@pytest.mark.parametrize("harm", [_cut, _overwrite, Path.unlink])
def test_a_backup_that_is_not_whole_is_refused_and_the_store_left_as_it_was(
    seeded: Store, store_url: str, kept: Path, harm: Callable[[Path], None]
) -> None:
    before = (seeded.version(), seeded.read(), seeded.ledger())
    harm(kept)
    files = _files(kept.parent)
    with pytest.raises(StoreError, match=r"kopie|pg_restore"):
        restore(store_url, kept, RESTORED)
    assert (seeded.version(), seeded.read(), seeded.ledger()) == before
    assert _files(kept.parent) - files <= {f"kopie.replaced-{RESTORED.at:%Y%m%dT%H%M%SZ}"}
    _add(seeded, "later")


def test_a_backup_whose_rows_do_not_fit_together_is_refused(
    seeded: Store, store_url: str, kept: Path, tmp_path: Path
) -> None:
    with seeded.engine.begin() as connection:
        connection.execute(text("UPDATE status_updates SET \"on\" = '1999' WHERE id = 'u1'"))
    backup(store_url, tmp_path / "onjuist")
    restore(store_url, kept, RESTORED)
    before = (seeded.version(), seeded.read())
    with pytest.raises(StoreError, match=r"not sound; nothing was changed:\nstatus_updates\.csv, row 2"):
        restore(store_url, tmp_path / "onjuist", Signature("An", "", datetime(2027, 1, 1, tzinfo=UTC)))
    assert (seeded.version(), seeded.read()) == before


def test_a_backup_is_never_written_over_and_an_empty_store_is_not_kept(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="empty"):
        backup(store_url, tmp_path / "leeg")
    assert not (tmp_path / "leeg").exists()


def test_a_backup_does_not_overwrite_a_file(seeded: Store, store_url: str, kept: Path) -> None:
    content = kept.read_bytes()
    with pytest.raises(StoreError, match="there already"):
        backup(store_url, kept)
    assert kept.read_bytes() == content
    with pytest.raises(StoreError, match=r"cannot be written|pg_dump"):
        backup(store_url, Path("/dev/null/kopie"))


def test_a_restore_that_fails_half_way_leaves_the_store_as_it_was(
    seeded: Store, store_url: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (seeded.version(), seeded.read(), seeded.ledger())
    monkeypatch.setattr("lovp_data.store.restore._finish", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restore(store_url, kept, RESTORED)
    assert (seeded.version(), seeded.read(), seeded.ledger()) == before


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("harm", [_cut, _overwrite, lambda file: execute(f"sqlite:///{file}", "DROP TABLE topics")])
def test_a_damaged_file_is_set_aside_and_the_backup_takes_its_place(
    seeded: Store, store_url: str, kept: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    file = tmp_path / "store.sqlite"
    with seeded.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    seeded.engine.dispose()
    harm(file)
    damaged = file.read_bytes()
    with pytest.raises(DamagedStoreError):
        Store(store_url)
    replaced = restore(store_url, kept, RESTORED)
    assert replaced
    assert replaced.read_bytes() == damaged
    store = Store(store_url)
    assert _moments(store) == ["voor"]
    assert store.ledger(limit=1)[0].action == "restore"
    store.engine.dispose()


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_backup_is_one_sound_file_though_others_write(seeded: Store, store_url: str, tmp_path: Path) -> None:
    with seeded._database.writing() as connection:
        connection.execute(text("DELETE FROM status_updates"))
        backup(store_url, tmp_path / "kopie")
    assert _files(tmp_path) >= {"kopie"}
    with sqlite3.connect(tmp_path / "kopie") as copy:
        assert copy.execute("SELECT count(*) FROM status_updates").fetchone() == (1,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def _dump_first(url: str, file: Path) -> None:
    with Database(url).reading() as connection:
        postgres_tools.dump(connection, sorted(_FIRST_TABLES), file)


def test_tools_that_are_missing_or_too_old_are_named(
    postgres_url: str, tmp_path: Path, package_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(postgres_url)
    store.import_package(package_dir)
    tool = tmp_path / "bin" / "pg_dump"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    backup(postgres_url, tmp_path / "kopie")
    monkeypatch.setattr(postgres_tools, "_PIP_PACKAGE", "geen_pakket")
    monkeypatch.setenv("PATH", str(tool.parent))
    with pytest.raises(StoreError, match=r"pg_dump 9 is older than the server, PostgreSQL \d\d; install"):
        backup(postgres_url, tmp_path / "kopie2")
    shutil.rmtree(tool.parent)
    with pytest.raises(StoreError, match="pg_dump is not there; install the client tools"):
        backup(postgres_url, tmp_path / "kopie2")
    with pytest.raises(StoreError, match="pg_restore is not there"):
        restore(postgres_url, tmp_path / "kopie", RESTORED)
    store.engine.dispose()


def test_the_commands(
    seeded: Store,
    store_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LOVP_DATABASE_URL", store_url)
    assert main(["backup", str(tmp_path / "kopie")]) == 0
    _add(seeded, "na")
    assert main(["restore", str(tmp_path / "kopie")]) == 0
    assert "what it replaced is kept in" in capsys.readouterr().out
    assert (_moments(seeded), seeded.ledger(limit=1)[0].who) == ([], "command line")
    assert main(["restore", str(tmp_path / "nergens")]) == 1
    assert "cannot be read" in capsys.readouterr().err
