"""The reader is held to what it was measured at."""

import re

import pytest

from lovp_data.__main__ import main
from lovp_data.evaluation.gold_notes import GoldNote, find_quote, load_gold
from lovp_data.evaluation.gold_returns import score_returns
from lovp_data.evaluation.scores import MEASURES, Read, read_gold, score_part
from lovp_data.evaluation.scoring import Score, score_sets
from lovp_data.package.files import Package
from lovp_data.reading.known import Known
from lovp_data.reading.reader import read_note


@pytest.fixture(scope="module")
def read(package: Package) -> dict[str, Read]:
    return read_gold(package)


def test_the_curated_note_is_read_well(read: dict[str, Read]) -> None:
    scores = score_part(read["note of 2020-02-10"])
    # Two of its topics are told in a few words within the section of another.
    assert scores["topics (section, topic)"].precision == 1
    assert scores["topics (section, topic)"].recall >= 0.8
    assert scores["due intervals"].f1 == 1
    assert scores["follow-ups (kind, span)"].f1 >= 0.9
    assert scores["parties (with role)"].f1 >= 0.85


@pytest.mark.parametrize("part", ["dev", "test", "fresh", "later", "lists"])
def test_notes_are_read_well(read: dict[str, Read], part: str) -> None:
    scores = score_part(read[part])
    assert scores["follow-ups (kind, span)"].f1 >= 0.95
    assert scores["topics (section, topic)"].f1 >= 0.9
    assert scores["due intervals"].f1 >= 0.9
    assert scores["parties (with role)"].f1 >= 0.85


def test_notes_by_others_are_read_well_too(read: dict[str, Read]) -> None:
    assert len(read["by others"]) == 56
    scores = score_part(read["by others"])
    assert scores["meetings (day, state)"].precision == 1
    assert scores["meetings (day, state)"].f1 >= 0.9
    assert scores["follow-ups (kind, span)"].f1 >= 0.9
    assert scores["topics (section, topic)"].f1 >= 0.85
    assert scores["due intervals"].f1 >= 0.9
    assert scores["parties (with role)"].f1 >= 0.7


def test_what_came_back_is_proposed_and_little_else(package: Package) -> None:
    score = score_returns(package)
    assert score.wanted >= 20
    assert score.f1 >= 0.75


def test_every_dated_wording_of_the_curated_note_is_found(read: dict[str, Read], note: GoldNote) -> None:
    draft = read["note of 2020-02-10"][0][0]
    found = {" ".join(due.wording.quote.split()) for each in draft.follow_ups for due in each.dues}
    dues = [each.due for d in note.discussions for each in d.follow_ups if each.due]
    wanted = {due.wording for due in dues if due.on or due.meeting}
    assert len(wanted) >= 6
    assert wanted <= found


def test_there_is_enough_gold_and_a_third_of_it_is_kept_apart() -> None:
    dev, test = load_gold("dev"), [*load_gold("test"), *load_gold("fresh"), *load_gold("later")]
    assert len(dev) + len(test) >= 25
    assert len(test) * 3 >= len(dev) + len(test)
    assert {note.text for note in dev}.isdisjoint(note.text for note in test)


def test_a_quote_of_gold_must_fit_one_place() -> None:
    assert find_quote("Een twee\ndrie. Vier.", "Een … drie.").quote == "Een twee\ndrie."
    with pytest.raises(ValueError, match="2 places"):
        find_quote("ja en ja", "ja")
    with pytest.raises(ValueError, match="0 places"):
        find_quote("ja en ja", "nee")


def test_the_command_prints_every_measure_and_the_comparison(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval"]) == 0
    printed = capsys.readouterr().out
    assert all(printed.count(name) == 7 for name in MEASURES)
    assert len(re.findall("dateparser", printed)) >= 4


def test_scores_count_repeats_and_never_divide_by_nothing() -> None:
    assert score_sets("aab", "abb") == Score(2, 3, 3)
    assert (Score().precision, Score().recall, Score().f1) == (1, 1, 1)
    assert Score(0, 2, 0).f1 == 0


def test_minutes_with_a_letter_head_a_dated_line_and_labels(known: Known) -> None:
    text = (
        "Verslag LOVP\nDatum: 12 juni 2023\nAanwezig: de minister en de korpschef\n\nOndermijning\n"
        "Actie politie: overzicht aanleveren voor 1 september.\nHet volgende LOVP vindt plaats op 2 oktober 2023.\n"
    )
    draft = read_note(text, known)
    assert [(each.held_on, each.published_on) for each in draft.meetings] == [("2023-06-12", "")]
    assert [each.title for each in draft.discussions] == ["Ondermijning"]
    assert [(each.kind, each.due.on if each.due else "") for each in draft.follow_ups] == [
        ("agreement", "2023-06-12/2023-08-31")
    ]


def test_another_minister_is_not_taken_for_ours(known: Known) -> None:
    text = "LOVP 9 juni 2025\n\nAsiel\nAfgesproken is dat de minister van Asiel en Migratie een brief stuurt.\n"
    (found,) = read_note(text, known).follow_ups
    assert {(each.stakeholder, each.is_known) for each in found.parties} == {("asiel_en_migratie", False)}
