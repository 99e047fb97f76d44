"""Whatever is chosen: every number, chart, table and file on the screen tells of the same follow-ups."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page

from lovp_view.view.texts import load_texts
from tests.support.browser_screen import Counted, counted, go_to, marks
from tests.support.browser_waits import settle
from tests.support.chart_pictures import close_menu, open_menu

pytestmark = pytest.mark.browser
Table = list[dict[str, Any]]
SELECTIONS = {
    "": Counted(39, 39),
    "kind=agreement": Counted(10, 39),
    "status=late": Counted(3, 39),
    "topic=jaarwisseling&on=2020-10-15": Counted(4, 28),
    "month=2020-09": Counted(1, 39),
}


def download(page: Page, button: Locator) -> Path:
    with page.expect_download() as coming:
        button.click()
    return Path(coming.value.path())


def read_csv(path: Path) -> Table:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))


def read_excel(path: Path) -> Table:
    """The sheet of follow-ups, the first after the one that accounts for the file."""
    sheet = load_workbook(io.BytesIO(path.read_bytes()), read_only=True).worksheets[1]
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def tile_numbers(page: Page) -> dict[str, int]:
    tiles = page.locator(".st-key-headlines button.tile")
    labels, values = tiles.locator(".label").all_inner_texts(), tiles.locator(".value").all_inner_texts()
    return dict(zip(labels, map(int, values), strict=True))


def chart_numbers(page: Page) -> Counter[tuple[str, str]]:
    """Number per topic code and status label, as the chart of topics x statuses has it."""
    numbers: Counter[tuple[str, str]] = Counter()
    for mark, number in marks(page).items():
        _, topic, status = mark.split(".")
        numbers[topic, load_texts("nl").label("status", status)] += int(number)
    return numbers


def chart_table(page: Page) -> Table:
    """The chart's own table, downloaded from its menu."""
    menu = open_menu(page, "topic_status")
    table = read_csv(download(page, menu.locator(".st-key-csv_topic_status button:visible")))
    close_menu(page)
    return table


@pytest.mark.parametrize("selection", SELECTIONS)
def test_all_numbers_agree(visit: Callable[..., Page], selection: str) -> None:
    page = visit(f"/?{selection}")
    kept = counted(page)
    assert kept == SELECTIONS[selection]
    tiles, chart = tile_numbers(page), chart_numbers(page)
    per_status = Counter({status: 0 for _, status in chart})
    for (_, status), number in chart.items():
        per_status[status] += number
    assert tiles["Nog open"] + tiles["Gedaan"] + per_status["Vervallen"] == kept.kept
    assert tiles["Gedaan"] == per_status["Gedaan"]
    assert sum(chart.values()) == kept.kept
    expect_same_table(chart_table(page), chart)

    go_to(page, "Afspraken")
    settle(page)
    assert counted(page) == kept
    rows = read_csv(download(page, page.locator(".st-key-csv_follow_ups button")))
    assert Counter(row["Status"] for row in rows) == per_status
    assert sum(row["Te laat"] == "ja" for row in rows) == tiles["Te laat"]
    expect_same_rows(read_excel(download(page, page.locator(".st-key-excel_follow_ups button"))), rows)


def expect_same_table(table: Table, chart: Counter[tuple[str, str]]) -> None:
    """The table under the chart has a row per mark, with its status and its number."""
    assert Counter((row["Status"], int(row["Aantal"])) for row in table) == Counter(
        (status, number) for (_, status), number in chart.items()
    )
    assert len({row["Onderwerp"] for row in table}) == len({topic for topic, _ in chart})


def expect_same_rows(excel: Table, rows: Table) -> None:
    """The same rows in the same order; a day is a day in Excel, and the same one as in the CSV file."""
    assert list(excel[0]) == [*rows[0], "Sleutel"]
    assert [row["Punt"] for row in excel] == [row["Punt"] for row in rows]
    for in_excel, in_csv in zip(excel, rows, strict=True):
        for column in ("Vanaf", "Uiterlijk"):
            day = in_excel[column]
            assert day is None or isinstance(day, datetime)
            assert (day.date().isoformat() if day else "") == in_csv[column]
