"""Voorbereiden: a meeting is chosen, its agenda proposed, pasted and corrected; every line leads to its follow-up."""

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lovp_data.package.files import read_package
from lovp_data.store.store import Store
from lovp_view import state
from lovp_view.briefing.agenda_slides import agenda_deck
from lovp_view.briefing.deck_content import build_deck
from lovp_view.view.office_notes import OfficeNote, read_notes, with_note
from lovp_view.view.texts import load_texts
from tests.lovp_view.conftest import EDITOR, UseStore
from tests.support.app_screens import chooser, everything, go_to, headings, listed, open_page, query_of

NL = load_texts("nl")
DAY = "2027-02-15"
PASTED = """Agenda LOVP 15 februari 2027
1. Opening
2. Financiën van de politie
3. Aanpak ondermijning"""


@pytest.fixture
def page() -> AppTest:
    return open_page("preparing", prepare=DAY, agenda=["~Opening", "politiefinancien", "demonstraties~Betogingen"])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("query", [{}, {"prepare": DAY}, {"prepare": DAY, "agenda": "~Opening"}, {"on": "2019-01-01"}])
def test_the_page_comes_up_twice(language: str, query: dict[str, str]) -> None:
    first = go_to(open_page("preparing"), lang=language, **query)
    for app in (first, first.run()):
        assert not app.exception
        assert [each.value for each in app.title] == [load_texts(language)("page.preparing")]


def test_without_a_meeting_it_says_what_to_do_and_takes_an_agenda() -> None:
    app = open_page("preparing")
    assert [each.value for each in app.info] == [NL("preparing.choose_first")]
    app.text_area(key="agenda_paste").input(PASTED).run()
    app.button(key="agenda_read").click().run()
    assert not app.exception
    assert query_of(app) == {
        "prepare": [DAY],
        "agenda": ["~Opening", "politiefinancien~Financiën van de politie", "ondermijning~Aanpak ondermijning"],
    }


def test_the_proposed_agenda_holds_what_is_due_there() -> None:
    app = open_page("preparing", prepare="2020-05-25", on="2020-03-01")
    assert chooser(app, "agenda_at").options
    assert listed(app, "not_on_agenda") == []


def test_an_item_asks_tells_and_leads_to_its_follow_ups(page: AppTest) -> None:
    page = chooser(page, "agenda_at").set_value(1).run()
    assert query_of(page)["part"] == ["2"]
    assert "2. Financiën van de politie" in [each.replace("\\", "") for each in headings(page)]
    items = listed(page, "annotation_0")
    assert items
    assert all(item["target"].startswith("item:") and item["meta"].startswith("Waarom: ") for item in items)


def test_an_item_without_a_topic_says_so_and_can_be_joined_to_one(page: AppTest) -> None:
    assert NL("preparing.no_topic") in [each.value for each in page.caption]
    chooser(page, "agenda_topic").set_value("ondermijning").run()
    assert query_of(page)["agenda"][0] == "ondermijning~Opening"


def test_items_are_moved_removed_and_added(page: AppTest) -> None:
    page.button(key="agenda_down").click().run()
    assert query_of(page)["agenda"] == ["politiefinancien", "~Opening", "demonstraties~Betogingen"]
    page.button(key="agenda_remove").click().run()
    assert query_of(page)["agenda"] == ["politiefinancien", "demonstraties~Betogingen"]
    chooser(page, "agenda_add").set_value("ondermijning").run()
    assert query_of(page)["agenda"][-1] == "ondermijning"
    assert query_of(page)["part"] == ["3"]


def test_a_text_without_items_changes_nothing_and_says_what_to_do(page: AppTest) -> None:
    before = query_of(page)
    page.text_area(key="agenda_paste").input("Agenda").run()
    page.button(key="agenda_read").click().run()
    assert [each.value for each in page.error] == [NL("preparing.no_items_found")]
    assert query_of(page) == before


def test_an_unknown_meeting_or_topic_is_left_out_and_told() -> None:
    app = open_page("preparing", prepare="ooit", agenda=["nergens", "ondermijning"])
    assert any("prepare=ooit" in each.value and "agenda=nergens" in each.value for each in app.info)


