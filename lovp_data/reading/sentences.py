"""Blocks into sentences, each with the way back to the given text."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from lovp_data.reading.draft import Place
from lovp_data.reading.marked_lines import Block
from lovp_data.reading.plain_text import Flow, Plain, make_flow
from lovp_data.rules.rulebook import either, load_rules, pattern
from lovp_data.terms.reckoning import month_numbers

_LABEL = 3  # words of an item that only leads in what stands below it


@dataclass(frozen=True)
class Sentence:
    """One sentence or list item. `lead` is the line that introduces the list it stands in ('Afgesproken is:').

    `list_kind` is the kind of follow-up that the heading over its list names ('Actiepunten'). `speaker` is the name
    before the colon of the turn it stands in ('De minister: Dat zeg ik toe.'). `label` is
    how many characters of the sentence are that name. `is_lead`: it only introduces a list.
    """

    text: str
    flow: Flow
    start: int
    lead: "Sentence | None" = None
    list_kind: str = ""
    speaker: str = ""
    label: int = 0
    is_lead: bool = False

    def place(self, start: int, end: int) -> Place:
        """The passage of the given text behind text[start:end]."""
        return self.flow.place(self.start + start, self.start + end)

    @property
    def whole(self) -> Place:
        """The whole sentence, without who says it; an item without the mark before it and the semicolon after it."""
        end = len(self.text.rstrip(";,")) if self.lead else len(self.text)
        return self.place(self.label if end > self.label else 0, end or len(self.text))


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(r"[.!?][\"'”)\]]* (?=[\"'“‘«(\[]*[A-ZÀ-Ý0-9])")


@cache
def _abbreviation() -> re.Pattern[str]:
    known = either([re.escape(each) for each in load_rules("layout")["abbreviations"]])
    return re.compile(rf"(?:(?<![\w.])(?i:{known})|(?<!\w)[A-Z](?:\.[A-Z])*|(?<![\w,])\d{{1,2}})\.$")


@cache
def _short_month() -> re.Pattern[str]:
    """'sept.' before a year; before a word it ends a sentence as any other."""
    return re.compile(rf"\b{either([re.escape(name) for name in month_numbers()])}\.$", re.IGNORECASE)


def ends_within(text: str) -> bool:
    """True if a sentence ends before the end of the text; 'art.' and the like end none."""
    return any(not _abbreviation().search(text[: found.end()]) for found in re.finditer(r"[a-z]{3}\.(?= )", text))


def split_sentences(flow: Flow) -> list[tuple[int, int]]:
    """Start and end of every sentence in a flow."""
    cuts = [0]
    for found in _boundary().finditer(flow.text):
        upto = flow.text[cuts[-1] : found.start() + 1]
        if flow.text[found.end()].isdigit() and _short_month().search(upto):
            continue
        if not _abbreviation().search(upto) or re.search(r"\b(?:jl|j\.l|a\.s|enz|e\.d)\.$", upto):
            cuts.append(found.end())
    return [
        (start, end)
        for start, end in zip(cuts, [*cuts[1:], len(flow.text)], strict=True)
        if flow.text[start:end].strip()
    ]


def read_sentences(plain: Plain, blocks: list[Block], list_kind: str = "") -> list[Sentence]:
    """The sentences of some blocks, in order; list items know the line that leads in the list.

    An item with items further in below it leads these in where it is a few words only ('de politie:'); else these are
    its details.
    """
    sentences: list[Sentence] = []
    leads: list[tuple[int, Sentence | None]] = []  # what leads in the items at each level, the outermost first
    for block, follows in zip_longest(blocks, blocks[1:]):
        is_item = block.kind == "item"
        if is_item:
            leads = [each for each in leads if each[0] < block.level] or leads[:1]
        found = _of_block(plain, block, leads[-1][1] if is_item and leads else None, list_kind)
        has_items = follows is not None and follows.kind == "item" and (not is_item or follows.level > block.level)
        is_lead = has_items and _leads_in(found, is_item=is_item)
        if is_lead:
            found[-1] = replace(found[-1], is_lead=True)
        sentences.extend(found)
        opens = found[-1] if is_lead else None
        leads = [*leads, (block.level, opens)] if is_item and leads else [(-1, opens)]
    return sentences


def _leads_in(found: list[Sentence], *, is_item: bool) -> bool:
    """A line of text by its colon or an open end; an item, which says something itself, only if it is short."""
    if not found:
        return False
    is_short = len(found[-1].text.split()) <= _LABEL
    return is_short if is_item else not re.search(r"[.!?;]$", found[-1].text)


def _of_block(plain: Plain, block: Block, lead: Sentence | None, list_kind: str) -> list[Sentence]:
    mark = (
        pattern(load_rules("layout")["bullet"]).match(plain.text[block.start : block.end])
        if block.kind == "item"
        else None
    )
    flow = make_flow(plain, block.start + (mark.end() if mark else 0), block.end)
    kind = list_kind if block.kind == "item" else ""
    turn = pattern(load_rules("layout")["speaker"]).match(flow.text)
    speaker = turn["speaker"] if turn and not pattern(load_rules("layout")["act_label"]).search(flow.text) else ""
    label = turn.end() if turn and speaker else 0
    return [
        Sentence(flow.text[a:b].rstrip(), flow, a, lead, kind, speaker, max(label - a, 0) if a < label < b else 0)
        for a, b in split_sentences(flow)
    ]
