"""Plain text for the rules, with the way back: however a note was pasted, the quote stays literal in the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from lovp_data.reading.draft import Place
from lovp_data.rules.rulebook import load_rules

# Everything that is not simply itself: line ends, odd blanks, marks nobody sees, curly apostrophes, ligatures, accents
# that stand apart from their letter.
_ODD = re.compile(
    "\xad[ \t]*\r?\n|\r\n|[\r\f\v\x1c-\x1e\x85\u2028\u2029]"
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
    if odd[0] == "\xad" and len(odd) > 1:
        return "-\n"
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
    """A stretch of plain text on one line, single blanks, no word broken.

    Its character i stands in the plain text at `places[i]`.
    """

    text: str
    plain: Plain
    places: list[int]

    def place(self, start: int, end: int) -> Place:
        """The passage of the original behind text[start:end]."""
        return self.plain.place(self.places[start], self.places[end - 1] + 1)


def make_flow(plain: Plain, start: int, end: int) -> Flow:
    """Lines joined: a run of blanks is one blank; a word broken at the end of a line is whole again."""
    kept: list[int] = []
    for run in re.finditer(r"\s+|\S+", plain.text[start:end]):
        first, last = start + run.start(), start + run.end()
        if not run[0].isspace():
            kept.extend(range(first, last))
        elif kept and last < end:
            hyphen = _broken_word(plain.text, first, last)
            if hyphen is None:
                kept.append(first)
            elif not _is_hyphenated(plain.text, hyphen):
                kept.pop()
    return Flow("".join(plain.text[at] if not plain.text[at].isspace() else " " for at in kept), plain, kept)


def _broken_word(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Both parts of a word around a hyphen at the end of a line; None where no word is broken there.

    'in- en uitstroom' is none: what follows is a word of its own. Nor is a part that ends or begins with a capital or a
    figure: 'thema-LOVP', 'covid-19' keep their hyphen.
    """
    before = re.search(r"([^\W\d_]*[a-zà-ÿ])-$", text[max(start - 40, 0) : start])
    after = re.match(r"[a-zà-ÿ][^\W_]*", text[end : end + 40])
    if "\n" not in text[start:end] or not before or not after or after[0] in ("en", "of", "tot", "als", "dan"):
        return None
    return before[1], after[0]


def _is_hyphenated(text: str, parts: tuple[str, str]) -> bool:
    """True where the rules or the note itself write the word with its hyphen elsewhere."""
    word = "-".join(parts)
    return word.lower() in _hyphenated_names() or bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


@cache
def _hyphenated_names() -> frozenset[str]:
    forms = [form.lower() for forms in load_rules("parties")["forms"].values() for form in forms]
    return frozenset(word for form in forms for word in form.split() if "-" in word)
