"""Tables as files: what a spreadsheet opens is what the table holds, and nothing of it runs."""

import csv
import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest

from lovp_view.files.csv_file import csv_bytes, guarded
from lovp_view.files.workbook import About, Sheet, workbook_bytes

TABLE = pd.DataFrame(
    {
        "Punt": ["=1+1", "één, “twee”\nregels", "-"],
        "Vanaf": pd.to_datetime(["2020-02-10", None, "2020-09-30"]).astype("datetime64[s]"),
        "Aantal": [1, -2, 3],
    }
)


def excel_bytes(table: pd.DataFrame, name: str, *links: str) -> bytes:
    """A file with one table behind the sheet that accounts for it."""
    return workbook_bytes(About("Toelichting", []), [Sheet(name, table, links)], date(2020, 2, 10))


def _lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _sheet(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]


def _rows(content: bytes) -> list[tuple[Any, ...]]:
    return list(_sheet(content).iter_rows(values_only=True))


def test_a_csv_starts_with_one_byte_order_mark_and_the_header() -> None:
    content = csv_bytes(TABLE)
    assert content.startswith(b"\xef\xbb\xbfPunt,Vanaf,Aantal")
    assert content.count(b"\xef\xbb\xbf") == 1


def test_a_csv_holds_every_row_with_days_in_iso_form() -> None:
    first, second, third = _lines(csv_bytes(TABLE))[1:]
    assert first == ["'=1+1", "2020-02-10", "1"]
    assert second == ["één, “twee”\nregels", "", "-2"]
    assert third == ["'-", "2020-09-30", "3"]


def test_a_csv_for_a_dutch_excel_has_semicolons_and_decimal_commas() -> None:
    content = csv_bytes(pd.DataFrame({"Punt": ["a, b", "c; d"], "Deel": [0.5, 1.25]}), ";")
    assert content.decode("utf-8-sig").splitlines() == ["Punt;Deel", "a, b;0,5", '"c; d";1,25']


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0+", "\u200b@", "＝", "\u3000－", "﹢"]
)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    table = pd.DataFrame({"Tekst": [f"{start}cmd|' /C calc'!A0"]})
    assert _lines(csv_bytes(table))[1][0].startswith(f"'{start}")
    assert _sheet(excel_bytes(table, "Blad"))["A2"].data_type == "s"
    assert str(_rows(excel_bytes(table, "Blad"))[1][0]).startswith("'")


@pytest.mark.parametrize(
    "value", [-2, 3.5, None, True, pd.NaT, date(2020, 2, 10), "a=b", "’=", "", " ", "a; =b", "–", " a"]
)
def test_all_else_is_left_as_it_is(value: Any) -> None:
    assert guarded(value) is value


def test_guarding_leaves_the_table_itself_alone() -> None:
    before = TABLE.copy(deep=True)
    csv_bytes(TABLE)
    pd.testing.assert_frame_equal(TABLE, before)


def test_excel_gets_real_days_and_numbers_and_empty_cells() -> None:
    header, first, second, _ = _rows(excel_bytes(TABLE, "Afspraken"))
    assert header == ("Punt", "Vanaf", "Aantal")
    assert first == ("'=1+1", datetime(2020, 2, 10), 1)
    assert second == ("één, “twee”\nregels", None, -2)


def test_days_in_excel_are_shown_as_days() -> None:
    cell = _sheet(excel_bytes(TABLE, "Afspraken"))["B2"]
    assert cell.is_date
    assert cell.number_format.lower() == "dd-mm-yyyy"


@pytest.mark.parametrize(
    "name", ["Afspraken", "a" * 31, "a" * 32, "Onderwerpen en hun vergaderingen door de jaren heen"]
)
def test_a_sheet_has_as_much_of_its_name_as_excel_allows(name: str) -> None:
    assert _sheet(excel_bytes(TABLE, name)).title == name[:31]


def test_the_header_stays_in_view_and_columns_are_wide_enough_but_not_endless() -> None:
    table = pd.DataFrame({"Kort": ["a"], "Lang": ["x" * 500], "Een lange kop": ["b"]})
    sheet = _sheet(excel_bytes(table, "Blad"))
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert sheet.freeze_panes == "B2"
    assert len("Kort") <= widths[0] < widths[2] < widths[1] <= 61


@pytest.mark.parametrize("table", [TABLE.head(0), pd.DataFrame(columns=["Punt", "Vanaf"])], ids=["typed", "untyped"])
def test_a_table_without_rows_is_a_header_only(table: pd.DataFrame) -> None:
    assert _lines(csv_bytes(table)) == [list(table.columns)]
    assert _rows(excel_bytes(table, "Leeg")) == [tuple(table.columns)]


def test_a_column_without_any_day_stays_empty() -> None:
    table = pd.DataFrame({"Vanaf": pd.to_datetime([None, None]).astype("datetime64[s]"), "Punt": ["a", "b"]})
    assert _lines(csv_bytes(table))[1:] == [["", "a"], ["", "b"]]
    assert _rows(excel_bytes(table, "Blad"))[1:] == [(None, "a"), (None, "b")]


def test_a_web_address_stays_whole() -> None:
    address = "https://www.regioburgemeesters.nl/actueel/?id=731&x=" + "y" * 400
    table = pd.DataFrame({"Vindplaats": [address]})
    assert _rows(excel_bytes(table, "Blad"))[1] == (address,)
    assert _lines(csv_bytes(table))[1] == [address]
