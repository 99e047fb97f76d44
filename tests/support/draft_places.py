"""What must hold of any draft: places are literal, and nothing of the text is dropped."""

import re

from lovp_data.reading.draft import Discussion, Draft, Place


def _of_discussion(discussion: Discussion) -> list[Place]:
    places = [discussion.section, *([discussion.heading] if discussion.heading else [])]
    places += [party.named_as for party in discussion.parties]
    for each in discussion.follow_ups:
        places += [each.quote, *each.triggers, *(due.wording for due in each.dues)]
        places += [party.named_as for party in each.parties]
    return places


def all_places(draft: Draft) -> list[Place]:
    """Every place a draft names."""
    places = [*draft.titles, *(each.place for each in draft.unplaced)]
    places += [each.said_in for each in draft.meetings if each.said_in]
    return places + [place for each in draft.discussions for place in _of_discussion(each)]


def dropped(draft: Draft) -> str:
    """Characters of the text that one could see and that stand in no title, section or unplaced passage.

    The marks before the lines of a mail that is passed on are no part of what it says.
    """
    held = [*draft.titles, *(each.section for each in draft.discussions), *(each.place for each in draft.unplaced)]
    inside = bytearray(len(draft.text))
    for mark in re.finditer(r"(?m)^[> \t]*>", draft.text):
        inside[mark.start() : mark.end()] = b"\1" * len(mark[0])
    for place in held:
        inside[place.start : place.end] = b"\1" * (place.end - place.start)
    return "".join(
        each
        for each, is_inside in zip(draft.text, inside, strict=True)
        if not is_inside and each.isprintable() and not each.isspace()
    )


def assert_sound(draft: Draft) -> None:
    """Raises AssertionError if a place is not literal, or text was dropped."""
    for place in all_places(draft):
        assert draft.text[place.start : place.end] == place.quote
        assert place.quote
    assert dropped(draft) == ""
    for discussion in draft.discussions:
        for each in discussion.follow_ups:
            assert discussion.section.start <= each.quote.start <= each.quote.end <= discussion.section.end
