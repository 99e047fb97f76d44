"""Tables as an Excel file: a first sheet that accounts for it, then a sheet per table with real dates.

Texts stay texts: none becomes a formula, and only a column that says so holds links.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lovp_view.files.csv_file import guarded

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_LINK = 31, 32_767, 2_000  # what Excel takes
_FIRST_YEAR = 1900  # Excel knows no day before it
_WIDEST = 60
_A4 = 9  # Excel's number for it


@dataclass(frozen=True)
class Sheet:
    """A table with its name; `links` names the columns whose web addresses can be clicked."""

    name: str
    table: pd.DataFrame
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """The first sheet: its name, and what it says as pairs of a label and a text, a number or a day."""

    name: str
    facts: Sequence[tuple[str, Any]]


def workbook_bytes(about: About, sheets: Sequence[Sheet], made_on: date) -> bytes:
    """The file; `made_on` stands in its properties, so that the same tables give the same bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
        formats = {
            "day": book.add_format({"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"}),
            "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            "label": book.add_format({"bold": True, "valign": "top"}),
            "text": book.add_format({"valign": "top"}),
            "wrapped": book.add_format({"valign": "top", "text_wrap": True, "align": "left"}),
            "link": book.add_format({"valign": "top", "font_color": "#154273", "underline": 1}),
        }
        _write_about(book.add_worksheet(about.name[:_LONGEST_NAME]), about, formats)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name[:_LONGEST_NAME]), sheet, formats)
    return out.getvalue()


def _write_about(paper: Worksheet, about: About, formats: dict[str, Format]) -> None:
    for row, (label, value) in enumerate(about.facts):
        _write(paper, row, 0, label, formats | {"text": formats["label"]})
        _write(paper, row, 1, value, formats | {"text": formats["wrapped"]}, is_link=True)
    paper.set_column(0, 0, _width([label for label, _ in about.facts]))
    paper.set_column(1, 1, 90)
    _lay_out(paper)


def _lay_out(paper: Worksheet) -> None:
    """For printing: lying A4, as wide as the sheet."""
    paper.set_landscape()
    paper.set_paper(_A4)
    paper.fit_to_pages(1, 0)


def _write_sheet(paper: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    table = sheet.table
    for column, name in enumerate(table.columns):
        _write(paper, 0, column, str(name), formats | {"text": formats["head"]})
        for row, value in enumerate(table[name], start=1):
            _write(paper, row, column, value, formats, is_link=name in sheet.links)
        # The button of the filter takes some room beside the name.
        paper.set_column(column, column, _width([f"{name}   ", *table[name]]))
    paper.freeze_panes(1, 1)
    paper.repeat_rows(0)
    _lay_out(paper)
    if len(table.columns):
        paper.autofilter(0, 0, len(table), len(table.columns) - 1)


def _width(values: Sequence[Any]) -> int:
    shown = [10 if isinstance(each, date) else len(str(each)) for each in values if _is_given(each)]
    return min(max(shown, default=10) + 2, _WIDEST)


def _is_given(value: Any) -> bool:
    return isinstance(value, list | tuple) or not pd.isna(value)


def _write(
    paper: Worksheet, row: int, column: int, value: Any, formats: dict[str, Format], *, is_link: bool = False
) -> None:
    """One cell by the type of its value; nothing for what is not given."""
    if not _is_given(value):
        return
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        paper.write_datetime(row, column, _naive(value), formats["day"])
    elif isinstance(value, bool):
        paper.write_boolean(row, column, value, formats["text"])
    elif pd.api.types.is_number(value):
        paper.write_number(row, column, float(value), formats["text"])
    else:
        _write_text(paper, row, column, str(guarded(value)), formats, is_link)


def _naive(value: date) -> datetime:
    """The moment without its zone, which a spreadsheet does not know."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def _write_text(paper: Worksheet, row: int, column: int, text: str, formats: dict[str, Format], is_link: bool) -> None:
    text = text[:_LONGEST_TEXT]
    # Past the number of links that Excel takes a link is refused (not 0), and the text is written as it is.
    if not (is_link and _is_address(text) and paper.write_url(row, column, text, formats["link"], text) == 0):
        paper.write_string(row, column, text, formats["text"])


def _is_address(text: str) -> bool:
    """True for an address of the web that Excel can hold; never a file, a script or a place in this workbook."""
    return text.startswith(("https://", "http://")) and len(text) <= _LONGEST_LINK and " " not in text
