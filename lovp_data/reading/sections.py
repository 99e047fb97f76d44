"""Blocks into sections: a heading with the text under it, or paragraphs on one topic where there are no headings."""

from dataclasses import dataclass, replace
from itertools import pairwise

from lovp_data.reading.acts import Clue, find_acts, is_no_news
from lovp_data.reading.headings import heading_text, is_closed, list_kind_of, only_leads_in, with_leads
from lovp_data.reading.known import Known
from lovp_data.reading.marked_lines import Block
from lovp_data.reading.plain_text import Plain
from lovp_data.reading.row_findings import cells_of
from lovp_data.reading.sentences import Sentence, read_sentences
from lovp_data.reading.topics import chosen_topic, propose_topics
from lovp_data.rules.rulebook import load_rules, pattern

_SHORT = 8  # words of a sentence that stands for a heading
_LETTER = ("closing", "greeting", "sent")


@dataclass(frozen=True)
class Section:
    """Blocks on one topic. `title` is the title line that names its meeting.

    `topic` and `name` are set where no heading is: of a known topic, or as a table names it. `list_kind` is the kind of
    follow-up that a heading names which is none of a topic ('Actielijst').
    """

    heading: Block | None
    body: tuple[Block, ...]
    title: Block | None
    topic: str = ""
    name: str = ""
    list_kind: str = ""

    @property
    def start(self) -> int:
        """Where it begins in the plain text."""
        return min(each.start for each in (self.heading, *self.body) if each)

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(each.end for each in (self.heading, *self.body) if each)


Rest = tuple[Block, str]


def find_sections(plain: Plain, blocks: list[Block], known: Known) -> tuple[list[Section], list[Rest]]:
    """The sections, and the blocks in none of them with the reason. Title blocks are in neither."""
    blocks = with_leads(plain, blocks)
    has_headings = any(block.kind == "heading" and not list_kind_of(plain, block) for block in blocks)
    filing = _Filing(plain, known, has_headings=has_headings)
    for block in blocks:
        filing.take(block)
    return filing.sections_and_rest()


