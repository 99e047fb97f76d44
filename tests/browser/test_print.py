"""A page on paper: A4 landscape, without what is only for the screen, nothing cut."""

import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page

from tests.support.browser_screen import GUIDE, IN_ONE_TAB, PAGES, counted, resize, turn_to

pytestmark = pytest.mark.browser
A4_LANDSCAPE = (841.9, 595.3)  # points
LABELS = ".scatterlayer text"
ONE_SHEET, LAST_ROW = "/tijdlijn?meeting=lovp_2020_02_10", "Jaarwisseling opnieuw op de agenda"
ON_SCREEN_ONLY = ["Filters", "Briefing", "Alle filters wissen", "CSV downloaden", "Shift+spatie"]


def printed(page: Page) -> list[str]:
    """The text of each sheet; all of them A4 landscape."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    for sheet in reader.pages:
        assert [round(float(side)) for side in sheet.mediabox[2:]] == [round(side) for side in A4_LANDSCAPE]
    return [sheet.extract_text() for sheet in reader.pages]


def test_a_page_prints_without_what_is_for_the_screen_only(visit: Callable[..., Page]) -> None:
    page, faults = visit(GUIDE), []
    for path in IN_ONE_TAB:
        turn_to(page, path)
        for width, height in ((1280, 720), (1920, 1080)):
            resize(page, width, height)
            text = "\n".join(printed(page))
            missing = [] if PAGES[path] in text else [f"no {PAGES[path]}"]
            faults += [f"{path} at {width}: {fault}" for fault in [*missing, *_on_screen_only(text)]]
    assert faults == []


def _on_screen_only(text: str) -> list[str]:
    """The words on paper that are for the screen only."""
    return [words for words in ON_SCREEN_ONLY if words in text]


def test_every_row_of_the_table_is_printed(look: Callable[[str], Page]) -> None:
    page = look("/afspraken")
    number = counted(page).of
    sheets = printed(page)
    rows = page.locator(".lovp-print tbody tr td:first-child").all_text_contents()
    assert len(rows) == number
    text = "".join(" ".join(sheets).split())  # a title may go on on the next line, after a hyphen too
    assert [title for title in rows if "".join(title.split()) not in text] == []


def test_the_whole_note_is_printed(look: Callable[[str], Page]) -> None:
    text = " ".join(" ".join(printed(look("/vergaderingen?open_meeting=lovp_2020_02_10"))).split())
    assert "Er is door de korpschef een update gegeven" in text
    assert "de informatiedeling binnen de gehele" in text


def test_charts_and_lists_fit_between_the_margins(visit: Callable[..., Page]) -> None:
    page, ends = visit(GUIDE), {}
    for path in ("/", "/onderwerpen?topic=jaarwisseling", "/betrokkenen"):
        turn_to(page, path)
        for width in (1280, 1920):
            ends[path, width] = _right_end_on_paper(page, width)
    assert {case: end for case, end in ends.items() if end > 1049} == {}


def _right_end_on_paper(page: Page, width: int) -> float:
    """How far right anything reaches in print, of a window of this width; the window is left on the screen again."""
    resize(page, width, 800)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    resize(page, 1047, 718)
    end = page.locator(".main-svg, .lovp-facts, h1, h2").evaluate_all(
        "(parts) => Math.max(...parts.map((part) => part.getBoundingClientRect().right))"
    )
    page.emulate_media(media="null")
    return float(end)


def test_a_chart_higher_than_a_sheet_is_made_to_fit_one(look: Callable[[str], Page]) -> None:
    page = look(ONE_SHEET)
    chart = page.locator(".lovp-chart").first
    on_screen = chart.evaluate("(chart) => chart.offsetHeight")
    assert on_screen > 718
    titles = page.locator(LABELS).all_text_contents()
    sheets = printed(page)
    pages = [sheet for sheet in sheets if "afspraken en vragen, waarvan" in sheet]
    assert len(pages) == 1
    assert all(sheet.strip() for sheet in sheets)
    assert any(LAST_ROW in title for title in titles)
    assert LAST_ROW in pages[0]


def test_a_chart_that_would_be_too_small_to_read_goes_on_over_the_next_sheets(look: Callable[[str], Page]) -> None:
    page = look("/tijdlijn")
    titles = [title for title in page.locator(LABELS).all_text_contents() if len(title) > 20][:40]
    sheets = printed(page)
    found = [next(at for at, sheet in enumerate(sheets) if title[:12] in sheet) for title in titles]
    assert found == sorted(found)
    assert len(set(found)) > 2
