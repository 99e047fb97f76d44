"""What the slides say: the same numbers as the measures and the screen, every point once, every quote literal."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from lovp_data import measures
from lovp_view import state
from lovp_view.briefing.deck import Deck, Group, Point, Slide
from lovp_view.briefing.deck_content import briefing_topics, build_deck, every_topic, slide_codes, slide_label
from lovp_view.briefing.points import MOST_OPEN, other_groups
from lovp_view.view.headlines import headline_cards
from lovp_view.view.scene import Scene
from lovp_view.view.texts import languages, status_label
from lovp_view.view.theme import ROOM, ROOM_UNDER_NUMBERS, SHEET, STAGE
from lovp_view.view.wording import caption
from tests.support.figure_samples import CASES, scene_for


def groups_of(deck: Deck, code: str) -> list[Group]:
    return [group for slide in deck.slides if slide.code == code for group in slide.groups]


def points_of(slides: tuple[Slide, ...]) -> Iterator[Point]:
    return (point for slide in slides for group in slide.groups for point in group.points)


@pytest.fixture(params=[(case, language) for case in CASES for language in languages()], ids=str)
def scene(request: pytest.FixtureRequest) -> Scene:
    """None, one, some and all follow-ups, and texts that bite; in each language."""
    return scene_for(*request.param)


def test_the_story_stands_in_its_order_and_nothing_empty_is_in_it(scene: Scene) -> None:
    deck = build_deck(scene)
    codes = list(dict.fromkeys(slide.code for slide in deck.slides))
    assert codes == [code for code in slide_codes(scene, ("all",)) if code in codes]
    assert codes[0] == "cover"
    assert all(slide.picture or any(group.points or group.facts for group in slide.groups) for slide in deck.slides)
    assert [code for code in codes if "." in code] == [f"topic.{topic}" for topic in briefing_topics(scene)]
    assert all(slide_label(scene, code) for code in codes)


def test_the_whole_data_take_at_most_twelve_slides() -> None:
    assert len(build_deck(scene_for("all", "nl")).slides) <= 12


def test_much_that_is_open_is_a_line_per_topic_on_slides_and_told_in_full_on_paper() -> None:
    scene = scene_for("all", "nl")
    topics, rows = every_topic(scene), scene.selected.follow_ups
    n_open = int(rows["is_open"].sum())
    assert n_open > MOST_OPEN
    (lines,) = other_groups(scene, topics)
    assert [name for name, _ in lines.facts] == [scene.register.topic_titles[topic] for topic in topics]
    told = [int(n) for _, line in lines.facts for n in re.findall(r"\d+", line)]
    assert sum(told) == len(rows)
    paper = other_groups(scene, topics, is_paper=True)
    assert sum(len(group.points) for group in paper) == n_open


def test_the_numbers_are_those_of_the_screen(scene: Scene) -> None:
    numbers = next((slide.numbers for slide in build_deck(scene).slides if slide.code == "overview"), ())
    cards = headline_cards(scene) if len(scene.selected.follow_ups) else []
    assert [(n.code, n.value, n.label, n.note) for n in numbers] == [
        (card["code"], card["value"], card["label"], card["note"]) for card in cards
    ]


def test_a_picture_over_several_slides_shows_every_row_once_and_fits(scene: Scene) -> None:
    deck = build_deck(scene, ("timeline",))
    assert sum(len(slide.picture.frame) for slide in deck.slides if slide.picture) == len(scene.selected.follow_ups)
    for slide in [*deck.slides, *build_deck(scene).slides]:
        if slide.picture:
            room = ROOM_UNDER_NUMBERS if slide.numbers else ROOM
            assert slide.picture.figure.height * STAGE / slide.picture.width <= room


def test_the_title_of_a_page_speaks_of_the_whole() -> None:
    scene = scene_for("all", "nl")
    titles = [slide.title for slide in build_deck(scene, ("timeline",)).slides]
    assert len(titles) > 1
    rows = scene.selected.follow_ups
    whole = f"{rows['is_task'].sum()} afspraken en vragen, waarvan {rows['is_late'].sum()} te laat"
    assert all(title.startswith(whole) for title in titles)
    assert titles[-1].endswith(f"({len(titles)} van {len(titles)})")


def test_each_topic_lists_its_follow_ups_with_their_status_by_what_they_count_as(scene: Scene) -> None:
    deck, rows = build_deck(scene, tuple(f"topic.{topic}" for topic in every_topic(scene))), scene.selected.follow_ups
    of = {row.id: row for row in rows.itertuples()}
    for topic in every_topic(scene):
        shown = [point for group in groups_of(deck, f"topic.{topic}") for point in group.points]
        assert sorted(point.id for point in shown) == sorted(rows.loc[rows["topic"] == topic, "id"])
        groups = [of[point.id].group for point in shown]
        assert groups == sorted(groups, key=["agreed", "asked", "said"].index)
        for point in shown:
            row = of[point.id]
            assert status_label(scene.texts, row.group, row.status, row.outcome) in point.tags[0].text
            assert (len(point.tags) == 2) == row.is_late


def test_on_paper_every_open_task_stands_with_its_topic_or_with_the_others(scene: Scene) -> None:
    slides = [slide for slide in build_deck(scene, canvas=SHEET).slides if slide.code == "others" or "." in slide.code]
    assert set(scene.selected.follow_ups.query("is_open")["id"]) <= {point.id for point in points_of(tuple(slides))}


def test_what_is_late_or_unanswered_is_complete_and_in_order(scene: Scene) -> None:
    points = [point.id for group in groups_of(build_deck(scene), "urgent") for point in group.points]
    assert points == list(measures.follow_ups_late_or_unanswered(scene.selected)["id"])


def test_no_quote_stands_on_two_slides(scene: Scene) -> None:
    quotes = [point.quote for point in points_of(build_deck(scene).slides) if point.quote]
    assert len(quotes) == len(set(quotes))


def test_no_sentence_is_cut(scene: Scene) -> None:
    rows = scene.register.status_updates
    notes = set(rows["note"])
    for point in points_of(build_deck(scene).slides):
        assert not point.note or point.note.split(": ", 1)[1] in notes


def test_quotes_are_literal(scene: Scene) -> None:
    quotes = scene.register.follow_ups.set_index("id")["quote"].dropna()
    for point in points_of(build_deck(scene).slides):
        if point.quote:
            assert " ".join(quotes[point.id].split()) == point.quote


def test_what_was_agreed_in_the_last_meeting_is_complete() -> None:
    scene = state.build_scene({"on": ["2020-11-25"]})
    groups = groups_of(build_deck(scene), "agreed")
    rows = scene.selected.follow_ups
    assert {point.id for group in groups for point in group.points} == set(
        rows.loc[rows["meeting"] == "lovp_2020_11_23", "id"]
    )


def test_a_last_meeting_of_which_nothing_was_agreed_tells_what_was_on_the_table() -> None:
    groups = groups_of(build_deck(state.build_scene({"on": ["2020-06-01"]})), "agreed")
    assert [fact for group in groups for fact in group.facts]
    assert not [point for group in groups for point in group.points]


@pytest.mark.parametrize(
    ("day", "headings"),
    [
        ("2020-11-30", ["Sinds het laatste LOVP (4)", "Eerder kwam terug"]),
        ("2023-10-01", ["Sinds het laatste LOVP (1)", "Eerder kwam terug"]),
        ("2022-08-01", ["Sinds het laatste LOVP niets; dit kwam eerder terug"]),
    ],
)
def test_what_came_back_since_the_last_meeting_comes_first_and_what_did_before_fills_up(
    day: str, headings: list[str]
) -> None:
    scene = state.build_scene({"on": [day], "lang": ["nl"]})
    groups = [group for group in groups_of(build_deck(scene), "came_back") if group.points]
    assert [group.heading for group in groups] == headings
    shown = [point.id for group in groups for point in group.points]
    assert shown == list(measures.follow_ups_came_back(scene.selected)["id"])[: len(shown)]


def test_a_meeting_that_fell_through_is_told_with_what_took_its_place() -> None:
    scene = state.build_scene({"on": ["2020-10-15"]})
    facts = [fact for group in groups_of(build_deck(scene), "came_back") for fact in group.facts]
    assert facts == [("LOVP 21–30 sep 2020", "vervangen door LOVP 2 nov 2020")]


def test_what_is_to_come_stands_under_the_meeting_at_which_it_comes_back() -> None:
    scene = state.build_scene({"on": ["2020-02-10"]})
    due = measures.follow_ups_due_next(scene.selected)
    groups = groups_of(build_deck(scene), "coming")
    assert sum(len(group.points) for group in groups) == len(due) > 0
    assert any(group.heading == "LOVP 20 apr 2020" for group in groups)


def test_of_an_empty_selection_the_cover_says_of_what() -> None:
    deck = build_deck(scene_for("none", "nl"))
    assert [slide.code for slide in deck.slides] == ["cover"]
    assert ("Keuze", "Zoeken: ‘zzzz’") in deck.slides[0].groups[0].facts


def test_every_slide_carries_the_caption_of_the_screen(scene: Scene) -> None:
    assert build_deck(scene).caption == caption(scene)
    assert replace(caption(scene), title=None) == caption(scene)
