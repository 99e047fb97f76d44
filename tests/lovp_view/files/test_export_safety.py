"""Whatever a text is made of: no spreadsheet takes it for a formula or a link, and nothing of it is lost."""

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lovp_view.files.csv_file import csv_bytes, guarded, is_risky
from lovp_view.files.workbook import About, Sheet, workbook_bytes

SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫"
# Texts with more of what bites than chance would give.
BITING = some.text(
    alphabet=some.one_of(
        some.sampled_from(SIGNS + " \t\r\n\u00a0\u200b\ufeff;,\"'|a1()!"), some.characters(exclude_categories=["Cs"])
    )
)
FIXED = [
    "=1+1",
    " =1+1",
    "\n=1+1",
    "\t=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "a;=1+1",
    "a,=1+1",
    "a\n=1+1",
    'a;"=1+1"',
    "-2",
    "@SUM(A1)",
    "\r\n+1",
]


def _cells(content: bytes, delimiter: str) -> list[str]:
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    return [cell for line in lines for cell in line]


def _parts(content: bytes) -> list[str]:
    """What a spreadsheet that minds no quotation marks would begin a cell with."""
    text = content.decode("utf-8-sig").replace(";", "\n").replace("\t", "\n").replace("\r", "\n")
    return text.split("\n")


def _expect_safe(texts: list[str]) -> None:
    table = pd.DataFrame({f"{text}{place}": [text] for place, text in enumerate(texts)})
    for own in ",;":
        content = csv_bytes(table, own)
        for delimiter in ",;":
            assert [cell for cell in _cells(content, delimiter) if is_risky(cell)] == []
        assert [part for part in _parts(content) if part.lstrip('" ')[:1] in tuple("=+-@")] == []


@given(some.lists(BITING, min_size=1, max_size=3))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_cell_of_a_csv_is_a_formula_with_commas_or_semicolons(texts: list[str]) -> None:
    _expect_safe(texts)


@pytest.mark.parametrize("text", FIXED)
def test_no_known_trick_gets_through(text: str) -> None:
    _expect_safe([text])
    _expect_text(text)


@given(BITING)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_nothing_of_a_text_is_lost(text: str) -> None:
    assert guarded(text) in (text, f"'{text}")
    assert not is_risky(guarded(text))
    assert guarded(guarded(text)) == guarded(text)


def _sheet(*values: Any, links: tuple[str, ...] = ()) -> Any:
    table = pd.DataFrame({"Tekst": list(values)}, dtype=object)
    content = workbook_bytes(About("Toelichting", []), [Sheet("Blad", table, links)], date(2020, 2, 10))
    return openpyxl.load_workbook(io.BytesIO(content))["Blad"]


def _expect_text(text: str) -> None:
    cell = _sheet(text)["A2"]
    assert cell.hyperlink is None
    assert cell.value is None or (cell.data_type == "s" and isinstance(cell.value, str))


@given(BITING)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_text_in_excel_is_a_text(text: str) -> None:
    _expect_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://lovp.example",
        "mailto:a@b.nl",
        "internal:Blad!A1",
        "external:c:/x.xlsx",
        "file:///etc/passwd",
        "1234",
        "{=1}",
    ],
)
def test_nothing_becomes_a_link_or_a_number_by_accident(text: str) -> None:
    cell = _sheet(text)["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://lovp.example/?id=1#x", True),
        ("http://lovp.example", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("internal:Blad!A1", False),
        ("https://lovp.example/" + "x" * 2000, False),
    ],
)
def test_only_a_web_address_in_a_column_of_addresses_is_a_link(text: str, is_link: bool) -> None:
    cell = _sheet(text, links=("Tekst",))["A2"]
    assert cell.value == text
    assert (cell.hyperlink is not None) is is_link


def test_a_list_becomes_one_guarded_text() -> None:
    assert guarded(["=1", "b"]) == "'=1; b"
    assert _sheet(["een", "twee"])["A2"].value == "een; twee"
    assert _cells(csv_bytes(pd.DataFrame({"L": [["een", "=twee"]]})), ",") == ["L", "een;' =twee"]


@pytest.mark.parametrize("name", ["=1+1", " @x", "＋1"])
def test_the_name_of_a_column_is_guarded_too(name: str) -> None:
    table = pd.DataFrame({name: ["a"]})
    assert _cells(csv_bytes(table), ",")[0] == f"'{name}"
    content = workbook_bytes(About("Toelichting", [(name, name)]), [Sheet("Blad", table)], date(2020, 2, 10))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["Blad"]["A1"].value == book["Toelichting"]["A1"].value == book["Toelichting"]["B1"].value == f"'{name}"


def test_a_text_longer_than_a_cell_is_cut_and_not_dropped() -> None:
    assert _sheet("x" * 40_000)["A2"].value == "x" * 32_767


def test_a_day_before_excel_counts_is_a_text() -> None:
    assert _sheet(date(1850, 1, 1))["A2"].value == "1850-01-01"
