"""Files and cells in another form than ours, as a spreadsheet writes them: read alike, or refused with their place."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from lovp_data.package.check import check_package
from lovp_data.package.errors import PackageError, Problem
from lovp_data.package.files import Package

Change = Callable[[Path, str, dict[str, str]], int]


def _problems(package_dir: Path) -> list[Problem]:
    with pytest.raises(PackageError) as caught:
        check_package(package_dir)
    return caught.value.problems


def test_a_file_saved_by_excel_as_csv_utf_8_is_read_like_any_other(shipped_copy: Path, shipped: Package) -> None:
    file = shipped_copy / "topics.csv"
    file.write_bytes(codecs.BOM_UTF8 + file.read_bytes())
    assert check_package(shipped_copy) == shipped


def test_a_file_with_semicolons_is_refused_for_its_separator(shipped_copy: Path) -> None:
    file = shipped_copy / "topics.csv"
    file.write_bytes(file.read_bytes().replace(b",", b";"))
    assert {(p.code, p.file) for p in _problems(shipped_copy)} == {("separator", "topics.csv")}


def test_an_empty_file_is_refused_for_its_header(shipped_copy: Path) -> None:
    (shipped_copy / "involvements.csv").write_bytes(b"")
    assert {(p.code, p.file) for p in _problems(shipped_copy)} == {("header", "involvements.csv")}


@pytest.mark.parametrize("cell", ["True", "1"])
def test_a_boolean_in_another_form_is_refused(shipped_copy: Path, change_row: Change, cell: str) -> None:
    row = change_row(shipped_copy / "topics.csv", "boa", {"standing": cell})
    assert [(p.code, p.row, p.field) for p in _problems(shipped_copy)] == [("wrong_type", row, "standing")]


def test_a_day_without_leading_noughts_is_refused(shipped_copy: Path, change_row: Change) -> None:
    row = change_row(shipped_copy / "meetings.csv", "lovp_2019_04_15", {"published_on": "2019-4-23"})
    assert [(p.code, p.row, p.field) for p in _problems(shipped_copy)] == [("impossible_date", row, "published_on")]


@pytest.mark.parametrize("cell", ["1_1", " 11", "١١"])
def test_a_number_in_another_form_is_refused(shipped_copy: Path, change_row: Change, cell: str) -> None:
    row = change_row(shipped_copy / "discussions.csv", "2020_05_25_boa", {"position": cell})
    assert [(p.code, p.row, p.field) for p in _problems(shipped_copy)] == [("wrong_type", row, "position")]


def test_aspects_that_are_no_texts_are_refused(shipped_copy: Path, change_row: Change) -> None:
    row = change_row(shipped_copy / "follow_ups.csv", "2020_02_10_f10", {"aspects": "[1, 2]"})
    assert [(p.code, p.row, p.field) for p in _problems(shipped_copy)] == [("wrong_type", row, "aspects")]


def test_a_cell_that_is_not_there_is_not_said_to_hold_none(shipped_copy: Path) -> None:
    file = shipped_copy / "topics.csv"
    file.write_bytes(file.read_bytes().replace("(boa’s),safety,false".encode(), "(boa’s),safety".encode()))
    assert "«None»" not in " ".join(map(str, _problems(shipped_copy)))


def test_an_incomplete_quote_that_starts_at_0_is_not_said_to_be_none(shipped_copy: Path, change_row: Change) -> None:
    change_row(shipped_copy / "involvements.csv", "2022_06_20_i01", {"quote_start": "0"})
    assert [problem.found for problem in _problems(shipped_copy)] == ["0"]
