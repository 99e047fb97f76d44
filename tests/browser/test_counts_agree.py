"""Whatever is chosen: every number, chart, table and file on the screen tells of the same follow-ups."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page

from tests.support.browser_screen import Counted, counted, go_to
from tests.support.browser_waits import settle
from tests.support.chart_pictures import close_menu, open_menu

pytestmark = pytest.mark.browser
Table = list[dict[str, Any]]
SELECTIONS = {
    "": Counted(151, 151),
    "kind=agreement": Counted(20, 151),
    "status=late": Counted(9, 151),
    "topic=jaarwisseling&on=2020-10-15": Counted(4, 36),
    "month=2020-09": Counted(1, 151),
    "month=2020-02": Counted(30, 151),
    "group=asked": Counted(19, 151),
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
    """The number of each tile by its label without numbers, and of the part that it tells."""
    tiles = page.locator(".st-key-headlines .tile")
    labels, values = tiles.locator(".label").all_inner_texts(), tiles.locator(".value").all_inner_texts()
    notes = tiles.locator(".note").all_inner_texts()
    numbers = dict(zip([re.sub(r"van \d+ ", "", label) for label in labels], map(int, values), strict=True))
    expected = int((re.findall(r"van (\d+) teruggekomen", " ".join(labels)) or ["0"])[0])
    late = int((re.findall(r"waarvan (\d+) te laat", notes[0]) or ["0"])[0])
    return numbers | {"Te laat": late, "Te verwachten": expected}


def drawn_items(page: Page) -> list[str]:
    """The follow-ups of the chart of topics: a square each."""
    last = page.locator(".lovp-chart").last
    return [code[0][5:] for trace in last.evaluate("(chart) => chart.data") for code in trace.get("customdata", [])]


def chart_table(page: Page) -> Table:
    """The chart's own table, downloaded from its menu."""
    menu = open_menu(page, "topic_status")
    table = read_csv(download(page, menu.locator(".st-key-csv_topic_status button:visible")))
    close_menu(page)
    return table


@pytest.mark.parametrize("selection", SELECTIONS)
def test_all_numbers_agree(look: Callable[[str], Page], selection: str) -> None:
    page = look(f"/?{selection}")
    kept = counted(page)
    assert kept == SELECTIONS[selection]
    tiles, items = tile_numbers(page), drawn_items(page)
    assert len(items) == len(set(items)) == kept.kept
    table = chart_table(page)
    assert sum(int(row["Aantal"]) for row in table) == kept.kept

    go_to(page, "Afspraken")
    settle(page)
    assert counted(page) == kept
    rows = read_csv(download(page, page.locator(".st-key-csv_follow_ups button")))
    expect_tiles(tiles, rows)
    per_status = Counter(without_outcome(row["Status"]) for row in rows if row["Telt als"] == "Afgesproken")
    for row in table:
        per_status[row["Status"]] -= int(row["Aantal"])
    assert all(n <= 0 for n in per_status.values())
    expect_same_rows(read_excel(download(page, page.locator(".st-key-excel_follow_ups button"))), rows)


def without_outcome(status: str) -> str:
    """'Gedaan, zoals afgesproken' and 'Deels gedaan' are both 'Gedaan'."""
    return "Gedaan" if "gedaan" in status.lower() else status


def expect_tiles(tiles: dict[str, int], rows: Table) -> None:
    """The five numbers, and what is late, counted anew from the file."""
    of = {group: [row for row in rows if row["Telt als"] == group] for group in ("Afgesproken", "Gevraagd", "Gezegd")}
    open_as = ("Open", "Geen antwoord", "In uitvoering", "Verschoven", "Niets over gevonden")
    assert tiles["Afspraken open"] == sum(row["Status"] in open_as for row in of["Afgesproken"])
    assert tiles["Vragen zonder antwoord"] == sum(row["Status"] in open_as for row in of["Gevraagd"])
    # A decision taken in the meeting itself is done, but leaves nothing to come back.
    settled = len(of["Afgesproken"]) - tiles["Te verwachten"]
    done = sum(without_outcome(row["Status"]) == "Gedaan" for row in of["Afgesproken"])
    assert tiles["teruggekomen"] == done - settled
    assert tiles["Gezegd"] == len(of["Gezegd"])
    assert tiles["Te laat"] == sum(row["Te laat"] == "ja" for row in of["Afgesproken"])


def expect_same_rows(excel: Table, rows: Table) -> None:
    """The same rows in the same order; a day is a day in Excel, and the same one as in the CSV file."""
    assert list(excel[0]) == [*rows[0], "Sleutel"]
    assert [row["Punt"] for row in excel] == [row["Punt"] for row in rows]
    for in_excel, in_csv in zip(excel, rows, strict=True):
        for column in ("Vanaf", "Uiterlijk"):
            day = in_excel[column]
            assert day is None or isinstance(day, datetime)
            assert (day.date().isoformat() if day else "") == in_csv[column]
