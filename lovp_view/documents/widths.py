"""How much room text takes, estimated from the widths of Calibri: for files whose text is laid out by the reader's
own program, long after it was decided what fits on a slide."""

import unicodedata
from collections.abc import Callable, Sequence
from math import ceil, sqrt

# Thousandths of an em, of the characters from the blank to the tilde.
_WIDTHS = (
    *(226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386),
    *(507, 507, 507, 507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463),
    *(894, 579, 544, 533, 615, 488, 459, 631, 623, 252, 319, 520, 420, 855, 646, 662),
    *(517, 673, 543, 459, 487, 642, 567, 890, 519, 487, 468, 307, 386, 307, 498, 498),
    *(291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455, 229, 799, 525, 527),
    *(525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498),
)
_PUNCTUATION = {
    "\u00a0": 226,
    "‘": 250,
    "’": 250,
    "“": 418,
    "”": 418,
    "–": 498,
    "—": 905,
    "…": 690,
    "·": 252,
    "•": 498,
    "\u200b": 0,
}
_BOLD = 1.04
LEADING = 1.2  # line height, in ems
_SLACK = 1.03  # other programs and fonts run wider


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """The points that a text takes on one line."""
    ems = sum(map(_width, text)) / 1000
    return ems * size * _SLACK * (_BOLD if is_bold else 1)


def _width(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    place = ord(base) - 32
    return _WIDTHS[place] if 0 <= place < len(_WIDTHS) else _PUNCTUATION.get(base, 1000)


def line_count(text: str, width: float, size: float, *, is_bold: bool = False) -> int:
    """The lines that a text takes, broken at plain blanks; a word wider than a line is broken where it must."""
    lines, used, blank = 1, 0.0, text_width(" ", size, is_bold=is_bold)
    for word in filter(None, text.split(" ")):
        wide = text_width(word, size, is_bold=is_bold)
        if used and used + blank + wide > width:
            lines, used = lines + 1, 0.0
        if wide > width:
            more = ceil(wide / width) - 1
            lines, wide = lines + more, wide - more * width
        used += wide + (blank if used else 0)
    return lines


def shortened(text: str, lines: int, width: float, size: float, *, is_bold: bool = False, suffix: str = "") -> str:
    """The text, or as many of its first words as stand on so many lines and an ellipsis; the suffix is always whole."""

    def fits(part: str) -> bool:
        return line_count(part + suffix, width, size, is_bold=is_bold) <= lines

    if fits(text):
        return text + suffix
    words = text.split(" ")
    most = _most(len(words), lambda n: fits(" ".join(words[:n]) + " …"))
    if most:
        return " ".join(words[:most]) + " …" + suffix
    return text[: _most(len(text), lambda n: fits(text[:n] + "…"))] + "…" + suffix


def _most(limit: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to the limit that fits, found by halving; 0 if none does."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def column_widths(
    rows: Sequence[Sequence[str]], room: float, size: float, side: float, narrowest: float
) -> list[float]:
    """Points per column of a table, `side` being the room beside its text.

    What its longest text takes on one line if all columns fit so. Else the columns that ask no more than an equal share
    get what they ask, and the others share the rest by the root of it, so that long texts wrap and short ones hardly.
    """
    wanted = [
        max(*(text_width(text, size, is_bold=True) + side for text in column), narrowest)
        for column in zip(*rows, strict=True)
    ]
    if sum(wanted) <= room:
        return wanted
    share = room / len(wanted)
    rest = room - sum(each for each in wanted if each <= share)
    roots = sum(sqrt(each) for each in wanted if each > share)
    return [each if each <= share else rest * sqrt(each) / roots for each in wanted]
