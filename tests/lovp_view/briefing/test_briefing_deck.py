"""What the slides say: the same numbers as the measures and the screen, every point once, every quote literal."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from lovp_data import measures
from lovp_view import state
from lovp_view.briefing.deck import Deck, Group, Point, Slide
from lovp_view.briefing.deck_content import briefing_topics, build_deck, slide_codes, slide_label
from lovp_view.briefing.points import MOST
from lovp_view.view.scene import Scene
from lovp_view.view.texts import languages
from lovp_view.view.theme import ROOM, ROOM_UNDER_NUMBERS, STAGE
from lovp_view.view.wording import caption
from tests.support.figure_samples import CASES, scene_for

ON = "2020-11-10"


def groups_of(deck: Deck, code: str) -> list[Group]:
    return [group for slide in deck.slides if slide.code == code for group in slide.groups]


def points_of(slides: tuple[Slide, ...]) -> Iterator[Point]:
    return (point for slide in slides for group in slide.groups for point in group.points)


@pytest.fixture(params=[(case, language) for case in CASES for language in languages()], ids=str)
def scene(request: pytest.FixtureRequest) -> Scene:
    """None, one, some and all follow-ups, and texts that bite; in each language."""
    return scene_for(*request.param)


def test_every_part_is_there_in_the_usual_order(scene: Scene) -> None:
    codes = list(dict.fromkeys(slide.code for slide in build_deck(scene).slides))
    assert codes == slide_codes(scene, ("all",))
    assert [code for code in codes if "." in code] == [f"topic.{topic}" for topic in briefing_topics(scene)]
    assert all(slide_label(scene, code) for code in codes)


def test_the_numbers_are_those_of_the_measure(scene: Scene) -> None:
    members = measures.count(measures.follow_ups_by_headline(scene.selected), ["headline"])
    wanted = dict(zip(members["headline"], members["n"], strict=True))
    first = next(slide for slide in build_deck(scene).slides if slide.code == "overview")
    assert {number.code: number.value for number in first.numbers} == {
        code: scene.texts.number(wanted.get(code, 0)) for code in measures.HEADLINES
    }


def test_a_picture_over_several_slides_shows_every_row_once_and_fits(scene: Scene) -> None:
    deck = build_deck(scene)
    wanted = {
        "follow_up_intervals": len(scene.selected.follow_ups),
        "follow_ups_by_topic_and_status": scene.selected.follow_ups.groupby(["topic", "status"]).ngroups,
    }
    for name, number in wanted.items():
        pages = [slide for slide in deck.slides if slide.picture and slide.picture.name == name]
        assert sum(len(slide.picture.frame) for slide in pages if slide.picture) == number
        for slide in pages:
            assert slide.picture
            room = ROOM_UNDER_NUMBERS if slide.numbers else ROOM
            assert slide.picture.figure.height * STAGE / slide.picture.width <= room


def test_the_title_of_a_page_speaks_of_the_whole() -> None:
    scene = scene_for("all", "nl")
    titles = [slide.title for slide in build_deck(scene).slides if slide.code == "timeline"]
    whole = f"{len(scene.selected.follow_ups)} punten in de tijd"
    assert len(titles) > 1
    assert all(title.startswith(whole) for title in titles)
    assert titles[-1].endswith(f"({len(titles)} van {len(titles)})")


def test_each_topic_lists_its_follow_ups_with_their_status(scene: Scene) -> None:
    deck, rows = build_deck(scene), scene.selected.follow_ups
    for topic in briefing_topics(scene):
        points = groups_of(deck, f"topic.{topic}")[0].points
        assert [point.id for point in points] == list(rows.loc[rows["topic"] == topic, "id"])
        for point, row in zip(points, rows[rows["topic"] == topic].itertuples(), strict=True):
            assert scene.texts.label("status", row.status) in point.tags[0].text
            assert (len(point.tags) == 2) == row.is_late


def test_quotes_are_literal(scene: Scene) -> None:
    quotes = scene.register.follow_ups.set_index("id")["quote"].dropna()
    for point in points_of(build_deck(scene).slides):
        if point.quote:
            assert " ".join(quotes[point.id].split()) == point.quote


def test_the_opening_says_what_changed_at_most_five_each_with_its_quote() -> None:
    scene = state.build_scene({"on": [ON]})
    groups = groups_of(build_deck(scene), "opening")
    changes = measures.changes_since_previous_meeting(scene.selected)
    assert all(len(group.points) <= MOST for group in groups)
    shown = {point.id for group in groups[:-1] for point in group.points}
    assert shown
    assert shown <= {change.follow_up for change in changes} | set(scene.selected.follow_ups["id"])
    with_quote = set(scene.register.follow_ups.dropna(subset=["quote"])["id"])
    assert all(bool(point.quote) == (point.id in with_quote) for group in groups for point in group.points)


def test_a_meeting_that_fell_through_is_told_with_what_took_its_place() -> None:
    scene = state.build_scene({"on": ["2020-10-15"]})
    facts = [fact for group in groups_of(build_deck(scene), "opening") for fact in group.facts]
    assert facts == [("LOVP 21–30 sep 2020", "vervangen door LOVP 2 nov 2020")]


def test_the_closing_names_the_meeting_at_which_things_come_back() -> None:
    scene = state.build_scene({"on": ["2020-02-10"]})
    due = measures.follow_ups_due_next(scene.selected)
    groups = groups_of(build_deck(scene), "closing")
    assert sum(len(group.points) for group in groups) == len(due) > 0
    assert any(group.heading == "LOVP 20 apr 2020" for group in groups)


def test_what_is_left_out_of_a_list_is_counted() -> None:
    scene = state.build_scene({"on": ["2020-11-25"]})
    silent = measures.follow_ups_without_news(scene.selected)
    (group,) = [group for group in groups_of(build_deck(scene), "opening") if str(len(silent)) in group.heading]
    assert len(group.points) == MOST
    assert group.rest == f"en nog {len(silent) - MOST} punten"


def test_an_empty_selection_says_so() -> None:
    deck = build_deck(scene_for("none", "nl"))
    assert [group.empty for group in groups_of(deck, "opening")] == ["Sindsdien is niets veranderd."]
    assert [group.empty for group in groups_of(deck, "closing")] == ["Er lopen geen termijnen meer."]


def test_every_slide_carries_the_caption_of_the_screen(scene: Scene) -> None:
    assert build_deck(scene).caption == caption(scene)
    assert replace(caption(scene), title=None) == caption(scene)
