"""Which slides are shown and in which order: from the address and back."""

import pytest

from lovp_view.view.address import read_query, write_query
from lovp_view.view.slide_plan import ALL, STORY, expanded, read_plan, shortened, topic_code, write_plan

TOPICS = ["a", "b"]
EVERY = [slide for part in STORY for slide in (["topic.a", "topic.b"] if part == "topics" else [part])]


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        ("", (), ()),
        ("all", ("all",), ()),
        ("urgent,cover", ("urgent", "cover"), ()),
        ("closing,opening", ("coming", "came_back"), ()),  # as older links have it
        (" cover , cover,,topic.a ", ("cover", "topic.a"), ()),
        ("cover,geheim,topic.,topic.A B,../x", ("cover",), ("geheim", "topic.", "topic.A B", "../x")),
    ],
)
def test_an_address_is_read_once_each_in_order(text: str, known: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert read_plan(text) == (known, unknown)


@pytest.mark.parametrize(
    ("codes", "slides"),
    [
        ([ALL], EVERY),
        (["topics"], ["topic.a", "topic.b"]),
        (["topic.b", "topics", "timeline"], ["topic.b", "topic.a", "timeline"]),
        (["topic.gone", "cover"], ["cover"]),
        (["topic.c"], ["topic.c"]),  # has no slide of its own in the story, but can be asked for
        ([], []),
    ],
)
def test_codes_stand_for_slides(codes: list[str], slides: list[str]) -> None:
    assert expanded(codes, TOPICS, [*TOPICS, "c"]) == slides


@pytest.mark.parametrize(
    ("slides", "codes"),
    [
        (EVERY, ("all",)),
        (["cover", "topic.a", "topic.b"], ("cover", "topics")),
        (["topic.b", "topic.a"], ("topic.b", "topic.a")),
        (["topic.a"], ("topic.a",)),
    ],
)
def test_slides_are_said_as_shortly_as_can_be(slides: list[str], codes: tuple[str, ...]) -> None:
    assert shortened(slides, TOPICS) == codes
    assert expanded(codes, TOPICS, [*TOPICS, "c"]) == slides


def test_without_topics_all_is_still_all() -> None:
    parts = [part for part in STORY if part != "topics"]
    assert expanded([ALL], [], []) == parts
    assert shortened(parts, []) == (ALL,)


def test_the_plan_goes_through_the_address_and_what_is_not_known_is_reported() -> None:
    plan = write_plan(["coming", topic_code("jaarwisseling")])
    reading = read_query({"briefing": [f"{plan},bla"]}, ["nl", "en"])
    assert reading.view.briefing == ("coming", "topic.jaarwisseling")
    assert reading.unknown == (("briefing", "bla"),)
    assert write_query(reading.view, ["nl", "en"]) == {"briefing": [plan]}
