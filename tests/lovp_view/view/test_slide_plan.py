"""Which slides are shown and in which order: from the address and back."""

import pytest

from lovp_view.view.address import read_query, write_query
from lovp_view.view.slide_plan import ALL, PARTS, expanded, read_plan, shortened, topic_code, write_plan

TOPICS = ["a", "b"]
EVERY = ["opening", "overview", "timeline", "topic.a", "topic.b", "stakeholders", "closing"]


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        ("", (), ()),
        ("all", ("all",), ()),
        ("closing,opening", ("closing", "opening"), ()),
        (" opening , opening,,topic.a ", ("opening", "topic.a"), ()),
        ("opening,geheim,topic.,topic.A B,../x", ("opening",), ("geheim", "topic.", "topic.A B", "../x")),
    ],
)
def test_an_address_is_read_once_each_in_order(text: str, known: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert read_plan(text) == (known, unknown)


@pytest.mark.parametrize(
    ("codes", "slides"),
    [
        ([ALL], EVERY),
        (["topics"], ["topic.a", "topic.b"]),
        (["topic.b", "topics", "closing"], ["topic.b", "topic.a", "closing"]),
        (["topic.gone", "opening"], ["opening"]),
        ([], []),
    ],
)
def test_codes_stand_for_slides(codes: list[str], slides: list[str]) -> None:
    assert expanded(codes, TOPICS) == slides


@pytest.mark.parametrize(
    ("slides", "codes"),
    [
        (EVERY, ("all",)),
        (["opening", "topic.a", "topic.b"], ("opening", "topics")),
        (["topic.b", "topic.a"], ("topic.b", "topic.a")),
        (["topic.a"], ("topic.a",)),
    ],
)
def test_slides_are_said_as_shortly_as_can_be(slides: list[str], codes: tuple[str, ...]) -> None:
    assert shortened(slides, TOPICS) == codes
    assert expanded(codes, TOPICS) == slides


def test_without_topics_all_is_still_all() -> None:
    parts = [part for part in PARTS if part != "topics"]
    assert expanded([ALL], []) == parts
    assert shortened(parts, []) == (ALL,)


def test_the_plan_goes_through_the_address_and_what_is_not_known_is_reported() -> None:
    plan = write_plan(["closing", topic_code("jaarwisseling")])
    reading = read_query({"briefing": [f"{plan},bla"]}, ["nl", "en"])
    assert reading.view.briefing == ("closing", "topic.jaarwisseling")
    assert reading.unknown == (("briefing", "bla"),)
    assert write_query(reading.view, ["nl", "en"]) == {"briefing": [plan]}
