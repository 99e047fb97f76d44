"""Between widgets and rows: what is shown of a row comes back as the same row."""

from datetime import date

import pytest

from lovp_data.package.files import read_package
from lovp_data.package.schema import load_schema
from lovp_view.editing.values import changed_values, edtf_of, fields_of, row_values, widget_values


@pytest.mark.parametrize("resource", load_schema())
def test_a_row_that_is_shown_and_not_touched_has_not_changed(resource: str) -> None:
    fields = fields_of(resource)
    for row in read_package().rows[resource]:
        shown = {name: value for field in fields for name, value in widget_values(field, row[field.name]).items()}
        assert changed_values(resource, row, row_values(fields, shown)) == {}


def test_days_of_an_interval_become_edtf() -> None:
    first, last = date(2020, 2, 11), date(2020, 2, 20)
    assert edtf_of(first, last) == "2020-02-11/2020-02-20"
    assert edtf_of(first, None) == edtf_of(first, first) == "2020-02-11"
    assert edtf_of(None, last) == "2020-02-20"
    assert edtf_of(None, None) is None


def test_the_same_days_written_otherwise_are_no_change_and_others_are() -> None:
    row = {"held_on": "2020-05", "state": "held"}
    same = {"held_on": "2020-05-01/2020-05-31", "state": "held"}
    assert changed_values("meetings", row, same) == {}
    assert changed_values("meetings", row, same | {"held_on": "2020-05-02"}) == {"held_on": "2020-05-02"}
    assert changed_values("meetings", row, {"held_on": None}) == {"held_on": None}


def test_lines_become_a_list_and_blanks_around_a_text_go_except_in_a_quote() -> None:
    fields = fields_of("follow_ups")
    typed = {"aspects": " een \n\ntwee", "title": "  Kort ", "quote": " letterlijk\n", "due_wording": "  "}
    assert row_values(fields, typed) == {
        "aspects": ["een", "twee"],
        "title": "Kort",
        "quote": " letterlijk\n",
        "due_wording": None,
    }
