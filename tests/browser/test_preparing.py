"""Preparing in a real browser: what the office types is kept, and goes into a file only where that is asked for."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.support.browser_waits import settle

pytestmark = pytest.mark.browser
ADDRESS = "/voorbereiden?prepare=2027-02-15&agenda=politiefinancien&agenda=ondermijning"


def _word(page: Page, own: str) -> tuple[str, str]:
    """The name of the Word file, and its words."""
    with page.expect_download() as coming:
        page.locator(f".st-key-agenda_docx{own} button").click()
    made = Document(io.BytesIO(Path(coming.value.path()).read_bytes()))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return coming.value.suggested_filename, "\n".join([*(each.text for each in made.paragraphs), *cells])


def test_notes_are_kept_by_leaving_the_field_and_go_along_only_if_ticked(enter: Callable[..., Page]) -> None:
    page = enter(ADDRESS)
    page.get_by_label("Eigen lijn").fill("Wij houden vast aan drie teams.")
    page.locator("[class*=st-key-w_agenda_at] [role=radiogroup] label").nth(1).click()
    expect(page.locator(".st-key-agenda_item h2").first).to_contain_text("2. ")
    settle(page)
    page.locator("[class*=st-key-w_agenda_at] [role=radiogroup] label").nth(0).click()
    expect(page.locator(".st-key-agenda_item h2").first).to_contain_text("1. ")
    settle(page)
    expect(page.get_by_label("Eigen lijn")).to_have_value("Wij houden vast aan drie teams.")
    settle(page)
    page.get_by_role("button", name="Meenemen").click()
    name, words = _word(page, "")
    assert name == "annotatie-2027-02-15.docx"
    assert "drie teams" not in words
    page.get_by_text("Met eigen aantekeningen", exact=True).click()
    page.locator(".st-key-agenda_docx-met-aantekeningen button").wait_for()
    name, words = _word(page, "-met-aantekeningen")
    assert name == "annotatie-2027-02-15-met-aantekeningen.docx"
    assert "Wij houden vast aan drie teams." in words
