"""Selections as values, and the codes that each filter offers."""

from collections.abc import Callable

import pytest

from lovp_data.package.schema import load_schema
from lovp_data.register.filters import FILTER_BY_KEY, FILTERS, LATE, Selection, apply_filters, parse_selection
from lovp_data.register.register import SAID_STATUSES, Register
from lovp_data.register.search import fold

RegisterOn = Callable[[str], Register]
CHOICES = [each.key for each in FILTERS if each.options]


def _options(key: str, register: Register) -> list[str]:
    options = FILTER_BY_KEY[key].options
    return options(register) if options else []


def test_the_same_choice_in_another_order_is_the_same_selection(sample_on: RegisterOn) -> None:
    one = {"topic": ["jaarwisseling", "inzetbaarheid"], "kind": ["request", "agreement"]}
    other = {"kind": ["agreement", "request", "request"], "topic": ["inzetbaarheid", "jaarwisseling"]}
    selections = [parse_selection(raw, sample_on("2020-03-01")).selection for raw in (one, other)]
    assert selections[0] == selections[1]
    assert len(set(selections)) == 1


def test_values_stand_in_the_order_of_the_options_and_once_each(sample_on: RegisterOn) -> None:
    raw = {"kind": ["ambition", "agreement", "ambition"]}
    assert parse_selection(raw, sample_on("2020-03-01")).selection.values("kind") == ("agreement", "ambition")


def test_a_selection_holds_only_keys_with_values_in_the_order_of_the_filters() -> None:
    selection = Selection.of({"q": ["messen"], "kind": [], "topic": ["ict"], "kleur": ["rood"]})
    assert selection.chosen == (("topic", ("ict",)), ("q", ("messen",)))


def test_a_selection_is_true_once_something_is_chosen() -> None:
    assert not Selection()
    assert not Selection.of({"kind": []})
    assert Selection.of({"kind": ["request"]})


def test_values_of_one_key_can_be_replaced_and_taken_away() -> None:
    selection = Selection.of({"kind": ["request"], "topic": ["ict"]})
    assert selection.with_values("kind", ["position"]).values("kind") == ("position",)
    assert selection.with_values("kind", []) == Selection.of({"topic": ["ict"]})
    assert selection.values("kind") == ("request",)
    assert selection.values("month") == ()


def test_of_several_search_texts_the_first_counts(sample_on: RegisterOn) -> None:
    parsed = parse_selection({"q": ["", "messen", "fraude"]}, sample_on("2020-03-01"))
    assert parsed.selection.values("q") == ("messen",)


def test_filter_keys_are_unique_and_lower_snake_case() -> None:
    keys = [each.key for each in FILTERS]
    assert len(set(keys)) == len(keys)
    assert all(key.replace("_", "").isalpha() and key == key.lower() for key in keys)


@pytest.mark.parametrize(
    ("key", "resource", "field", "extra"),
    [
        ("theme", "topics", "theme", set()),
        ("kind", "follow_ups", "kind", set()),
        ("status", "status_updates", "status", {LATE, *SAID_STATUSES}),
    ],
)
def test_declared_options_are_codes_of_the_schema(
    key: str, resource: str, field: str, extra: set[str], sample_on: RegisterOn
) -> None:
    codes = set(load_schema()[resource].field(field).enum)
    offered = set(_options(key, sample_on("2020-03-01")))
    assert extra <= offered
    assert offered - extra <= codes


@pytest.mark.parametrize("key", ["topic", "meeting", "month", "stakeholder"])
@pytest.mark.parametrize("day", ["2020-02-10", "2020-12-01", "2026-11-23"])
def test_an_option_taken_from_the_data_keeps_something(key: str, day: str, sample_on: RegisterOn) -> None:
    register = sample_on(day)
    options = _options(key, register)
    assert len(options) == len(set(options)) > 0
    for code in options:
        assert len(apply_filters(register, Selection.of({key: [code]})).discussions) > 0, code


@pytest.mark.parametrize("key", CHOICES)
def test_every_option_is_understood(key: str, sample_on: RegisterOn) -> None:
    register = sample_on("2026-11-23")
    parsed = parse_selection({key: _options(key, register)}, register)
    assert parsed.unknown == ()
    assert list(parsed.selection.values(key)) == _options(key, register)


def test_options_of_the_data_follow_the_reference_date(sample_on: RegisterOn) -> None:
    before, after = sample_on("2020-11-22"), sample_on("2020-11-23")
    assert "lovp_2020_11_23" not in _options("meeting", before)
    assert "lovp_2020_11_23" in _options("meeting", after)
    assert "dienstverlening" not in _options("topic", before)
    assert "dienstverlening" in _options("topic", after)


def test_topics_are_offered_by_title_and_months_the_last_first(sample_on: RegisterOn) -> None:
    register = sample_on("2026-11-23")
    titles = register.topics.set_index("id")["title"]
    shown = [fold(titles[key]) for key in _options("topic", register)]
    assert shown == sorted(shown)
    assert _options("month", register) == sorted(_options("month", register), reverse=True)


def test_months_offered_run_through_a_term_and_keep_a_first_promise(sample_on: RegisterOn) -> None:
    half_year = {f"2020-0{month}" for month in range(2, 9)}
    assert half_year <= set(_options("month", sample_on("2020-03-01")))
    assert {"2020-09", "2020-11"} <= set(_options("month", sample_on("2020-12-01")))
    assert "2020-11" not in _options("month", sample_on("2020-03-01"))


@pytest.mark.parametrize("key", CHOICES)
def test_a_register_without_rows_offers_declared_codes_only(key: str, sample_on: RegisterOn) -> None:
    offered = _options(key, sample_on("2019-01-01"))
    assert bool(offered) == (key in {"theme", "kind", "status", "group"})
