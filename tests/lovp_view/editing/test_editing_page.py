"""The page Bijwerken without a browser: who gets it, what is stored, what happens when two write, and the way back."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lovp_data.package.files import Package, read_package
from lovp_data.store.store import Store
from lovp_data.store.writing import Change
from lovp_view.editing.saving import removal
from tests.lovp_view.conftest import EDITOR, UseStore
from tests.support.app_screens import chooser_name, everything, field, go_to, html_of, open_page, press

POINT = "2020_02_10_f01"
MEETING = "lovp_2020_02_10"


def _set(app: AppTest, **values: object) -> None:
    for name, value in values.items():
        field(app, name).set_value(value)


def _tab(app: AppTest, key: str, name: str) -> AppTest:
    app.session_state[key] = name
    return app.run()


def _open(**query: str) -> AppTest:
    app = open_page("editing", **query)
    assert not app.exception
    return app


def test_whoever_may_not_edit_is_told_so_and_sees_nothing(use_store: UseStore) -> None:
    use_store(read_package())
    app = open_page("editing", edit="follow_ups", row=POINT)
    assert [each.value for each in app.title] == ["Voor redacteuren"]
    assert not [each for each in app if str(getattr(each, "key", "")).startswith("f_")]


@pytest.mark.parametrize("part", ["follow_ups", "meetings", "topics", "stakeholders", "moments", "ledger", "x"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_part_opens_in_every_language(store: Store, part: str, language: str) -> None:
    app = _open(edit=part, lang=language)
    assert not app.error
    assert len(app.title) == 1


def test_a_status_is_noted_and_signed(store: Store) -> None:
    app = _open(edit="follow_ups", row=POINT)
    _set(app, on_first=date(2026, 11, 20), status="done", note="Teruggekomen.", why="Gemeld")
    press(app, "save_")
    assert [each.value for each in app.success] == ["Vastgelegd."]
    newest = store.ledger(limit=1)[0]
    assert (newest.resource, newest.id, newest.who, newest.why) == (
        "status_updates",
        f"{POINT}_u5",
        EDITOR,
        "Gemeld",
    )
    assert "Teruggekomen." in html_of(app)
    assert field(app, "note").value == ""


def test_a_correction_is_seen_by_readers_and_in_the_history_and_can_be_undone(store: Store) -> None:
    app = _tab(_open(edit="follow_ups", row=POINT), "point_tabs", "Gegevens")
    _set(app, title="Een betere titel", why="Leesbaarder")
    press(app, "save_")
    assert "Een betere titel" in everything(open_page("follow_ups"))
    _tab(app, "point_tabs", "Geschiedenis")
    assert "Structurele financiering bewaken en beveiligen</del>" in html_of(app)
    assert EDITOR in html_of(app)
    app = press(app, "undo_")
    assert "Teruggedraaid." in {each.value for each in app.success}
    item = store.item("follow_ups", POINT)
    assert item
    assert item.row["title"] == "Structurele financiering bewaken en beveiligen"


def test_nothing_is_written_when_nothing_was_changed(store: Store) -> None:
    app = _tab(_open(edit="follow_ups", row=POINT), "point_tabs", "Gegevens")
    before = store.version()
    press(app, "save_")
    assert store.version() == before
    assert [each.value for each in app.info] == ["Er was niets gewijzigd, dus er is niets vastgelegd."]


def _another_writes(store: Store, **values: object) -> None:
    item = store.item("follow_ups", POINT)
    assert item
    store.write([Change("follow_ups", POINT, values, item.digest)], who="Bram", why="")


def test_a_second_writer_is_told_keeps_the_text_and_can_still_store_it(store: Store) -> None:
    app = _tab(_open(edit="follow_ups", row=POINT), "point_tabs", "Gegevens")
    _another_writes(store, title="Van Bram", what="Ook van Bram")
    _set(app, title="Van mij")
    press(app, "save_")
    assert any("Iemand anders was u voor" in each.value for each in app.warning)
    assert "Van Bram" in html_of(app)
    assert "Van mij" in html_of(app)
    assert any("Bram" in each.value for each in app.markdown)
    assert field(app, "title").value == "Van mij"
    press(app, "mine_")
    item = store.item("follow_ups", POINT)
    assert item
    assert (item.row["title"], item.row["what"]) == ("Van mij", "Ook van Bram")


def test_a_second_writer_can_take_what_is_stored(store: Store) -> None:
    app = _tab(_open(edit="follow_ups", row=POINT), "point_tabs", "Gegevens")
    _another_writes(store, title="Van Bram")
    _set(app, title="Van mij")
    press(app, "save_")
    press(app, "theirs_")
    assert not app.warning
    assert field(app, "title").value == "Van Bram"


def test_a_row_that_was_removed_meanwhile_can_be_put_back_with_the_change(store: Store) -> None:
    key = f"{POINT}_u4"
    app = _open(edit="follow_ups", row=POINT)
    app.session_state[f"update_of_{POINT}"] = key
    app.run()
    item = store.item("status_updates", key)
    assert item
    store.write([Change("status_updates", key, None, item.digest)], who="Bram", why="")
    _set(app, note="Toch van belang.")
    press(app, "save_")
    assert any("Iemand anders was u voor" in each.value for each in app.warning)
    press(app, "mine_")
    stored = store.item("status_updates", key)
    assert stored
    assert stored.row == item.row | {"note": "Toch van belang."}


def test_a_follow_up_that_was_removed_meanwhile_keeps_the_form(store: Store) -> None:
    app = _tab(_open(edit="follow_ups", row=POINT), "point_tabs", "Gegevens")
    item = store.item("follow_ups", POINT)
    assert item
    store.write(removal("follow_ups", POINT, store.read(), item.digest), who="Bram", why="")
    _set(app, title="Toch van belang")
    press(app, "save_")
    assert field(app, "title").value == "Toch van belang"
    press(app, "mine_")
    stored = store.item("follow_ups", POINT)
    assert stored
    assert stored.row == item.row | {"title": "Toch van belang"}


def test_what_is_missing_is_said_by_the_names_of_the_fields(store: Store) -> None:
    app = _open(edit="follow_ups")
    _set(app, title="Zonder vergadering")
    press(app, "save_")
    assert [each.value for each in app.error] == ["Nog niet vastgelegd. Pas dit eerst aan:"]
    told = "\n".join(each.value for each in app.markdown)
    assert all(f"**{label}**" in told for label in ("Onderwerp", "Vergadering", "Soort"))
    assert field(app, "title").value == "Zonder vergadering"


def test_a_follow_up_is_removed_only_after_a_second_click_and_the_ledger_puts_it_back(store: Store) -> None:
    app = _tab(_open(edit="follow_ups", row=POINT), "point_tabs", "Gegevens")
    press(app, "remove_")
    assert store.item("follow_ups", POINT) is None
    go_to(app, edit="ledger")
    first = min(
        (each for each in app.button if str(each.key).startswith("undo_")),
        key=lambda each: -int(str(each.key).rpartition("_")[2]),
    )
    first.click().run()
    assert store.item("follow_ups", POINT)


def test_a_meeting_is_moved_in_one_write(store: Store) -> None:
    app = _tab(_open(edit="meetings", row="lovp_2024_04_22"), "meeting_tabs", "Verzetten")
    _set(app, new_day=date(2024, 4, 23))
    press(app, "save_")
    newest = store.ledger(limit=1)
    assert {entry.id for entry in newest} == {"lovp_2024_04_22", "lovp_2024_04_23"}


def test_a_meeting_moves_only_to_a_day_that_is_given_and_is_cancelled_only_when_asked(store: Store) -> None:
    app = _tab(_open(edit="meetings", row="lovp_2024_04_22"), "meeting_tabs", "Verzetten")
    before = store.version()
    press(app, "save_")
    assert [each.value for each in app.warning] == ["Vul de nieuwe datum in, of kies Laten vervallen."]
    assert store.version() == before
    press(app, "cancel_")
    item = store.item("meetings", "lovp_2024_04_22")
    assert item
    assert (item.row["state"], item.row["replaced_by"]) == ("cancelled", None)


def test_a_meeting_that_was_held_is_not_moved(store: Store) -> None:
    app = _tab(_open(edit="meetings", row=MEETING), "meeting_tabs", "Verzetten")
    assert any("is gehouden" in each.value for each in app.info)
    assert not [each for each in app.button if str(each.key).startswith(("save_", "cancel_"))]


def _embargoed() -> Package:
    package = read_package()
    rows = [
        row | {"openness": "embargo", "embargo_until": date(2090, 1, 1), "title": "Nog geheim"}
        if row["id"] == POINT
        else row
        for row in package.rows["follow_ups"]
    ]
    return Package({**package.rows, "follow_ups": rows}, package.texts)


def test_an_item_under_embargo_is_there_for_editors_only(as_editor: str, use_store: UseStore) -> None:
    use_store(_embargoed())
    assert "Nog geheim" in everything(_open(edit="follow_ups", row=POINT))
    assert "Nog geheim" not in everything(open_page("follow_ups"))


def test_a_status_is_noted_from_the_opened_item_by_editors_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("follow_ups", item=POINT)
    assert [each.label for each in app.expander] == ["Meer filters", "Status noteren"]
    monkeypatch.undo()
    app = open_page("follow_ups", item=POINT)
    assert [each.label for each in app.expander] == ["Meer filters"]


def test_the_filters_narrow_the_choice(store: Store) -> None:
    app = _open(edit="follow_ups", topic="jaarwisseling")
    (choice,) = [each for each in app.selectbox if chooser_name(each) == "row"]
    assert 1 < len(choice.options) < 20
