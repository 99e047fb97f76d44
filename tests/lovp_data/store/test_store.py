"""The store, on SQLite and on PostgreSQL: seeding, importing, exporting, and what the database itself enforces."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from lovp_data.package.errors import PackageError, StoreError
from lovp_data.package.files import Package, read_package
from lovp_data.package.schema import PACKAGE_DIR
from lovp_data.store.seeding import Seeding
from lovp_data.store.store import Store

Change = Callable[[Path, str, dict[str, str]], int]
OpenStore = Callable[[], Store]


def _execute(store: Store, *statements: str) -> None:
    """An edit past the store's back, in one transaction."""
    with store.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def _row(package: Package, resource: str, key: str) -> dict[str, object]:
    return next(row for row in package.rows[resource] if row["id"] == key)


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_new_store_is_empty_and_has_version_nought(store: Store) -> None:
    assert store.version() == 0
    assert not any(store.read().rows.values())
    assert store.edited_keys() == []


def test_the_first_seed_imports_and_the_second_changes_nothing(store: Store, package_dir: Path) -> None:
    assert store.seed() is Seeding.IMPORTED
    version, rows = store.version(), store.read()
    assert rows == read_package(package_dir)
    assert store.seed() is Seeding.UNCHANGED
    assert (store.version(), store.read()) == (version, rows)


def test_the_shipped_package_comes_out_of_the_store_byte_for_byte(store: Store, tmp_path: Path) -> None:
    store.import_package(PACKAGE_DIR)
    store.export_package(tmp_path / "export")
    assert _files(tmp_path / "export") == _files(PACKAGE_DIR)


def test_a_package_with_every_type_comes_out_byte_for_byte(seeded: Store, package_dir: Path, tmp_path: Path) -> None:
    seeded.export_package(tmp_path / "export")
    assert _files(tmp_path / "export") == _files(package_dir)


def test_a_list_is_written_in_letters_one_can_read(seeded: Store, tmp_path: Path) -> None:
    seeded.export_package(tmp_path / "export")
    assert "één" in (tmp_path / "export" / "follow_ups.csv").read_text(encoding="utf-8")


def test_an_import_takes_the_place_of_what_was_there(
    seeded: Store, package_dir: Path, remove_row: Callable[[Path, str], None]
) -> None:
    remove_row(package_dir / "status_updates.csv", "u1")
    seeded.import_package(package_dir)
    assert seeded.read().rows["status_updates"] == []
    assert seeded.read().rows["follow_ups"]


