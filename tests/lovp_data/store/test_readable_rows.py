"""Rows that were written past all checks: each is set aside and named, and so is what rests on it; nothing else is."""

from collections.abc import Callable
from typing import Any

import pytest

from lovp_data.package.errors import Problem
from lovp_data.package.files import Package
from lovp_data.register.frames import build_tables
from lovp_data.store.readable_rows import readable_part
from lovp_data.store.store import Store

Make = Callable[..., Package]


def _ids(package: Package, name: str) -> list[str]:
    return [row["id"] for row in package.rows[name]]


def _places(faults: list[Problem]) -> list[tuple[str, int | None, str | None]]:
    return [(each.code, each.row, each.field) for each in faults]


def test_a_sound_package_is_left_as_it_is(shipped: Package) -> None:
    assert readable_part(shipped) == (shipped, [])


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"due_on": "2020-02-31"}, ("impossible_date", 3, "due_on")),
        ({"due_on": "2020-05/2020-03"}, ("start_after_end", 3, "due_on")),
        ({"due_on": "soon"}, ("impossible_date", 3, "due_on")),
        ({"due_on": 20200301}, ("wrong_type", 3, "due_on")),
        ({"title": None}, ("wrong_type", 3, "title")),
        ({"quote_start": "ten"}, ("wrong_type", 3, "quote_start")),
        ({"quote_start": True}, ("wrong_type", 3, "quote_start")),
        ({"embargo_until": "2020-01-01"}, ("wrong_type", 3, "embargo_until")),
        ({"aspects": "one"}, ("wrong_type", 3, "aspects")),
        ({"due_meeting": "nowhere"}, ("dangling_key", 3, "due_meeting")),
        ({"id": "a"}, ("duplicate_key", 3, "id")),
    ],
)
def test_a_row_of_which_nothing_can_be_made_is_set_aside(
    cells: dict[str, Any], fault: tuple[str, int, str], make_package: Make
) -> None:
    package = make_package(follow_ups=[{"id": "a"}, {"id": "b", "title": "B"}, {"id": "c"}])
    package.rows["follow_ups"][1] |= cells
    sound, faults = readable_part(package)
    assert _places(faults) == [fault]
    assert _ids(sound, "follow_ups") == ["a", "c"]
    assert len(build_tables(sound)["follow_ups"]) == 2


def test_what_rests_on_it_goes_with_it_and_is_named_by_its_own_number(make_package: Make) -> None:
    package = make_package(
        meetings=[{"id": "m1"}, {"id": "m2", "held_on": "2020-13-01"}],
        follow_ups=[{"id": "a", "meeting": "m2"}, {"id": "b", "meeting": "m1"}, {"id": "c", "meeting": "m2"}],
        status_updates=[{"id": "u", "follow_up": "b"}, {"id": "v", "follow_up": "c"}],
    )
    sound, faults = readable_part(package)
    assert (_ids(sound, "meetings"), _ids(sound, "follow_ups")) == (["m1"], ["b"])
    assert _ids(sound, "status_updates") == ["u"]
    assert ("impossible_date", 3, "held_on") in _places(faults)
    assert {each.row for each in faults if each.file == "follow_ups.csv"} == {2, 4}
    assert {each.row for each in faults if each.file == "status_updates.csv"} == {3}


def test_what_a_cell_of_the_wrong_type_holds_is_not_told(make_package: Make) -> None:
    package = make_package(follow_ups=[{"id": "a"}])
    package.rows["follow_ups"][0]["aspects"] = "words under embargo"
    assert "embargo" not in str(readable_part(package)[1][0])


def _spoil(store: Store, statement: str) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()


def test_a_store_gives_what_it_has_but_the_broken_row(seeded: Store) -> None:
    """On either engine."""
    whole = seeded.read()
    assert seeded.read_readable_rows() == (whole, [])
    _spoil(seeded, "UPDATE follow_ups SET due_on = '2020-99' WHERE id = 'f2'")
    sound, faults = seeded.read_readable_rows()
    assert _places(faults) == [("impossible_date", 3, "due_on")]
    assert _ids(sound, "follow_ups") == ["f1"]
    assert sound.rows["meetings"] == whole.rows["meetings"]


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("assignment", "field"),
    [("embargo_until = 'nooit'", "embargo_until"), ("aspects = '{'", "aspects"), ("quote_start = 'x'", "quote_start")],
)
def test_a_cell_that_the_driver_cannot_read_costs_its_row_only(assignment: str, field: str, seeded: Store) -> None:
    _spoil(seeded, f"UPDATE follow_ups SET {assignment} WHERE id = 'f2'")
    sound, faults = seeded.read_readable_rows()
    assert _places(faults) == [("wrong_type", 3, field)]
    assert _ids(sound, "follow_ups") == ["f1"]
    assert sound.rows["follow_ups"][0]["aspects"] == ["één", "twee, drie"]
    assert sound.rows["topics"][1]["standing"] is True