def test_the_agenda_is_shown_as_slides(page: AppTest) -> None:
    page.button(key="agenda_briefing").click().run()
    assert query_of(page)["briefing"] == ["agenda"]
    assert "Annotatie LOVP 15 feb 2027" in everything(page)


def _office(app: AppTest, name: str) -> Any:
    (found,) = [each for each in (*app.text_area, *app.text_input) if str(each.key).startswith(f"office_{name}_")]
    return found


def _keep(app: AppTest, **texts: str) -> AppTest:
    """Type in fields, which are kept as soon as they are left."""
    for name, text in texts.items():
        _office(app, name).input(text)
    return app.run()


def test_only_editors_have_room_for_the_office(use_store: UseStore) -> None:
    use_store(read_package())
    app = open_page("preparing", prepare=DAY, agenda="politiefinancien")
    assert not [each for each in app.text_area if str(each.key).startswith("office_")]


def test_what_the_office_writes_is_kept_per_item_and_stands_in_no_file_unasked(store: Store) -> None:
    app = open_page("preparing", prepare=DAY, agenda=["politiefinancien", "ondermijning"])
    assert "Wanneer komt het?" in _office(app, "questions").value
    app = _keep(app, line="Wij steunen dit", speaker="Els")
    assert not app.warning
    stored = store.draft(f"preparation-{DAY}")
    assert stored is not None
    assert stored.who == EDITOR
    notes = read_notes(stored.content)
    assert set(notes) == {"politiefinancien"}
    assert notes["politiefinancien"].line == "Wij steunen dit"
    assert notes["politiefinancien"].questions == "", "those of the data go on following the data"
    scene = state.build_scene({"prepare": [DAY], "agenda": ["politiefinancien"]})
    assert "Wij steunen dit" not in str(build_deck(scene, ("agenda",)))
    assert "Wij steunen dit" not in str(agenda_deck(scene, {}))
    asked_for = str(agenda_deck(scene, notes))
    assert "Wij steunen dit" in asked_for
    assert "Els" in asked_for
    again = open_page("preparing", prepare=DAY, agenda=["politiefinancien"])
    assert _office(again, "line").value == "Wij steunen dit"
    assert f"preparation-{DAY}" not in everything(open_page("reading"))


def test_what_another_stored_meanwhile_is_not_written_over_unseen(store: Store) -> None:
    app = open_page("preparing", prepare=DAY, agenda="politiefinancien")
    other = with_note(None, "politiefinancien", OfficeNote(line="Van Piet"))
    store.save_draft(f"preparation-{DAY}", other, who="Piet", expected=None)
    app = _keep(app, line="Van Els")
    assert NL("preparing.conflict") in [each.value for each in app.warning]
    assert _office(app, "line").value == "Van Els"
    stored = store.draft(f"preparation-{DAY}")
    assert stored is not None
    assert read_notes(stored.content)["politiefinancien"].line == "Van Piet"
    app = app.button(key="office_keep").click().run()
    assert not app.warning
    stored = store.draft(f"preparation-{DAY}")
    assert stored is not None
    assert read_notes(stored.content)["politiefinancien"].line == "Van Els"


def test_a_meeting_to_come_shows_its_agenda_and_the_way_to_prepare_it(monkeypatch: pytest.MonkeyPatch) -> None:
    switched: list[tuple[str, dict[str, list[str]]]] = []
    monkeypatch.setattr(st, "switch_page", lambda page, query_params: switched.append((page, query_params)))
    app = open_page("meetings", on="2020-03-01", open_meeting="lovp_2020_05_25")
    items = listed(app, "meeting_agenda")
    assert any(item["target"].startswith("item:") for item in items)
    assert NL("detail.no_text") not in [each.value for each in app.caption]
    app.button(key="prepare_meeting").click().run()
    ((path, query),) = switched
    assert path == "pages/preparing.py"
    assert query["prepare"] == ["lovp_2020_05_25"]
