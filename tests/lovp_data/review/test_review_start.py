"""A review is begun: everything the reader found is an item, places are literal, and what is stored is recognised."""

import json
from dataclasses import replace

import pytest

from lovp_data.package.files import Package
from lovp_data.review.dues import reckon
from lovp_data.review.review import PROPOSED, STORED, Review, ReviewError, read_review, review_content
from lovp_data.review.start import start_review
from lovp_data.review.stored import find_earlier
from lovp_data.review.titles import first_title, flat
from tests.support.own_note import HELD_ON, NOTE

SHIPPED = "sources/lovp-2020-02-10.txt"


@pytest.fixture(scope="module")
def review(package: Package) -> Review:
    return start_review(NOTE, "nota.txt", package)


def test_all_that_was_read_is_proposed(review: Review) -> None:
    assert [each.held_on for each in review.meetings] == [HELD_ON]
    assert [each.topic for each in review.discussions] == ["jaarwisseling", "", "sterkteverdeling"]
    assert review.discussions[1].title == "Drones en privacy"
    assert {each.state for each in (*review.discussions, *review.follow_ups)} == {PROPOSED}
    assert {"agreement", "request", "announcement"} <= {each.kind for each in review.follow_ups}


def test_every_quote_is_literal_and_every_title_fits(review: Review) -> None:
    for each in review.follow_ups:
        assert each.quote
        assert flat(review.quote(each.quote)) == each.what
        assert 0 < len(each.title) <= 60
        assert all(review.quote(cue) for cue in each.cues)


def test_nothing_is_filled_in_that_the_note_does_not_say(review: Review) -> None:
    request = next(each for each in review.follow_ups if each.kind == "request")
    assert (request.due_wording, request.due_on, request.due_meeting) == ("", "", "")
    assert not [each for each in request.parties if each.role == "owner"]


def test_ids_tell_items_apart(review: Review) -> None:
    keys = [each.id for each in (*review.discussions, *review.follow_ups)]
    assert len(set(keys)) == len(keys)
    assert review.number == len(keys)


def test_a_review_is_json_and_back_the_same(review: Review) -> None:
    assert read_review(json.loads(json.dumps(review_content(review)))) == review


@pytest.mark.parametrize(
    "content", [{}, {"format": 2, "review": {}}, {"format": 1, "review": {"name": 3}}, {"format": 1, "review": {}}]
)
def test_what_is_no_review_is_refused_in_one_way(content: dict[str, object]) -> None:
    with pytest.raises(ReviewError, match="other_format"):
        read_review(content)


def test_a_note_that_does_not_name_its_day_has_none(package: Package) -> None:
    text = NOTE.replace("Terugkoppeling LOVP 2 maart 2026", "Terugkoppeling").replace("Op maandag 2 maart", "Onlangs")
    assert start_review(text, "x", package).meetings[0].held_on == ""


@pytest.mark.parametrize("year", ["9999", "1850"])
def test_a_day_in_an_impossible_year_is_asked_for(package: Package, year: str) -> None:
    assert start_review(NOTE.replace("2026", year), "x", package).meetings[0].held_on == ""


@pytest.mark.parametrize(
    ("before", "after"), [("\n", "\r\n"), ("\n", "\r"), (" ", "  "), ("\n", "\n\n"), ("een", "e\u00aden")]
)
def test_the_shipped_note_is_recognised_however_it_was_pasted(package: Package, before: str, after: str) -> None:
    review = start_review(package.texts[SHIPPED].replace(before, after), "plak", package)
    assert review.text == package.texts[SHIPPED]
    assert review.meetings[0].held_on == "2020-02-10"
    earlier = find_earlier(review, package)
    assert earlier
    assert (earlier.meeting, earlier.path, earlier.is_same) == ("lovp_2020_02_10", SHIPPED, True)
    assert {each.state for each in review.discussions} == {STORED}
    assert sum(each.state == STORED for each in review.follow_ups) >= 26


def test_another_text_of_a_meeting_that_has_one_is_noticed(package: Package) -> None:
    review = start_review(NOTE.replace("2 maart 2026", "10 februari 2020"), "x", package)
    earlier = find_earlier(review, package)
    assert earlier
    assert not earlier.is_same


def test_line_ends_are_made_one_kind(package: Package) -> None:
    assert start_review(NOTE.replace("\n", "\r\n"), "x", package).text == NOTE


@pytest.mark.parametrize("text", ["", " ", "\n\n", "x", "‮abc‬", "<script>alert(1)</script>", "=1+1"])
def test_no_text_breaks_it(package: Package, text: str) -> None:
    assert start_review(text, "x", package).text == text


def test_a_follow_up_noted_before_the_note_came_gets_its_passage(package: Package) -> None:
    """During the meeting someone noted it by hand; the note then comes with the words."""
    meeting = {**package.rows["meetings"][0], "id": "lovp_2026_03_02", "held_on": HELD_ON, "text_path": None}
    blank = dict.fromkeys(package.rows["follow_ups"][0])
    noted = blank | {
        "id": "2026_03_02_f01",
        "meeting": "lovp_2026_03_02",
        "topic": "jaarwisseling",
        "position": 1,
        "kind": "agreement",
        "title": "Voorstel inzet jaarwisseling",
        "what": "De politie doet een voorstel voor de inzet tijdens de volgende jaarwisseling.",
    }
    strange = noted | {"id": "2026_03_02_f02", "position": 2, "title": "Catering", "what": "Broodjes bestellen."}
    rows = package.rows | {
        "meetings": [*package.rows["meetings"], meeting],
        "follow_ups": [*package.rows["follow_ups"], noted, strange],
    }
    review = start_review(NOTE, "x", replace(package, rows=rows))
    first = next(each for each in review.follow_ups if each.row == "2026_03_02_f01")
    assert first.title == "Voorstel inzet jaarwisseling"
    assert "uiterlijk 1 juni" in flat(review.quote(first.quote))
    second = next(each for each in review.follow_ups if each.row == "2026_03_02_f02")
    assert second.quote is None


