"""Plurals, dates, intervals, months, numbers and listings as each language writes them."""

from datetime import date, datetime

import pandas as pd
import pytest

from lovp_view.view.texts import MissingTextError, Texts, languages, load_texts

NL, EN = load_texts("nl"), load_texts("en")
SPACE = "\u2009"  # the thin space that Babel sets around a dash between two dates


def _day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("texts", "day", "full", "short", "without_year"),
    [
        (NL, "2020-02-10", "10 februari 2020", "10 feb 2020", "10 feb"),
        (NL, "2020-03-01", "1 maart 2020", "1 mrt 2020", "1 mrt"),
        (NL, "2024-02-29", "29 februari 2024", "29 feb 2024", "29 feb"),
        (EN, "2020-02-10", "10 February 2020", "10 Feb 2020", "10 Feb"),
        (EN, "2020-10-31", "31 October 2020", "31 Oct 2020", "31 Oct"),
    ],
)
def test_days(texts: Texts, day: str, full: str, short: str, without_year: str) -> None:
    said = [texts.day(_day(day)), texts.short_day(_day(day)), texts.day_of_year(_day(day))]
    assert said == [full, short, without_year]


@pytest.mark.parametrize(
    ("start", "end", "dutch", "english"),
    [
        ("2020-02-10", "2020-02-10", "10 feb 2020", "10 Feb 2020"),
        ("2020-02-01", "2020-02-29", "februari 2020", "February 2020"),
        ("2021-02-01", "2021-02-28", "februari 2021", "February 2021"),
        ("2020-02-01", "2020-02-28", "1–28 feb 2020", "1–28 Feb 2020"),
        ("2020-02-11", "2020-02-20", "11–20 feb 2020", "11–20 Feb 2020"),
        ("2020-12-01", "2020-12-31", "december 2020", "December 2020"),
        ("2020-04-01", "2020-06-30", f"1 apr{SPACE}–{SPACE}30 jun 2020", f"1 Apr{SPACE}–{SPACE}30 Jun 2020"),
        (
            "2019-12-20",
            "2020-01-10",
            f"20 dec 2019{SPACE}–{SPACE}10 jan 2020",
            f"20 Dec 2019{SPACE}–{SPACE}10 Jan 2020",
        ),
    ],
)
def test_intervals_are_as_short_as_they_can_be_said(start: str, end: str, dutch: str, english: str) -> None:
    assert [texts.interval(_day(start), _day(end)) for texts in (NL, EN)] == [dutch, english]


@pytest.mark.parametrize("texts", [NL, EN], ids=["nl", "en"])
def test_a_time_of_day_never_shows(texts: Texts) -> None:
    stamp, moment = pd.Timestamp("2020-02-10"), datetime(2020, 2, 10, 23, 59)
    assert texts.day(stamp) == texts.day(moment) == texts.day(_day("2020-02-10"))
    assert texts.interval(stamp, moment) == texts.interval(_day("2020-02-10"), _day("2020-02-10"))


@pytest.mark.parametrize(
    ("month", "dutch", "english"),
    [("2020-01", "januari 2020", "January 2020"), ("2020-03", "maart 2020", "March 2020"),
     ("2020-08", "augustus 2020", "August 2020"), ("2021-12", "december 2021", "December 2021")],
)  # fmt: skip
def test_months(month: str, dutch: str, english: str) -> None:
    assert (NL.month(month), EN.month(month)) == (dutch, english)
    assert NL.month(_day(f"{month}-15")) == dutch


@pytest.mark.parametrize("texts", [NL, EN], ids=["nl", "en"])
def test_twelve_short_months_differ_and_carry_no_dot(texts: Texts) -> None:
    months = [texts.short_month(date(2020, month, 1)) for month in range(1, 13)]
    assert len(set(months)) == 12
    assert not any("." in month or len(month) > 4 for month in months)


@pytest.mark.parametrize(
    ("n", "dutch", "english"),
    [(0, "0 punten", "0 points"), (1, "1 punt", "1 point"), (2, "2 punten", "2 points"),
     (1200, "1.200 punten", "1,200 points")],
)  # fmt: skip
def test_plural_forms(n: int, dutch: str, english: str) -> None:
    assert (NL.plural("count.follow_ups", n), EN.plural("count.follow_ups", n)) == (dutch, english)


def test_a_plural_takes_other_values_too() -> None:
    assert NL.plural("caption.n_of_n", 39, k="12") == "12 van 39 punten"
    assert EN.plural("caption.n_of_n", 1, k="0") == "0 of 1 point"


@pytest.mark.parametrize(
    ("parts", "dutch", "english"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a en b", "a and b"), (["a", "b", "c"], "a, b en c", "a, b and c")],
)
def test_listings(parts: list[str], dutch: str, english: str) -> None:
    assert (NL.listing(parts), EN.listing(parts)) == (dutch, english)


def test_braces_in_a_value_are_left_alone() -> None:
    assert "{title}" in NL("alt.matrix", title="{title}", listing="{0}")


@pytest.mark.parametrize("language", languages())
def test_a_text_that_is_missing_is_named_with_its_language(language: str) -> None:
    with pytest.raises(MissingTextError, match=f"{language}: no.such.text"):
        load_texts(language)("no.such.text")
