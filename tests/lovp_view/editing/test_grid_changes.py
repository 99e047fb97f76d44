"""What was done in a grid, as the changes of one write."""

from datetime import date
from pathlib import Path

import pytest

from lovp_data.package.errors import PackageError
from lovp_data.store.store import Store
from lovp_data.store.writing import Item, find_items
from lovp_view.editing.grid_changes import Grid, grid_changes

TOPICS = Grid("g", "topics")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'lovp.sqlite'}")
    store.seed()
    return store


def _items(store: Store, resource: str) -> dict[str, Item]:
    package = store.read()
    return {item.row["id"]: item for item in find_items(package, resource, [r["id"] for r in package.rows[resource]])}


def test_edits_additions_and_removals_are_one_write(store: Store) -> None:
    items = _items(store, "stakeholder_aliases")
    keys = list(items)
    edits = {
        "edited_rows": {0: {"name": " regioburgemeesters "}, "1": {"valid_until": "2021-01-01"}},
        "added_rows": [{"stakeholder": "lovp", "name": "Overleg"}, {}, {"stakeholder": "lovp", "name": "LO"}],
        "deleted_rows": [2],
    }
    changes = grid_changes(Grid("g", "stakeholder_aliases"), items, edits, store.read())
    store.write(changes, who="An", why="")
    after = {row["id"]: row for row in store.read().rows["stakeholder_aliases"]}
    assert after[keys[0]]["name"] == "regioburgemeesters"
    assert after[keys[1]]["valid_until"] == date(2021, 1, 1)
    assert keys[2] not in after
    assert [after["lovp_1"]["name"], after["lovp_2"]["name"]] == ["Overleg", "LO"]
    assert len(after) == len(keys) + 1


def test_a_cell_that_was_typed_back_is_no_change(store: Store) -> None:
    items = _items(store, "topics")
    first = next(iter(items.values())).row
    assert grid_changes(TOPICS, items, {"edited_rows": {0: {"title": first["title"]}}}, store.read()) == []
    assert grid_changes(TOPICS, items, {}, store.read()) == []


def test_a_row_that_is_edited_and_then_removed_is_removed(store: Store) -> None:
    items = _items(store, "topics")
    edits = {"edited_rows": {0: {"title": "Anders"}}, "deleted_rows": [0]}
    (change,) = grid_changes(TOPICS, items, edits, store.read())
    assert change.values is None


def test_an_empty_cell_empties_the_value(store: Store) -> None:
    items = _items(store, "stakeholders")
    (change,) = grid_changes(Grid("g", "stakeholders"), items, {"edited_rows": {0: {"note": None}}}, store.read())
    assert change.values == {"note": None}


def test_a_new_discussion_stands_last_and_has_the_meetings_address(store: Store) -> None:
    grid = Grid("g", "discussions", {"meeting": "lovp_2020_02_10"})
    agenda = [row for row in store.read().rows["discussions"] if row["meeting"] == "lovp_2020_02_10"]
    topic = next(
        row["id"] for row in store.read().rows["topics"] if row["id"] not in {each["topic"] for each in agenda}
    )
    (change,) = grid_changes(grid, {}, {"added_rows": [{"topic": topic}]}, store.read())
    store.write([change], who="An", why="")
    item = store.item("discussions", f"2020_02_10_{topic}")
    assert item
    assert item.row["position"] == max(row["position"] for row in agenda) + 1
    assert item.row["source_url"] == agenda[0]["source_url"]


def test_what_a_new_row_lacks_is_named(store: Store) -> None:
    with pytest.raises(PackageError) as refused:
        grid_changes(TOPICS, {}, {"added_rows": [{"title": "Nieuw"}]}, store.read())
    assert [problem.field for problem in refused.value.problems] == ["theme"]
