"""The page Inlezen without a browser: from a note to the store, two at one draft, bad documents, nothing lost."""

import re
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lovp_data.errors import StoreError
from lovp_data.package import read_package
from lovp_data.reading.review import read_review
from lovp_data.store import Store
from tests.reading.own_note import HELD_ON, NOTE
from tests.view.conftest import UseStore
from tests.view.screens import everything, go_to, listed, open_page, query_of

MEETING = "lovp_2026_03_02"


@pytest.fixture
def store(as_editor: str, use_store: UseStore) -> Store:
    """An editor's session on a store of its own with the shipped data."""
    return use_store(read_package())


def _open(**query: str) -> AppTest:
    app = open_page("reading", **query)
    assert not app.exception
    return app


def _paste(text: str = NOTE) -> AppTest:
    app = _open()
    app.text_area(key="reading_paste").set_value(text)
    return _press(app, "read_paste")


def _press(app: AppTest, start: str) -> AppTest:
    (button,) = [each for each in app.button if str(each.key).startswith(start)]
    app = button.click().run()
    assert not app.exception
    return app


def _field(app: AppTest, name: str) -> Any:
    (found,) = [each for each in app if re.fullmatch(rf"f_.*_[0-9]+_{name}", str(getattr(each, "key", "")))]
    return found


def _step(app: AppTest, step: str, **query: str) -> AppTest:
    return go_to(app, concept=query_of(app)["concept"][0], edit=step, **query)


def _review(store: Store, app: AppTest) -> Any:
    draft = store.draft(query_of(app)["concept"][0])
    assert draft
    return read_review(draft.content)


def _settled(app: AppTest, store: Store) -> AppTest:
    """Everything decided: what is complete is taken over, the rest is left out, nothing came back."""
    for step, buttons in {"items": ("accept_complete", "reject_rest"), "returns": ("refuse_rest",)}.items():
        app = _step(app, step)
        for button in buttons:
            if [each for each in app.button if each.key == button and not each.disabled]:
                app = _press(app, button)
    return _step(app, "store")


def test_whoever_may_not_edit_sees_neither_drafts_nor_a_place_to_paste(use_store: UseStore) -> None:
    use_store(read_package())
    app = _open(concept="x")
    assert [each.value for each in app.title] == ["Voor redacteuren"]
    assert not app.text_area
    assert not app.file_uploader


def test_nothing_of_the_selection_stands_around_it(store: Store) -> None:
    app = _open()
    assert not app.sidebar.multiselect
    assert not app.date_input


def test_a_pasted_note_is_a_draft_at_an_address_and_nothing_is_stored(store: Store) -> None:
    before = store.read().rows
    app = _paste()
    (draft,) = store.drafts()
    assert query_of(app)["concept"] == [draft.id]
    cards = listed(app, "review_items")
    assert [card["title"] for card in cards if card["is_topic"]][:2] == [
        "Jaarwisseling en vuurwerk",
        "Drones en privacy",
    ]
    assert store.read().rows == before


def test_a_whole_note_goes_in_with_one_write_and_the_draft_is_gone(store: Store) -> None:
    app = _settled(_paste(), store)
    assert "1 vergadering" in everything(app)
    before = len(store.ledger())
    app = _press(app, "store_note")
    rows = store.read().rows
    stored = [row for row in rows["follow_ups"] if row["meeting"] == MEETING]
    assert len(stored) == 4
    text = store.read().texts[f"sources/lovp-{HELD_ON}.txt"]
    assert all(text[row["quote_start"] : row["quote_end"]] == row["quote"] for row in stored)
    written = store.ledger()[: len(store.ledger()) - before]
    assert len({entry.transaction for entry in written}) == 1
    assert {entry.why for entry in written} == {"Ingelezen: geplakte tekst"}
    assert store.drafts() == []
    assert "concept" not in query_of(app)
    assert "LOVP 2 mrt 2026, 2 besprekingen en 4 punten" in app.success[0].value.replace("\\", "")


