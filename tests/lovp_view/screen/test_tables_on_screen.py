"""Tables for people: labels for codes, real days, nothing filled in that the source does not name."""

import warnings
from types import SimpleNamespace

import pandas as pd
import pytest

from lovp_data.measures import Change
from lovp_view import state
from lovp_view.files.labelled_tables import alias_text
from lovp_view.screen.definitions import source_table
from lovp_view.screen.tables import labelled_follow_ups, labelled_parties
from lovp_view.view.headlines import coverage_line, headline_cards
from lovp_view.view.scene import Scene
from lovp_view.view.texts import Texts
from lovp_view.view.wording import (
    change_items,
    filter_labels,
    follow_up_items,
    previous_meeting_label,
    status_tags,
)
from tests.support.figure_samples import ON, register_of, scene_of


def _scene(language: str = "nl", **query: list[str]) -> Scene:
    return state.build_scene({"on": [ON], "lang": [language], **query})


def test_the_table_of_follow_ups_has_a_row_each_and_no_column_twice(texts: Texts) -> None:
    scene = _scene(texts.language)
    table = labelled_follow_ups(scene)
    assert len(table) == len(scene.selected.follow_ups)
    assert len(set(table.columns)) == len(table.columns) == 15


def test_days_are_days_and_missing_where_no_term_is_named(texts: Texts) -> None:
    scene = _scene(texts.language)
    table, rows = labelled_follow_ups(scene), scene.selected.follow_ups
    for label, column in (("column.due_from", "due_start"), ("column.due_until", "due_end")):
        assert pd.api.types.is_datetime64_any_dtype(table[texts(label)])
        assert list(table[texts(label)].isna()) == list(rows[column].isna())


def test_an_owner_that_is_not_named_is_said_not_to_be(texts: Texts) -> None:
    scene = _scene(texts.language)
    owners, rows = labelled_follow_ups(scene)[texts("column.owner")], scene.selected.follow_ups
    assert list(owners == texts("not_named.owner")) == list(rows["is_unowned"] & rows["is_task"])


def test_without_any_party_every_owner_is_said_not_to_be_named() -> None:
    register = register_of("2020-12-31", follow_ups=[{"id": "f"}])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = labelled_follow_ups(scene_of(register, "nl", version=-3))
    assert list(table["Eigenaar"]) == ["niet genoemd"]


def test_what_is_late_is_said_in_words(texts: Texts) -> None:
    scene = _scene(texts.language)
    late = labelled_follow_ups(scene)[texts("column.late")]
    assert list(late == texts("yes")) == list(scene.selected.follow_ups["is_late"])
    assert set(late) == {texts("yes"), ""}


def test_no_code_stands_in_a_table(texts: Texts) -> None:
    scene = _scene(texts.language)
    for table in (labelled_follow_ups(scene).drop(columns=texts("column.address")), labelled_parties(scene)):
        cells = " ".join(str(cell) for row in table.itertuples(index=False) for cell in row)
        assert not [word for word in cells.split() if "_" in word]


def test_a_table_of_nothing_has_the_same_columns() -> None:
    empty, full = (labelled_follow_ups(_scene(**query)) for query in ({"q": ["zzzz"]}, {}))
    assert list(empty.columns) == list(full.columns)
    assert empty.empty
    assert labelled_parties(_scene(q=["zzzz"])).empty


def test_the_parties_are_those_of_the_selection() -> None:
    scene = _scene(topic=["jaarwisseling"])
    involved = set(scene.selected.involvements["stakeholder"])
    named = scene.register.stakeholders.set_index("id")["name"]
    assert set(labelled_parties(scene).iloc[:, 0]) == {named[code] for code in involved}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "A (tot en met 24 mei 2022); B (vanaf 25 mei 2022); C"),
        ("en", "A (until 24 May 2022); B (from 25 May 2022); C"),
    ],
)
def test_other_names_say_when_they_were_used(language: str, expected: str) -> None:
    aliases = [("A", None, "2022-05-24"), ("B", "2022-05-25", None), ("C", None, None)]
    register = register_of(
        "2023-01-01",
        stakeholders=[{"id": "s", "name": "S", "short_name": "S"}],
        stakeholder_aliases=[
            {"id": name, "stakeholder": "s", "name": name, "valid_from": _day(first), "valid_until": _day(last)}
            for name, first, last in aliases
        ],
    )
    assert alias_text(scene_of(register, language, version=-2), "s") == expected


def _day(text: str | None) -> object:
    return pd.Timestamp(text).date() if text else None


