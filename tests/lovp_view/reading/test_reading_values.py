"""Between a review and the screen, without a screen: forms, cards, marks in the text, steps."""

from dataclasses import replace
from datetime import date

import pytest

from lovp_data.documents.document_faults import MESSAGES
from lovp_data.package.files import Package, read_package
from lovp_data.review.checks import blockers
from lovp_data.review.edits import accept, correct, make_topic
from lovp_data.review.returns import look_for_returns
from lovp_data.review.review import FollowUpItem, PartyItem, Review, ReviewError, Span
from lovp_data.review.start import start_review
from lovp_view.editing.names import Names
from lovp_view.editing.values import Values, widget_values
from lovp_view.reading.point_values import point_form, point_row, point_values, role_items
from lovp_view.reading.steps import SETTLED_IN, STEPS, first_step, left_to_do
from lovp_view.reading.words import item_cards, meeting_name, note_parts, soft_line_ends
from lovp_view.view.texts import Texts, load_texts
from tests.support.own_note import NOTE


@pytest.fixture(scope="module")
def package() -> Package:
    return read_package()


@pytest.fixture(scope="module")
def review(package: Package) -> Review:
    return look_for_returns(start_review(NOTE, "nota.txt", package), package)


def _item(review: Review, words: str) -> FollowUpItem:
    (found,) = [each for each in review.follow_ups if words in review.quote(each.quote)]
    return found


def _typed(review: Review, item: FollowUpItem, **changed: object) -> Values:
    """What the widgets hold of a form that was opened, with these changed."""
    row = point_row(review, item)
    held: Values = {}
    for field in point_form("k", item).fields:
        held |= widget_values(field, row[field.name])
    return held | changed


def _values(review: Review, item: FollowUpItem, package: Package, **changed: object) -> Values:
    return point_values(review, item, point_row(review, item), _typed(review, item, **changed), package)


def test_a_form_that_is_only_opened_changes_nothing(review: Review, package: Package) -> None:
    for item in review.follow_ups:
        assert _values(review, item, package) == {}


def test_only_what_was_typed_is_changed(review: Review, package: Package) -> None:
    item = _item(review, "uiterlijk 1 juni")
    assert _values(review, item, package, title="Voorstel", kind="decision") == {
        "title": "Voorstel",
        "kind": "decision",
    }
    assert _values(review, item, package, openness="embargo", embargo_until=date(2026, 5, 1)) == {
        "openness": "embargo",
        "embargo_until": "2026-05-01",
    }


def test_a_quote_is_found_again_in_the_text_whatever_its_blanks(review: Review, package: Package) -> None:
    item = _item(review, "medio april")
    values = _values(review, item, package, quote="De minister   informeert\nde regioburgemeesters")
    assert review.quote(values["quote"]) == "De minister informeert de regioburgemeesters"
    with pytest.raises(ReviewError, match="no_such_quote"):
        _values(review, item, package, quote="De minister informeert niemand")


def test_another_wording_of_the_term_brings_its_days_unless_a_person_set_them(review: Review, package: Package) -> None:
    item = _item(review, "medio april")
    assert _values(review, item, package, due_wording="eind mei")["due_on"] == "2026-05-21/2026-05-31"
    by_hand = replace(item, due_on="2026-04-17")
    assert _values(review, by_hand, package, due_wording="eind mei") == {"due_wording": "eind mei"}
    given = _values(review, item, package, due_wording="eind mei", due_on_first=date(2026, 5, 30), due_on_last=None)
    assert given["due_on"] == "2026-05-30"


def test_of_a_follow_up_that_is_stored_already_only_the_quote_is_asked(review: Review) -> None:
    item = replace(review.follow_ups[0], row="2020_02_10_f01")
    assert [field.name for field in point_form("k", item).fields] == ["quote"]


def test_parties_keep_the_words_by_which_they_were_named() -> None:
    before = (PartyItem("politie", "owner", "de politie", Span(3, 13)),)
    chosen = role_items({"owner": ["politie", "om"], "asks": ["politie"]}, before)
    assert chosen == [before[0], PartyItem("om", "owner"), PartyItem("politie", "asks")]


def test_every_character_of_the_note_is_in_one_part_and_marks_cover_their_quotes(review: Review) -> None:
    parts, places = note_parts(review)
    assert [each["start"] for each in parts] == [sum(len(p["text"]) for p in parts[:at]) for at in range(len(parts))]
    shown = "".join(each["text"] for each in parts)
    assert " ".join(shown.split()) == " ".join(NOTE.split())
    assert len(shown) == len(NOTE)
    for item in review.follow_ups:
        marked = "".join(each["text"] for each in parts if item.id in each["items"])
        assert marked.split() == review.quote(item.quote).split()
        assert {"id": item.id, "start": item.quote.start if item.quote else 0} in places


def test_a_line_that_the_width_of_a_page_broke_is_joined_and_a_list_is_not() -> None:
    long = "x" * 60
    assert soft_line_ends(f"{long}\ny\nz\n\n{long}\n- a\n") == f"{long} y\nz\n\n{long}\n- a\n"


def test_cards_tell_gaps_and_what_is_missing_and_offer_only_what_can_be_done(review: Review, texts: Texts) -> None:
    package = read_package()
    cards = {card["title"]: card for card in item_cards(review, Names(package, texts))}
    assert len(cards) == len(review.discussions) + len(review.follow_ups)
    request = next(card for title, card in cards.items() if title.startswith("Het vuurwerkverbod"))
    assert request["gaps"] == [texts("review_gap.no_owner"), texts("review_gap.no_date")]
    drones = cards["Drones en privacy"]
    assert drones["faults"] == [texts("review_fault.no_theme")]
    assert "accept" not in drones["verbs"]
    assert "accept" in request["verbs"]


def test_a_note_without_a_day_begins_with_its_meeting(review: Review, package: Package) -> None:
    undated = start_review(
        "Terugkoppeling LOVP\n\nJaarwisseling\nAfgesproken is dat de politie een plan maakt.", "x", package
    )
    assert first_step(undated, package) == "meeting"
    assert left_to_do(undated, package)["meeting"] == 1
    assert meeting_name(undated, 0, Names(package, load_texts("nl"))) == "nog zonder datum"
    assert first_step(review, package) == "items"


def test_what_is_left_counts_down_to_nothing(review: Review, package: Package) -> None:
    before = left_to_do(review, package)
    (drones,) = [each for each in review.discussions if each.title == "Drones en privacy"]
    now = accept(make_topic(review, drones.id, "Drones", "safety"), drones.id)
    assert left_to_do(now, package)["items"] == before["items"] - 1
    assert before["returns"] == len(review.returns) > 0


def test_whatever_stands_in_the_way_is_settled_in_one_of_the_steps(review: Review, package: Package) -> None:
    assert set(SETTLED_IN.values()) <= set(STEPS)
    assert set(blockers(review, package)) <= set(SETTLED_IN)
    assert set(SETTLED_IN) == set(load_texts("nl").group("review_blocker"))


def test_every_fault_of_a_document_can_be_told(texts: Texts) -> None:
    assert set(MESSAGES) == set(texts.group("note_fault"))


def test_a_correction_shows_on_its_card(review: Review, package: Package) -> None:
    item = _item(review, "medio april")
    now = correct(review, item.id, title="Uitleg van het model", due_on="2026-04-15")
    (card,) = [each for each in item_cards(now, Names(package, load_texts("nl"))) if each["id"] == item.id]
    assert card["title"] == "Uitleg van het model"
    assert "15 apr 2026" in card["meta"]
