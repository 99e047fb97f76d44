"""The address is the state: what is chosen stands in it, and whoever opens it sees the same."""

import csv
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import ROOT
from tests.support.browser_screen import (
    chips,
    choose,
    counted,
    dialog,
    expect_counted,
    expect_no_exception,
    expect_query,
    query,
)
from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser


def known_on(day: str) -> int:
    """How many follow-ups the shipped package holds of meetings held by that day."""
    with (ROOT / "data" / "meetings.csv").open(encoding="utf-8", newline="") as lines:
        begun = {row["id"] for row in csv.DictReader(lines) if row["held_on"][:10] <= day}
    with (ROOT / "data" / "follow_ups.csv").open(encoding="utf-8", newline="") as lines:
        return sum(row["meeting"] in begun for row in csv.DictReader(lines))


def test_choices_become_codes_and_a_copied_address_shows_the_same(
    visit: Callable[..., Page], context: BrowserContext
) -> None:
    page = visit("/afspraken")
    choose(page, "topic", "Jaarwisseling en vuurwerk")
    expect_query(page, topic=["jaarwisseling"])
    page.locator(".st-key-more_filters summary").click()  # once: the field above must not shrink under it
    expect(page.locator("[class*=st-key-w_kind]")).to_be_visible()
    settle(page)
    choose(page, "kind", "Zorgpunt")
    expect_query(page, topic=["jaarwisseling"], kind=["concern"])
    expect(chips(page)).to_have_count(2)
    other = context.new_page()
    other.goto(page.url)
    settle(other)
    assert counted(other) == counted(page)
    assert 0 < counted(page).kept < counted(page).of
    assert chips(other).all_inner_texts() == chips(page).all_inner_texts()


def test_searching_stands_in_the_address_and_counts(look: Callable[[str], Page]) -> None:
    page = look("/afspraken")
    box = page.locator("[class*=st-key-w_q] input")
    box.fill("vuurwerk")
    box.press("Enter")
    expect_query(page, q=["vuurwerk"])
    expect(chips(page)).to_have_text(re.compile(r"^Zoeken: ‘vuurwerk’ \(\d+\)"))
    assert 0 < counted(page).kept < counted(page).of


def test_another_language_keeps_the_view(look: Callable[[str], Page]) -> None:
    page = look("/onderwerpen?topic=jaarwisseling&on=2020-10-15")
    before = counted(page)
    page.locator("[class*=st-key-w_lang]").get_by_text("English").click()
    expect_query(page, topic=["jaarwisseling"], on=["2020-10-15"], lang=["en"])
    expect(page.locator("h1")).to_have_text("Topics")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title("Topics · LOVP")
    expect(chips(page)).to_have_text(re.compile("^Topic: Jaarwisseling en vuurwerk"))
    assert counted(page) == before


@pytest.mark.parametrize(
    "unknown",
    [["topic=bla", "item=x", "mark=y", "zoom=9", "lang=xx"], ["on=2020-99-99", "month=2020-13", "open_topic=z"]],
)
def test_what_an_address_asks_in_vain_is_said_and_left_out(visit: Callable[..., Page], unknown: list[str]) -> None:
    page = visit(f"/?topic=jaarwisseling&{'&'.join(unknown)}")
    for pair in unknown:
        expect(page.locator("[data-testid=stAlert]")).to_contain_text(pair)
    expect_no_exception(page)
    expect(dialog(page)).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(chips(page)).to_have_count(1)
    assert counted(page).kept < counted(page).of


def test_a_reference_date_in_the_address_changes_what_exists(visit: Callable[..., Page]) -> None:
    early, late = known_on("2020-03-01"), known_on("2099-01-01")
    assert early < late
    expect_counted(visit("/tijdlijn"), late, late)
    page = visit("/tijdlijn?on=2020-03-01")
    expect_counted(page, early, early)
    expect(page.locator(".st-key-chips")).to_contain_text("peildatum 1 maart 2020")
    page.locator(".st-key-step_previous button:visible").click()
    expect_query(page, on=["2020-02-10"])
    page.locator(".st-key-step_latest button:visible").click()
    expect_query(page)
    expect_counted(page, late, late)


def test_clearing_all_filters_leaves_the_reference_date(look: Callable[[str], Page]) -> None:
    page = look("/?topic=jaarwisseling&status=open&on=2020-10-15")
    page.locator(".st-key-clear button").click()
    expect_query(page, on=["2020-10-15"])
    expect(chips(page)).to_have_count(0)
    expect_counted(page, known_on("2020-10-15"), known_on("2020-10-15"))


def test_a_restart_of_the_server_loses_nothing(visit: Callable[..., Page], fresh_server: Server) -> None:
    page = visit("/tijdlijn?topic=jaarwisseling&zoom=2020&on=2020-10-15", at=fresh_server)
    seen = query(page), counted(page), chips(page).all_inner_texts()
    fresh_server.stop()
    expect(page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]")).to_have_count(0)
    fresh_server.start()
    page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
    fresh_server.wait_until_drawn()
    settle(page)
    assert (query(page), counted(page), chips(page).all_inner_texts()) == seen
    page.locator("[class*=st-key-w_zoom]").get_by_text("Alles", exact=True).click()
    expect_query(page, topic=["jaarwisseling"], zoom=["all"], on=["2020-10-15"])
    settle(page)
    page.locator("[class*=st-key-w_zoom]").get_by_text("Jaar", exact=True).click()
    expect_query(page, topic=["jaarwisseling"], zoom=["2020"], on=["2020-10-15"])
    page.reload()
    settle(page)
    assert (query(page), counted(page), chips(page).all_inner_texts()) == seen


def test_a_theme_is_chosen_with_one_key(look: Callable[[str], Page]) -> None:
    page = look("/verantwoording")
    page.locator("[class*=st-key-w_theme] button").first.press("Enter")
    expect_query(page, theme=["capacity"])
    expect(chips(page)).to_have_text(re.compile("^Thema: Capaciteit"))
