"""Plain text for the rules, with the way back: however a note was pasted, the quote stays literal in the original."""

import re
import unicodedata
from dataclasses import dataclass

from lovp_data.reading.draft import Place

# Everything that is not simply itself: line ends, odd blanks, marks nobody sees, curly apostrophes, ligatures, accents
# that stand apart from their letter.
_ODD = re.compile(
    "\r\n|[\r\f\v\x1c-\x1e\x85\u2028\u2029]"
    "|[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
    "|[\x00-\x08\x0e-\x1b\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    "|[\u2018\u2019\u02bc]|[\ufb00-\ufb06]"
    "|[^\\W\\d_][\u0300-\u036f]+"
)
_LINE_ENDS = set("\r\f\v\x1c\x1d\x1e\x85\u2028\u2029")


@dataclass(frozen=True)
class Plain:
    """`text` as the rules see it; its character i stands in the original at `starts[i]` up to `ends[i]`."""

    text: str
    original: str
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> Place:
        """The passage of the original behind text[start:end] without the blanks around it. Needs a non-blank in it."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        first, last = self.starts[start], self.ends[end - 1]
        return Place(first, last, self.original[first:last])


def _plain_form(odd: str) -> str:
    if odd[0] in _LINE_ENDS:
        return "\n"
    if odd[0] in "\u2018\u2019\u02bc":
        return "'"
    if "\ufb00" <= odd[0] <= "\ufb06":
        return unicodedata.normalize("NFKC", odd)
    if len(odd) > 1:
        return unicodedata.normalize("NFC", odd)
    return " " if odd == "\t" or unicodedata.category(odd) == "Zs" else ""


def make_plain(original: str) -> Plain:
    """One kind of line end, blank and apostrophe, no invisible marks, composed accents."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for odd in [*_ODD.finditer(original), None]:
        upto = odd.start() if odd else len(original)
        pieces.append(original[at:upto])
        starts.extend(range(at, upto))
        ends.extend(range(at + 1, upto + 1))
        if odd:
            form = _plain_form(odd[0])
            pieces.append(form)
            starts.extend([odd.start()] * len(form))
            ends.extend([odd.end()] * len(form))
            at = odd.end()
    return Plain("".join(pieces), original, starts, ends)


@dataclass(frozen=True)
class Flow:
    """A stretch of plain text on one line, single blanks; its character i stands in the plain text at `places[i]`."""

    text: str
    plain: Plain
    places: list[int]

    def place(self, start: int, end: int) -> Place:
        """The passage of the original behind text[start:end]."""
        return self.plain.place(self.places[start], self.places[end - 1] + 1)


def make_flow(plain: Plain, start: int, end: int) -> Flow:
    """Lines joined: a run of blanks is one blank; after a hyphen at the end of a line, none."""
    pieces: list[str] = []
    places: list[int] = []
    for run in re.finditer(r"\s+|\S+", plain.text[start:end]):
        if not run[0].isspace():
            pieces.append(run[0])
            places.extend(range(start + run.start(), start + run.end()))
        elif (
            pieces
            and run.end() < end - start
            and not _splits_a_word(plain.text, start + run.start(), start + run.end())
        ):
            pieces.append(" ")
            places.append(start + run.start())
    return Flow("".join(pieces), plain, places)


def _splits_a_word(text: str, start: int, end: int) -> bool:
    around = text[max(start - 2, 0) : start], text[end : end + 1]
    return "\n" in text[start:end] and bool(re.fullmatch(r"\w-", around[0])) and around[1].islower()
