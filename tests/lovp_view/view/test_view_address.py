"""The address of a view: read and written back it is the same view, and nothing in it can break the page."""

from datetime import date
from itertools import pairwise

import pytest

from lovp_data.package.dates import quarter_interval
from lovp_data.register.filters import FILTERS, Selection
from lovp_view.view.address import Query, Reading, View, is_zoom, read_query, write_query, zoom_days

LANGUAGES = ["nl", "en"]
VIEWS = {
    "plain": View("nl"),
    "english": View("en"),
    "day": View("nl", date(2020, 2, 10)),
    "first day": View("nl", date(2000, 1, 1)),
    "last day": View("nl", date(2100, 1, 1)),
    "one filter": View("nl", selection=Selection.of({"topic": ["jaarwisseling"]})),
    "all filters": View("nl", selection=Selection.of({each.key: [f"{each.key}_1", "b"] for each in FILTERS})),
    "search": View("nl", selection=Selection.of({"q": ["één & twee; 50% + «x» = ?#/\\"]})),
    "item": View("nl", item="2020_02_10_f10"),
    "mark": View("nl", mark="topic_status.jaarwisseling.done"),
    "topic and meeting": View("en", open_topic="jaarwisseling", open_meeting="lovp_2020_02_10"),
    "year": View("nl", zoom="2020"),
    "quarter": View("nl", zoom="2020_q4"),
    "all days": View("nl", zoom="all"),
    "part": View("nl", part=12),
    "everything": View("en", date(2020, 3, 1), Selection.of({"q": ["a"]}), "i", "m", "t", "v", "2021_q1"),
}


def _read(query: Query) -> Reading:
    return read_query(query, LANGUAGES)


def _view_of(reading: Reading) -> View:
    return reading.view.changed(selection=Selection.of(reading.filters))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_view_comes_back_from_its_own_address(view: View) -> None:
    reading = _read(write_query(view, LANGUAGES))
    assert _view_of(reading) == view
    assert reading.unknown == ()


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_an_address_holds_texts_only_and_no_empty_ones(view: View) -> None:
    values = write_query(view, LANGUAGES).values()
    assert all(value and all(isinstance(each, str) and each for each in value) for value in values)


def test_a_plain_view_has_a_plain_address() -> None:
    assert write_query(View("nl"), LANGUAGES) == {}
    assert _view_of(_read({})) == View("nl")


def test_parameters_stand_in_the_same_order_whichever_was_chosen_first() -> None:
    one = Selection.of({"q": ["x"], "topic": ["a"]}).with_values("status", ["done"])
    other = Selection.of({"status": ["done"]}).with_values("topic", ["a"]).with_values("q", ["x"])
    day = date(2020, 2, 10)
    addresses = [write_query(View("en", day, each, zoom="all", item="i"), LANGUAGES) for each in (one, other)]
    assert list(addresses[0]) == list(addresses[1]) == ["topic", "status", "q", "on", "zoom", "item", "lang"]


@pytest.mark.parametrize(
    "day",
    ["", "gisteren", "2020-02-30", "2020-13-01", "0000-01-01", "1999-12-31", "2100-01-02", "9999-12-31", "10000-01-01",
     "2020-02-10T10:00", "-2020-02-10", "2020-02-10\0", "2020%2D02%2D10", "NaT", "x" * 100_000],
)  # fmt: skip
def test_a_day_that_no_calendar_can_show_is_reported_and_left_out(day: str) -> None:
    reading = _read({"on": [day]})
    assert reading.view.reference_date is None
    assert reading.unknown == ((("on", day),) if day else ())


@pytest.mark.parametrize(
    "zoom",
    [
        "2020_q5",
        "2020_q0",
        "1999",
        "2100",
        "20200",
        "q1",
        "2020-q1",
        "FIT",
        "2020_q1\n",
        " all",
        "20٢٠",
        "２０２０",
        "%",
        "\0",
    ],
)
def test_a_zoom_that_does_not_exist_is_reported_and_left_out(zoom: str) -> None:
    reading = _read({"zoom": [zoom]})
    assert reading.view.zoom == "fit"
    assert reading.unknown == (("zoom", zoom),)


@pytest.mark.parametrize("part", ["0", "-1", "1.5", "een", "01", "٢", "1\n", "9" * 100_000])
def test_a_part_that_is_no_whole_number_is_reported_and_the_first_is_taken(part: str) -> None:
    reading = _read({"part": [part]})
    assert reading.view.part == 1
    assert reading.unknown == (("part", part),)


@pytest.mark.parametrize("language", ["xx", "NL", "en-GB", "../nl", "nl\0", "e" * 100_000])
def test_a_language_without_texts_is_reported_and_the_first_is_taken(language: str) -> None:
    reading = _read({"lang": [language]})
    assert reading.view.language == "nl"
    assert reading.unknown == (("lang", language),)


@pytest.mark.parametrize("value", ["%00", "\0", "%", "%%%", "<b>&\"'", "a" * 100_000, "\ud800", "‮", "\r\n", "🙂"])
@pytest.mark.parametrize("key", ["topic", "q", "item", "mark", "open_topic", "open_meeting"])
def test_hostile_codes_are_handed_on_as_they_are_and_only_a_search_is_cut(key: str, value: str) -> None:
    reading = _read({key: [value]})
    held = reading.filters.get(key) or (getattr(reading.view, key),)
    assert held == (value[:200] if key == "q" else value,)


def test_of_a_repeated_single_value_the_first_counts() -> None:
    query = {"on": ["2020-02-10", "2021-02-10"], "lang": ["en", "nl"], "zoom": ["all", "2020"], "item": ["a", "b"]}
    view = _read(query).view
    assert (view.reference_date, view.language, view.zoom, view.item) == (date(2020, 2, 10), "en", "all", "a")


def test_a_filter_takes_all_its_values_and_a_stray_parameter_does_no_harm() -> None:
    reading = _read({"topic": ["a", "b", "a"], "foo": ["1"], "embed": ["true"]})
    assert reading.filters["topic"] == ("a", "b", "a")
    assert reading.view == View("nl")


def test_empty_values_are_no_values() -> None:
    query: Query = {key: [""] for key in ("lang", "on", "zoom", "item", "mark", "open_topic")} | {"open_meeting": []}
    reading = _read(query)
    assert reading.view == View("nl")
    assert reading.unknown == ()


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [("2020", "2020-01-01", "2020-12-31"), ("2020_q1", "2020-01-01", "2020-03-31"),
     ("2020_q2", "2020-04-01", "2020-06-30"), ("2024_q3", "2024-07-01", "2024-09-30"),
     ("2020_q4", "2020-10-01", "2020-12-31"), ("2099_q4", "2099-10-01", "2099-12-31")],
)  # fmt: skip
def test_a_zoom_is_a_year_or_a_quarter(code: str, first: str, last: str) -> None:
    assert is_zoom(code)
    assert [day.isoformat() for day in zoom_days(code)] == [first, last]


def test_every_quarter_that_is_a_zoom_follows_the_one_before() -> None:
    quarters = [zoom_days(f"20{year:02d}_q{number}") for year in range(100) for number in range(1, 5)]
    gaps = {(later[0] - earlier[1]).days for earlier, later in pairwise(quarters)}
    assert gaps == {1}
    assert quarters[0] == (quarter_interval("2000_q1").start, quarter_interval("2000_q1").end)


def test_fit_and_all_have_no_days_of_their_own() -> None:
    for code in ("fit", "all"):
        with pytest.raises(ValueError, match=code):
            zoom_days(code)
