"""Pages of a PDF whose words stand in columns without lines around them: tables, and text set in two columns."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pdfplumber.page import Page

from lovp_data.documents.note_text import table_row

_GAP = 9.0  # points between words beyond which they stand in different columns
_SAME = 2.5  # points by which the left edges of one column may differ
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
_FEWEST_LINES, _FEWEST_WORDS = 5, 3  # of text in two columns: lines side by side, words in each on average


@dataclass(frozen=True)
class _Run:
    """Words with no gap between them."""

    left: float
    right: float
    text: str


class _Word(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line of a page, in points from its top."""

    top: float
    bottom: float
    runs: tuple[_Run, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(run.text for run in self.runs)


def table_lines(lines: list[Line]) -> list[str] | None:
    """The lines of a page that holds a table without drawn lines, its rows between bars; None where there is none."""
    edges = _edges(lines)
    rows = [at for at, line in enumerate(lines) if _fits(line, edges) and len(line.runs) > 1]
    if len(edges) < _FEWEST_COLUMNS or len(rows) < _FEWEST_ROWS:
        return None
    first, last = rows[0], rows[-1]
    while last + 1 < len(lines) and _fits(lines[last + 1], edges) and not _is_apart(lines, last + 1):
        last += 1
    if not all(_fits(line, edges) for line in lines[first : last + 1]):
        return None
    table = [table_row(cells) for cells in _rows(lines[first : last + 1], edges)]
    return [*(line.text for line in lines[:first]), *table, *(line.text for line in lines[last + 1 :])]


def column_lines(lines: list[Line], width: float) -> list[str] | None:
    """The lines of a page of that width set in two columns, the left one first; None where it is not."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return None
    told: list[str] = []
    beside: list[tuple[str, str]] = []
    for line in [*lines, None]:
        if line is None or any(run.left < gutter < run.right for run in line.runs):
            told += [*(left for left, _ in beside if left), *(right for _, right in beside if right)]
            beside = []
            told += [line.text] if line else []
        else:
            sides = [[run.text for run in line.runs if (run.left < gutter) is is_left] for is_left in (True, False)]
            beside.append((" ".join(sides[0]), " ".join(sides[1])))
    return told


def lines_of(page: Page) -> list[Line]:
    """The words of a page by lines, those of one line in runs."""
    words = [
        _Word(float(each["x0"]), float(each["x1"]), float(each["top"]), float(each["bottom"]), each["text"])
        for each in page.extract_words()
    ]
    lines: list[list[_Word]] = []
    for word in words:
        if lines and abs(word.top - lines[-1][0].top) < _SAME:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(sorted(each, key=lambda word: word.left)) for each in lines]


def _line(words: list[_Word]) -> Line:
    runs: list[_Run] = []
    for word in words:
        if runs and word.left - runs[-1].right < _GAP:
            runs[-1] = _Run(runs[-1].left, word.right, f"{runs[-1].text} {word.text}")
        else:
            runs.append(_Run(word.left, word.right, word.text))
    return Line(words[0].top, words[0].bottom, tuple(runs))


def _edges(lines: list[Line]) -> list[float]:
    """The left edges that lines of several runs share."""
    counts: Counter[float] = Counter()
    for run in (run for line in lines if len(line.runs) > 1 for run in line.runs):
        same = next((edge for edge in counts if abs(edge - run.left) <= _SAME), run.left)
        counts[same] += 1
    return sorted(edge for edge, count in counts.items() if count >= _FEWEST_ROWS - 1)


def _column(run: _Run, edges: list[float]) -> int | None:
    return next((at for at, edge in enumerate(edges) if abs(edge - run.left) <= _SAME), None)


def _fits(line: Line, edges: list[float]) -> bool:
    """Every run begins at an edge, and ends before the next one."""
    for run in line.runs:
        at = _column(run, edges)
        if at is None or (at + 1 < len(edges) and run.right > edges[at + 1] - _SAME):
            return False
    return True


def _is_apart(lines: list[Line], at: int) -> bool:
    """More than a line's height lies between it and the line before."""
    return lines[at].top - lines[at - 1].bottom > lines[at].bottom - lines[at].top


def _rows(lines: list[Line], edges: list[float]) -> Iterator[list[str]]:
    """A line that stands closer to the one before than rows do goes on with its row."""
    steps = [after.top - before.top for before, after in pairwise(lines)]
    near = min(steps) * 1.15
    cells = [""] * len(edges)
    for at, line in enumerate(lines):
        is_new = at > 0 and (steps[at - 1] > near or (max(steps) <= near and len(line.runs) > 1))
        if is_new:
            yield cells
            cells = [""] * len(edges)
        for run in line.runs:
            column = _column(run, edges) or 0
            cells[column] = f"{cells[column]} {run.text}".strip()
    yield cells


def _gutter(lines: list[Line], width: float) -> float | None:
    """Where many lines have words on both sides of a gap in the middle of the page."""
    gaps = [
        (left.right, right.left, left, right)
        for line in lines
        for left, right in pairwise(line.runs)
        if left.right < width * 0.65 and right.left > width * 0.35
    ]
    if len(gaps) < _FEWEST_LINES or len(gaps) * 2 < len(lines):
        return None
    low, high = max(gap[0] for gap in gaps), min(gap[1] for gap in gaps)
    words = sum(len(side.text.split()) for gap in gaps for side in gap[2:])
    return (low + high) / 2 if high - low >= _GAP / 2 and words >= len(gaps) * 2 * _FEWEST_WORDS else None