def test_the_same_note_again_adds_nothing_and_leaves_a_correction_alone(store: Store) -> None:
    _press(_settled(_paste(), store), "store_note")
    point = next(row["id"] for row in store.read().rows["follow_ups"] if row["meeting"] == MEETING)
    edit = open_page("editing", edit="follow_ups", row=point)
    edit.session_state["point_tabs"] = "Gegevens"
    edit.run()
    _field(edit, "title").set_value("Verbeterd")
    _press(edit, "save_")
    before = store.read().rows
    app = _paste(NOTE.replace("\n", "\r\n"))
    assert "al vastgelegd bij LOVP 2 mrt 2026" in app.info[0].value.replace("\\", "")
    assert {card["state"] for card in listed(app, "review_items")} <= {"stored", "proposed", "rejected"}
    app = _press(_step(_press(app, "reject_rest"), "returns"), "refuse_rest")
    _press(_step(app, "store"), "store_note")
    assert store.read().rows == before
    assert "Verbeterd" in {row["title"] for row in before["follow_ups"]}


def test_what_stands_in_the_way_is_told_with_the_way_there(store: Store) -> None:
    app = _step(_paste(), "store")
    assert not [each for each in app.button if each.key == "store_note"]
    app = _press(app, "settle_undecided")
    assert query_of(app)["edit"] == ["items"]


def test_a_follow_up_is_corrected_in_its_form_and_taken_over(store: Store) -> None:
    app = _paste()
    item = next(each for each in _review(store, app).follow_ups if "medio april" in each.what)
    app = _step(app, "items", row=item.id)
    _field(app, "title").set_value("Uitleg van het model")
    _field(app, "role_informs").set_value(["minister_jenv"])
    app = _press(app, "accept_point_")
    now = _review(store, app).follow_up(item.id)
    assert (now.title, now.state) == ("Uitleg van het model", "accepted")
    assert ("minister_jenv", "informs") in {(each.stakeholder, each.role) for each in now.parties}
    assert "row" not in query_of(app)


def test_a_quote_that_is_not_in_the_note_is_refused_and_stays_in_the_form(store: Store) -> None:
    app = _paste()
    item = _review(store, app).follow_ups[0]
    app = _step(app, "items", row=item.id)
    _field(app, "quote").set_value("Dit staat er niet.")
    app = _press(app, "keep_point_")
    assert "staat niet zo in de tekst" in app.warning[0].value
    assert _field(app, "quote").value == "Dit staat er niet."
    assert _review(store, app).follow_up(item.id) == item


def test_split_and_merge(store: Store) -> None:
    app = _paste()
    item = next(each for each in _review(store, app).follow_ups if "uiterlijk 1 juni" in each.what)
    app = _step(app, "items", row=item.id)
    others = len(_review(store, app).follow_ups)
    app = _press(app, "do_join_")
    assert len(_review(store, app).follow_ups) == others - 1
    app = _press(app, "do_cut_")
    assert len(_review(store, app).follow_ups) == others


def test_a_new_topic_gets_a_title_and_a_theme(store: Store) -> None:
    app = _paste()
    item = next(each for each in _review(store, app).discussions if not each.topic)
    app = _step(app, "items", row=item.id)
    app = _press(app, "accept_topic_")
    assert "Nog niet compleet" in app.warning[0].value
    _field(app, "title").set_value("Drones boven woonwijken")
    _field(app, "theme").set_value("safety")
    app = _press(app, "accept_topic_")
    now = _review(store, app).discussion(item.id)
    assert (now.title, now.theme, now.state) == ("Drones boven woonwijken", "safety", "accepted")


def test_a_new_topic_can_be_a_known_one_after_all(store: Store) -> None:
    app = _paste()
    item = next(each for each in _review(store, app).discussions if not each.topic)
    app = _step(app, "items", row=item.id)
    _field(app, "topic").set_value("jaarwisseling")
    app = _press(app.run(), "accept_topic_")
    assert _review(store, app).discussion(item.id).topic == "jaarwisseling"


