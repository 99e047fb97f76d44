"""The page Inlezen without a browser: from a note to the store, item by item."""

import re
from datetime import date

from lovp_data.package.files import read_package
from lovp_data.review.refusals import refusals_key
from lovp_data.store.store import Store
from tests.lovp_view.conftest import UseStore
from tests.support.app_screens import everything, field, listed, open_page, press, query_of
from tests.support.own_note import HELD_ON, NOTE, NOTE_WITH_RETURN
from tests.support.review_screens import open_reading, paste, review_of, settled, step

MEETING = "lovp_2026_03_02"


def test_whoever_may_not_edit_sees_neither_drafts_nor_a_place_to_paste(use_store: UseStore) -> None:
    use_store(read_package())
    app = open_reading(concept="x")
    assert [each.value for each in app.title] == ["Voor redacteuren"]
    assert not app.text_area
    assert not app.file_uploader


def test_nothing_of_the_selection_stands_around_it(store: Store) -> None:
    app = open_reading()
    assert not app.sidebar.multiselect
    assert not app.date_input


def test_a_pasted_note_is_a_draft_at_an_address_and_nothing_is_stored(store: Store) -> None:
    before = store.read().rows
    app = paste()
    (draft,) = store.drafts()
    assert query_of(app)["concept"] == [draft.id]
    cards = listed(app, "review_items")
    assert [card["title"] for card in cards if card["is_topic"]][:2] == [
        "Jaarwisseling en vuurwerk",
        "Drones en privacy",
    ]
    assert store.read().rows == before


def test_a_whole_note_goes_in_with_one_write_and_the_draft_is_gone(store: Store) -> None:
    app = settled(paste())
    assert "1 vergadering" in everything(app)
    before = len(store.ledger())
    app = press(app, "store_note")
    rows = store.read().rows
    stored = [row for row in rows["follow_ups"] if row["meeting"] == MEETING]
    assert len(stored) == 4
    text = store.read().texts[f"sources/lovp-{HELD_ON}.txt"]
    assert all(text[row["quote_start"] : row["quote_end"]] == row["quote"] for row in stored)
    written = store.ledger()[: len(store.ledger()) - before]
    assert len({entry.transaction for entry in written}) == 1
    assert {entry.why for entry in written} == {"Ingelezen: geplakte tekst"}
    assert [each.id for each in store.drafts()] == [refusals_key(NOTE)]
    assert "concept" not in query_of(app)
    items = listed(open_page("meetings", open_meeting=MEETING), "meeting_items")
    assert [each["meta"] for each in items if each["target"].startswith("topic:")] == ["", ""]  # nobody summed up
    assert "LOVP 2 mrt 2026, 2 onderwerpen en 4 punten" in app.success[0].value.replace("\\", "")


def test_the_same_note_again_adds_nothing_and_leaves_a_correction_alone(store: Store) -> None:
    press(settled(paste()), "store_note")
    point = next(row["id"] for row in store.read().rows["follow_ups"] if row["meeting"] == MEETING)
    edit = open_page("editing", edit="follow_ups", row=point)
    edit.session_state["point_tabs"] = "Gegevens"
    edit.run()
    field(edit, "title").set_value("Verbeterd")
    press(edit, "save_")
    before = store.read().rows
    app = paste(NOTE.replace("\n", "\r\n"))
    assert "al vastgelegd bij LOVP 2 mrt 2026" in app.info[0].value.replace("\\", "")
    assert {card["state"] for card in listed(app, "review_items")} <= {"stored", "proposed", "rejected"}
    assert not any(card["state"] == "proposed" for card in listed(app, "review_items"))  # what was refused stays so
    assert not any(each.state == "proposed" for each in review_of(store, app).returns)
    press(step(app, "store"), "store_note")
    assert store.read().rows == before
    assert "Verbeterd" in {row["title"] for row in before["follow_ups"]}


def test_what_stands_in_the_way_is_told_with_the_way_there(store: Store) -> None:
    app = step(paste(), "store")
    assert not [each for each in app.button if each.key == "store_note"]
    app = press(app, "settle_undecided")
    assert query_of(app)["edit"] == ["items"]


