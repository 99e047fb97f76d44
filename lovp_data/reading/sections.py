"""Blocks into sections: a heading with the text under it, or paragraphs on one topic where there are no headings."""

from dataclasses import dataclass, replace

from lovp_data.reading.acts import Clue, find_acts
from lovp_data.reading.known import Known
from lovp_data.reading.layout import Block
from lovp_data.reading.plain_text import Plain
from lovp_data.reading.sentences import Sentence, read_sentences
from lovp_data.reading.topics import chosen_topic, propose_topics
from lovp_data.rules.rulebook import load_rules, pattern


@dataclass(frozen=True)
class Section:
    """Blocks on one topic. `title` is the title line that names its meeting; `topic` is set where no heading is."""

    heading: Block | None
    body: tuple[Block, ...]
    title: Block | None
    topic: str = ""


Rest = tuple[Block, str]


def find_sections(plain: Plain, blocks: list[Block], known: Known) -> tuple[list[Section], list[Rest]]:
    """The sections, and the blocks in none of them with the reason. Title blocks are in neither."""
    if any(block.kind == "heading" for block in blocks):
        return _by_heading(plain, blocks, known)
    return _by_topic(plain, blocks, known)


def _by_heading(plain: Plain, blocks: list[Block], known: Known) -> tuple[list[Section], list[Rest]]:
    sections: list[Section] = []
    rest: list[Rest] = []
    title: Block | None = None
    is_open = False
    for block in blocks:
        if block.kind == "title":
            title, is_open = block, False
        elif block.kind == "heading":
            sections.append(Section(block, (), title))
            is_open = True
        elif block.kind in ("closing", "greeting") or _is_after_closing(rest, block):
            rest.append((block, "letter"))
            is_open = False
        elif is_open:
            sections[-1] = replace(sections[-1], body=(*sections[-1].body, block))
        else:
            found, left = _in_opening(plain, block, known, title)
            sections.extend(found)
            rest.extend(left)
    return sections, rest


def _is_after_closing(rest: list[Rest], block: Block) -> bool:
    return bool(rest) and rest[-1][1] == "letter" and rest[-1][0].kind == "closing" and block.start > rest[-1][0].end


def _in_opening(plain: Plain, block: Block, known: Known, title: Block | None) -> tuple[list[Section], list[Rest]]:
    """A sentence before the first topic that moves a known topic to a later agenda is a discussion of that topic."""
    sections: list[Section] = []
    rest: list[Rest] = []
    for sentence in read_sentences(plain, [block]):
        part = _part(sentence, block)
        topic = chosen_topic(propose_topics("", sentence.text, known.topics), has_heading=False)
        if topic and pattern(load_rules("acts")["moved"]).search(sentence.text):
            sections.append(Section(None, (part,), title, topic))
        else:
            rest.append((part, "intro"))
    return sections, _with_marks(block, sections, rest)


def _with_marks(block: Block, sections: list[Section], rest: list[Rest]) -> list[Rest]:
    """Neighbouring rest joined again, and the mark before a list item taken in with it."""
    if not sections:
        return [(block, "intro")]
    if rest and min(part.start for part, _ in rest) < min(s.body[0].start for s in sections):
        rest[0] = (replace(rest[0][0], start=block.start), "intro")
    return rest


def _part(sentence: Sentence, block: Block) -> Block:
    start, end = (sentence.flow.places[at] for at in (sentence.start, sentence.start + len(sentence.text) - 1))
    return Block("paragraph", start, end + 1) if start > block.start + 4 else Block("paragraph", block.start, end + 1)


def _by_topic(plain: Plain, blocks: list[Block], known: Known) -> tuple[list[Section], list[Rest]]:
    """Without headings: a paragraph on a known topic opens a section; one on none belongs to the section before it."""
    sections: list[Section] = []
    rest: list[Rest] = []
    title: Block | None = None
    for block in blocks:
        if block.kind == "title":
            title = block
        elif block.kind in ("closing", "greeting") or _is_after_closing(rest, block):
            rest.append((block, "letter"))
        else:
            _take_paragraph(plain, block, known, title, sections, rest)
    return sections, rest


def _take_paragraph(
    plain: Plain, block: Block, known: Known, title: Block | None, sections: list[Section], rest: list[Rest]
) -> None:
    text = " ".join(each.text for each in read_sentences(plain, [block]))
    topic = chosen_topic(propose_topics("", text, known.topics), has_heading=False) if block.kind == "paragraph" else ""
    is_about_meeting = bool(pattern(load_rules("layout")["state"]["cancelled"]).search(text))
    says_something = bool(topic) or (_has_acts(plain, block, known) and not is_about_meeting)
    follows = bool(sections) and not (rest and rest[-1][0].start > sections[-1].body[-1].start)
    if follows and topic in ("", sections[-1].topic):
        sections[-1] = replace(sections[-1], body=(*sections[-1].body, block))
    elif says_something:
        sections.append(Section(None, (block,), title, topic))
    else:
        rest.append((block, "before_first_topic"))


def _has_acts(plain: Plain, block: Block, known: Known) -> bool:
    """True if something is agreed, asked … in it: then it is a discussion, of a new topic if of no known one."""
    sentences = read_sentences(plain, [block])
    return any(find_acts(Clue(each.text, tuple(known.gazetteer.mentions(each.text)), ())) for each in sentences)
