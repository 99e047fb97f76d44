"""Slides of text: points under their headings, as many slides as they need at 18 points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lovp_view.briefing.deck import Group, Point
from lovp_view.briefing.notes import point_notes
from lovp_view.documents.parts import Part
from lovp_view.documents.plain import fact_words, plain, quoted
from lovp_view.documents.pptx_master import HEADING_SIZE, INDENT, LEAST, TEXT, room_height, room_width
from lovp_view.documents.pptx_pages import Pages, Run
from lovp_view.documents.widths import LEADING, line_count, shortened
from lovp_view.view.texts import Texts
from lovp_view.view.theme import MUTED

_BEFORE = {0: 10, 1: 5, 2: 0, 3: 3}  # points above a paragraph, per level, as in the master
Written = tuple[list["Line"], list[str]]
_MOST_LINES = {0: 1, 1: 2, 2: 5, 3: 3}  # what a longer text says stands in the notes


@dataclass(frozen=True)
class Line:
    """A paragraph: its level in the outline, and its runs."""

    level: int
    runs: tuple[Run, ...]

    @cached_property
    def height(self) -> float:
        """Points that it takes, the space above it included."""
        size = LEAST if self.level else HEADING_SIZE
        text, is_bold = "".join(run.text for run in self.runs), any(run.is_bold for run in self.runs)
        lines = line_count(text, _width(self.level), size, is_bold=is_bold or not self.level)
        return lines * size * LEADING + _BEFORE[self.level]


@dataclass(frozen=True)
class Block:
    """Paragraphs that stay together, the heading they stand under, and what the notes say of them."""

    heading: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def height(self) -> float:
        """Points that all its paragraphs take."""
        return sum(line.height for line in self.lines)


def add_points(pages: Pages, part: Part) -> None:
    """The slides of a part that is made of groups."""
    lead = [Line(3, (Run(_fitting(part.lead, 3), MUTED),))] if part.lead else []
    blocks = [block for group in part.groups for block in blocks_of(group, pages.texts)]
    found = _evenly_paged(blocks, sum(line.height for line in lead), pages.texts)
    for place, (lines, notes) in enumerate(found or [([], [])]):
        suffix = pages.numbered(place + 1, len(found))
        shown = [*(lead if place == 0 else []), *lines]
        slide = pages.add(part.title, notes, TEXT, suffix)
        _write(pages, slide.placeholders[1].text_frame, shown)


def _write(pages: Pages, frame: Any, lines: Sequence[Line]) -> None:
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        pages.write(paragraph, list(line.runs), line.level)


def blocks_of(group: Group, texts: Texts) -> list[Block]:
    """A block per point or fact of a group."""
    heading = plain(group.heading)
    blocks = [_point_block(heading, point, texts) for point in group.points]
    blocks += [_fact_block(heading, name, value) for name, value in group.facts]
    return blocks


def _point_block(heading: str, point: Point, texts: Texts) -> Block:
    tags = [(plain(tag.text), tag.color) for tag in point.tags]
    room = "".join(f" · {text}" for text, _ in tags)
    title = shortened(plain(point.title), _MOST_LINES[1], _width(1), LEAST, is_bold=True, suffix=room)
    runs = [Run(title.removesuffix(room), is_bold=True)]
    for text, color in tags:
        runs += [Run(" · ", MUTED), Run(text, color, is_bold=True)]
    said = [Line(2, (run,)) for run in _said(point) if run.text]
    return Block(heading, (Line(1, tuple(runs)), *said), tuple(map(plain, point_notes(point, texts))))


def _said(point: Point) -> list[Run]:
    quote = [Run(_fitting(quoted(point), 2), is_italic=True)] if point.quote else []
    return [Run(_fitting(point.meta, 2, 2), MUTED), Run(_fitting(point.note, 2)), *quote]


def _fact_block(heading: str, name: str, value: str) -> Block:
    bold, rest = fact_words(name, value)
    words = shortened(bold + rest, _MOST_LINES[1], _width(1), LEAST, is_bold=True)
    runs = (Run(words[: len(bold)], is_bold=True), Run(words[len(bold) :]))
    return Block(heading, (Line(1, runs),), (bold + rest,))


def _width(level: int) -> float:
    return room_width() - (INDENT * 72 if level in (1, 2) else 0)


def _fitting(text: str, level: int, lines: int = 0) -> str:
    return shortened(plain(text), lines or _MOST_LINES[level], _width(level), LEAST)


def _evenly_paged(blocks: list[Block], lead: float, texts: Texts) -> list[Written]:
    """Lines and notes per slide: as few slides as can be, each about as full, so that none holds only the last line."""
    whole = _paged(blocks, lead, room_height(), texts)
    tried = (_paged(blocks, lead, room_height() * share / 20, texts) for share in range(8, 20))
    return next((pages for pages in tried if len(pages) == len(whole)), whole)


def _paged(blocks: list[Block], lead: float, room: float, texts: Texts) -> list[Written]:
    """The same in slides of this room, in points, the first less `lead`.

    A heading stands over its first block, and again on the next slide as continued.
    """
    found: list[Written] = []
    left = room - lead
    lines: list[Line] = []
    notes: list[str] = []
    last = ""
    for block in blocks:
        head = [] if block.heading == last else [_heading(block.heading)]
        if lines and _height([*lines, *head]) + block.height > left:
            found.append((lines, notes))
            again = texts("document.continued", heading=block.heading) if not head else block.heading
            lines, notes, head, left = [], [], [_heading(again)], room
        lines, notes, last = [*lines, *head, *block.lines], [*notes, *block.notes], block.heading
    return [*found, (lines, notes)] if lines else found


def _heading(text: str) -> Line:
    return Line(0, (Run(shortened(text, 1, _width(0), HEADING_SIZE, is_bold=True)),))


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)