def test_a_party_that_is_missing_is_added_and_can_be_chosen(store: Store) -> None:
    app = _paste()
    item = _review(store, app).follow_ups[0]
    app = _step(app, "items", row=item.id)
    _field(app, "short_name").set_value("Waterschappen")
    app = _press(app, "add_party_")
    assert "korte naam" in app.warning[0].value
    _field(app, "name").set_value("Unie van Waterschappen")
    (kind,) = [each for each in app.selectbox if re.fullmatch(r"f_party_.*_kind", str(each.key))]
    kind.select_index(0)
    app = _press(app, "add_party_")
    assert [each.id for each in _review(store, app).new_parties] == ["waterschappen"]
    assert "Waterschappen" in _field(app, "role_owner").options


def test_a_passage_found_by_its_words_becomes_an_item(store: Store) -> None:
    app = _paste()
    before = len(_review(store, app).follow_ups)
    (search,) = [each for each in app.text_input if str(each.key).startswith("find_items_")]
    app = search.set_value("het gebruik van drones").run()
    (add,) = [each for each in app.button if re.fullmatch("take_items_.*_0_0", str(each.key))]
    app = add.click().run()
    assert len(_review(store, app).follow_ups) == before + 1
    assert query_of(app)["row"]
    assert _field(app, "quote").value == "Het gebruik van drones boven woonwijken neemt toe."


def test_the_day_of_the_meeting_is_asked_where_the_note_does_not_name_it(store: Store) -> None:
    app = _paste(NOTE.replace(" 2 maart 2026", "").replace("Op maandag 2 maart kwam", "Onlangs kwam"))
    assert _field(app, "held_on").value is None
    _field(app, "held_on").set_value(date(2026, 3, 2))
    app = _press(app, "save_meeting_")
    assert query_of(app)["edit"] == ["items"]
    due = {each.due_wording: each.due_on for each in _review(store, app).follow_ups}
    assert due["medio april"] == "2026-04-11/2026-04-20"


def test_another_text_of_the_same_meeting_goes_below_it_only_if_asked(store: Store) -> None:
    _press(_settled(_paste(), store), "store_note")
    app = _step(_paste(NOTE.replace("Drones en privacy", "Cameratoezicht")), "meeting")
    assert "al een andere tekst" in app.warning[0].value
    app = app.checkbox(key=f"join_{query_of(app)['concept'][0]}").set_value(True).run()
    assert _review(store, app).is_joined


def test_came_back_is_confirmed_moved_or_refused_by_a_person(store: Store) -> None:
    app = _step(_paste(), "returns")
    first, second, *_ = _review(store, app).returns
    app = _press(app, f"done_{first.follow_up}")
    app = _press(app, f"do_moved_{second.follow_up}")
    assert "naar welke vergadering" in app.warning[0].value
    form = f"f_return_.*_{second.follow_up}_0_[0-9]+"
    (wording,) = [each for each in app.text_input if re.fullmatch(f"{form}_due_wording", str(each.key))]
    (meeting,) = [each for each in app.selectbox if re.fullmatch(f"{form}_due_meeting", str(each.key))]
    wording.set_value("later")
    meeting.select_index(0)
    app = _press(app, f"do_moved_{second.follow_up}")
    decided = {each.follow_up: each for each in _review(store, app).returns}
    assert decided[first.follow_up].status == "done"
    assert decided[first.follow_up].note.startswith("In de terugkoppeling: ‘")
    assert decided[second.follow_up].status == "moved"
    app = _press(app, f"reopen_{first.follow_up}")
    assert _review(store, app).returns[0].state == "proposed"


def test_a_silent_follow_up_can_be_pointed_at(store: Store) -> None:
    app = _step(_paste(), "returns")
    silent = _review(store, app).silent[0]
    app = app.selectbox(key=f"silent_{query_of(app)['concept'][0]}").set_value(silent).run()
    (search,) = [each for each in app.text_input if str(each.key).startswith("find_silent_")]
    app = search.set_value("privacy van bezoekers").run()
    app = _press(app, "take_silent_")
    assert silent in {each.follow_up for each in _review(store, app).returns}


def test_two_at_one_draft_and_the_second_keeps_his_step(store: Store) -> None:
    first = _paste()
    key = query_of(first)["concept"][0]
    second = _open(concept=key, edit="items")
    _press(first, "accept_complete")
    second = _press(second, "reject_rest")
    assert "was u voor" in second.warning[0].value
    second = _press(second, "settle_again")
    assert not second.warning
    states = {each.state for each in _review(store, second).follow_ups}
    assert states == {"accepted", "rejected"}


