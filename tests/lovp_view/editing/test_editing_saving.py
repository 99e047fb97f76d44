"""From a filled-in form to the changes of one write, and that the store takes them."""

from datetime import date
from pathlib import Path

import pytest

from lovp_data.package.errors import PackageError
from lovp_data.store.store import Store
from lovp_data.store.writing import Change, Item
from lovp_view.editing.moving import moved_meeting
from lovp_view.editing.saving import RowForm, form_changes, removal

POINT = "2020_02_10_f01"
SIGNED = {"who": "An", "why": "Gezien"}
NEW = {
    "topic": "ondermijning",
    "meeting": "lovp_2020_02_10",
    "kind": "request",
    "title": "Kort",
    "what": "Lang",
    "openness": "public",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'lovp.sqlite'}")
    store.seed()
    return store


def _item(store: Store, resource: str, key: str) -> Item:
    item = store.item(resource, key)
    assert item
    return item


def _written(store: Store, changes: list[Change]) -> dict[str, dict[str, object]]:
    """What the store holds afterwards of the rows written, by id."""
    store.write(changes, **SIGNED)
    items = {change.id: store.item(change.resource, change.id) for change in changes}
    return {key: item.row if item else {} for key, item in items.items()}


def test_only_what_was_changed_is_written(store: Store) -> None:
    form, item = RowForm("f", "follow_ups", POINT), _item(store, "follow_ups", POINT)
    (change,) = form_changes(form, item, {"title": "Anders", "what": item.row["what"]}, store.read())
    assert change.values == {"title": "Anders"}
    assert _written(store, [change])[POINT]["title"] == "Anders"
    assert form_changes(form, item, {"title": item.row["title"]}, store.read()) == []


def test_a_status_gets_its_code_and_its_follow_up(store: Store) -> None:
    form = RowForm("u", "status_updates", None, {"follow_up": POINT})
    typed = {"on_first": date(2026, 11, 25), "status": "done", "relation": "confirmed", "note": "Af."}
    changes = form_changes(form, None, typed, store.read())
    assert [change.id for change in changes] == [f"{POINT}_u5"]
    row = _written(store, changes)[f"{POINT}_u5"]
    assert (row["follow_up"], row["on"], row["status"]) == (POINT, "2026-11-25", "done")


def test_a_new_follow_up_with_a_quote_gets_its_place_and_its_days(store: Store) -> None:
    words = "Half februari verschijnt een rapport van de Algemene Rekenkamer"
    typed = NEW | {"quote": words.replace(" een", "  een"), "due_wording": "half februari"}
    (change,) = form_changes(RowForm("f", "follow_ups"), None, typed, store.read())
    row = _written(store, [change])[change.id]
    text = store.read().texts["sources/lovp-2020-02-10.txt"]
    assert text[row["quote_start"] : row["quote_end"]] == row["quote"]  # type: ignore[misc]
    assert str(row["quote"]).split() == words.split()
    assert row["due_on"] == "2020-02-11/2020-02-20"
    assert row["source_url"] == "https://www.regioburgemeesters.nl/actueel/?id=731"


def test_words_that_give_no_days_leave_the_term_empty(store: Store) -> None:
    typed = NEW | {"quote": "Half februari verschijnt", "due_wording": "zo snel mogelijk"}
    (change,) = form_changes(RowForm("f", "follow_ups"), None, typed, store.read())
    assert (change.values or {}).get("due_on") is None


def test_a_topic_that_was_not_on_the_agenda_is_added_to_it(store: Store) -> None:
    agenda = {row["topic"] for row in store.read().rows["discussions"] if row["meeting"] == "lovp_2020_02_10"}
    topic = next(row["id"] for row in store.read().rows["topics"] if row["id"] not in agenda)
    typed = NEW | {"topic": topic, "quote": "Half februari verschijnt"}
    changes = form_changes(RowForm("f", "follow_ups"), None, typed, store.read())
    assert [change.resource for change in changes] == ["discussions", "follow_ups"]
    rows = _written(store, changes)
    assert {row["topic"] for row in rows.values()} == {topic}


def test_a_quote_that_is_not_in_the_note_is_refused_by_its_rule(store: Store) -> None:
    (change,) = form_changes(RowForm("f", "follow_ups"), None, NEW | {"quote": "Nooit gezegd"}, store.read())
    with pytest.raises(PackageError) as refused:
        store.write([change], **SIGNED)
    assert [problem.code for problem in refused.value.problems] == ["quote_not_in_source"]


def test_a_quote_can_be_moved_to_another_passage(store: Store) -> None:
    item = _item(store, "follow_ups", POINT)
    typed = {"quote": "een belangrijk aandachtspunt"}
    changes = form_changes(RowForm("f", "follow_ups", POINT), item, typed, store.read())
    row = _written(store, changes)[POINT]
    assert row["quote"] == typed["quote"]


def test_every_missing_value_of_a_new_row_is_named_at_once(store: Store) -> None:
    with pytest.raises(PackageError) as refused:
        form_changes(RowForm("f", "follow_ups"), None, {"title": "Kort"}, store.read())
    named = [problem.field for problem in refused.value.problems]
    assert named == ["topic", "meeting", "kind", "what", "openness", "source_url"]


def test_with_a_follow_up_go_its_updates_and_roles_and_all_come_back_at_once(store: Store) -> None:
    before = store.read()
    changes = removal("follow_ups", POINT, before, _item(store, "follow_ups", POINT).digest)
    entries = store.write(changes, **SIGNED)
    assert len(entries) > 5
    assert store.item("follow_ups", POINT) is None
    store.undo(*(entry.number for entry in entries), **SIGNED)
    assert store.read() == before


def test_a_meeting_that_moves_is_replaced_and_its_items_move_with_it(store: Store) -> None:
    item = _item(store, "meetings", "lovp_2020_04_20")
    day = date(2020, 4, 21)
    rows = _written(store, moved_meeting(item, day, store.read()))
    assert rows["lovp_2020_04_20"]["state"] == "cancelled"
    assert rows["lovp_2020_04_20"]["replaced_by"] == "lovp_2020_04_21"
    assert rows["lovp_2020_04_21"]["held_on"] == "2020-04-21"


def test_a_meeting_can_move_to_one_that_there_is_or_to_none(store: Store) -> None:
    item, there = _item(store, "meetings", "lovp_2020_04_20"), _item(store, "meetings", "lovp_2020_05_25")
    day = date.fromisoformat(there.row["held_on"])
    (change,) = moved_meeting(item, day, store.read())
    assert (change.values or {})["replaced_by"] == "lovp_2020_05_25"
    (gone,) = moved_meeting(item, None, store.read())
    assert gone.values == {"state": "cancelled", "replaced_by": None}