def test_a_long_title_ends_as_a_phrase_does_and_says_where_it_could_not() -> None:
    quote = "Afgesproken is dat het overzicht van de bezetting van alle eenheden en basisteams met de begroting komt"
    assert first_title(quote, "Afgesproken is") == "Het overzicht van de bezetting van alle eenheden"
    assert first_title(f"Afgesproken is {'beveiligingsmaatregelen ' * 5}", "Afgesproken is").endswith("maatregelen…")
    assert first_title("De minister informeert de leden daarover in mei.", "De minister informeert") == (
        "De minister informeert de leden daarover in mei"
    )
    assert first_title("Besloten is dit.", "Besloten is") == "Besloten is dit"


@pytest.mark.parametrize(
    ("clause", "title"),
    [
        ("de politie uiterlijk 1 juni een voorstel doet", "De politie doet uiterlijk 1 juni een voorstel"),
        ("de paraatheid niet verder mag dalen", "De paraatheid mag niet verder dalen"),
        ("dit tekort niet mag worden afgewenteld op de wijk", "Dit tekort mag niet worden afgewenteld op de wijk"),
        ("OM en politie in week 20 een werksessie houden", "OM en politie houden in week 20 een werksessie"),
        ("in het kader van ondermijning de focus zou moeten liggen op nieuwe aanwas, en op het vervolg",
         "In het kader van ondermijning zou de focus moeten liggen"),
        # A verb that parts, and one that only looks so.
        ("de korpschef het plan aan het LOVP voorlegt", "De korpschef legt het plan aan het LOVP voor"),
        ("de minister hierover met de KNVB overlegt", "De minister overlegt hierover met de KNVB"),
        # Too long: without when, which stands beside it; without what is only added; else only the subject.
        ("politie en OM voor 1 juni samen een handhavingsplan opstellen, dat wordt besproken",
         "Politie en OM stellen samen een handhavingsplan op"),
        ("de korpschef de effecten van corona op de werving verwerkt in de tweede bestuursrapportage van dat jaar",
         "De korpschef verwerkt de effecten van corona op de werving"),
        ("de verdeling van de middelen over de regio's nog altijd voor iedereen volstrekt onduidelijk is",
         "De verdeling van de middelen over de regio's"),
        # What would say something else if it were cut is cut in sight.
        ("de rechtspraak de extra zaken met de huidige bezetting niet kan verwerken",
         "De rechtspraak kan de extra zaken met de huidige bezetting…"),
        # Where its subject ends is not known, or nothing is said.
        (": wordt vervolgd", "De regioburgemeesters vinden dat : wordt vervolgd"),
        ("de opleiding van boa's tekortschiet", "De opleiding van boa's tekortschiet"),
    ],
)  # fmt: skip
def test_a_clause_that_ends_with_its_verb_is_named_as_a_sentence(clause: str, title: str) -> None:
    assert first_title(f"De regioburgemeesters vinden dat {clause}.", "vinden") == title


@pytest.mark.parametrize(
    ("task", "title"),
    [
        ("de goede voorbeelden te bundelen", "De goede voorbeelden bundelen"),
        ("met een plan te komen voor de begeleiding", "Met een plan komen voor de begeleiding"),
        ("de cijfers over de uitstroom aan te leveren", "De cijfers over de uitstroom aanleveren"),
        ("daar de burgemeesters vooraf over te informeren", "Daar de burgemeesters vooraf over informeren"),
        ("een collega bij de controle mee te laten lopen", "Een collega bij de controle mee laten lopen"),
        ("een overzicht van te sluiten bureaus", "Overzicht van te sluiten bureaus"),
        ("de vraag hoe het verbod te handhaven is", "De vraag hoe het verbod te handhaven is"),
    ],
)
def test_what_is_to_be_done_is_named_without_the_word_for_it(task: str, title: str) -> None:
    assert first_title(f"De regioburgemeesters vragen de minister om {task}.", "vragen de minister") == title


def test_a_wording_is_reckoned_from_the_day(package: Package) -> None:
    from datetime import date

    from lovp_data.reading.known import make_known

    known = make_known(package.rows)
    assert reckon("medio april", "De minister stuurt medio april een brief.", date(2026, 3, 2), known) == (
        "2026-04-11/2026-04-20",
        "",
    )
    assert reckon("medio april", "", None, known) == ("", "")
    assert reckon("", "", date(2026, 3, 2), known) == ("", "")
    in_june = reckon("het LOVP van juni", "Komt terug in het LOVP van juni.", date(2020, 2, 10), known)
    assert in_june[1] == "lovp_2020_06_29"


@pytest.mark.parametrize(
    ("quote", "cue", "title"),
    [
        (
            "Het LOVP stemt in met het voorstel voor de verdeling.",
            "stemt in",
            "Voorstel voor de verdeling",
        ),
        ("Er is aandacht gevraagd voor de beveiliging van lokale bestuurders.", "gevraagd", "Beveiliging van lokale"),
        ("Afgesproken is dat een overzicht van de bezetting volgt.", "Afgesproken is", "Overzicht van de bezetting"),
        ("Afgesproken is dat voor de zomer een voorstel over messen volgt.", "Afgesproken is", "Voorstel over messen"),
    ],
)
def test_a_title_is_named_by_its_noun_and_not_by_its_term(quote: str, cue: str, title: str) -> None:
    assert first_title(quote, cue).startswith(title)
