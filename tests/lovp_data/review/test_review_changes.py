"""From a review to one write: what is stored, what is left alone, and that a second import overwrites nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lovp_data.package.errors import ConflictError
from lovp_data.package.files import Package, Row
from lovp_data.review.changes import summarise, to_changes
from lovp_data.review.edits import (
    accept,
    accept_complete,
    add_party,
    correct,
    make_topic,
    reject_undecided,
)
from lovp_data.review.returns import (
    add_return,
    confirm_return,
    look_for_returns,
    open_follow_ups,
    refuse_return,
    refuse_undecided,
)
from lovp_data.review.review import NewParty, Review, ReviewError, Span
from lovp_data.review.start import start_review
from lovp_data.store.store import Store
from lovp_data.store.writing import Change, find_item
from tests.support.own_note import HELD_ON, NOTE, NOTE_WITH_RETURN

MEETING = "lovp_2026_03_02"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'lovp.sqlite'}")
    store.import_package()
    yield store
    store.engine.dispose()


def _finished(package: Package, text: str = NOTE) -> Review:
    """As a person would: the new topic gets a theme, the new party a name, all is accepted, nothing came back."""
    review = start_review(text, "nota.txt", package)
    for each in review.discussions:
        if not each.topic:
            review = make_topic(review, each.id, each.title, "safety")
    review = add_party(review, NewParty("vng", "Vereniging van Nederlandse Gemeenten", "VNG", "local_government"))
    return refuse_undecided(look_for_returns(accept_complete(review), package))


def _import(store: Store, review: Review) -> None:
    store.write(to_changes(review, store.read()), who="Els", why="Nota ingelezen")


def _rows(store: Store, resource: str) -> list[Row]:
    return [row for row in store.read().rows[resource] if row.get("meeting") == MEETING]


def test_a_whole_note_is_stored_in_one_write(store: Store) -> None:
    review = _finished(store.read())
    before = store.version()
    _import(store, review)
    assert store.version() == before + 1
    package = store.read()
    meeting = next(row for row in package.rows["meetings"] if row["id"] == MEETING)
    assert (meeting["held_on"], meeting["state"], meeting["text_path"]) == (
        HELD_ON,
        "held",
        "sources/lovp-2026-03-02.txt",
    )
    assert package.texts[meeting["text_path"]] == NOTE
    assert [row["id"] for row in _rows(store, "discussions")] == [
        "2026_03_02_jaarwisseling",
        "2026_03_02_drones_en_privacy",
        "2026_03_02_sterkteverdeling",
    ]
    points = _rows(store, "follow_ups")
    assert [row["id"] for row in points] == [f"2026_03_02_f{n:02d}" for n in range(1, len(points) + 1)]
    assert all(NOTE[row["quote_start"] : row["quote_end"]] == row["quote"] for row in points)
    assert {row["openness"] for row in points} == {"public"}
    assert any(row["id"] == "vng" for row in package.rows["stakeholders"])
    assert any(row["stakeholder"] == "vng" and row["role"] == "owner" for row in _rows(store, "involvements"))


def test_the_summary_counts_what_will_be_written(store: Store) -> None:
    review = _finished(store.read())
    summary = summarise(review, to_changes(review, store.read()))
    assert summary.added["discussions"] == 3
    assert summary.added["follow_ups"] == len(review.follow_ups)
    assert (summary.added["topics"], summary.added["meetings"], summary.left_out, summary.changed) == (1, 1, 0, {})


def test_what_was_left_out_is_not_stored(store: Store) -> None:
    review = reject_undecided(start_review(NOTE, "x", store.read()))
    one = next(each for each in review.follow_ups if each.kind == "agreement")
    review = refuse_undecided(look_for_returns(accept(review, one.id), store.read()))
    _import(store, review)
    assert [row["kind"] for row in _rows(store, "follow_ups")] == ["agreement"]
    assert [row["topic"] for row in _rows(store, "discussions")] == ["jaarwisseling"]


def test_the_same_note_again_changes_nothing_and_corrections_stay(store: Store) -> None:
    review = _finished(store.read())
    _import(store, review)
    item = find_item(store.read(), "follow_ups", "2026_03_02_f01")
    assert item
    store.write([Change("follow_ups", "2026_03_02_f01", {"title": "Verbeterd"}, item.digest)], who="Bram", why="")
    again = _finished(store.read(), NOTE.replace("\n", "\r\n"))
    assert to_changes(again, store.read()) == []
    assert to_changes(review, store.read()) == []
    assert _rows(store, "follow_ups")[0]["title"] == "Verbeterd"


def test_only_what_is_missing_is_added(store: Store) -> None:
    first = _finished(store.read())
    left_out = next(each for each in first.follow_ups if each.kind == "request")
    without = Review(**{**vars(first), "follow_ups": tuple(f for f in first.follow_ups if f.id != left_out.id)})
    _import(store, without)
    changes = to_changes(_finished(store.read()), store.read())
    assert [each.resource for each in changes if each.resource != "involvements"] == ["follow_ups"]
    store.write(changes, who="Els", why="")
    assert len(_rows(store, "follow_ups")) == len(first.follow_ups)


def test_what_a_person_removed_after_the_first_import_does_not_come_back_by_itself(store: Store) -> None:
    _import(store, _finished(store.read()))
    gone = _rows(store, "follow_ups")[0]
    hanging = [row["id"] for row in _rows(store, "involvements") if row["follow_up"] == gone["id"]]
    keys = [*(("involvements", key) for key in hanging), ("follow_ups", gone["id"])]
    found = [(name, key, find_item(store.read(), name, key)) for name, key in keys]
    store.write([Change(name, key, None, item.digest) for name, key, item in found if item], who="Bram", why="")
    removed = [e.before for e in store.ledger() if e.action == "remove" and e.resource == "follow_ups" and e.before]
    again = accept_complete(start_review(NOTE, "x", store.read(), removed))
    assert to_changes(refuse_undecided(look_for_returns(again, store.read())), store.read()) == []


def test_a_planned_meeting_is_filled_in_and_keeps_what_it_has(store: Store) -> None:
    planned = {"held_on": HELD_ON, "kind": "themed", "state": "planned", "note": "Aangekondigd."}
    store.write([Change("meetings", MEETING, planned)], who="Els", why="")
    _import(store, _finished(store.read()))
    row = next(row for row in store.read().rows["meetings"] if row["id"] == MEETING)
    assert (row["kind"], row["state"], row["note"]) == ("themed", "held", "Aangekondigd.")
    assert row["text_path"]


def test_a_second_text_of_a_meeting_is_kept_below_the_first_if_a_person_says_so(store: Store) -> None:
    _import(store, _finished(store.read()))
    other = NOTE.replace("Aandachtspunt is de privacy", "Zorgpunt is de veiligheid").replace("Utrecht", "Zwolle")
    review = _finished(store.read(), other)
    with pytest.raises(ReviewError, match="other_text"):
        to_changes(review, store.read())
    before = len(_rows(store, "follow_ups"))
    _import(store, Review(**{**vars(review), "is_joined": True}))
    text = store.read().texts["sources/lovp-2026-03-02.txt"]
    assert text == f"{NOTE}\n\n{other}"
    rows = _rows(store, "follow_ups")
    assert len(rows) == before + 1
    assert all(text[row["quote_start"] : row["quote_end"]] == row["quote"] for row in rows)


def test_two_editors_who_import_the_same_note_store_it_once(store: Store) -> None:
    review, package = _finished(store.read()), store.read()
    late = to_changes(review, package)
    _import(store, review)
    with pytest.raises(ConflictError):
        store.write(late, who="Bram", why="")
    assert to_changes(review, store.read()) == []


def test_an_embargo_goes_along(store: Store) -> None:
    review = _finished(store.read())
    key = review.follow_ups[0].id
    _import(store, correct(review, key, openness="embargo", embargo_until="2026-05-01"))
    row = _rows(store, "follow_ups")[0]
    assert (row["openness"], row["embargo_until"]) == ("embargo", date(2026, 5, 1))


def test_what_came_back_is_noted_with_its_passage_and_its_meeting(store: Store) -> None:
    review = look_for_returns(_finished(store.read()), store.read())
    moved = next(each for each in review.returns if each.passage.outcome == "moved")
    review = confirm_return(review, moved.follow_up, "moved")
    silent = review.silent[0]
    place = Span(NOTE.index("De korpschef"), NOTE.index("Afgesproken"))
    review = confirm_return(add_return(review, silent, place), silent, "done", note="Besproken.")
    _import(store, refuse_undecided(review))
    rows = {row["follow_up"]: row for row in _rows(store, "status_updates")}
    assert rows.keys() == {moved.follow_up, silent}
    row = rows[moved.follow_up]
    assert (row["on"], row["status"], row["relation"]) == (HELD_ON, "moved", "confirmed")
    assert (row["due_wording"], row["due_on"]) == ("naar het LOVP van juni", "2026-06-01/2026-06-30")
    assert "doorgeschoven naar het LOVP van juni" in row["note"]
    assert rows[silent]["note"] == "Besproken."


def test_a_move_needs_a_new_term_and_a_refusal_stores_nothing(store: Store) -> None:
    review = look_for_returns(_finished(store.read(), NOTE_WITH_RETURN), store.read())
    returned = next(each for each in review.returns if each.passage.outcome == "returned")
    assert returned.follow_up == "2025_11_24_f08"
    review = Review(**{**vars(review), "returns": (returned,)})
    with pytest.raises(ReviewError, match="no_new_term"):
        confirm_return(review, returned.follow_up, "moved")
    changes = to_changes(refuse_return(review, returned.follow_up), store.read())
    assert not [each for each in changes if each.resource == "status_updates"]


def test_what_only_has_to_do_with_it_changes_no_status(store: Store) -> None:
    review = look_for_returns(_finished(store.read(), NOTE_WITH_RETURN), store.read())
    returned = next(each for each in review.returns if each.passage.outcome == "returned")
    review = confirm_return(Review(**{**vars(review), "returns": (returned,)}), returned.follow_up, "related")
    (told,) = [each.values for each in to_changes(review, store.read()) if each.resource == "status_updates"]
    assert (told["relation"], told.get("status")) == ("related", None)


def test_only_what_was_open_on_the_day_is_asked(store: Store) -> None:
    package = store.read()
    early = start_review(NOTE.replace("2 maart 2026", "20 april 2020"), "x", package)
    asked = {row["id"] for row in open_follow_ups(early, package)}
    assert "2020_02_10_f02" not in asked  # done on 18 February 2020
    assert "2020_02_10_f11" in asked
    assert "2020_02_10_f01" not in asked  # a concern, which nobody owes an answer
    assert all(key.startswith("2020_02_10") for key in asked)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)\nAfgesproken is dat de politie <script>alert(1)</script> weghaalt.",
                                  "‮Kop‬\nAfgesproken is '; DROP TABLE meetings; -- dit te doen in mei."])  # fmt: skip
def test_hostile_words_are_stored_as_words(store: Store, text: str) -> None:
    review = _finished(store.read(), f"LOVP 2 maart 2026\n\n{text}\n")
    _import(store, review)
    assert store.read().texts["sources/lovp-2026-03-02.txt"].endswith(f"{text}\n")


def test_what_was_noted_during_the_meeting_gets_its_quote_and_keeps_its_words(store: Store) -> None:
    noted = {
        "topic": "jaarwisseling",
        "meeting": MEETING,
        "position": 1,
        "kind": "agreement",
        "title": "Voorstel inzet jaarwisseling",
        "what": "De politie doet een voorstel voor de inzet tijdens de volgende jaarwisseling.",
        "openness": "public",
        "source_url": "https://example.nl/lovp",
    }
    meeting = {"held_on": HELD_ON, "kind": "regular", "state": "planned", "source_url": "https://example.nl/lovp"}
    discussion = {key: noted[key] for key in ("topic", "meeting", "position", "source_url")}
    changes = [
        Change("meetings", MEETING, meeting),
        Change("discussions", "2026_03_02_jaarwisseling", discussion),
        Change("follow_ups", "2026_03_02_f01", noted),
    ]
    store.write(changes, who="Bram", why="Tijdens de vergadering")
    _import(store, _finished(store.read()))
    rows = {row["id"]: row for row in _rows(store, "follow_ups")}
    first = rows["2026_03_02_f01"]
    assert (first["title"], first["position"]) == ("Voorstel inzet jaarwisseling", 1)
    assert "uiterlijk 1 juni" in " ".join(first["quote"].split())
    assert [row["kind"] for row in rows.values()].count("agreement") == 1
    assert _rows(store, "discussions")[0]["heading"] == "Jaarwisseling"
    assert {row["source_url"] for row in rows.values()} == {"https://example.nl/lovp"}
