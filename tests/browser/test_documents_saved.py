"""Documents from the page: made beside the viewer, cancelled, saved; with the pictures of the viewer's own browser."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.support.browser_screen import counted
from tests.support.browser_waits import next_run

pytestmark = pytest.mark.browser
VIEW = "topic=jaarwisseling&topic=veiligheidsagenda&on=2020-12-01"


def open_menu(page: Page) -> None:
    page.locator(".st-key-takeaway button").first.click()
    expect(page.locator(".st-key-take_powerpoint button")).to_be_visible()


def taken(page: Page, kind: str) -> tuple[str, bytes]:
    """Make a document and save it: its file name and content."""
    page.locator(f".st-key-take_{kind} button").click()
    save = page.locator(f".st-key-save_{kind} button")
    expect(save).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        save.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_each_document_is_made_and_saved(visit: Callable[..., Page]) -> None:
    page = visit(f"/tijdlijn?{VIEW}")
    shown = counted(page)
    open_menu(page)
    name, content = taken(page, "powerpoint")
    assert name == "lovp-jaarwisseling-veiligheidsagenda-2020-12-01.pptx"
    made = Presentation(io.BytesIO(content))
    words = " ".join(shape.text_frame.text for slide in made.slides for shape in slide.shapes if shape.has_text_frame)
    assert f"{shown.kept} van {shown.of} punten" in words
    assert "lang=nl" in " ".join(re.findall(r'Target="(http[^"]+)"', rels(content)))
    _, content = taken(page, "word")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pictures = [each for each in archive.namelist() if re.fullmatch(r"word/media/.+\.png", each)]
        assert pictures
        assert all(archive.read(each).startswith(b"\x89PNG") for each in pictures)
    _, content = taken(page, "pdf")
    sheets = pypdf.PdfReader(io.BytesIO(content)).pages
    assert sum(len(sheet.images) for sheet in sheets) >= 1
    assert f"{shown.kept} van {shown.of} punten" in " ".join(sheet.extract_text() for sheet in sheets)
    name, content = taken(page, "one_file")
    assert name.endswith(".html")
    assert b"default-src 'none'" in content[:5000]


def rels(content: bytes) -> str:
    """The relations of all slides, where links stand."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("ppt/slides/_rels/")]
        return "".join(archive.read(name).decode() for name in names)


def test_a_document_in_the_making_can_be_cancelled(visit: Callable[..., Page]) -> None:
    page = visit("/")
    open_menu(page)
    page.locator(".st-key-take_pdf button").click()
    page.locator(".st-key-cancel_pdf button").click()
    expect(page.locator(".st-key-take_pdf button")).to_be_visible()
    for _ in range(2):  # the menu draws itself anew while it is open, and would offer what had been made
        with next_run(page):
            pass
    expect(page.locator(".st-key-save_pdf button")).to_have_count(0)
