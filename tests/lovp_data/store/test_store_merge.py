"""Merging a new package into an edited store: what was edited stands, the rest follows the package."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from lovp_data.package.errors import PackageError
from lovp_data.store.merge import Conflict, merge_rows
from lovp_data.store.seeding import Seeding
from lovp_data.store.store import Store

Change = Callable[[Path, str, dict[str, str]], int]
Remove = Callable[[Path, str], None]


def _execute(store: Store, statement: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(statement))


def _titles(store: Store) -> dict[str, Any]:
    return {row["id"]: row["title"] for row in store.read().rows["topics"]}


def _keys(store: Store, resource: str) -> list[str]:
    return [row["id"] for row in store.read().rows[resource]]


def test_a_merge_keeps_the_edit_and_takes_the_other_change(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    version = seeded.version()
    _execute(seeded, "UPDATE topics SET title = 'Met de hand' WHERE id = 't2'")
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    assert seeded.merge_package(package_dir) == []
    assert _titles(seeded) == {"t1": "Uit het pakket", "t2": "Met de hand"}
    assert seeded.version() > version


def test_after_a_merge_the_package_is_known_and_the_edit_is_still_an_edit(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    _execute(seeded, "UPDATE topics SET title = 'Met de hand' WHERE id = 't2'")
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    seeded.merge_package(package_dir)
    assert seeded.seed() is Seeding.UNCHANGED
    assert seeded.edited_keys() == [("topics", "t2")]


def test_a_row_changed_on_both_sides_is_a_conflict_and_the_edit_stands(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    _execute(seeded, "UPDATE topics SET title = 'Met de hand' WHERE id = 't1'")
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    (conflict,) = seeded.merge_package(package_dir)
    assert (conflict.resource, conflict.id) == ("topics", "t1")
    assert (conflict.ours or {})["title"] == "Met de hand"
    assert (conflict.theirs or {})["title"] == "Uit het pakket"
    assert _titles(seeded)["t1"] == "Met de hand"


def test_the_same_change_on_both_sides_is_no_conflict_and_no_edit_any_more(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    _execute(seeded, "UPDATE topics SET title = 'Hetzelfde' WHERE id = 't1'")
    change_row(package_dir / "topics.csv", "t1", {"title": "Hetzelfde"})
    assert seeded.merge_package(package_dir) == []
    assert seeded.edited_keys() == []


def test_a_row_deleted_in_the_store_stays_away(seeded: Store, package_dir: Path, change_row: Change) -> None:
    _execute(seeded, "DELETE FROM status_updates WHERE id = 'u1'")
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    assert seeded.merge_package(package_dir) == []
    assert _keys(seeded, "status_updates") == []
    assert _titles(seeded)["t1"] == "Uit het pakket"


def test_a_row_deleted_in_the_package_goes(seeded: Store, package_dir: Path, remove_row: Remove) -> None:
    _execute(seeded, "UPDATE topics SET title = 'Met de hand' WHERE id = 't2'")
    remove_row(package_dir / "status_updates.csv", "u1")
    assert seeded.merge_package(package_dir) == []
    assert _keys(seeded, "status_updates") == []
    assert _titles(seeded)["t2"] == "Met de hand"


def test_a_row_deleted_in_the_store_and_changed_in_the_package_is_a_conflict(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    _execute(seeded, "DELETE FROM status_updates WHERE id = 'u1'")
    change_row(package_dir / "status_updates.csv", "u1", {"note": "Uit het pakket"})
    (conflict,) = seeded.merge_package(package_dir)
    assert (conflict.id, conflict.ours) == ("u1", None)
    assert _keys(seeded, "status_updates") == []


def test_a_row_changed_in_the_store_and_deleted_in_the_package_is_a_conflict(
    seeded: Store, package_dir: Path, remove_row: Remove
) -> None:
    _execute(seeded, "UPDATE status_updates SET note = 'Met de hand' WHERE id = 'u1'")
    remove_row(package_dir / "status_updates.csv", "u1")
    (conflict,) = seeded.merge_package(package_dir)
    assert (conflict.id, conflict.theirs) == ("u1", None)
    assert _keys(seeded, "status_updates") == ["u1"]


def test_a_merge_whose_outcome_would_dangle_is_refused_and_changes_nothing(
    seeded: Store, package_dir: Path, remove_row: Remove
) -> None:
    columns = '(id, follow_up, "on", relation, note, row_order)'
    _execute(seeded, f"INSERT INTO status_updates {columns} VALUES ('u2', 'f2', '2020-04-01', 'related', 'Erbij', 9)")
    before = (seeded.read(), seeded.version(), seeded.edited_keys())
    remove_row(package_dir / "follow_ups.csv", "f2")
    with pytest.raises(PackageError, match=r"status_updates\.csv, row 3, field follow_up.*«f2»"):
        seeded.merge_package(package_dir)
    assert (seeded.read(), seeded.version(), seeded.edited_keys()) == before
    assert seeded.seed() is Seeding.MERGE_OFFERED


def test_rows_added_on_either_side_are_both_kept_those_of_the_package_first(seeded: Store, package_dir: Path) -> None:
    _execute(seeded, "INSERT INTO topics (id, title, theme, standing, row_order) VALUES ('t0', 'A', 'both', false, 0)")
    with (package_dir / "topics.csv").open("a", encoding="utf-8") as file:
        file.write("t3,Drie,safety,false\n")
    assert seeded.merge_package(package_dir) == []
    assert _keys(seeded, "topics") == ["t1", "t2", "t3", "t0"]


def test_a_merge_into_an_empty_store_is_an_import(store: Store, package_dir: Path) -> None:
    assert store.merge_package(package_dir) == []
    assert store.edited_keys() == []
    assert store.seed() is Seeding.UNCHANGED


def test_a_merge_holds_the_right_to_write_from_its_first_look(package_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "locked.sqlite"
    store = Store(f"sqlite:///{file}")

    def try_to_write(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM package_rows" in statement:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                sqlite3.connect(file, timeout=0).execute("BEGIN IMMEDIATE")
            tried.append(statement)

    tried: list[str] = []
    event.listen(store.engine, "after_cursor_execute", try_to_write)
    store.merge_package(package_dir)
    assert tried


OLD, OUR, NEW = {"id": "x", "title": "oud"}, {"id": "x", "title": "ons"}, {"id": "x", "title": "nieuw"}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "kept", "is_conflict"),
    [
        (OLD, OLD, OLD, OLD, False),
        (OLD, OUR, OLD, OUR, False),
        (OLD, OLD, NEW, NEW, False),
        (OLD, OUR, NEW, OUR, True),
        (OLD, NEW, NEW, NEW, False),
        (OLD, None, OLD, None, False),
        (OLD, OLD, None, None, False),
        (OLD, None, NEW, None, True),
        (OLD, OUR, None, OUR, True),
        (OLD, None, None, None, False),
        (None, OUR, None, OUR, False),
        (None, None, NEW, NEW, False),
        (None, OUR, NEW, OUR, True),
        (None, NEW, NEW, NEW, False),
    ],
)
def test_per_row_an_edit_stands_and_else_the_package_counts(
    base: Any, ours: Any, theirs: Any, kept: Any, is_conflict: bool
) -> None:
    snapshots = [{("topics", "x"): cells} if cells else {} for cells in (base, ours, theirs)]
    merged, conflicts = merge_rows(*snapshots)
    assert merged.get(("topics", "x")) == kept
    assert conflicts == ([Conflict("topics", "x", ours, theirs)] if is_conflict else [])


def test_a_row_that_comes_to_stand_where_an_edited_one_stands_goes_to_the_end(
    seeded: Store, package_dir: Path, change_row: Change
) -> None:
    _execute(seeded, "UPDATE follow_ups SET title = 'Met de hand' WHERE id = 'f2'")
    change_row(package_dir / "follow_ups.csv", "f2", {"position": "7"})
    lines = (package_dir / "follow_ups.csv").read_text(encoding="utf-8").splitlines()
    added = next(line for line in lines if line.startswith("f2,")).replace("f2,t2,m3,7,", "f3,t2,m3,2,", 1)
    (package_dir / "follow_ups.csv").write_text("\n".join([*lines, added, ""]), encoding="utf-8")
    seeded.merge_package(package_dir)
    places = {row["id"]: (row["meeting"], row["position"]) for row in seeded.read().rows["follow_ups"]}
    assert (places["f2"], places["f3"]) == (("m3", 2), ("m3", 3))