def test_the_sources_are_counted_once_per_row_that_rests_on_them() -> None:
    scene = _scene()
    table, register = source_table(scene), scene.register
    frames = (register.calendar, register.discussions, register.follow_ups, register.status_updates)
    assert table.iloc[:, 1].sum() == sum(frame["source_url"].notna().sum() for frame in frames)
    assert list(table.iloc[:, 1]) == sorted(table.iloc[:, 1], reverse=True)
    assert table.iloc[:, 0].is_unique


def test_an_item_of_a_list_opens_its_follow_up_and_says_kind_topic_day_and_term(texts: Texts) -> None:
    scene = _scene(texts.language, q=["nogmaals agenderen"])
    (item,) = follow_up_items(scene.selected.follow_ups, texts, with_quote=True)
    assert item["target"] == "item:2020_02_10_f10"
    assert item["title"] == "Jaarwisseling opnieuw op de agenda"
    for part in (texts.label("kind", "agreement"), "Jaarwisseling en vuurwerk", "10", "2020"):
        assert part in item["meta"]
    assert "\n" not in item["quote"]


def test_what_is_late_carries_a_second_tag(texts: Texts) -> None:
    row = SimpleNamespace(group="agreed", status="open", outcome="", is_late=False, months_late=0)
    assert [tag["text"] for tag in status_tags(row, texts)] == [f"○ {texts.label('status', 'open')}"]
    row.is_late, row.months_late = True, 14
    assert [tag["text"] for tag in status_tags(row, texts)][1] == texts.plural("item.late", 14)


def test_a_question_that_is_open_has_no_answer(texts: Texts) -> None:
    row = SimpleNamespace(group="asked", status="open", outcome="", is_late=False, months_late=0)
    assert [tag["text"] for tag in status_tags(row, texts)] == [f"○ {texts('status_asked.open')}"]


def test_a_change_opens_its_follow_up_and_one_out_of_sight_is_left_out(texts: Texts) -> None:
    day = pd.Timestamp("2020-11-02")
    changes = [Change(key, "done", day, day, key, "Besproken.", "") for key in ("2020_02_10_f10", "elders")]
    (item,) = change_items(changes, _scene(texts.language).register.follow_ups, texts)
    assert item["target"] == "item:2020_02_10_f10"
    assert item["meta"] == f"{texts.short_day(pd.Timestamp('2020-11-02'))} · Besproken."
    assert [tag["text"] for tag in item["tags"]] == [texts.label("change", "done")]


def test_the_notes_under_the_numbers_are_their_parts(texts: Texts) -> None:
    cards = {card["code"]: card for card in headline_cards(_scene(texts.language))}
    assert {code: card["value"] for code, card in cards.items()} == {
        "agreed_open": "33", "asked_open": "15", "due_next": "3", "came_back": "16", "said": "76"
    }  # fmt: skip
    assert cards["agreed_open"]["note"] == texts.plural("headline_note.agreed_late", 9)
    assert cards["came_back"]["note"] == texts.plural("headline_note.on_time", 10, on_time="5")
    assert cards["came_back"]["label"] == texts("headline.came_back_of", n="49")
    assert [card["part"] for card in cards.values()] == ["agreed_late", None, None, "on_time", "came_up"]


def test_the_first_screen_tells_the_next_meeting_the_last_one_and_what_most_rests_on() -> None:
    line = coverage_line(_scene("nl"))
    assert line == "Volgende LOVP: nog niet bekend. Laatste: 24 november 2025 (1 jaar geleden)."
    early = coverage_line(state.build_scene({"on": ["2020-07-01"]}))
    assert early.endswith("30 van de 36 punten komen uit één terugkoppeling.")
    before = coverage_line(state.build_scene({"on": ["2020-03-10"]}))
    assert before.startswith("Volgende LOVP: 20 apr 2020; uiterlijk dan komen 2 punten terug.")


def test_before_the_first_meeting_everything_is_new_since_the_beginning(texts: Texts) -> None:
    scene = state.build_scene({"on": ["2019-04-01"], "lang": [texts.language]})
    assert previous_meeting_label(scene) == texts("not_named.previous_meeting")


@pytest.mark.parametrize("key", ["topic", "month", "theme", "group", "meeting", "kind", "status", "stakeholder"])
def test_every_option_of_a_filter_has_a_label_of_its_own(key: str, texts: Texts) -> None:
    labels = filter_labels(_scene(texts.language), key)
    assert labels
    assert len(set(labels.values())) == len(labels)
    assert not [label for label in labels.values() if "_" in label]
