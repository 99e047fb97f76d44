"""The calendar on a real server: the feed answers, the download is the same file, what is known is not sent again."""

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser


def test_the_feed_is_the_download_and_is_not_sent_twice(visit: Callable[..., Page], server: Server) -> None:
    page = visit("/afspraken?kind=agreement")
    page.get_by_role("button", name="Abonneren").click()
    address = page.locator(".stCode code").first.inner_text().strip()
    assert address == f"{server.address}/agenda.ics?kind=agreement"
    with urllib.request.urlopen(address, timeout=30) as answer:
        content, tag, kind = answer.read(), answer.headers["etag"], answer.headers["content-type"]
    assert kind == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(content).walk("VEVENT")) > 30
    page.keyboard.press("Escape")
    with page.expect_download() as coming:
        page.locator(".st-key-agenda button").click()
    assert coming.value.suggested_filename == "lovp-agenda.ics"
    assert Path(coming.value.path()).read_bytes() == content
    expect_not_modified(address, tag)
    expect_head(address, len(content))


def expect_not_modified(address: str, tag: str) -> None:
    request = urllib.request.Request(address, headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=30)
    assert refusal.value.code == 304
    assert refusal.value.headers["etag"] == tag


def expect_head(address: str, length: int) -> None:
    with urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=30) as answer:
        assert (answer.status, int(answer.headers["content-length"]), answer.read()) == (200, length, b"")


def test_the_way_to_subscribe_is_told_in_both_languages_and_nothing_is_cut_off(visit: Callable[..., Page]) -> None:
    for language, label, word in (("nl", "Abonneren", "Kopiëren"), ("en", "Subscribe", "Copy to clipboard")):
        page = visit(f"/afspraken?lang={language}", width=390, height=800)
        page.get_by_role("button", name=label).click()
        box = page.locator("[data-testid=stPopoverBody]")
        expect(box).to_be_visible()
        settle(page)
        expect(box.locator(f"button[title='{word}'], button[aria-label='{word}']").first).to_be_attached()
        assert box.evaluate("(node) => node.scrollWidth <= node.clientWidth + 1")


def test_a_permanent_address_leads_a_person_to_the_item(visit: Callable[..., Page]) -> None:
    page = visit("/punt/2020_02_10_f10?lang=en")
    page.wait_for_url("**/afspraken?item=2020_02_10_f10&lang=en", wait_until="commit")
    expect(page.get_by_role("dialog")).to_contain_text("Jaarwisseling")
    settle(page)


def test_every_page_says_what_it_is_and_where_its_feed_is_before_a_script_runs(server: Server) -> None:
    for path in ("/", "/tijdlijn", "/verantwoording"):
        request = urllib.request.Request(f"{server.address}{path}?topic=jaarwisseling", headers={"Accept": "text/html"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            told = answer.read().decode()
        assert "<title>LOVP-dashboard</title>" in told
        assert 'href="/wijzigingen.atom?topic=jaarwisseling"' in told
        assert int(answer.headers["content-length"]) == len(told.encode())


def test_a_chart_stands_alone_at_its_address(visit: Callable[..., Page]) -> None:
    page = visit("/onderwerpen?topic=jaarwisseling")
    page.get_by_role("button", name="Afbeelding of tabel").first.click()
    address = page.locator(".stCode code").inner_text().strip()
    assert address.endswith("/beeld/topic_meeting?topic=jaarwisseling")
    page.goto(address)
    expect(page.locator(".lovp-chart .main-svg").first).to_be_visible(timeout=60_000)
    expect(page.locator(".lovp-chart")).to_have_count(1)
    expect(page.locator(".st-key-navigation")).to_have_count(0)
    expect(page.get_by_text("Onderwerp: Jaarwisseling").first).to_be_attached()
    assert page.get_by_role("link", name="Openen in het dashboard").get_attribute("href") == (
        "/onderwerpen?topic=jaarwisseling"
    )
    page.goto(address.replace("topic_meeting", "zzz"))
    expect(page.get_by_text("Deze grafiek is er niet.")).to_be_visible(timeout=60_000)
    page.goto(address.partition("/beeld")[0])
    settle(page)
