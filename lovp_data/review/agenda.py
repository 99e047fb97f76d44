"""An agenda in, its items out, each joined to a known topic with a score: a proposal, corrected by hand."""

import re
from dataclasses import dataclass
from itertools import takewhile

from lovp_data.reading.known import KnownTopic
from lovp_data.reading.topics import chosen_topic, propose_topics

MOST_ITEMS = 60
_NUMBER = re.compile(
    r"^\(?(?:agendapunt\s+)?(?:\d{1,2}(?:\.\d{1,2})*\s*[a-z]?|[a-z])[.)]*(?:[\s:–-]+|$)", re.IGNORECASE
)
_BULLET = re.compile(r"^[•*–-]+\s+")
_TIME = re.compile(r"\(?\b\d{1,2}[.:]\d{2}(?:\s*(?:-|–|tot)\s*\d{1,2}[.:]\d{2})?(?:\s*uur)?\b\)?", re.IGNORECASE)
_MARKS = re.compile(r"^#{1,6}\s+")
_HEAD = re.compile(r"^(?:concept-?\s*)?agenda\b|^(?:nr|tijd|onderwerp|agendapunt)\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class AgendaLine:
    """One item: its heading, the known topic it was joined to ('' for none), and how well that fits (0 to 1)."""

    heading: str
    topic: str
    score: float


@dataclass(frozen=True)
class _Line:
    heading: str
    is_numbered: bool
    is_bullet: bool
    beside: str = ""


def read_agenda(text: str, topics: tuple[KnownTopic, ...]) -> list[AgendaLine]:
    """The items in order. Where lines are numbered these are the items, else those with a bullet, else every line.

    What stands under an item, or beside it in a table, helps to tell its topic.
    """
    lines = [line for raw in text.splitlines() if (line := _line(raw))]
    for mark in ("is_numbered", "is_bullet"):
        if sum(getattr(line, mark) for line in lines) > 1:
            break
    else:
        mark = "heading"
    found = [
        _joined(line, _below(lines[at + 1 :], mark), topics) for at, line in enumerate(lines) if getattr(line, mark)
    ]
    return found[:MOST_ITEMS]


def _below(lines: list[_Line], mark: str) -> list[str]:
    """What stands under an item, up to the next."""
    return [each.heading for each in takewhile(lambda each: not getattr(each, mark), lines)]


def _joined(line: _Line, below: list[str], topics: tuple[KnownTopic, ...]) -> AgendaLine:
    proposals = propose_topics(line.heading, " ".join([line.beside, *below]), topics)
    topic = chosen_topic(proposals, has_heading=True)
    return AgendaLine(line.heading, topic, proposals[0].score if topic else 0.0)


def _line(raw: str) -> _Line | None:
    """One line without its marks, number and time; None for an empty one, the title, and the heads of a table."""
    bare = _MARKS.sub("", raw.strip())
    if bare.startswith("|"):
        return _row([cell.strip() for cell in bare.strip("| ").split("|")])
    is_bullet = bool(_BULLET.match(bare))
    bare = _BULLET.sub("", bare)
    timeless = _TIME.sub("", bare).strip(" \t:–-")
    heading = _NUMBER.sub("", timeless)
    if not heading or _HEAD.match(heading):
        return None
    return _Line(" ".join(heading.split()), heading != timeless, is_bullet)


def _row(cells: list[str]) -> _Line | None:
    """A row of a table: the first cell with words is the item; a cell with nothing but a number makes it numbered."""
    told = [cell for cell in cells if cell and not _HEAD.match(cell)]
    words = [cell for cell in told if _NUMBER.sub("", _TIME.sub("", cell).strip())]
    if not words or len(told) < len([cell for cell in cells if cell]):
        return None
    item = _line(words[0])
    if item is None:
        return None
    is_numbered = item.is_numbered or len(words) < len([cell for cell in told if not _TIME.fullmatch(cell)])
    return _Line(item.heading, is_numbered, False, " ".join(words[1:]))
