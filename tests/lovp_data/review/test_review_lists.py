"""Reviews of notes with lists and an announced meeting: what is stored of them, and what is remembered."""

from dataclasses import replace

import pytest

from lovp_data.documents.note_text import LeftOut
from lovp_data.package.files import Package, read_package
from lovp_data.review.changes import to_changes
from lovp_data.review.checks import blockers, faults, progress
from lovp_data.review.edits import accept, accept_complete, accept_topic, correct, reject, reject_undecided
from lovp_data.review.refusals import read_refusals, refusals_key, refusals_of, with_refusals
from lovp_data.review.returns import look_for_returns, refuse_return
from lovp_data.review.review import ACCEPTED, PROPOSED, REJECTED, Review, read_review, review_content
from lovp_data.review.start import start_review
from lovp_data.store.writing import Change
from tests.support.own_note import NOTE_WITH_RETURN

NOTE = """# Terugkoppeling LOVP 2 maart 2026

## Demonstraties
De korpschef vertelde over de inzet. Indien nodig wordt dit in mei opnieuw geagendeerd.

| Actie | Wie | Gereed | Stand |
| Kader delen met de driehoeken | OM | 1 mei | loopt |
| Brief aan de Tweede Kamer | Minister JenV | juni | |

Het volgende LOVP is op 15 februari 2027.
"""


@pytest.fixture(scope="module")
def package() -> Package:
    return read_package()


@pytest.fixture
def review(package: Package) -> Review:
    return start_review(NOTE, "lijst.txt", package, left_out=(LeftOut("pictures", "2"),))


def _of(changes: list[Change], resource: str) -> list[dict[str, object]]:
    return [dict(each.values or {}) for each in changes if each.resource == resource]


def test_a_row_is_stored_with_what_the_list_says_of_it(review: Review, package: Package) -> None:
    changes = to_changes(accept_complete(review), package)
    first, second = _of(changes, "follow_ups")
    assert (first["quote"], first["due_on"]) == ("Kader delen met de driehoeken", "2026-05-01")
    (update,) = _of(changes, "status_updates")
    assert (update["status"], update["on"], update["note"]) == (
        "in_progress",
        "2026-03-02",
        "Volgens de lijst bij de terugkoppeling: in uitvoering.",
    )
    owners = {(each["stakeholder"], each["role"]) for each in _of(changes, "involvements")}
    assert {("openbaar_ministerie", "owner"), ("minister_jenv", "owner")} <= owners
    assert second["title"] == "Brief aan de Tweede Kamer"


def test_a_heading_is_stored_without_its_mark(review: Review, package: Package) -> None:
    (discussion,) = _of(to_changes(accept_complete(review), package), "discussions")
    start = discussion["section_start"]
    assert isinstance(start, int)
    assert discussion["heading"] == "Demonstraties"
    assert NOTE[start:].startswith("Demonstraties\n")


def test_the_next_meeting_is_stored_as_planned_and_without_this_text(review: Review, package: Package) -> None:
    held, planned = _of(to_changes(accept_complete(review), package), "meetings")
    assert held["state"] == "held"
    assert (planned["held_on"], planned["state"], planned.get("text_path")) == ("2027-02-15", "planned", None)
    without = replace(review, meetings=(review.meetings[0], replace(review.meetings[1], is_kept=False)))
    assert len(_of(to_changes(accept_complete(without), package), "meetings")) == 1


def test_a_planned_meeting_that_the_note_calls_off_is_cancelled_and_no_other(package: Package) -> None:
    calendar = [row | {"held_on": "2027-02-15", "state": "planned"} for row in package.rows["meetings"][:1]]
    known = Package(package.rows | {"meetings": [*package.rows["meetings"][1:], *calendar]}, package.texts)
    text = "Terugkoppeling LOVP 18 januari 2027\n\nDemonstraties\nDe korpschef stuurt voor 1 mei een plan.\n\n"
    text += "Het LOVP van 15 februari 2027 vervalt.\nHet LOVP van 1 maart 2027 vervalt.\n"
    review = start_review(text, "nota.txt", known)
    assert [(each.held_on, each.state, each.is_later) for each in review.meetings] == [
        ("2027-01-18", "held", False),
        ("2027-02-15", "cancelled", True),
    ]
    assert [each.held_on for each in review.held_meetings] == ["2027-01-18"]
    changes = to_changes(accept_complete(review), known)
    assert [each.values for each in changes if each.key[1] == calendar[0]["id"]] == [{"state": "cancelled"}]


def test_what_may_be_missing_is_last_waits_for_nobody_and_can_be_taken(review: Review, package: Package) -> None:
    (possible,) = [each for each in review.follow_ups if each.is_possible]
    assert progress(review).proposed == progress(review).complete == 3
    done = accept_complete(review)
    assert done.follow_up(possible.id).state == PROPOSED
    assert blockers(done, package) == []
    assert accept(done, possible.id).follow_up(possible.id).state == ACCEPTED


def test_a_topic_is_taken_over_with_all_that_is_complete_in_it(review: Review) -> None:
    topic, first = review.discussions[0].id, review.follow_ups[0].id
    taken = accept_topic(correct(review, first, title=""), topic)
    states = [each.state for each in taken.follow_ups if not each.is_possible]
    assert (taken.discussion(topic).state, states) == (ACCEPTED, [PROPOSED, ACCEPTED])


def test_a_cut_title_is_a_fault(review: Review) -> None:
    cut = correct(review, review.follow_ups[0].id, title="Kader delen met de…")
    assert faults(cut, cut.follow_ups[0]) == ["cut_title"]


def test_what_was_refused_stays_out_when_the_note_comes_back(review: Review, package: Package) -> None:
    first, second, *_ = review.follow_ups
    kept = refusals_of(reject(accept(review, second.id), first.id))
    again = with_refusals(start_review(NOTE.replace("\n", "\r\n"), "x", package), read_refusals(kept))
    assert [each.state for each in again.follow_ups][:2] == [REJECTED, PROPOSED]
    assert refusals_key(NOTE) == refusals_key(NOTE.replace("\n", " \r\n"))
    wanted_now = refusals_of(accept(review, first.id), kept)
    assert wanted_now["refused"] == []
    assert read_refusals({"refused": [1, None]}) == read_refusals(None) == frozenset()


def test_a_draft_keeps_what_was_left_out_and_its_places(review: Review) -> None:
    done = reject_undecided(review)
    assert read_review(review_content(done)) == done
    assert done.left_out == (LeftOut("pictures", "2"),)


def test_a_return_that_was_refused_is_not_asked_again(package: Package) -> None:
    note = NOTE_WITH_RETURN.replace("2 maart", "3 maart")
    review = look_for_returns(start_review(note, "x", package), package)
    kept = read_refusals(refusals_of(refuse_return(review, "2025_11_24_f08")))
    again = with_refusals(look_for_returns(start_review(note, "x", package), package), kept)
    assert {each.follow_up: each.state for each in again.returns}["2025_11_24_f08"] == REJECTED
