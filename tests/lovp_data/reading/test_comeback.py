"""Follow-ups of earlier meetings beside a new note: returned, moved or silent, each to be confirmed by a person."""

from datetime import date

import pytest

from lovp_data.package.files import Package
from lovp_data.reading.comeback import Comebacks, OpenFollowUp, propose_comebacks
from lovp_data.reading.draft import Draft
from lovp_data.reading.known import Known
from lovp_data.reading.reader import read_note

TEXT = """Korte terugkoppeling LOVP 20 april 2020

Politieonderwijs
Gesproken is over een korter basisonderwijs. De Politieacademie staat achter het snellere onderwijs.

Inzetbaarheid
Het rapport van de Algemene Rekenkamer over de inzetbaarheid is besproken.

Jaarwisseling
De bespreking van de jaarwisseling met het preventief fouilleren is doorgeschoven naar het LOVP van november.
"""


@pytest.fixture(scope="module")
def draft(known: Known) -> Draft:
    return read_note(TEXT, known)


@pytest.fixture(scope="module")
def comebacks(draft: Draft, package: Package) -> Comebacks:
    rows = [row for row in package.rows["follow_ups"] if row["meeting"] == "lovp_2020_02_10"]
    return propose_comebacks(draft, [OpenFollowUp(r["id"], r["topic"], r["title"], r["what"]) for r in rows])


def test_what_the_note_speaks_of_is_proposed_with_its_quote(comebacks: Comebacks) -> None:
    best = next(each for each in comebacks.proposals if each.follow_up == "2020_02_10_f03")
    assert best.outcome == "returned"
    assert best.quote.quote == "Het rapport van de Algemene Rekenkamer over de inzetbaarheid is besproken."
    assert 0.3 <= best.score <= 1


def test_what_was_put_off_is_proposed_as_moved_with_its_new_term(comebacks: Comebacks) -> None:
    best = next(each for each in comebacks.proposals if each.follow_up == "2020_02_10_f10")
    assert best.outcome == "moved"
    assert best.due is not None
    assert best.due.at == "2020-11"


def test_the_rest_is_silent_and_nothing_is_both(comebacks: Comebacks, package: Package) -> None:
    spoken = {each.follow_up for each in comebacks.proposals}
    assert {"2020_02_10_f05", "2020_02_10_f20"} <= set(comebacks.silent)
    assert spoken.isdisjoint(comebacks.silent)
    asked = {row["id"] for row in package.rows["follow_ups"] if row["meeting"] == "lovp_2020_02_10"}
    assert spoken | set(comebacks.silent) == asked


def test_quotes_are_literal_and_best_come_first(comebacks: Comebacks, draft: Draft) -> None:
    for each in comebacks.proposals:
        assert draft.text[each.quote.start : each.quote.end] == each.quote.quote
    scores = [each.score for each in comebacks.proposals if each.follow_up == "2020_02_10_f03"]
    assert scores == sorted(scores, reverse=True)


def test_nothing_open_or_nothing_said(draft: Draft, known: Known) -> None:
    assert propose_comebacks(draft, []) == Comebacks((), ())
    silent = propose_comebacks(read_note("", known, date(2020, 4, 20)), [OpenFollowUp("a", "ict", "ICT", "ICT beter")])
    assert silent == Comebacks((), ("a",))
