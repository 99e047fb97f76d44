"""Drafts on the page Inlezen: two people at one, bad documents, a store that fails; nothing typed is lost."""

import re

import pytest

from lovp_data.package.errors import StoreError
from lovp_data.store.store import Store
from tests.support.app_screens import everything, field, press, query_of
from tests.support.own_note import HELD_ON, NOTE
from tests.support.review_screens import open_reading, paste, review_of, settled, step

MEETING = "lovp_2026_03_02"


def test_two_at_one_draft_and_the_second_keeps_his_step(store: Store) -> None:
    first = paste()
    key = query_of(first)["concept"][0]
    second = open_reading(concept=key, edit="items")
    press(first, "accept_complete")
    second = press(second, "reject_rest")
    assert "was u voor" in second.warning[0].value
    second = press(second, "settle_again")
    assert not second.warning
    states = {each.state for each in review_of(store, second).follow_ups}
    assert states == {"accepted", "rejected"}


def test_the_second_can_keep_his_work_apart(store: Store) -> None:
    first = paste()
    second = open_reading(concept=query_of(first)["concept"][0], edit="items")
    press(first, "accept_complete")
    second = press(second, "reject_rest")
    second = press(second, "settle_apart")
    assert query_of(second)["concept"] != query_of(first)["concept"]
    assert len(store.drafts()) == 2


def test_a_draft_that_was_stored_by_another_says_so(store: Store) -> None:
    first = paste()
    key = query_of(first)["concept"][0]
    second = open_reading(concept=key, edit="items")
    press(settled(first), "store_note")
    second = press(second, "accept_complete")
    assert "intussen vastgelegd of weggegooid" in second.warning[0].value
    second = press(second, "settle_drop")
    assert "er niet meer" in second.warning[0].value
    assert not press(second, "to_start").warning


def test_drafts_are_listed_opened_and_thrown_away(store: Store) -> None:
    key = query_of(paste())["concept"][0]
    app = open_reading()
    assert "nog 9 te beoordelen" in everything(app)
    app = press(app, "open_")
    assert query_of(app)["concept"] == [key]
    app = press(open_reading(), "discard_")
    assert store.drafts() == []


ENGLISH = b"The chief of police gave an update on the rosters and said it will be sent to all units."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("leeg.txt", b"  \n", "staat geen tekst in"),
        ("plaatje.png", b"\x89PNG\r\n\x1a\n" + bytes(300), "Bewaar de terugkoppeling als|geen tekst"),
        ("stuk.pdf", b"%PDF-1.7 stuk", "beschadigd"),
        ("stuk.docx", b"PK\x03\x04 stuk", "beschadigd"),
        ("english.txt", ENGLISH, "geen Nederlandse"),
    ],
)  # fmt: skip
def test_a_bad_document_is_refused_in_words_and_nothing_is_kept(
    store: Store, name: str, content: bytes, told: str
) -> None:
    app = open_reading()
    app = app.file_uploader(key="reading_file").upload(name, content).run()
    assert not app.exception
    said = app.error[0].value.replace("\\", "")
    assert name in said
    assert re.search(told, said)
    assert "Er is niets bewaard." in said
    assert store.drafts() == []


def test_a_good_document_is_read_at_once(store: Store) -> None:
    app = open_reading()
    app = app.file_uploader(key="reading_file").upload("nota.txt", NOTE.encode("cp1252")).run()
    assert not app.exception
    assert review_of(store, app).name == "nota.txt"


HOSTILE = "Terugkoppeling LOVP 2 maart 2026\n\n<script>alert(1)</script> [x](javascript:alert(1))\n" + (
    "Afgesproken is dat de politie '); DROP TABLE follow_ups;-- =cmd|'/c calc'!A1 in mei ../../etc/passwd \u202everslag"
    " stuurt."
)


def test_hostile_text_is_text_and_is_stored_as_it_is(store: Store) -> None:
    app = paste(HOSTILE)
    (topic,) = review_of(store, app).discussions
    app = step(app, "items", row=topic.id)
    field(app, "topic").set_value("jaarwisseling")
    app = press(app.run(), "accept_topic_")
    press(settled(app), "store_note")
    stored = [row for row in store.read().rows["follow_ups"] if row["meeting"] == MEETING]
    assert ["DROP TABLE" in row["quote"] for row in stored] == [True]
    assert store.read().texts[f"sources/lovp-{HELD_ON}.txt"] == HOSTILE


def test_a_store_that_does_not_answer_loses_no_step(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = paste()

    def fail(*_: object, **__: object) -> None:
        raise StoreError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save_draft", fail)
        app = press(app, "accept_complete")
    assert "nu niet bereikbaar" in app.warning[0].value
    assert not press(app, "accept_complete").warning
    assert "accepted" in {each.state for each in review_of(store, app).follow_ups}


def test_the_page_speaks_english_too(store: Store) -> None:
    app = open_reading(lang="en")
    assert [each.value for each in app.title] == ["Import a note"]
    assert app.button(key="read_paste").label == "Read"
