"""Blocks into sentences, each with the way back to the given text."""

import re
from dataclasses import dataclass
from functools import cache

from lovp_data.reading.draft import Place
from lovp_data.reading.layout import Block
from lovp_data.reading.plain_text import Flow, Plain, make_flow
from lovp_data.rules.rulebook import either, load_rules, pattern


@dataclass(frozen=True)
class Sentence:
    """One sentence or list item. `lead` is the line that introduces the list it stands in ('Afgesproken is:')."""

    text: str
    flow: Flow
    start: int
    lead: str = ""

    def place(self, start: int, end: int) -> Place:
        """The passage of the given text behind text[start:end]."""
        return self.flow.place(self.start + start, self.start + end)

    @property
    def whole(self) -> Place:
        """The whole sentence; a list item without the mark before it and the semicolon after it."""
        end = len(self.text.rstrip(";,")) if self.lead else len(self.text)
        return self.place(0, end or len(self.text))


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(r"[.!?][\"'”)\]]* (?=[\"'“‘«(\[]*[A-ZÀ-Ý0-9])")


@cache
def _abbreviation() -> re.Pattern[str]:
    known = either([re.escape(each) for each in load_rules("layout")["abbreviations"]])
    return re.compile(rf"(?:(?<![\w.])(?i:{known})|(?<!\w)[A-Z](?:\.[A-Z])*|(?<![\w,])\d{{1,2}})\.$")


def split_sentences(flow: Flow) -> list[tuple[int, int]]:
    """Start and end of every sentence in a flow."""
    cuts = [0]
    for found in _boundary().finditer(flow.text):
        upto = flow.text[cuts[-1] : found.start() + 1]
        if not _abbreviation().search(upto) or re.search(r"\b(?:jl|a\.s|enz|e\.d)\.$", upto):
            cuts.append(found.end())
    return [
        (start, end)
        for start, end in zip(cuts, [*cuts[1:], len(flow.text)], strict=True)
        if flow.text[start:end].strip()
    ]


def read_sentences(plain: Plain, blocks: list[Block]) -> list[Sentence]:
    """The sentences of some blocks, in order; list items know the line that leads in the list."""
    sentences: list[Sentence] = []
    lead = ""
    for block in blocks:
        is_item = block.kind == "item"
        found = _of_block(plain, block, lead if is_item else "")
        sentences.extend(found)
        if not is_item:
            lead = found[-1].text if found and found[-1].text.endswith(":") else ""
    return sentences


def _of_block(plain: Plain, block: Block, lead: str) -> list[Sentence]:
    mark = (
        pattern(load_rules("layout")["bullet"]).match(plain.text[block.start : block.end])
        if block.kind == "item"
        else None
    )
    flow = make_flow(plain, block.start + (mark.end() if mark else 0), block.end)
    return [Sentence(flow.text[a:b].rstrip(), flow, a, lead) for a, b in split_sentences(flow)]
