"""Headings: their words, those that name a list, and those that are none."""

import re
from collections import Counter
from dataclasses import replace

from lovp_data.reading.known import Known
from lovp_data.reading.marked_lines import Block
from lovp_data.reading.plain_text import Plain, make_flow
from lovp_data.reading.topics import chosen_topic, propose_topics
from lovp_data.rules.rulebook import load_rules, pattern

_STORY = 3  # paragraphs below one heading


def name_of_story(plain: Plain, blocks: list[Block], known: Known) -> list[Block]:
    """The blocks, where the one heading stands above it all and names no topic: it is the title of a story."""
    headings = [block for block in blocks if block.kind == "heading"]
    below = [block for block in blocks if block.kind == "paragraph"]
    if headings and _is_about_meeting(plain, headings[0]):
        return [replace(each, kind="title") if each == headings[0] else each for each in blocks]
    if headings != blocks[:1] or len(below) < _STORY or list_kind_of(plain, headings[0]):
        return blocks
    named = propose_topics(heading_text(plain, headings[0]), "", known.topics)
    return blocks if chosen_topic(named, has_heading=True) else [replace(blocks[0], kind="title"), *blocks[1:]]


def _is_about_meeting(plain: Plain, heading: Block) -> bool:
    """'Digitale vergadering, sprekers in volgorde': what follows, and no topic."""
    return bool(pattern(load_rules("layout")["about_meeting"]).search(heading_text(plain, heading)))


def is_closed(heading: str) -> bool:
    """True for a heading above what is done already."""
    return bool(pattern(load_rules("tables")["closed"]["heading"]).search(heading))


def list_kind_of(plain: Plain, heading: Block) -> str:
    """The kind of follow-up that a heading of a list names ('Actielijst'); empty for a heading of a topic."""
    text = heading_text(plain, heading)
    return next((kind for kind, rule in load_rules("tables")["lists"].items() if pattern(rule).search(text)), "")


def only_leads_in(plain: Plain, heading: Block | None) -> bool:
    """'Actielijst', 'Toelichting': with nothing left below it, it says nothing itself."""
    if heading is None:
        return False
    is_label = pattern(load_rules("layout")["act_label"]).search(heading_text(plain, heading))
    return bool(is_label or list_kind_of(plain, heading))


def heading_text(plain: Plain, block: Block) -> str:
    """A heading in one line, without its marks, its number and its colon."""
    text = make_flow(plain, block.start, block.end).text.lstrip("#=*•·▪◦‣●○■□–—- ")
    bare = re.sub(r"^[A-Z][.)] (?=[A-Z])", "", pattern(load_rules("layout")["number"]).sub("", text))
    return (bare or text).strip("#=* ").rstrip(":").strip()


def with_leads(plain: Plain, blocks: list[Block]) -> list[Block]:
    """'Besluit:' below every topic leads in a list of that topic; what stands once is the heading of a list for all."""
    names = Counter(
        heading_text(plain, each) for each in blocks if each.kind == "heading" and list_kind_of(plain, each)
    )
    repeated = {name for name, count in names.items() if count > 1}
    return [
        replace(each, kind="paragraph") if each.kind == "heading" and heading_text(plain, each) in repeated else each
        for each in blocks
    ]
