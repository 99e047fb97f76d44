"""However a note was pasted, the same topics and follow-ups are read, and every quote is literal."""

import re
import textwrap
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest

from lovp_data.evaluation.gold_notes import GoldNote, load_gold
from lovp_data.reading.draft import Draft, Place
from lovp_data.reading.known import Known
from lovp_data.reading.layout import find_blocks
from lovp_data.reading.plain_text import make_plain
from lovp_data.reading.reader import read_note
from tests.support.draft_places import all_places, assert_sound

NOTES = [note for note in load_gold("dev") if note.name[:2] not in ("08", "03")]


def _blocks(text: str) -> list[tuple[str, str]]:
    plain = make_plain(text)
    return [(each.kind, plain.place(each.start, each.end).quote) for each in find_blocks(plain)]


def rewrap(text: str, width: int, gap: str = "\n\n") -> str:
    """The note's blocks, each filled anew to a width."""
    one_line = [" ".join(quote.split()) for _, quote in _blocks(text)]
    return gap.join(textwrap.fill(each, width, break_long_words=False, break_on_hyphens=False) for each in one_line)


def _page_breaks(text: str) -> str:
    """Three empty lines in the middle of the longest wrapped block."""
    wrapped = rewrap(text, 90)
    longest = max(wrapped.split("\n\n"), key=len).split("\n")
    half = len(longest) // 2
    return wrapped.replace("\n".join(longest), "\n".join([*longest[:half], "", "", "", *longest[half:]]))


def _soft_hyphens(text: str) -> str:
    return re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text)


FORMS: dict[str, Callable[[str], str]] = {
    "width 50": lambda text: rewrap(text, 50),
    "width 72": lambda text: rewrap(text, 72),
    "width 100": lambda text: rewrap(text, 100),
    "width 140": lambda text: rewrap(text, 140),
    "one line per paragraph": lambda text: rewrap(text, 10_000),
    "no blank lines": lambda text: rewrap(text, 90, "\n"),
    "no blank lines, one line each": lambda text: rewrap(text, 10_000, "\n"),
    "doubled blank lines": lambda text: text.replace("\n", "\n\n"),
    "page breaks": _page_breaks,
    "form feeds": lambda text: text.replace("\n\n", "\n\f\n"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "soft hyphens": _soft_hyphens,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "tabs and trailing blanks": lambda text: "\t" + text.replace("\n", "  \t\n\t"),
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "byte order and direction marks": lambda text: "\ufeff" + text.replace(". ", ".\u200e "),
}


def _same(text: str) -> str:
    """A quote without what the form of pasting changes."""
    plain = unicodedata.normalize("NFC", make_plain(text).text)
    return re.sub(r"\s", "", plain)


def essence(draft: Draft) -> list[object]:
    """Meetings, topics and follow-ups with their terms, free of the form of the text."""
    follow_ups = [
        (each.kind, _same(each.quote.quote), [(due.on, due.at) for due in each.dues]) for each in draft.follow_ups
    ]
    topics = [(each.meeting, each.topic, _same(each.title)) for each in draft.discussions]
    return [[each.held_on for each in draft.meetings], topics, follow_ups]


@pytest.fixture(scope="module")
def as_given(known: Known) -> dict[str, list[object]]:
    """What is read in each note as it stands in its file."""
    return {note.name: essence(read_note(note.text, known, note.asked)) for note in NOTES}


@pytest.mark.parametrize("form", FORMS)
def test_the_curated_note_reads_the_same(form: str, note: GoldNote, known: Known) -> None:
    plain, changed = read_note(note.text, known, note.asked), read_note(FORMS[form](note.text), known, note.asked)
    assert_sound(changed)
    assert essence(changed) == essence(plain)


@pytest.mark.parametrize("form", FORMS)
def test_other_notes_read_the_same(form: str, known: Known, as_given: dict[str, list[object]]) -> None:
    changed = {note.name: read_note(FORMS[form](note.text), known, note.asked) for note in NOTES}
    for draft in changed.values():
        assert_sound(draft)
    assert [name for name, draft in changed.items() if essence(draft) != as_given[name]] == []


@pytest.mark.parametrize("mark", ["•", "-", "*", "–", "1)", "a."])
def test_any_bullet_makes_a_list(mark: str, known: Known) -> None:
    items = f"{mark} de politie telt de inzet;\n{mark} de gemeenten melden vroeg."
    text = f"Demonstraties\nEr zijn de volgende afspraken gemaakt:\n{items}"
    found = read_note(text, known, date(2024, 2, 26)).follow_ups
    assert [(each.kind, each.quote.quote) for each in found] == [
        ("agreement", "de politie telt de inzet"),
        ("agreement", "de gemeenten melden vroeg."),
    ]


def test_a_quote_is_literal_in_the_text_as_given(known: Known) -> None:
    text = "Corona\r\nAf\u00adge\u00adsproken\u00a0is dat\r\n\r\nde politie in mei helpt."
    (found,) = read_note(text, known, date(2021, 4, 19)).follow_ups
    assert found.quote.quote == text[8:]
    assert found.triggers[0].quote == "Af\u00adge\u00adsproken\u00a0is"
    assert found.due is not None
    assert found.due.on == "2021-05-01/2021-05-31"


def test_places_compare_by_the_characters_they_share() -> None:
    assert Place(0, 10, "").overlap(Place(5, 15, "")) == pytest.approx(1 / 3)
    assert Place(0, 5, "").overlap(Place(5, 9, "")) == 0


def test_all_places_of_a_draft_are_looked_at(note: GoldNote, known: Known) -> None:
    assert len(all_places(read_note(note.text, known, note.asked))) > 100