def test_a_follow_up_is_corrected_in_its_form_and_taken_over(store: Store) -> None:
    app = paste()
    item = next(each for each in review_of(store, app).follow_ups if "medio april" in each.what)
    app = step(app, "items", row=item.id)
    field(app, "title").set_value("Uitleg van het model")
    field(app, "role_informs").set_value(["minister_jenv"])
    app = press(app, "accept_point_")
    now = review_of(store, app).follow_up(item.id)
    assert (now.title, now.state) == ("Uitleg van het model", "accepted")
    assert ("minister_jenv", "informs") in {(each.stakeholder, each.role) for each in now.parties}
    assert "row" not in query_of(app)


def test_a_quote_that_is_not_in_the_note_is_refused_and_stays_in_the_form(store: Store) -> None:
    app = paste()
    item = review_of(store, app).follow_ups[0]
    app = step(app, "items", row=item.id)
    field(app, "quote").set_value("Dit staat er niet.")
    app = press(app, "keep_point_")
    assert "staat niet zo in de tekst" in app.warning[0].value
    assert field(app, "quote").value == "Dit staat er niet."
    assert review_of(store, app).follow_up(item.id) == item


def test_split_and_merge(store: Store) -> None:
    app = paste()
    item = next(each for each in review_of(store, app).follow_ups if "uiterlijk 1 juni" in each.what)
    app = step(app, "items", row=item.id)
    others = len(review_of(store, app).follow_ups)
    app = press(app, "do_join_")
    assert len(review_of(store, app).follow_ups) == others - 1
    app = press(app, "do_cut_")
    assert len(review_of(store, app).follow_ups) == others


def test_a_new_topic_gets_a_title_and_a_theme(store: Store) -> None:
    app = paste()
    item = next(each for each in review_of(store, app).discussions if not each.topic)
    app = step(app, "items", row=item.id)
    app = press(app, "accept_topic_")
    assert "Nog niet compleet" in app.warning[0].value
    field(app, "title").set_value("Drones boven woonwijken")
    field(app, "theme").set_value("safety")
    app = press(app, "accept_topic_")
    now = review_of(store, app).discussion(item.id)
    assert (now.title, now.theme, now.state) == ("Drones boven woonwijken", "safety", "accepted")


def test_a_new_topic_can_be_a_known_one_after_all(store: Store) -> None:
    app = paste()
    item = next(each for each in review_of(store, app).discussions if not each.topic)
    app = step(app, "items", row=item.id)
    field(app, "topic").set_value("jaarwisseling")
    app = press(app.run(), "accept_topic_")
    assert review_of(store, app).discussion(item.id).topic == "jaarwisseling"


def test_a_party_that_is_missing_is_added_and_can_be_chosen(store: Store) -> None:
    app = paste()
    item = review_of(store, app).follow_ups[0]
    app = step(app, "items", row=item.id)
    field(app, "short_name").set_value("Waterschappen")
    app = press(app, "add_party_")
    assert "korte naam" in app.warning[0].value
    field(app, "name").set_value("Unie van Waterschappen")
    (kind,) = [each for each in app.selectbox if re.fullmatch(r"f_party_.*_kind", str(each.key))]
    kind.select_index(0)
    app = press(app, "add_party_")
    assert [each.id for each in review_of(store, app).new_parties] == ["waterschappen"]
    assert "Waterschappen" in field(app, "role_owner").options


def test_a_passage_found_by_its_words_becomes_an_item(store: Store) -> None:
    app = paste()
    before = len(review_of(store, app).follow_ups)
    (search,) = [each for each in app.text_input if str(each.key).startswith("find_items_")]
    app = search.set_value("het gebruik van drones").run()
    (add,) = [each for each in app.button if re.fullmatch("take_items_.*_0_0", str(each.key))]
    app = add.click().run()
    assert len(review_of(store, app).follow_ups) == before + 1
    assert query_of(app)["row"]
    assert field(app, "quote").value == "Het gebruik van drones boven woonwijken neemt toe."


def test_the_day_of_the_meeting_is_asked_where_the_note_does_not_name_it(store: Store) -> None:
    app = paste(NOTE.replace(" 2 maart 2026", "").replace("Op maandag 2 maart kwam", "Onlangs kwam"))
    assert field(app, "held_on").value is None
    field(app, "held_on").set_value(date(2026, 3, 2))
    app = press(app, "save_meeting_")
    assert query_of(app)["edit"] == ["items"]
    due = {each.due_wording: each.due_on for each in review_of(store, app).follow_ups}
    assert due["medio april"] == "2026-04-11/2026-04-20"


