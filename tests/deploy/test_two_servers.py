"""Two servers and many browsers: edits of one are seen at the other, and a server that dies takes nobody along."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from lovp_data.store.store import Store
from tests.browser.test_documents_saved import open_menu, taken
from tests.browser.test_requests import KNOWN, Watch
from tests.browser.test_sign_in import GATE_SIGN_IN
from tests.deploy.conftest import new_person
from tests.support.browser_screen import PAGES, counted
from tests.support.browser_waits import settle, wait_for_script
from tests.support.own_note import NOTE
from tests.support.server_stack import EDITOR, MEMBERS, AppServer, Stack

pytestmark = [pytest.mark.deploy, pytest.mark.browser]
Open = Callable[..., Page]
TOPIC, POINT = "bewaken_en_beveiligen", "2020_02_10_f01"
WITHIN = 2.0  # seconds from storing at one server to the word about it at a viewer of the other
# When the page first said that there was something new, in seconds since 1970.
_LISTEN = """() => new MutationObserver(() => {
  if (document.getElementById("lovp-changes")?.dataset.kind === "news") window.heardAt ??= Date.now() / 1000;
}).observe(document.body, { subtree: true, childList: true, attributes: true })"""


@pytest.fixture
def sign_in(enter: Open) -> Open:
    """sign_in(path, at=server, who=sub): an editor who has signed in with the provider."""

    def go(path: str, at: AppServer, who: str = "els") -> Page:
        page = enter(path, at=at)
        wait_for_script(page)
        page.locator(GATE_SIGN_IN).click()
        page.get_by_role("button", name=who, exact=True).click()
        page.wait_for_url(lambda url: url.endswith(path), timeout=60_000)
        expect(page.locator(GATE_SIGN_IN)).to_have_count(0, timeout=60_000)
        settle(page)
        return page

    return go


def _store(stack: Stack) -> Store:
    return Store(stack.servers[0].environment["LOVP_DATABASE_URL"])


def _retitle(page: Page, title: str) -> None:
    page.get_by_role("tab", name="Gegevens", exact=True).click()
    settle(page)
    page.get_by_role("textbox", name="Titel *").fill(title)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text("Vastgelegd.", exact=True)).to_be_visible()


def _viewers(server: AppServer) -> int:
    return int(server.numbers()["lovp_viewers"])


@pytest.mark.parametrize("number", MEMBERS)
def test_an_editor_in_many_groups_signs_in_and_sees_the_page(sign_in: Open, stack: Stack, number: int) -> None:
    page = sign_in("/bijwerken", at=stack.servers[0], who=MEMBERS[number].sub)
    expect(page.locator("h1")).to_have_text("Bijwerken")
    kept = {str(each["name"]): len(str(each["value"])) for each in page.context.cookies()}
    assert [name for name in kept if name.startswith("_streamlit_user")] == ["_streamlit_user"]
    assert kept["_streamlit_user"] < 1000


def test_every_page_opens_through_nginx_and_breaks_no_rule(browser: Browser, stack: Stack) -> None:
    with new_person(browser) as context:
        watch = Watch(context)
        for path in PAGES:
            watch.page.goto(stack.address + path)
            settle(watch.page)
            expect(watch.page.locator("h1")).to_have_text(PAGES[path])
    foreign = [each for each in watch.requests if stack.address.removeprefix("https:") not in each]
    assert [each for each in foreign if not each.startswith(("data:", "blob:"))] == []
    own = [each.replace(stack.address, "http://127.0.0.1:1") for each in watch.complaints]
    assert [each for each in own if not any(known.search(each) for known in KNOWN)] == []


def test_an_edit_at_one_server_is_seen_at_the_other_within_two_seconds(enter: Open, stack: Stack) -> None:
    here, there = stack.servers
    viewer = enter(f"/onderwerpen?topic={TOPIC}&open_topic={TOPIC}", at=there)
    viewer.evaluate(_LISTEN)
    editor = enter(f"/bijwerken?edit=follow_ups&row={POINT}", at=here, who=EDITOR)
    assert min(_viewers(here), _viewers(there)) >= 1
    _retitle(editor, "Gewijzigd aan de overkant")
    expect(viewer.locator("#lovp-changes button")).to_be_visible()
    entry = _store(stack).ledger(limit=1)[0]
    assert entry.who == "Els de Vries <els@example.nl>"
    waited = viewer.evaluate("window.heardAt") - entry.at.timestamp()
    assert 0 < waited < WITHIN
    viewer.locator("#lovp-changes button").click()
    expect(viewer.get_by_text("Gewijzigd aan de overkant").first).to_be_visible()


def test_an_upload_is_read_through_nginx(enter: Open, stack: Stack, tmp_path: Path) -> None:
    note = tmp_path / "nota.txt"
    note.write_text(NOTE, encoding="utf-8")
    for server in stack.servers:
        page = enter("/inlezen", at=server, who=EDITOR)
        page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(note)
        page.wait_for_url("**concept=*")
        expect(page.get_by_text("Het vuurwerkverbod goed handhaafbaar maken").first).to_be_visible()


def _saved(page: Page, key: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f".st-key-{key} button").first.click()
    return Path(download.value.path()).read_bytes()


def test_tables_and_documents_are_saved_through_nginx(enter: Open, stack: Stack) -> None:
    for server in stack.servers:
        page = enter("/afspraken?topic=jaarwisseling", at=server)
        kept = counted(page).kept
        table = list(
            csv.reader(io.StringIO(_saved(page, "csv_follow_ups").decode("utf-8-sig"), newline=""), delimiter=";")
        )
        assert len(table) == kept + 1
        book = openpyxl.load_workbook(io.BytesIO(_saved(page, "excel_follow_ups")))
        assert max(sheet.max_row for sheet in book) > kept
    open_menu(page)
    name, content = taken(page, "powerpoint")
    assert name.endswith(".pptx")
    assert content.startswith(b"PK")


@contextmanager
def _dead(server: AppServer, stack: Stack) -> Iterator[None]:
    """Meanwhile it is gone; afterwards nginx leads to it again, as the tests after this one expect."""
    server.kill()
    try:
        yield
    finally:
        server.start()
        stack.proxy.wait_until_led_to(server.port)


def test_the_viewers_of_a_server_that_dies_go_on_at_the_other(enter: Open, stack: Stack) -> None:
    dying, other = stack.servers
    page = enter("/tijdlijn?topic=jaarwisseling&on=2020-12-01", at=dying)
    seen, before = counted(page), _viewers(other)
    connected = page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]")
    with _dead(dying, stack):
        expect(connected).to_have_count(0)
        connected.wait_for(timeout=60_000)
        settle(page)
        page.get_by_role("link", name="Afspraken").first.click()
        expect(page.locator("h1")).to_have_text("Afspraken", timeout=60_000)
        settle(page)
        assert "topic=jaarwisseling" in page.url
        assert "on=2020-12-01" in page.url
        assert counted(page) == seen
        assert _viewers(other) > before
        newcomer = page.context.new_page()  # whose cookie leads to the dead one
        newcomer.goto(stack.address)
        expect(newcomer.locator("h1")).to_have_text("Overzicht")


def test_who_has_signed_in_stays_so_when_his_server_dies(sign_in: Open, stack: Stack) -> None:
    dying, _ = stack.servers
    page = sign_in(f"/bijwerken?edit=follow_ups&row={POINT}", at=dying)
    with _dead(dying, stack):
        page.reload()
        settle(page)
        _retitle(page, "Vastgelegd bij de ander")
    entry = _store(stack).ledger(limit=1)[0]
    assert (entry.who, entry.id) == ("Els de Vries <els@example.nl>", POINT)
