"""Noting live over a slide: a key, a choice, a line; both windows show it at once, and it can be taken back."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from lovp_data.store.store import Store
from lovp_data.store.writing import Change
from lovp_view.editing.saving import removal
from tests.browser.test_accessibility import grave_findings
from tests.browser.test_presenter import READY, started
from tests.support.dashboard_server import Server, store_of

pytestmark = pytest.mark.browser
SLIDES = "/?briefing=topic.veiligheidsagenda,topic.politiefinancien"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose visitors may edit, with a meeting planned today."""
    running = Server(tmp_path_factory.mktemp("office"))
    running.address = f"http://localhost:{running.port}"
    today = date.today().isoformat()
    planned = {"id": "lovp_vandaag", "held_on": today, "kind": "regular", "state": "planned"}
    store_of(running).write([Change("meetings", "lovp_vandaag", planned)], who="An", why="Kalender")
    yield running
    running.stop()


def _form(page: Page) -> Locator:
    return page.locator(".lb-noting[open]")


def _expect_told(page: Page, text: str) -> None:
    expect(page.locator(".lb-answer:visible")).to_contain_text(text)


def test_a_status_is_noted_with_four_keys_and_both_windows_show_it(windows: BrowserContext, office: Server) -> None:
    projector, presenter = started(windows, f"{office.address}{SLIDES}")
    point = projector.locator(".lb-point").first
    title = point.locator(".lb-title").inner_text()
    presenter.bring_to_front()
    presenter.keyboard.press("v")
    expect(_form(presenter).get_by_label("Punt").locator("option:checked")).to_have_text(title)
    presenter.keyboard.press("2")
    presenter.keyboard.type("Komt terug op 9 maart 2031.")
    assert grave_findings(presenter) == []
    presenter.keyboard.press("Enter")
    for page in (presenter, projector):
        expect(page.locator(".lb-point", has_text=title).first).to_contain_text("9 mrt 2031")
    _expect_told(presenter, f"Verschoven: {title} · op 9 maart 2031")
    expect(projector.locator(".lb-answer:visible")).to_have_count(0)
    presenter.keyboard.press("z")
    _expect_told(presenter, "Teruggedraaid.")
    for page in (presenter, projector):
        expect(page.locator(".lb-point", has_text=title).first).not_to_contain_text("9 mrt 2031")


def test_an_agreement_is_noted_with_who_and_when(windows: BrowserContext, office: Server) -> None:
    projector, presenter = started(windows, f"{office.address}{SLIDES}")
    projector.bring_to_front()
    projector.keyboard.press("End")
    projector.keyboard.press("v")
    projector.keyboard.press("3")
    form = _form(projector)
    expect(form.get_by_label("Onderwerp").locator("option:checked")).to_contain_text("Financiën van de politie")
    projector.keyboard.type("Korpschef stuurt 3 scenario’s rond.")
    form.get_by_label("Wie").select_option("korpschef")
    form.get_by_label("Wanneer").fill("eind april")
    form.get_by_role("button", name="Vastleggen").click()
    # It stands on an earlier page of the topic, to which both windows turn.
    for page in (projector, presenter):
        expect(page.locator(".lb-point", has_text="Korpschef stuurt 3 scenario’s rond.").first).to_be_visible()
    _expect_told(projector, "Afgesproken: Korpschef stuurt 3 scenario’s rond.")
    projector.get_by_role("button", name="Ongedaan maken").click()
    for page in (projector, presenter):
        expect(page.locator(".lb-point", has_text="Korpschef stuurt 3 scenario’s rond.")).to_have_count(0)
    kinds = {row["what"] for row in store_of(office).read().rows["follow_ups"]}
    assert "Korpschef stuurt 3 scenario’s rond." not in kinds


def test_an_agreement_needs_a_meeting_and_what_was_typed_is_kept(windows: BrowserContext, desk: Server) -> None:
    page = windows.new_page()
    page.goto(f"{desk.address}{SLIDES}")
    page.locator(READY).wait_for(timeout=60_000)
    page.keyboard.press("v")
    page.keyboard.type("Al getypt.")
    _form(page).get_by_role("radio", name="Nieuwe afspraak").click()
    expect(_form(page)).to_contain_text("Vandaag staat er geen vergadering in de kalender")
    expect(_form(page).get_by_role("button", name="Vastleggen")).to_be_disabled()
    expect(_form(page).get_by_label("Wat is er afgesproken?")).to_have_value("Al getypt.")
    assert grave_findings(page) == []


def test_what_was_refused_is_said_and_stays_in_the_form(windows: BrowserContext, desk: Server) -> None:
    page = windows.new_page()
    page.goto(f"{desk.address}{SLIDES}")
    page.locator(READY).wait_for(timeout=60_000)
    title = page.locator(".lb-point .lb-title").first.inner_text()
    store = store_of(desk)
    (row,) = [row for row in store.read().rows["follow_ups"] if row["title"] == title]
    page.keyboard.press("v")
    page.keyboard.type("Net te laat.")
    store.write(removal("follow_ups", row["id"], store.read(), _digest(store, row["id"])), who="Bo", why="Weg")
    page.keyboard.press("Enter")
    _expect_told(page, "Nog niet vastgelegd. Pas dit eerst aan:")
    page.locator(".lb-answer").get_by_role("button").click()
    expect(_form(page).get_by_label("Wat is er gezegd?")).to_have_value("Net te laat.")


def _digest(store: Store, key: str) -> str:
    item = store.item("follow_ups", key)
    assert item
    return item.digest
