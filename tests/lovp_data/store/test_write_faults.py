"""Writes that are refused, on SQLite and PostgreSQL: in the words of the check, and with nothing changed."""

from typing import Any

import pytest

from lovp_data.package.errors import PackageError, StoreError
from lovp_data.store.store import Store
from lovp_data.store.writing import Change, digest_of
from tests.support.written_rows import NEW_ROWS, SIGNED, change, state

FAULTS: list[tuple[str, str, dict[str, Any] | None, str, str | None]] = [
    ("topics", "t1", {"theme": "money"}, "unknown_code", "theme"),
    ("topics", "t1", {"title": None}, "required", "title"),
    ("topics", "t1", {"title": "Twee"}, "duplicate_key", "title"),
    ("topics", "t1", {"title": "Nul\0"}, "unsafe_text", "title"),
    ("topics", "t1", {"title": "Half \ud800"}, "encoding", "title"),
    ("topics", "t1", {"title": "Een\rTwee"}, "wrong_pattern", "title"),
    ("topics", "t1", {"colour": "red"}, "header", "colour"),
    ("topics", "t1", None, "dangling_key", "topic"),
    ("topics", "T 9", {"title": "Negen", "theme": "both", "standing": True}, "wrong_pattern", "id"),
    ("meetings", "m1", {"published_on": "2020-02-30"}, "impossible_date", "published_on"),
    ("meetings", "m1", {"held_on": "2020-13"}, "impossible_date", "held_on"),
    ("meetings", "m1", {"text_path": "sources/geen.txt"}, "missing_file", "text_path"),
    ("follow_ups", "f1", {"position": "een"}, "wrong_type", "position"),
    ("follow_ups", "f1", {"position": -1}, "wrong_pattern", "position"),
    ("follow_ups", "f1", {"title": "x" * 61}, "wrong_pattern", "title"),
    ("follow_ups", "f1", {"aspects": '[1, "twee"]'}, "wrong_type", "aspects"),
    ("follow_ups", "f1", {"due_meeting": "m7"}, "dangling_key", "due_meeting"),
    ("follow_ups", "f1", {"quote": "Niet zo"}, "quote_not_in_source", "quote"),
    ("follow_ups", "f1", {"topic": "t2"}, "dangling_key", "topic, meeting"),
    ("status_updates", "u1", {"on": "2019"}, "before_meeting", "on"),
    ("source_texts", "../weg.txt", {"text": "Tekst"}, "wrong_pattern", None),
    ("source_texts", "sources/m1.txt", {"text": "Iets anders"}, "quote_not_in_source", "quote"),
]


def _change_of_text(store: Store, path: str, values: dict[str, Any] | None) -> Change:
    held = store.read().texts.get(path)
    return Change("source_texts", path, values, digest_of({"text": held}) if held else None)


def _codes(store: Store, wanted: Change) -> list[tuple[str, str | None]]:
    """The faults for which a write of this and another row is refused."""
    with pytest.raises(PackageError) as caught:
        store.write([wanted, Change("moments", *NEW_ROWS["moments"])], **SIGNED)
    assert "What to do" in str(caught.value)
    return [(problem.code, problem.field) for problem in caught.value.problems]


def test_unsound_writes_are_refused_in_words_and_change_nothing(seeded: Store) -> None:
    # In one test: refused writes leave one store as it was, and a store for each fault is slow to make.
    before = state(seeded)
    for resource, key, values, code, field in FAULTS:
        is_text = resource == "source_texts"
        wanted = _change_of_text(seeded, key, values) if is_text else change(seeded, resource, key, values)
        assert (code, field) in _codes(seeded, wanted), (resource, key, values)
        assert state(seeded) == before, (resource, key, values)


def test_a_fault_names_the_row_of_the_file_as_it_would_be(seeded: Store) -> None:
    with pytest.raises(PackageError, match=r"topics\.csv, row 4, field theme: found «money»"):
        seeded.write([Change("topics", "t9", NEW_ROWS["topics"][1] | {"theme": "money"})], **SIGNED)


SENSELESS: list[tuple[list[Change], dict[str, str]]] = [
    ([Change("nowhere", "x", {})], SIGNED),
    ([Change("topics", "t9", {"id": "t8"})], SIGNED),
    ([Change("topics", "t9", {}), Change("topics", "t9", None)], SIGNED),
    ([], {"who": " ", "why": ""}),
    ([], {"who": "An\0", "why": ""}),
    ([], {"who": "An", "why": "\ud800"}),
]


def test_writes_that_make_no_sense_are_store_errors_and_change_nothing(seeded: Store) -> None:
    before = state(seeded)
    for changes, signed in SENSELESS:
        with pytest.raises(StoreError, match="nothing was stored"):
            seeded.write(changes, **signed)
    assert state(seeded) == before
