"""Codes of new rows, their place in the meeting, and where a quote stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lovp_data.package.files import read_package
from lovp_data.package.schema import load_schema
from lovp_data.store.new_rows import find_quote, meeting_code, new_id, next_position, slug
from tests.support.packages import make_package

EVERY = {
    "meetings": ({"held_on": "2021-01-10"}, "lovp_2021_01_10"),
    "topics": ({"title": "Réserve én BOA's"}, "reserve_en_boas"),
    "discussions": ({"meeting": "lovp_2021_01_10", "topic": "ondermijning"}, "2021_01_10_ondermijning"),
    "follow_ups": ({"meeting": "lovp_2021_01_10"}, "2021_01_10_f01"),
    "status_updates": ({"follow_up": "2020_02_10_f99"}, "2020_02_10_f99_u1"),
    "stakeholders": ({"short_name": "Minister van BZK"}, "minister_van_bzk"),
    "stakeholder_aliases": ({"stakeholder": "lovp"}, "lovp_1"),
    "involvements": ({"meeting": "lovp_2021_01_10"}, "2021_01_10_i01"),
    "moments": ({"name": "Prinsjesdag 2021"}, "prinsjesdag_2021"),
    "publications": ({"meeting": "lovp_2021_01_10", "kind": "letter"}, "2021_01_10_letter"),
}


@pytest.mark.parametrize("resource", load_schema())
def test_a_new_row_gets_a_code_of_the_form_its_resource_has(resource: str) -> None:
    values, wanted = EVERY[resource]
    assert new_id(read_package().rows, resource, values) == wanted


def test_codes_go_on_where_the_shipped_ones_end() -> None:
    rows = read_package().rows
    assert new_id(rows, "status_updates", {"follow_up": "2020_02_10_f01"}) == "2020_02_10_f01_u5"
    assert new_id(rows, "involvements", {"meeting": "lovp_2020_02_10"}) == "2020_02_10_i38"
    taken = new_id(rows, "follow_ups", {"meeting": "lovp_2020_02_10"})
    assert taken not in {row["id"] for row in rows["follow_ups"]}


def test_a_code_that_is_taken_gets_a_number() -> None:
    package = make_package(topics=[{"id": "zorg", "title": "Zorg"}, {"id": "zorg_2", "title": "Zorg 2"}])
    assert new_id(package.rows, "topics", {"title": "Zorg!"}) == "zorg_3"


def test_a_meeting_without_a_day_is_named_by_its_month() -> None:
    assert meeting_code("2021-05") == meeting_code("2021-05-21/2021-05-31") == "lovp_2021_05"
    with pytest.raises(ValueError, match="EDTF"):
        meeting_code("ooit")


@given(st.text())
def test_a_slug_is_always_a_code(text: str) -> None:
    code = slug(text)
    assert code
    assert set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")


def test_the_next_place_in_a_meeting_is_after_the_last() -> None:
    rows = make_package(discussions=[{"id": "d1", "topic": "t", "meeting": "m", "position": 4}]).rows
    assert next_position(rows, "discussions", "m") == 5
    assert next_position(rows, "discussions", "other") == 1


def test_a_quote_is_found_whatever_its_blanks_and_the_nearest_of_several_is_taken() -> None:
    text = "Afgesproken is dit te\nbespreken. Later:  afgesproken. Afgesproken is dit te bespreken."
    assert find_quote(text, "Afgesproken is  dit te bespreken") == (0, 31)
    start, end = find_quote(text, "Afgesproken is dit te bespreken", near=60) or (0, 0)
    assert start > 31
    assert text[start:end] == "Afgesproken is dit te bespreken"
    assert find_quote(text, "niet gezegd") is None
    assert find_quote(text, " \n ") is None