def test_another_text_of_the_same_meeting_goes_below_it_only_if_asked(store: Store) -> None:
    press(settled(paste()), "store_note")
    app = step(paste(NOTE.replace("Drones en privacy", "Cameratoezicht")), "meeting")
    assert "al een andere tekst" in app.warning[0].value
    app = app.checkbox(key=f"join_{query_of(app)['concept'][0]}").set_value(True).run()
    assert review_of(store, app).is_joined


def test_came_back_is_confirmed_moved_or_refused_by_a_person(store: Store) -> None:
    app = step(paste(NOTE_WITH_RETURN), "returns")
    second, first = review_of(store, app).returns  # what only came back, and what the note puts off
    app = press(app, f"done_{first.follow_up}")
    app = press(app, f"do_moved_{second.follow_up}")
    assert "naar welke vergadering" in app.warning[0].value
    form = f"f_return_.*_{second.follow_up}_0_[0-9]+"
    (wording,) = [each for each in app.text_input if re.fullmatch(f"{form}_due_wording", str(each.key))]
    (meeting,) = [each for each in app.selectbox if re.fullmatch(f"{form}_due_meeting", str(each.key))]
    wording.set_value("later")
    meeting.select_index(0)
    app = press(app, f"do_moved_{second.follow_up}")
    decided = {each.follow_up: each for each in review_of(store, app).returns}
    assert decided[first.follow_up].status == "done"
    assert decided[first.follow_up].note.startswith("In de terugkoppeling: ‘")
    assert decided[second.follow_up].status == "moved"
    app = press(app, f"reopen_{first.follow_up}")
    assert review_of(store, app).returns[1].state == "proposed"


def test_a_silent_follow_up_can_be_pointed_at(store: Store) -> None:
    app = step(paste(), "returns")
    silent = review_of(store, app).silent[0]
    app = app.selectbox(key=f"silent_{query_of(app)['concept'][0]}").set_value(silent).run()
    (search,) = [each for each in app.text_input if str(each.key).startswith("find_silent_")]
    app = search.set_value("privacy van bezoekers").run()
    app = press(app, "take_silent_")
    assert silent in {each.follow_up for each in review_of(store, app).returns}


def test_an_item_says_what_it_lacks_and_where(store: Store) -> None:
    cards = listed(paste(NOTE.replace("Drones en privacy", "Satellieten")), "review_items")
    topic = next(card for card in cards if card["title"] == "Satellieten")
    points = [card for card in cards if card["missing_in"] == topic["id"] and card is not topic]
    assert topic["missing"] == "Overnemen kan nog niet: kies een thema of een bekend onderwerp. Pas dit aan met E."
    assert points
    assert all("het onderwerp is nog niet compleet" in card["missing"] for card in points)
    assert {card["missing"] for card in cards if "accept" in card["verbs"]} == {""}


def test_of_two_meetings_one_leads_on_and_the_other_is_only_saved(store: Store) -> None:
    app = step(paste(f"{NOTE}\nHet volgende LOVP is op 15 februari 2027.\n"), "meeting")
    saves = [each for each in app.button if each.key and each.key.startswith("save_meeting")]
    assert [(each.label, each.proto.type) for each in saves] == [
        ("Opslaan en verder", "primary"),
        ("Opslaan", "secondary"),
    ]
    assert [each.label for each in app.checkbox] == [
        "Vergadering 1 van 2 vastleggen",
        "Vergadering 2 van 2, die de tekst voor later noemt, als gepland vastleggen",
    ]
    assert not app.info


def test_it_is_plain_that_one_text_is_about_two_meetings(store: Store) -> None:
    title = "Terugkoppeling LOVP 2 maart 2026 en extra LOVP 9 maart 2026"
    app = step(paste(NOTE.replace("Terugkoppeling LOVP 2 maart 2026", title)), "meeting")
    assert [each.value for each in app.info] == [
        "Deze tekst gaat over 2 vergaderingen. Elk heeft hieronder een eigen formulier."
    ]
    assert [each.label for each in app.checkbox] == [f"Vergadering {n} van 2 vastleggen" for n in (1, 2)]
