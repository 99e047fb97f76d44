"""Search: the forms of Dutch words, what is looked through, what comes first, and which words are marked."""

from collections.abc import Callable

import pytest

from lovp_data.register.filters import Selection, apply_filters, ranked
from lovp_data.register.register import Register
from lovp_data.register.search import fold, marked_in

RegisterOn = Callable[[str], Register]
LAST = "2026-11-23"


def _cut(register: Register, query: dict[str, list[str]]) -> Register:
    return apply_filters(register, Selection.of(query))


# What is searched for, and a title that it must find in the shipped data.
FOUND = [
    ("roosters", "Landelijk roosterplan terug in het LOVP"),
    ("vuurwerkverboden", "Blij met stappen naar een vuurwerkverbod"),
    ("messenbezitters mes", None),
    ("mes", "Jongeren en messen"),
    ("55 miljoen", "Structurele financiering bewaken en beveiligen"),
    ("Andersson", "Nieuw model voor nieuwe sterkte, in plaats van (H)BVS"),
    ("financien", "Structureel evenwicht in de financiën"),
    ("Rekenkamers", "Rapport Algemene Rekenkamer bespreken"),
]


@pytest.mark.parametrize(("words", "title"), FOUND)
def test_a_search_knows_the_forms_of_words_and_looks_through_updates_and_parties(
    words: str, title: str | None, sample_on: RegisterOn
) -> None:
    found = set(_cut(sample_on(LAST), {"q": [words]}).follow_ups["title"])
    assert title in found if title else not found


def test_a_search_finds_a_discussion_by_the_words_of_its_section_of_the_note(sample_on: RegisterOn) -> None:
    text = sample_on(LAST).texts["sources/lovp-2020-02-10.txt"]
    assert "Voorjaarsnota" in text
    found = _cut(sample_on(LAST), {"q": ["Voorjaarsnota"]}).discussions
    assert {"bewaken_en_beveiligen", "ondermijning"} <= set(found["topic"])


def test_what_is_found_in_a_title_comes_before_what_is_found_elsewhere(sample_on: RegisterOn) -> None:
    titles = list(ranked(_cut(sample_on(LAST), {"q": ["roosters"]}).follow_ups, "roosters")["title"])
    assert titles[0] == "Landelijk roosterplan terug in het LOVP"
    assert titles[1:] == ["Rapport Algemene Rekenkamer over inzetbaarheid verschijnt"]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Zorg over jongeren met messen.", "MES", ["messen"]),
        ("Landelijk roosterplan", "roosters", ["roosterplan"]),
        ("structureel 55 miljoen euro", "55 miljoen", ["55", "miljoen"]),
        ("De coördinatie", "coordinatie", ["coördinatie"]),
        ("Over om en nabij", "om", ["om"]),
        ("niets", "geen woord", []),
    ],
)
def test_the_words_of_a_search_are_marked_in_any_of_their_forms(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marked_in(text, query)] == marked


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Coördinatie", "coordinatie"), ("ÉÉN  \n keer", "een keer"), ("Straße", "strasse"), ("  ", ""), ("e\u0301", "e")],
)
def test_folded_text_has_no_case_accents_or_runs_of_blanks(text: str, folded: str) -> None:
    assert fold(text) == folded
