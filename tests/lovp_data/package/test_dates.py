"""Dates: EDTF in, first and last day out."""

from datetime import date

import pytest

from lovp_data.package.dates import Interval, months_between, parse_interval, quarter_interval


def _interval(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-02-10", "2020-02-10", "2020-02-10"),
        ("2020-02-29", "2020-02-29", "2020-02-29"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2020-12", "2020-12-01", "2020-12-31"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02-11/2020-02-20", "2020-02-11", "2020-02-20"),
        ("2020-12-21/2021-01-10", "2020-12-21", "2021-01-10"),
        ("2020-05/2020-07", "2020-05-01", "2020-07-31"),
    ],
)
def test_a_date_covers_its_first_to_its_last_day(text: str, first: str, last: str) -> None:
    assert parse_interval(text) == _interval(first, last)


def test_an_interval_written_backwards_is_returned_as_written() -> None:
    backwards = parse_interval("2020-03-01/2020-02-01")
    assert backwards.start > backwards.end


@pytest.mark.parametrize(
    "text",
    [
        *("", "maart", "half februari", "10-02-2020", "2020-2", "0000", "y17e77"),
        *("2020-02-30", "2021-02-29", "1900-02-29", "2020-13", "2020-00"),
        *("2020-02-30/2020-03-01", "2020-02-01/2020-02-30", "2020/..", "../2020"),
    ],
)
def test_a_date_that_does_not_exist_raises_value_error_and_names_it(text: str) -> None:
    with pytest.raises(ValueError, match="not an EDTF date") as caught:
        parse_interval(text)
    assert repr(text) in str(caught.value)


def test_only_one_day_is_a_day() -> None:
    assert parse_interval("2020-02-29").is_day
    assert not parse_interval("2020-02").is_day


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2020-02-10", "2020-02-10", ["2020-02"]),
        ("2020-02-29", "2020-03-01", ["2020-02", "2020-03"]),
        ("2020-11-30", "2021-02-01", ["2020-11", "2020-12", "2021-01", "2021-02"]),
        ("2020-12-31", "2021-01-01", ["2020-12", "2021-01"]),
    ],
)
def test_months_between_names_every_month_touched(first: str, last: str, months: list[str]) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


def test_months_over_several_years_are_twelve_a_year_in_order() -> None:
    months = months_between(date(2018, 12, 31), date(2022, 1, 1))
    assert (months[0], months[-1], len(months)) == ("2018-12", "2022-01", 38)
    assert months == sorted(set(months))


@pytest.mark.parametrize(
    ("text", "month", "is_within"),
    [
        ("2020-02-10", "2020-02", True),
        ("2020-02", "2020-02", True),
        ("2020-02-11/2020-02-20", "2020-02", True),
        ("2020-02-29/2020-03-01", "2020-02", False),
        ("2020-02-29/2020-03-01", "2020-03", False),
        ("2020-02-10", "2020-03", False),
        ("2020", "2020-02", False),
        ("2021-02", "2020-02", False),
    ],
)
def test_an_interval_is_within_a_month_if_it_touches_no_other(text: str, month: str, is_within: bool) -> None:
    assert (parse_interval(text).months() == [month]) is is_within


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2020_q1", "2020-01-01", "2020-03-31"),
        ("2020_q2", "2020-04-01", "2020-06-30"),
        ("2020_q3", "2020-07-01", "2020-09-30"),
        ("2020_q4", "2020-10-01", "2020-12-31"),
    ],
)
def test_a_quarter_is_three_whole_months(code: str, first: str, last: str) -> None:
    assert quarter_interval(code) == _interval(first, last)


@pytest.mark.parametrize(
    "code", ["", "2020", "2020_q0", "2020_q5", "2020_q", "_q1", "jaar_q1", "2020-q1", "2020_q1_q1"]
)
def test_any_other_text_is_no_quarter(code: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        quarter_interval(code)
