"""axe-core finds nothing serious or critical: on no page, in no dialog, on no phone."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.support.browser_screen import GUIDE, IN_AND_BESIDE_THE_BAR, dialog, resize, turn_to
from tests.support.browser_waits import settle
from tests.support.chart_pictures import CHARTS, close_menu, open_menu, show_table

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
# All a page can show: sidebar, chips, tables, a topic or meeting in full.
IN_FULL = "kind=concern&kind=agreement&kind=request&open_topic=ondermijning&open_meeting=lovp_2020_02_10"
_ASKED = {"resultTypes": ["violations"]}  # what passes need not be listed, which takes most of the time


def grave_findings(page: Page) -> list[str]:
    """'rule: element' of every serious or critical finding; none is Streamlit's own, so there are no exceptions."""
    violations: list[dict[str, Any]] = Axe().run(page, options=_ASKED).response["violations"]
    grave = [each for each in violations if each["impact"] in GRAVE]
    return [f"{each['id']}: {node['html'][:300]} {node['failureSummary']}" for each in grave for node in each["nodes"]]


def test_axe_would_notice(visit: Callable[..., Page]) -> None:
    """It runs under our content security policy, and sees a fault in a component's shadow too."""
    page = visit("/")
    page.locator(".st-key-headlines button.number").first.evaluate("(tile) => tile.replaceChildren()")
    assert any(finding.startswith("button-name:") for finding in grave_findings(page))


def test_no_grave_finding_on_a_page_in_english(visit: Callable[..., Page]) -> None:
    page, faults = visit(f"{GUIDE}?lang=en"), []
    for path in IN_AND_BESIDE_THE_BAR:
        turn_to(page, f"{path}?{IN_FULL}&lang=en")
        faults += [f"{path}: {finding}" for finding in grave_findings(page)]
    assert faults == []


def test_no_grave_finding_on_a_page_with_its_tables_wide_and_on_a_phone(visit: Callable[..., Page]) -> None:
    page, faults = visit(GUIDE), []
    for path in IN_AND_BESIDE_THE_BAR:
        turn_to(page, f"{path}?{IN_FULL}")
        for chart in CHARTS.get(path, ()):
            show_table(page, chart)
        faults += [f"{path}: {finding}" for finding in grave_findings(page)]
        resize(page, 390, 844)
        faults += [f"{path} on a phone: {finding}" for finding in grave_findings(page)]
        resize(page, 1280, 720)
    assert faults == []


def test_no_grave_finding_in_what_a_click_opens(look: Callable[[str], Page]) -> None:
    page = look("/?lang=en&mark=headline.agreed_open&item=2020_02_10_f01")
    expect(dialog(page)).to_be_visible()
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    settle(page)
    assert grave_findings(page) == []


def test_no_grave_finding_in_the_menu_of_a_chart(look: Callable[[str], Page]) -> None:
    page = look("/betrokkenen?lang=en")
    open_menu(page, "topic_stakeholder")
    settle(page)
    assert grave_findings(page) == []
    close_menu(page)


def test_no_grave_finding_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("/?topic=jaarwisseling", width=390, height=844)
    assert grave_findings(page) == []
    page.locator("[data-testid=stExpandSidebarButton]").click()
    expect(page.locator("[class*=st-key-w_topic]")).to_be_in_viewport()
    settle(page)
    assert grave_findings(page) == []


def test_no_grave_finding_in_the_menu_of_documents(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.locator(".st-key-takeaway button").first.click()
    expect(page.locator(".st-key-take_powerpoint button")).to_be_visible()
    assert grave_findings(page) == []


def test_other_filters_open_with_a_key_and_without_a_grave_finding(look: Callable[[str], Page]) -> None:
    page = look("/verantwoording")
    summary = page.locator(".st-key-more_filters summary")
    expect(page.locator("[class*=st-key-w_kind]")).to_have_count(0)
    summary.press("Enter")
    expect(page.locator("[class*=st-key-w_kind]")).to_be_visible()
    expect(summary).to_be_focused()
    settle(page)
    assert grave_findings(page) == []
