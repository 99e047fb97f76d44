"""Whatever text comes in: nothing is raised, every place is literal, nothing is dropped."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lovp_data.evaluation.gold_notes import load_gold
from lovp_data.package.files import read_package
from lovp_data.reading.known import make_known
from lovp_data.reading.reader import read_note
from tests.support.draft_places import assert_sound

KNOWN = make_known(read_package().rows)
NOTES = load_gold("dev")
LINES = sorted({line for note in NOTES for line in note.text.split("\n")})
JOINTS = ["\n", "\n\n", "\r\n", " ", "\f", "\n\n\n\n", "\u2028", "\u00a0", "\u200f", "• ", "; ", ": "]
_ALMOST = ("0" * 300, "10" * 150 + "x", "maart" * 60 + "x", "lovp " * 90 + "x")
NASTY = [
    "<script>alert(1)</script>",
    "=HYPERLINK('x')",
    "'; DROP TABLE meetings; --",
    "../../etc/passwd",
    "C:\\Windows\\x",
    "\u202eterugkoppeling",
    "LOVP 31 februari 9999",
    "Korte terugkoppeling LOVP 31 december 9999\nX\n"
    "Afgesproken is dat begin volgend jaar over een half jaar volgende week iets volgt.",
    "in 0000, op 0 mei, op 99 mei",
    "a" * 5_000,
    "Afgesproken is " * 300 + ".",
    "\u0301\u0301 e\u0301\u0323\u0302",
    "\ud7ff\ue000\ufffd",
    "• \n- \n1) \n",
    "?",
    # Almost titles; once they were tried in every division of their words, which never ended.
    *("Korte terugkoppeling LOVP 2 maart 2026\nX\nAfgesproken is een plan.\n\nLOVP " + word for word in _ALMOST),
]


@pytest.mark.parametrize("text", ["", " ", "\n\f\n", *NASTY, "\n".join(NASTY)])
def test_nasty_texts(text: str) -> None:
    for held_on in (None, date(2020, 2, 10), date.max, date.min):
        assert_sound(read_note(text, KNOWN, held_on))


@given(st.text(max_size=300), st.one_of(st.none(), st.dates()))
def test_any_text(text: str, held_on: date | None) -> None:
    assert_sound(read_note(text, KNOWN, held_on))


@given(
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(JOINTS)), max_size=14), st.one_of(st.none(), st.dates())
)
def test_any_shuffle_of_lines(lines: list[tuple[str, str]], held_on: date | None) -> None:
    assert_sound(read_note("".join(line + joint for line, joint in lines), KNOWN, held_on))


@settings(max_examples=40)
@given(st.data())
def test_a_note_cut_and_damaged_anywhere(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(NOTES)).text
    at = data.draw(st.integers(0, len(text)))
    assert_sound(
        read_note(text[:at] + data.draw(st.text(max_size=5)) + text[at + data.draw(st.integers(0, 99)) :], KNOWN)
    )


@pytest.mark.parametrize("name", [note.name for note in NOTES])
def test_gold_notes(name: str) -> None:
    note = next(each for each in NOTES if each.name == name)
    assert_sound(read_note(note.text, KNOWN, note.asked))


def test_a_long_text_is_read_to_its_end() -> None:
    text = "\n".join(note.text for note in NOTES)
    draft = read_note((text * 4)[:60_000], KNOWN, date(2024, 1, 1))
    assert len(draft.follow_ups) > 200