def test_a_faulty_package_is_refused_and_the_store_left_as_it_was(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    version, rows = seeded.version(), seeded.read()
    change_row(package_dir / "topics.csv", "t1", {"theme": "money"})
    for take_in in (seeded.import_package, seeded.seed, seeded.merge_package):
        with pytest.raises(PackageError):
            take_in()
    assert (seeded.version(), seeded.read(), seeded.edited_keys()) == (version, rows, [])


def test_a_changed_package_is_imported_again_if_nothing_was_edited(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    version = seeded.version()
    change_row(package_dir / "topics.csv", "t1", {"title": "Anders"})
    assert seeded.seed() is Seeding.REPLACED
    assert seeded.version() > version
    assert _row(seeded.read(), "topics", "t1")["title"] == "Anders"


def test_a_changed_source_text_alone_is_imported_too(seeded: Store, package_dir: Path) -> None:
    note = package_dir / "sources" / "m1.txt"
    note.write_bytes(note.read_bytes() + b"Naschrift\n")
    assert seeded.seed() is Seeding.REPLACED
    assert seeded.read().texts["sources/m1.txt"].endswith("Naschrift\n")


def test_a_changed_package_is_only_offered_if_something_was_edited(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    _execute(seeded, "UPDATE topics SET title = 'Met de hand' WHERE id = 't2'")
    assert seeded.seed() is Seeding.UNCHANGED
    change_row(package_dir / "topics.csv", "t1", {"title": "Anders"})
    assert seeded.seed() is Seeding.MERGE_OFFERED
    titles = {row["id"]: row["title"] for row in seeded.read().rows["topics"]}
    assert titles == {"t1": "Eén", "t2": "Met de hand"}


def test_edited_keys_names_rows_changed_added_and_removed(seeded: Store) -> None:
    _execute(
        seeded,
        "UPDATE topics SET title = 'Met de hand' WHERE id = 't2'",
        "DELETE FROM status_updates WHERE id = 'u1'",
        "INSERT INTO moments (id, name, held_on, source_url, row_order) VALUES ('x', 'X', '2020', 'https://x', 0)",
    )
    assert set(seeded.edited_keys()) == {("topics", "t2"), ("status_updates", "u1"), ("moments", "x")}


def test_two_stores_on_one_database_see_the_same(open_store: OpenStore, package_dir: Path) -> None:
    one, other = open_store(), open_store()
    one.import_package(package_dir)
    assert other.version() == one.version() == 1
    assert other.read() == one.read()
    assert other.seed() is Seeding.UNCHANGED


def test_two_writers_at_once_both_succeed_one_after_the_other(open_store: OpenStore, package_dir: Path) -> None:
    stores = [open_store(), open_store()]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda each: each.import_package(package_dir), stores))
    assert stores[0].version() == 2
    assert stores[0].read() == read_package(package_dir)


def test_reading_sees_one_moment_whoever_writes_meanwhile(
    open_store: OpenStore, package_dir: Path, change_row: Change
) -> None:
    reader, writer = open_store(), open_store()
    reader.import_package(package_dir)
    before = reader.read()
    change_row(package_dir / "involvements.csv", "i1", {"role": "owner"})

    def write_meanwhile(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM meetings" in statement:
            writer.import_package(package_dir)

    event.listen(reader.engine, "after_cursor_execute", write_meanwhile)
    assert reader.read() == before
    assert writer.version() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE topics SET theme = 'money' WHERE id = 't1'",
        "UPDATE meetings SET state = 'gehouden' WHERE id = 'm1'",
        "UPDATE status_updates SET status = 'gedaan' WHERE id = 'u1'",
        "UPDATE follow_ups SET due_meeting = 'nergens' WHERE id = 'f1'",
        "UPDATE follow_ups SET topic = 't2' WHERE id = 'f1'",
        "UPDATE meetings SET replaced_by = 'nergens' WHERE id = 'm2'",
        "DELETE FROM stakeholders WHERE id = 's1'",
        "UPDATE topics SET title = NULL WHERE id = 't1'",
        "UPDATE discussions SET topic = 't1', meeting = 'm1', position = 9",
        "INSERT INTO topics (id, title, theme, standing, row_order) VALUES ('t1', 'Nog een', 'both', false, 9)",
    ],
)
def test_the_database_itself_refuses_a_faulty_row(seeded: Store, statement: str) -> None:
    before = seeded.read()
    with pytest.raises(IntegrityError):
        _execute(seeded, statement)
    assert seeded.read() == before


def test_a_row_may_point_at_a_later_one_within_a_transaction(seeded: Store) -> None:
    columns = "INSERT INTO meetings (id, held_on, kind, state, replaced_by, row_order) VALUES "
    cancelled = columns + "('m8', '2021-01-10', 'regular', 'cancelled', 'm9', 8)"
    _execute(seeded, cancelled, columns + "('m9', '2021-02-10', 'regular', 'held', NULL, 9)")
    assert _row(seeded.read(), "meetings", "m8")["replaced_by"] == "m9"


def test_a_store_keeps_its_rows_when_opened_again(open_store: OpenStore, package_dir: Path) -> None:
    open_store().import_package(package_dir)
    assert open_store().read() == read_package(package_dir)


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_a_database_that_does_not_answer_is_named_without_its_password(scheme: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store(f"{scheme}://lezer:geheim@127.0.0.1:1/lovp")
    assert "127.0.0.1:1/lovp" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "geen.sqlite").write_text("Dit is geen database, maar wel een lange tekst." * 50)
    with pytest.raises(StoreError, match=r"geen\.sqlite"):
        Store(f"sqlite:///{tmp_path / 'geen.sqlite'}")


@pytest.mark.parametrize(
    "url",
    [
        "geen adres",
        "onbekend://lezer:geheim@127.0.0.1/lovp",
        "mysql://lezer:geheim@127.0.0.1:1/lovp",
        "sqlite:////dev/null/lovp.sqlite",
    ],
)
def test_an_address_that_cannot_be_used_is_a_store_error_without_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert "geheim" not in str(caught.value)
