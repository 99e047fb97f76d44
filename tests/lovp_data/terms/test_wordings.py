"""Dutch wordings of time become intervals by the published convention, or stay words."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lovp_data.package.dates import parse_interval
from lovp_data.terms.calendar_days import add_months, months_bounds
from lovp_data.terms.wording import Moment, find_wordings, month_numbers, read_date_line

HELD = date(2020, 2, 10)
VOORJAARSNOTA = (Moment("Voorjaarsnota 2020", (date(2020, 4, 24), date(2020, 4, 24))),)

DATED = [
    ("op 9 maart a.s.", "2020-03-09"),
    ("op maandag 9 maart aanstaande", "2020-03-09"),
    ("op 9 februari", "2021-02-09"),
    ("op 12 april 2023", "2023-04-12"),
    ("12-04-2023", "2023-04-12"),
    ("in september", "2020-09-01/2020-09-30"),
    ("in januari", "2021-01-01/2021-01-31"),
    ("in februari", "2020-02-01/2020-02-29"),
    ("Half februari", "2020-02-11/2020-02-20"),
    ("begin februari", "2020-02-01/2020-02-10"),
    ("eind februari", "2020-02-21/2020-02-29"),
    ("medio maart 2021", "2021-03-11/2021-03-20"),
    ("eind juni", "2020-06-21/2020-06-30"),
    ("uiterlijk 1 juli 2020", "2020-02-10/2020-07-01"),
    ("voor 1 juli", "2020-02-10/2020-06-30"),
    ("vóór 1 juli", "2020-02-10/2020-06-30"),
    ("uiterlijk eind maart", "2020-02-10/2020-03-31"),
    ("per 1 januari 2021", "2021-01-01"),
    ("met ingang van 1 mei", "2020-05-01"),
    ("in het eerste kwartaal van 2023", "2023-01-01/2023-03-31"),
    ("eerste kwartaal 2023", "2023-01-01/2023-03-31"),
    ("Q3 2021", "2021-07-01/2021-09-30"),
    ("in het derde kwartaal", "2020-07-01/2020-09-30"),
    ("in de tweede helft van 2020", "2020-07-01/2020-12-31"),
    ("najaar van 2024", "2024-09-01/2024-11-30"),
    ("in het voorjaar", "2020-03-01/2020-05-31"),
    ("deze zomer", "2020-06-01/2020-08-31"),
    ("in de winter van 2020", "2020-12-01/2021-02-28"),
    ("het komende half jaar", "2020-02-10/2020-08-10"),
    ("komend halfjaar", "2020-02-10/2020-08-10"),
    ("binnen drie maanden", "2020-02-10/2020-05-10"),
    ("over zes weken", "2020-03-23"),
    ("over een half jaar", "2020-08-10"),
    ("voor de zomer", "2020-02-10/2020-06-30"),
    ("na de zomer", "2020-09-01/2020-11-30"),
    ("voor de kerst", "2020-02-10/2020-12-24"),
    ("begin volgend jaar", "2021-01-01/2021-03-31"),
    ("eind dit jaar", "2020-10-01/2020-12-31"),
    ("vóór het einde van het jaar", "2020-02-10/2020-12-31"),
    ("voor eind maart", "2020-02-10/2020-03-31"),
    ("volgend najaar", "2021-09-01/2021-11-30"),
    ("nog deze maand", "2020-02-01/2020-02-29"),
    ("volgend jaar", "2021-01-01/2021-12-31"),
    ("in 2026", "2026-01-01/2026-12-31"),
    ("vanaf 2024", "2024-01-01/2024-12-31"),
    ("komende maand", "2020-03-01/2020-03-31"),
    ("volgende week", "2020-02-17/2020-02-23"),
    ("voor de Voorjaarsnota", "2020-04-24"),
    ("in de eerste helft van juni", "2020-06-01/2020-06-15"),
    ("uiterlijk in de eerste week van mei", "2020-02-10/2020-05-07"),
    ("volgend jaar mei", "2021-05-01/2021-05-31"),
    ("voor eind Q2", "2020-02-10/2020-06-30"),
    ("in het eerste halfjaar van 2021", "2021-01-01/2021-06-30"),
    ("voor het einde van de maand", "2020-02-10/2020-02-29"),
    ("in de loop van het jaar", "2020-01-01/2020-12-31"),
    ("uiterlijk over zes weken", "2020-02-10/2020-03-23"),
    ("vóór 2022", "2020-02-10/2021-12-31"),
    ("dit kwartaal", "2020-01-01/2020-03-31"),
    ("ten laatste op 1 juni", "2020-02-10/2020-06-01"),
    ("op zijn laatst 1 juni", "2020-02-10/2020-06-01"),
    ("tussen nu en 1 juni", "2020-02-10/2020-06-01"),
]
TIED = [
    ("in het volgende LOVP", "next"),
    ("in de eerstvolgende vergadering", "next"),
    ("in een volgend overleg", "next"),
    ("in het LOVP van juni", "2020-06"),
    ("LOVP van januari", "2021-01"),
    ("naar de vergadering van november 2021", "2021-11"),
    ("in het eerste LOVP van 2021", "2021"),
]
UNDATED = [
    "zo snel mogelijk",
    "op korte termijn",
    "de komende jaren",
    "tijdig",
    "de komende weken",
    "binnen enkele maanden",
    "voor het zomerreces",
    "op 31 februari 2024",
    "na 1 juni",
]


@pytest.mark.parametrize(("wording", "on"), DATED)
def test_wordings_with_a_date(wording: str, on: str) -> None:
    for sentence in (f"{wording} volgt een brief.", f"De brief volgt {wording}."):
        (found,) = find_wordings(sentence, HELD, VOORJAARSNOTA)
        assert (found.on, found.at, found.is_past) == (on, "", False)
        assert sentence[found.start : found.end].lower() == wording.lower()


@pytest.mark.parametrize(("wording", "at"), TIED)
def test_wordings_tied_to_a_meeting(wording: str, at: str) -> None:
    (found,) = find_wordings(f"Dit komt terug {wording}.", HELD)
    assert (found.on, found.at) == ("", at)


@pytest.mark.parametrize("wording", UNDATED)
def test_words_without_a_date_are_kept_as_words(wording: str) -> None:
    (found,) = find_wordings(f"Dit gebeurt {wording}.", HELD)
    assert (found.on, found.at) == ("", "")


@pytest.mark.parametrize(
    "text", ["op 5 november jl.", "afgelopen maart", "in 2019", "sinds 2018", "op 10 februari 2020"]
)
def test_what_lies_before_the_meeting_is_no_term(text: str) -> None:
    assert all(each.is_past for each in find_wordings(f"Dit is {text} besproken.", HELD))


@pytest.mark.parametrize("text", ["Zij mei-den dit.", "Een maartse bui.", "In 20201 gevallen.", "Er is niets."])
def test_words_that_only_look_like_time(text: str) -> None:
    assert find_wordings(text, HELD) == []


def test_what_something_is_about_is_no_term() -> None:
    assert find_wordings("De politie maakt een plan voor 2026.", HELD) == []
    assert [each.on for each in find_wordings("voor 2026", HELD)] == ["2020-02-10/2025-12-31"]


def test_a_number_that_goes_on_gives_no_day() -> None:
    assert [each.on for each in find_wordings("Dit volgt over een maand of twee.", HELD)] == [""]


@pytest.mark.parametrize("text", ["twee weken voor 1 juni", "kort na 1 juni", "een maand vóór het zomerreces"])
def test_so_long_before_or_after_a_day_is_not_that_day(text: str) -> None:
    assert [(each.on, each.at) for each in find_wordings(f"Het stuk volgt {text}.", HELD)] == [("", "")]


def test_without_a_meeting_day_nothing_is_guessed() -> None:
    assert [each.on for each in find_wordings("op 9 maart a.s. en in september en volgend jaar", None)] == ["", "", ""]
    assert [each.on for each in find_wordings("op 9 maart 2020", None)] == ["2020-03-09"]


def test_lines_that_hold_a_day_and_nothing_else() -> None:
    assert read_date_line("18 februari 2020") == date(2020, 2, 18)
    assert read_date_line("Gepubliceerd op 18 februari 2020") == date(2020, 2, 18)
    assert read_date_line("Op 18 februari 2020 was er een overleg") is None


def test_month_names_come_with_their_short_forms() -> None:
    assert (month_numbers()["maart"], month_numbers()["mrt"], month_numbers()["december"]) == (3, 3, 12)


WORDS = [
    *(w for w, _ in [*DATED, *TIED]),
    *UNDATED,
    "jaar",
    "van",
    "9999",
    "31",
    "12 mei",
    "eind",
    "LOVP",
    "over 999 weken",
]


@settings(max_examples=200)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=8), st.one_of(st.none(), st.dates()))
def test_any_words_on_any_day_give_real_dates_or_none(words: list[str], held_on: date | None) -> None:
    sentence = " ".join(words)
    found = find_wordings(sentence, held_on, VOORJAARSNOTA)
    assert all(0 <= each.start < each.end <= len(sentence) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for interval in [parse_interval(each.on) for each in found if each.on]:
        assert interval.start <= interval.end


@given(
    st.sampled_from(["begin", "half", "medio", "eind"]),
    st.sampled_from(sorted(month_numbers())),
    st.dates(date(1900, 1, 1), date(2900, 1, 1)),
)
def test_part_of_a_month_is_ahead_and_within_a_year(part: str, month: str, held_on: date) -> None:
    (found,) = find_wordings(f"{part} {month} volgt een brief", held_on)
    interval = parse_interval(found.on)
    assert interval.start.month == month_numbers()[month]
    assert 0 <= (interval.end - held_on).days <= 366
    assert (interval.start.day, interval.end.day <= 31) == ({"begin": 1, "eind": 21}.get(part, 11), True)


@pytest.mark.parametrize("held_on", [date.max, date.min])
@pytest.mark.parametrize("wording", [wording for wording, _ in [*DATED, *TIED]])
def test_the_edges_of_the_calendar(wording: str, held_on: date) -> None:
    for found in find_wordings(wording, held_on, VOORJAARSNOTA):
        assert not found.on or parse_interval(found.on)


@given(st.dates(), st.integers(0, 200_000))
def test_months_on_never_leave_the_calendar(day: date, count: int) -> None:
    later = add_months(day, count)
    assert later is None or later >= day
    assert months_bounds(day.year, 1, 12) == (date(day.year, 1, 1), date(day.year, 12, 31))