def test_the_second_can_keep_his_work_apart(store: Store) -> None:
    first = _paste()
    second = _open(concept=query_of(first)["concept"][0], edit="items")
    _press(first, "accept_complete")
    second = _press(second, "reject_rest")
    second = _press(second, "settle_apart")
    assert query_of(second)["concept"] != query_of(first)["concept"]
    assert len(store.drafts()) == 2


def test_a_draft_that_was_stored_by_another_says_so(store: Store) -> None:
    first = _paste()
    key = query_of(first)["concept"][0]
    second = _open(concept=key, edit="items")
    _press(_settled(first, store), "store_note")
    second = _press(second, "accept_complete")
    assert "intussen vastgelegd of weggegooid" in second.warning[0].value
    second = _press(second, "settle_drop")
    assert "er niet meer" in second.warning[0].value
    assert not _press(second, "to_start").warning


def test_drafts_are_listed_opened_and_thrown_away(store: Store) -> None:
    key = query_of(_paste())["concept"][0]
    app = _open()
    assert "nog 9 te beoordelen" in everything(app)
    app = _press(app, "open_")
    assert query_of(app)["concept"] == [key]
    app = _press(_open(), "discard_")
    assert store.drafts() == []


ENGLISH = b"The chief of police gave an update on the rosters and said it will be sent to all units."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("leeg.txt", b"  \n", "staat geen tekst in"),
        ("plaatje.png", b"\x89PNG\r\n\x1a\n" + bytes(300), "Bewaar de nota als|geen tekst"),
        ("stuk.pdf", b"%PDF-1.7 stuk", "beschadigd"),
        ("stuk.docx", b"PK\x03\x04 stuk", "beschadigd"),
        ("english.txt", ENGLISH, "geen Nederlandse"),
    ],
)  # fmt: skip
def test_a_bad_document_is_refused_in_words_and_nothing_is_kept(
    store: Store, name: str, content: bytes, told: str
) -> None:
    app = _open()
    app = app.file_uploader(key="reading_file").upload(name, content).run()
    assert not app.exception
    said = app.error[0].value.replace("\\", "")
    assert name in said
    assert re.search(told, said)
    assert "Er is niets bewaard." in said
    assert store.drafts() == []


def test_a_good_document_is_read_at_once(store: Store) -> None:
    app = _open()
    app = app.file_uploader(key="reading_file").upload("nota.txt", NOTE.encode("cp1252")).run()
    assert not app.exception
    assert _review(store, app).name == "nota.txt"


HOSTILE = "Terugkoppeling LOVP 2 maart 2026\n\n<script>alert(1)</script> [x](javascript:alert(1))\n" + (
    "Afgesproken is dat de politie '); DROP TABLE follow_ups;-- =cmd|'/c calc'!A1 in mei ../../etc/passwd \u202everslag"
    " stuurt."
)


def test_hostile_text_is_text_and_is_stored_as_it_is(store: Store) -> None:
    app = _paste(HOSTILE)
    (topic,) = _review(store, app).discussions
    app = _step(app, "items", row=topic.id)
    _field(app, "topic").set_value("jaarwisseling")
    app = _press(app.run(), "accept_topic_")
    _press(_settled(app, store), "store_note")
    stored = [row for row in store.read().rows["follow_ups"] if row["meeting"] == MEETING]
    assert ["DROP TABLE" in row["quote"] for row in stored] == [True]
    assert store.read().texts[f"sources/lovp-{HELD_ON}.txt"] == HOSTILE


def test_a_store_that_does_not_answer_loses_no_step(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _paste()

    def fail(*_: object, **__: object) -> None:
        raise StoreError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save_draft", fail)
        app = _press(app, "accept_complete")
    assert "nu niet bereikbaar" in app.warning[0].value
    assert not _press(app, "accept_complete").warning
    assert "accepted" in {each.state for each in _review(store, app).follow_ups}


def test_the_page_speaks_english_too(store: Store) -> None:
    app = _open(lang="en")
    assert [each.value for each in app.title] == ["Reading in"]
    assert app.button(key="read_paste").label == "Read"
