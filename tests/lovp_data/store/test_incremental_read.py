"""Catching up with the store: whatever was written, the rows and the frames are those of a whole read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import event

from lovp_data.package.files import read_package
from lovp_data.register.frames import Tables, build_tables, step_tables
from lovp_data.store.incremental_read import ReadState
from lovp_data.store.store import Store
from lovp_data.store.writing import Change, digest_of
from tests.support.written_rows import NEW_ROWS, SIGNED, change, write


def _assert_caught_up(store: Store, held: ReadState, *, by_steps: bool) -> ReadState:
    """As a whole read, package and frames."""
    stepped, whole = store.catch_up(held), store.catch_up(None)
    assert (stepped.version, stepped.package, stepped.order) == (whole.version, whole.package, whole.order)
    assert (stepped.touched is not None) is by_steps
    tables = build_tables(held.package)
    if stepped.touched is not None:
        tables = step_tables(tables, stepped.package, stepped.touched)
        _assert_same_frames(tables, build_tables(whole.package))
    return stepped


def _assert_same_frames(ours: Tables, theirs: Tables) -> None:
    assert ours.texts == theirs.texts
    for name, frame in theirs.frames.items():
        pd.testing.assert_frame_equal(ours[name], frame)


@pytest.mark.parametrize("resource", NEW_ROWS)
def test_rows_added_changed_removed_and_put_back(seeded: Store, resource: str) -> None:
    key, values = NEW_ROWS[resource]
    name = {"topics": "title", "stakeholder_aliases": "name", "involvements": "named_as"}.get(resource, "source_url")
    held = seeded.catch_up(None)
    entries = []
    for wanted in (values, {name: "Anders"}, None):
        entries.append(write(seeded, resource, key, wanted))
        held = _assert_caught_up(seeded, held, by_steps=True)
    for entry in reversed(entries):
        seeded.undo(entry.number, **SIGNED)
        held = _assert_caught_up(seeded, held, by_steps=True)


def test_rows_that_stand_in_the_middle_change_and_come_back_there(seeded: Store) -> None:
    held = seeded.catch_up(None)
    write(seeded, "topics", "t1", {"title": "Zonder volgorde", "standing": True})
    held = _assert_caught_up(seeded, held, by_steps=True)
    assert [row["id"] for row in held.package.rows["topics"]] == ["t1", "t2"]
    gone = write(seeded, "status_updates", "u1", None)
    held = _assert_caught_up(seeded, held, by_steps=True)
    assert held.package.rows["status_updates"] == []
    seeded.undo(gone.number, **SIGNED)
    _assert_caught_up(seeded, held, by_steps=True)


def test_rows_in_another_order(seeded: Store) -> None:
    held = seeded.catch_up(None)
    wanted: list[tuple[str, int, dict[str, Any]]] = [("t1", 7, {"title": "A"}), ("t2", 3, {"title": "B"})]
    items = {key: seeded.item("topics", key) for key, _, _ in wanted}
    seeded.write([Change("topics", k, v, items[k].digest, place) for k, place, v in wanted], **SIGNED)  # type: ignore[union-attr]
    held = _assert_caught_up(seeded, held, by_steps=True)
    assert [row["id"] for row in held.package.rows["topics"]] == ["t2", "t1"]


def test_two_rows_at_one_place_stand_as_the_database_puts_them(seeded: Store) -> None:
    held = seeded.catch_up(None)
    seeded.write([Change("topics", "t_0", NEW_ROWS["topics"][1], None, 0)], **SIGNED)
    _assert_caught_up(seeded, held, by_steps=False)


def test_source_texts(seeded: Store) -> None:
    held = seeded.catch_up(None)
    path = "sources/m1.txt"
    text = held.package.texts[path] + "Naschrift\n"
    seeded.write([_text_change(seeded, path, text)], **SIGNED)
    held = _assert_caught_up(seeded, held, by_steps=True)
    assert held.package.texts[path] == text
    seeded.write([Change("source_texts", "sources/los.txt", {"text": "Los"})], **SIGNED)
    held = _assert_caught_up(seeded, held, by_steps=True)
    assert held.package.texts["sources/los.txt"] == "Los"


def _text_change(store: Store, path: str, text: str) -> Change:
    """A change by someone who sees the text as it is stored now."""
    return Change("source_texts", path, {"text": text}, digest_of({"text": store.read().texts[path]}))


def test_many_writes_at_once_and_one_by_one(seeded: Store) -> None:
    held = seeded.catch_up(None)
    for resource, (key, values) in NEW_ROWS.items():
        write(seeded, resource, key, values)
    seeded.write([change(seeded, "topics", key, {"title": f"Nieuw {key}"}) for key in ("t1", "t2", "t9")], **SIGNED)
    _assert_caught_up(seeded, held, by_steps=True)


@pytest.mark.parametrize("take_in", [Store.merge_package, Store.import_package])
def test_a_merge_and_an_import_are_read_whole(
    take_in: Callable[..., Any], seeded: Store, package_dir: Path, change_row: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("lovp_data.store.store.check_package", read_package)
    held = seeded.catch_up(None)
    change_row(package_dir / "topics.csv", "t2", {"title": "Anders"})
    take_in(seeded, package_dir)
    write(seeded, "topics", "t1", {"title": "Daarna"})
    _assert_caught_up(seeded, held, by_steps=False)


def test_a_version_that_is_not_in_the_ledger_is_read_whole(seeded: Store) -> None:
    held = seeded.catch_up(None)
    with seeded.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE topics SET title = 'Buitenom' WHERE id = 't1'")
        connection.exec_driver_sql("UPDATE store_facts SET value = '2' WHERE key = 'version'")
        connection.commit()
    assert _assert_caught_up(seeded, held, by_steps=False).package.rows["topics"][0]["title"] == "Buitenom"


def test_a_row_that_was_spoiled_and_then_touched_is_set_aside(seeded: Store) -> None:
    held = seeded.catch_up(None)
    write(seeded, "follow_ups", "f2", {"title": "Anders"})
    with seeded.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE follow_ups SET due_on = '2020-99' WHERE id = 'f2'")
        connection.commit()
    spoiled = _assert_caught_up(seeded, held, by_steps=False)
    assert [fault.code for fault in spoiled.faults] == ["impossible_date"]
    assert seeded.catch_up(spoiled) is spoiled


def test_only_what_was_written_is_read(seeded: Store) -> None:
    held = seeded.catch_up(None)
    write(seeded, "topics", "t1", {"title": "Anders"})
    asked: list[str] = []
    event.listen(seeded.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert seeded.catch_up(held).touched == {"topics": frozenset({"t1"})}
    queries = [words for statement in asked if "FROM" in (words := statement.split())]
    assert sorted(words[words.index("FROM") + 1] for words in queries) == ["ledger", "store_facts", "topics"]
    assert all("WHERE" in words for words in queries)
