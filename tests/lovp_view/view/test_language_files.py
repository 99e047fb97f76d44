"""The language files say the same things: same keys, same placeholders, each in its own language only."""

import re
from itertools import pairwise

import pytest

from lovp_view.screen.components import builtin_words
from lovp_view.view.texts import FOLDER, languages, load_texts, placeholders

NL, EN = load_texts("nl").flat, load_texts("en").flat
# Texts that are the same in both languages and should be: names, loan words and formats.
SAME = {
    "preparing.agenda",
    "preparing.agenda_of",
    "preparing.of_day",
    "preparing.paste_example",
    "language.nl",
    "language.en",
    "format.day",
    "format.short_day",
    "format.day_of_year",
    "controls.filters",
    "filter.status",
    "status.open",
    "column.status",
    "account.data_title",
    "briefing.start",
    "takeaway.powerpoint",
    "takeaway.excel",
    "meeting_kind.extra",
    "role_letter.named",
    "field.state",
    "field.status",
    "field.id",
    "one.moments",
    "one.publications",
    "one.status_updates",
    "editing_tab.standing",
    "editing.which_update",
    "reading.paste_example",
    "reading.topic_letter",
    "reading.key_accept",
    "reading.key_edit",
    "reading.which_passage",
    "reading.passage",
    "kind_letter.suggestion",
    "kind_letter.ambition",
}
ENGLISH = {
    "the",
    "and",
    "with",
    "which",
    "from",
    "not",
    "are",
    "what",
    "how",
    "this",
    "that",
    "when",
    "point",
    "points",
}
DUTCH = {"de", "het", "een", "van", "niet", "voor", "met", "zijn", "wordt", "geen", "dat", "naar", "punt", "punten"}
NAMES = ("Landelijk Overleg Veiligheid en Politie", "Frictionless Tabular Data Package")


def _words(key: str, text: str) -> set[str]:
    """The words a reader sees, without names and placeholders."""
    for name in NAMES:
        text = text.replace(name, "")
    return set(re.findall(r"[a-zà-ÿ]+", re.sub(r"{\w+}", "", text).lower()))


def test_there_is_a_file_per_language_and_dutch_comes_first() -> None:
    assert languages()[0] == "nl"
    assert set(languages()) == {path.stem for path in FOLDER.glob("*.toml")} >= {"nl", "en"}


def test_all_languages_hold_the_same_keys_in_the_same_order() -> None:
    keys = [list(load_texts(language).flat) for language in languages()]
    assert all(first == second for first, second in pairwise(keys))


@pytest.mark.parametrize("key", [key for key in NL if key in EN and (placeholders(NL[key]) or placeholders(EN[key]))])
def test_a_text_wants_the_same_values_filled_in_whatever_the_language(key: str) -> None:
    assert placeholders(NL[key]) == placeholders(EN[key])


@pytest.mark.parametrize("language", languages())
def test_braces_stand_only_around_a_placeholder(language: str) -> None:
    odd = [key for key, text in load_texts(language).flat.items() if re.search(r"[{}]", re.sub(r"{\w+}", "", text))]
    assert not odd


@pytest.mark.parametrize("language", languages())
def test_no_text_is_empty_or_ends_in_a_blank(language: str) -> None:
    assert all(text and text == text.strip() for text in load_texts(language).flat.values())


@pytest.mark.parametrize(("flat", "foreign"), [(NL, ENGLISH), (EN, DUTCH)], ids=["nl", "en"])
def test_a_file_holds_no_words_of_another_language(flat: dict[str, str], foreign: set[str]) -> None:
    strayed = {key: found for key, text in flat.items() if (found := _words(key, text) & foreign)}
    assert not strayed


def test_only_names_and_shared_words_read_the_same_in_both_languages() -> None:
    same = {key for key, text in NL.items() if text == EN[key]}
    assert same == SAME


def test_every_word_of_streamlit_stands_in_the_english_file_as_it_is() -> None:
    assert all(text == key.removeprefix("builtin.") for key, text in EN.items() if key.startswith("builtin."))


def test_a_part_of_streamlits_words_that_is_kept_is_kept_once() -> None:
    patterns = [key for key in NL if key.startswith("builtin.") and "{" in key]
    assert patterns
    assert all(NL[key].count("{rest}") == key.count("{rest}") == 1 for key in patterns)


def test_a_change_of_language_takes_streamlits_own_words_along() -> None:
    """What was said in Dutch already stands on the page; in English its first word is told back."""
    assert builtin_words("en")["Naar de inhoud"] == "Skip to main content"
    assert builtin_words("nl")["Skip to main content"] == "Naar de inhoud"
    assert not [word for word, said in builtin_words("en").items() if word == said]
