"""Writing single rows, on SQLite and PostgreSQL: what is kept, what is refused, and what the ledger says of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lovp_data.package.check import check_package
from lovp_data.package.errors import ConflictError, PackageError, StoreError
from lovp_data.package.files import package_files
from lovp_data.register.embargo import without_embargoed
from lovp_data.store.seeding import Seeding
from lovp_data.store.store import Store
from lovp_data.store.writing import Change
from tests.support.written_rows import NEW_ROWS, SIGNED, change, state, write

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


@pytest.fixture
def written(seeded: Store) -> Store:
    """The small package, with a clock that stands still."""
    seeded._clock = lambda: NOW
    return seeded


def _files(store: Store) -> dict[str, bytes]:
    return package_files(store.read())


@pytest.mark.parametrize("resource", NEW_ROWS)
def test_a_row_of_every_resource_is_added_changed_and_removed_and_each_undone(written: Store, resource: str) -> None:
    key, values = NEW_ROWS[resource]
    at_first, version = _files(written), written.version()
    added = write(written, resource, key, values)
    assert (written.item(resource, key).row | values) == written.item(resource, key).row  # type: ignore[union-attr]
    name = {"topics": "title", "stakeholder_aliases": "name", "involvements": "named_as"}.get(resource, "source_url")
    with_it = _files(written)
    changed = write(written, resource, key, {name: "Anders"})
    assert written.item(resource, key).row[name] == "Anders"  # type: ignore[union-attr]
    removed = write(written, resource, key, None)
    assert (written.item(resource, key), _files(written)) == (None, at_first)
    written.undo(removed.number, **SIGNED)
    written.undo(changed.number, **SIGNED)
    assert _files(written) == with_it
    written.undo(added.number, **SIGNED)
    assert _files(written) == at_first
    assert written.version() == version + 6
    assert written.edited_keys() == []


def test_the_ledger_says_who_when_what_and_why(written: Store) -> None:
    entry = write(written, "topics", "t1", {"title": "Anders"})
    assert (entry.who, entry.why, entry.at, entry.action) == ("An", "Nagekeken", NOW, "change")
    assert (entry.before or {})["title"] == "Eén"
    assert (entry.after or {})["title"] == "Anders"
    assert entry.transaction == written.version()
    assert written.history("topics", "t1")[0] == entry
    assert written.ledger(limit=1) == written.ledger(entry.transaction) == [entry]


def test_the_first_import_is_one_entry_that_names_every_row(written: Store) -> None:
    (entry,) = written.ledger()
    assert (entry.action, entry.who, entry.resource) == ("import", "lovp_data", None)
    assert {"topics/t1", "source_texts/sources/m1.txt"} <= set((entry.touched or {})["added"])
    assert written.history("topics", "t1") == [entry]
    with pytest.raises(StoreError, match="backup"):
        written.undo(entry.number, **SIGNED)


def test_a_new_row_stands_last_and_a_removed_one_comes_back_in_its_place(written: Store) -> None:
    write(written, "meetings", *NEW_ROWS["meetings"])
    assert [row["id"] for row in written.read().rows["meetings"]] == ["m1", "m2", "m3", "m9"]
    before = _files(written)
    removed = write(written, "status_updates", "u1", None)
    written.undo(removed.number, **SIGNED)
    assert _files(written) == before


def test_several_changes_are_one_transaction_and_are_undone_together(written: Store) -> None:
    before = _files(written)
    follow_up, values = NEW_ROWS["follow_ups"]
    quote = {"quote": "Tekst", "quote_start": 5, "quote_end": 10}
    changes = [
        Change("source_texts", "sources/m9.txt", {"text": "Kop\r\nTekst\r\n"}),
        Change("meetings", "m9", NEW_ROWS["meetings"][1] | {"text_path": "sources/m9.txt"}),
        Change("follow_ups", follow_up, values | {"meeting": "m9"} | quote),
        Change("discussions", "d9", {"topic": "t2", "meeting": "m9", "position": 1, "source_url": "x"}),
    ]
    entries = written.write(changes, **SIGNED)
    assert {entry.transaction for entry in entries} == {written.version()}
    assert written.read().texts["sources/m9.txt"] == "Kop\r\nTekst\r\n"
    written.undo(*(entry.number for entry in entries), **SIGNED)
    assert _files(written) == before


def test_two_rows_may_swap_what_must_stand_in_one_row_only(written: Store) -> None:
    write(written, "discussions", "d9", NEW_ROWS["discussions"][1] | {"position": 2})
    swap = {"d9": 1, "discussions_1": 2}
    written.write([change(written, "discussions", key, {"position": place}) for key, place in swap.items()], **SIGNED)
    places = {row["id"]: row["position"] for row in written.read().rows["discussions"]}
    assert places["d9"] == 1
    assert places["discussions_1"] == 2


def test_what_is_stored_so_already_is_no_write(written: Store) -> None:
    before = state(written)
    assert written.write([change(written, "topics", "t1", {"title": "Eén"})], **SIGNED) == []
    assert written.write([Change("topics", "t7", None)], **SIGNED) == []
    assert written.write([], **SIGNED) == []
    assert state(written) == before


def test_a_stale_change_is_refused_and_nothing_typed_is_lost(written: Store) -> None:
    seen = change(written, "topics", "t1", {"title": "Van de tweede", "theme": "both"})
    write(written, "topics", "t1", {"title": "Van de eerste"})
    before = state(written)
    with pytest.raises(ConflictError, match="topics t1: changed since") as caught:
        written.write([seen, Change("moments", *NEW_ROWS["moments"])], **SIGNED)
    (stale,) = caught.value.stale
    assert (stale.stored or {})["title"] == "Van de eerste"
    assert stale.own == {"title": "Van de tweede", "theme": "both"}
    assert state(written) == before


def test_a_stale_change_is_refused_also_where_both_wrote_the_same(written: Store) -> None:
    seen = change(written, "topics", "t1", {"title": "Gelijk"})
    write(written, "topics", "t1", {"title": "Gelijk"})
    with pytest.raises(ConflictError):
        written.write([seen], **SIGNED)


def test_a_change_of_a_removed_row_and_an_addition_of_one_that_is_there_are_conflicts(written: Store) -> None:
    seen = change(written, "status_updates", "u1", {"note": "Anders"})
    write(written, "status_updates", "u1", None)
    for each in (seen, Change("topics", "t1", {"title": "Nog een"})):
        with pytest.raises(ConflictError):
            written.write([each], **SIGNED)


def test_an_undo_is_refused_if_the_row_has_changed_since(written: Store) -> None:
    first = write(written, "topics", "t1", {"title": "Eerst"})
    write(written, "topics", "t1", {"title": "Daarna"})
    before = state(written)
    with pytest.raises(ConflictError, match="undo the later change first"):
        written.undo(first.number, **SIGNED)
    assert state(written) == before


def test_an_undo_is_refused_if_other_rows_rest_on_the_row(written: Store) -> None:
    added = write(written, "topics", *NEW_ROWS["topics"])
    write(written, "discussions", "d9", NEW_ROWS["discussions"][1] | {"topic": "t9"})
    with pytest.raises(PackageError, match=r"discussions\.csv.*«t9»"):
        written.undo(added.number, **SIGNED)


def test_an_undo_can_be_undone(written: Store) -> None:
    first = write(written, "topics", "t1", {"title": "Anders"})
    (back,) = written.undo(first.number, **SIGNED)
    assert back.undoes == first.number
    written.undo(back.number, **SIGNED)
    assert (written.item("topics", "t1") or pytest.fail("gone")).row["title"] == "Anders"
    with pytest.raises(StoreError, match="no entry 99"):
        written.undo(99, **SIGNED)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET who = 'x'",
        "DELETE FROM ledger",
        "DELETE FROM ledger WHERE number = 1",
        "INSERT INTO ledger (number, transaction_id, at, who, why, action) VALUES (1, 1, '2020-01-01', 'x', '', 'add')",
    ],
)
def test_the_database_itself_refuses_to_change_the_ledger(written: Store, statement: str) -> None:
    before = written.ledger()
    if written.engine.dialect.name == "sqlite":
        statement = statement.replace("INSERT", "INSERT OR REPLACE")
    with pytest.raises(DBAPIError, match=r"append-only|ledger_pkey"), written.engine.begin() as connection:
        connection.execute(text(statement))
    assert written.ledger() == before


def test_the_ledger_cannot_be_truncated(postgres_url: str) -> None:
    store = Store(postgres_url)
    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text("TRUNCATE ledger"))
    store.engine.dispose()


def test_viewers_see_nothing_of_an_item_under_embargo(written: Store) -> None:
    public = package_files(without_embargoed(written.read(), date(2026, 11, 23)))
    write(written, "follow_ups", *NEW_ROWS["follow_ups"])
    write(written, "status_updates", "u9", NEW_ROWS["status_updates"][1] | {"follow_up": "f9"})
    assert package_files(without_embargoed(written.read(), date(2026, 11, 23))) == public


def test_edits_survive_the_import_of_a_changed_package_and_the_merge_is_in_the_ledger(
    written: Store, package_dir: Path, change_row: Callable[[Path, str, dict[str, str]], int]
) -> None:
    write(written, "topics", "t2", {"title": "Met de hand"})
    write(written, "moments", *NEW_ROWS["moments"])
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    assert written.seed() is Seeding.MERGE_OFFERED
    assert written.merge_package(package_dir, who="An", why="Nieuw pakket") == []
    titles = {row["id"]: row["title"] for row in written.read().rows["topics"]}
    assert titles == {"t1": "Uit het pakket", "t2": "Met de hand"}
    assert set(written.edited_keys()) == {("topics", "t2"), ("moments", "x9")}
    entry = written.ledger(limit=1)[0]
    assert (entry.action, entry.touched) == ("merge", {"added": [], "changed": ["topics/t1"], "removed": []})


def test_what_was_written_is_a_sound_package(written: Store, tmp_path: Path) -> None:
    for resource, (key, values) in NEW_ROWS.items():
        write(written, resource, key, values)
    written.export_package(tmp_path / "export")
    assert check_package(tmp_path / "export").rows == written.read().rows
