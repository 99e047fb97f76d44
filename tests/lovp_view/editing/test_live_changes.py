"""One line noted over a slide becomes an update or an agreement that the store takes."""

from datetime import date
from pathlib import Path

import pytest

from lovp_data.package.errors import PackageError
from lovp_data.package.files import Row
from lovp_data.store.store import Store
from lovp_data.store.writing import Change
from lovp_view import state
from lovp_view.editing.live_changes import LiveNote, live_changes
from lovp_view.editing.live_note import live_noting
from tests.support.figure_samples import scene_for

POINT = "2020_02_10_f01"
DAY, HERE = date(2027, 2, 15), "https://lovp.example/vergadering/lovp_2027_02_15"
SIGNED = {"who": "An", "why": "Genoteerd"}
MEETING = "lovp_2027_02_15"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """With a meeting planned on the day."""
    store = Store(f"sqlite:///{tmp_path / 'lovp.sqlite'}")
    store.seed()
    planned = {"id": MEETING, "held_on": DAY.isoformat(), "kind": "regular", "state": "planned"}
    if store.item("meetings", MEETING) is None:
        store.write([Change("meetings", MEETING, planned)], **SIGNED)
    return store


def _noted(store: Store, note: LiveNote, day: date = DAY) -> dict[str, Row]:
    """The rows that the line wrote, by resource."""
    changes = live_changes(note, store.read(), day, HERE)
    store.write(changes, **SIGNED)
    return {change.resource: item.row for change in changes if (item := store.item(change.resource, change.id))}


@pytest.mark.parametrize(
    ("choice", "line", "status", "wording", "due_on"),
    [
        ("done", "Plan ligt er; medio maart volgt een evaluatie.", "done", None, None),
        ("not_yet", "Is nog in bespreking bij de ministeries.", "in_progress", None, None),
        ("not_yet", "Loopt sinds 3 mei 2026.", "in_progress", None, None),
        ("not_yet", "Komt terug op 9 maart 2027.", "moved", "op 9 maart 2027", "2027-03-09"),
    ],
)
def test_a_status_in_one_line(
    store: Store, choice: str, line: str, status: str, wording: str | None, due_on: str | None
) -> None:
    row = _noted(store, LiveNote.of({"choice": choice, "about": POINT, "line": line}))["status_updates"]
    assert (row["follow_up"], row["on"], row["meeting"]) == (POINT, "2027-02-15", MEETING)
    assert (row["status"], row["due_wording"], row["due_on"]) == (status, wording, due_on)
    assert (row["note"], row["source_url"]) == (line, HERE)


def test_a_term_may_be_a_meeting(store: Store) -> None:
    later = {"id": "lovp_2027_06_14", "held_on": "2027-06-14", "kind": "regular", "state": "planned"}
    store.write([Change("meetings", later["id"], later)], **SIGNED)
    line = "Wordt geagendeerd voor het LOVP van juni."
    row = _noted(store, LiveNote("not_yet", POINT, line))["status_updates"]
    assert (row["status"], row["due_meeting"]) == ("moved", "lovp_2027_06_14")


def test_an_agreement_has_its_owner_and_term_and_the_meeting_is_held(store: Store) -> None:
    note = LiveNote("agreed", "ondermijning", "De korpschef levert " + "een plan " * 9, "korpschef", "half maart")
    rows = _noted(store, note)
    made = rows["follow_ups"]
    assert (made["kind"], made["topic"], made["what"]) == ("agreement", "ondermijning", note.line)
    assert len(made["title"]) <= 60
    assert made["title"].endswith("…")
    assert (made["due_wording"], made["due_on"]) == ("half maart", "2027-03-11/2027-03-20")
    assert (rows["involvements"]["stakeholder"], rows["involvements"]["role"]) == ("korpschef", "owner")
    assert rows["discussions"]["topic"] == "ondermijning"
    assert rows["meetings"]["state"] == "held"


def test_taking_it_back_leaves_the_store_as_it_was(store: Store) -> None:
    before = store.read().rows
    changes = live_changes(LiveNote("agreed", "ondermijning", "Een plan.", "korpschef"), store.read(), DAY, HERE)
    entries = store.write(changes, **SIGNED)
    store.undo(*(entry.number for entry in entries), who="An", why="Terug")
    assert store.read().rows == before


@pytest.mark.parametrize(
    ("note", "day", "field"),
    [
        (LiveNote("done", POINT, ""), DAY, "note"),
        (LiveNote("agreed", "ondermijning", ""), DAY, "what"),
        (LiveNote("agreed", "ondermijning", "Een plan."), date(2027, 2, 16), "meeting"),
    ],
)
def test_what_is_missing_is_named(store: Store, note: LiveNote, day: date, field: str) -> None:
    with pytest.raises(PackageError) as refused:
        live_changes(note, store.read(), day, HERE)
    assert [problem.field for problem in refused.value.problems] == [field]


@pytest.mark.parametrize("about", ["", "geen_punt"])
def test_a_point_that_is_none_is_refused_by_the_store(store: Store, about: str) -> None:
    with pytest.raises(PackageError):
        _noted(store, LiveNote("done", about, "Klaar."))


def test_nobody_but_an_editor_gets_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "editor", lambda: None)
    assert live_noting(scene_for("all", "nl")) is None


def test_what_the_browser_tells_is_folded_and_cut() -> None:
    note = LiveNote.of({"choice": "done", "line": "  Klaar\n nu " + "x" * 999, "who": None, "sign": 1})
    assert note.line.startswith("Klaar nu x")
    assert len(note.line) == 400
    assert note.about == ""