class _Filing:
    """Takes block after block into the sections."""

    def __init__(self, plain: Plain, known: Known, *, has_headings: bool) -> None:
        self._plain, self._known, self._has_headings = plain, known, has_headings
        self._sections: list[Section] = []
        self._rest: list[Rest] = []
        self._title: Block | None = None
        self._at = -1  # the section that goes on; none at -1
        self._list = -1  # the section of a heading that names a list, whose parts may be on topics of their own
        self._numbered: dict[str, Section] = {}  # that of each numbered row

    def sections_and_rest(self) -> tuple[list[Section], list[Rest]]:
        """In the order of the text; a heading of a list all of whose parts have their own topic is no section."""
        kept = [each for each in self._sections if each.body or not only_leads_in(self._plain, each.heading)]
        self._rest += [(each.heading, "table") for each in self._sections if each not in kept and each.heading]
        if kept[1:] and kept[0].heading and not kept[0].body and not self._named_topic(kept[0]):
            self._rest.append((kept[0].heading, "intro"))  # what the paper is: 'Memo', 'Voor de leden'
            kept = kept[1:]
        return sorted(kept, key=lambda each: each.start), sorted(self._rest, key=lambda each: each[0].start)

    def _heading(self, section: Section) -> str:
        return heading_text(self._plain, section.heading) if section.heading else ""

    def _named_topic(self, section: Section) -> str:
        """The known topic that its heading names; empty for none."""
        return chosen_topic(propose_topics(self._heading(section), "", self._known.topics), has_heading=True)

    def take(self, block: Block) -> None:
        """One more block."""
        if block.kind == "title":
            self._title, self._at, self._list = block, -1, -1
        elif block.kind == "heading":
            self._open_heading(block)
        elif block.kind in _LETTER or self._is_after_closing(block):
            self._rest.append((block, "letter"))
            self._at = -1 if self._has_headings else self._at
        elif block.kind == "quoted":
            self._rest.append((block, "quoted"))
        elif block.kind == "head":
            self._rest.append((block, "table"))
        elif not (self._take_row(block) or self._take_listed(block) or self._take_remark(block)):
            self._take_text(block)
        self._keep_number(block)

    def _open(self, section: Section) -> int:
        self._sections.append(section)
        self._at = len(self._sections) - 1
        return self._at

    def _add(self, block: Block, at: int) -> None:
        self._sections[at] = replace(self._sections[at], body=(*self._sections[at].body, block))

    def _open_heading(self, block: Block) -> None:
        kind, row = list_kind_of(self._plain, block), self._row_meant(block)
        self._list = self._open(Section(block, (), self._title, row.topic if row else "", list_kind=kind))

    def _is_after_closing(self, block: Block) -> bool:
        if not self._rest or self._rest[-1][1] != "letter":
            return False
        return self._rest[-1][0].kind == "closing" and block.start > self._rest[-1][0].end and block.kind != "row"

    # --- rows of tables and items of lists that may be on topics of their own ----------------------------------------

    def _take_row(self, block: Block) -> bool:
        """True if a cell names the topic, or is one with the cell above that does."""
        cells = cells_of(self._plain, block.row) if block.row else []
        named = [each.flow.text for each in cells if "topic" in each.roles]
        told = [each for each in cells if "topic" not in each.roles and each.roles - {"number"}]
        has_column = block.row and any("topic" in cell.roles for cell in block.row.cells)
        if not has_column or not told:
            return False
        if self._list >= 0 and is_closed(self._heading(self._sections[self._list])):
            self._add(block, self._list)
            return True
        last = self._sections[self._at] if self._at >= 0 else None
        if last and last.body and last.body[-1].kind == "row" and last.name and (not named or last.name == named[0]):
            self._add(block, self._at)
            return True
        if not named or not any(each.roles & set(load_rules("tables")["kinds"]) for each in cells):
            return False
        proposals = propose_topics(named[0], " ".join(each.flow.text for each in told), self._known.topics)
        topic = chosen_topic(proposals, has_heading=True)
        self._open(Section(None, (block,), self._title, topic, named[0]))
        return True

    def _take_listed(self, block: Block) -> bool:
        """Below the heading of a list: with what is on the same known topic, else with that heading.

        A row of a table below the heading of a topic stays with it too, unless its words tell another one.
        """
        over = self._sections[self._list] if self._list >= 0 else None
        if over is None or block.kind not in (("row", "item") if over.list_kind else ("row",)):
            return False
        topic, last = self._own_topic(block, over), self._sections[self._at] if self._at >= 0 else None
        if not topic:
            self._add(block, self._list)
            self._at = self._list
        elif last and last.topic == topic and last.list_kind == over.list_kind:
            self._add(block, self._at)
        else:
            self._open(Section(None, (block,), self._title, topic, list_kind=over.list_kind))
        return True

    def _own_topic(self, block: Block, over: Section) -> str:
        """That which its words tell for sure; empty for that of its heading, and for what is done already."""
        heading = self._heading(over)
        proposals = propose_topics("", self._text(block), self._known.topics)
        is_sure = bool(proposals) and proposals[0].score >= load_rules("topics")["enough"]["in_list"]
        if not is_sure or is_closed(heading):
            return ""
        named = "" if over.list_kind else self._named_topic(over)
        return proposals[0].topic if proposals[0].topic != named else ""

    def _keep_number(self, block: Block) -> None:
        for cell in block.row.cells if block.row and self._at >= 0 else ():
            if "number" in cell.roles and cell.end > cell.start:
                self._numbered[self._plain.text[cell.start : cell.end].strip(". ")] = self._sections[self._at]

    def _row_meant(self, block: Block) -> Section | None:
        """The section of the row whose number a remark below the table names ('Toelichting bij 4: …')."""
        told = pattern(load_rules("layout")["about_row"]).match(self._plain.text[block.start : block.end])
        return self._numbered.get(told["number"]) if told else None

    def _take_remark(self, block: Block) -> bool:
        """A remark about a row is on the topic of that row."""
        row = self._row_meant(block)
        if row:
            self._open(Section(None, (block,), self._title, row.topic, row.name))
        return row is not None

    def _text(self, block: Block) -> str:
        if block.row:
            return " ".join(each.flow.text for each in cells_of(self._plain, block.row))
        return " ".join(each.text for each in read_sentences(self._plain, [block]))

    def _take_text(self, block: Block) -> None:
        if not self._has_headings:
            for part in self._turns(block):
                self._take_paragraph(part)
        elif self._at >= 0:
            self._add(block, self._at)
        elif block.kind == "row":
            self._open(Section(None, (block,), self._title))
        else:
            self._take_opening(block)

    def _take_opening(self, block: Block) -> None:
        """Before the first heading: a sentence that agrees or moves something is a discussion, the rest introduces."""
        found: list[Section] = []
        rest: list[Rest] = []
        for sentence in read_sentences(self._plain, [block]):
            part = _part(sentence, block)
            topic = chosen_topic(propose_topics("", sentence.text, self._known.topics), has_heading=False)
            if (topic and pattern(load_rules("acts")["moved"]).search(sentence.text)) or self._commits(sentence):
                found.append(Section(None, (part,), self._title, topic))
            else:
                rest.append((part, "intro"))
        for section in found:
            self._join_opening(section)
        self._rest += _with_marks(block, found, rest)

    def _join_opening(self, section: Section) -> None:
        """What is agreed on no known topic goes with what was agreed just before it, as the items of one list do."""
        last = self._sections[-1] if self._sections else None
        if last and not last.heading and not last.topic and not section.topic and last.title == self._title:
            self._add(section.body[0], len(self._sections) - 1)
        else:
            self._sections.append(section)

    def _commits(self, sentence: Sentence) -> bool:
        """Something is agreed, decided, asked … in it, and not about the meeting itself."""
        if is_no_news(sentence.text) or pattern(load_rules("layout")["intro"]).search(sentence.text):
            return False
        mentions = tuple(self._known.gazetteer.mentions(sentence.text))
        kinds = {act.kind for act in find_acts(Clue(sentence.text, mentions, ()))}
        return bool(kinds & {"agreement", "decision", "request"})

    def _turns(self, block: Block) -> list[Block]:
        """A paragraph, cut where a few words turn to another topic ('Dan de roosters.')."""
        sentences = read_sentences(self._plain, [block]) if block.kind == "paragraph" else []
        starts = [each.flow.places[each.start] for each in sentences[1:] if self._turned_to(each.text)]
        cuts = [block.start, *starts, block.end]
        return [replace(block, start=a, end=b) for a, b in pairwise(cuts)]

    def _turned_to(self, text: str) -> str:
        """The known topic that a sentence of a few words announces; empty for none."""
        is_turn = len(text.split()) <= _SHORT and pattern(load_rules("layout")["next_topic"]).search(text)
        return chosen_topic(propose_topics(text, "", self._known.topics), has_heading=True) if is_turn else ""

    def _take_paragraph(self, block: Block) -> None:
        """Without headings: a paragraph on a known topic opens a section; one on none belongs to the one before it."""
        text = self._text(block)
        is_told = block.kind in ("paragraph", "row")
        topic = self._topic_told(text, block) if is_told else ""
        is_about_meeting = bool(pattern(load_rules("layout")["state"]["cancelled"]).search(text))
        says_something = bool(topic) or block.kind == "row" or (self._has_acts(block) and not is_about_meeting)
        last = self._sections[-1] if self._sections else None
        follows = last is not None and not (self._rest and self._rest[-1][0].start > last.body[-1].start)
        if last and follows and topic in ("", last.topic):
            self._add(block, len(self._sections) - 1)
        elif says_something:
            self._open(Section(None, (block,), self._title, topic))
        else:
            self._rest.append((block, "before_first_topic"))

    def _topic_told(self, text: str, block: Block) -> str:
        """By its words; else by a short first sentence, which a story has for a heading ('Daarna de roosters.')."""
        opening, _, body = text.partition(". ")
        told = self._turned_to(f"{opening}.")
        told = told or chosen_topic(propose_topics("", text, self._known.topics), has_heading=False)
        if told or len(opening.split()) > _SHORT or not self._has_acts(block):
            return told
        return chosen_topic(propose_topics(opening, body, self._known.topics), has_heading=True)

    def _has_acts(self, block: Block) -> bool:
        """True if something is agreed, asked … in it: then it is a discussion, of a new topic if of no known one."""
        sentences = read_sentences(self._plain, [block])
        clues = (Clue(each.text, tuple(self._known.gazetteer.mentions(each.text)), ()) for each in sentences)
        return any(find_acts(clue) for clue in clues)


def _with_marks(block: Block, found: list[Section], rest: list[Rest]) -> list[Rest]:
    """Neighbouring rest joined again, and the mark before a list item taken in with it."""
    if not found:
        return [(block, "intro")]
    if rest and min(part.start for part, _ in rest) < min(section.start for section in found):
        rest[0] = (replace(rest[0][0], start=block.start), "intro")
    return rest


def _part(sentence: Sentence, block: Block) -> Block:
    start, end = (sentence.flow.places[at] for at in (sentence.start, sentence.start + len(sentence.text) - 1))
    if start > block.start + 4:
        return Block("paragraph", start, end + 1)
    return replace(block, start=block.start, end=end + 1)
