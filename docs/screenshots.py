"""python -m docs.screenshots: draws the pictures of the README from a fresh store."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser_waits import settle
from tests.support.chart_pictures import open_menu, save
from tests.support.dashboard_server import Server
from tests.support.own_note import NOTE
from tests.support.tools import CHROMIUM_FLAGS, find

HERE = Path(__file__).parent
PAGES = {
    "overzicht": "/",
    "tijdlijn": "/tijdlijn?topic=jaarwisseling&topic=veiligheidsagenda&topic=inzetbaarheid&on=2020-12-01",
    "onderwerpen": "/onderwerpen",
    "afspraken": "/afspraken",
    "betrokkenen": "/betrokkenen",
    "vergaderingen": "/vergaderingen",
    "nakoming": "/nakoming",
    "voorbereiden": "/voorbereiden?prepare=2027-02-15&part=2&agenda=~Opening&agenda=politiefinancien",
    "verantwoording": "/verantwoording",
    "punt": "/afspraken?item=2020_02_10_f10",
}
SLIDES = {
    "dia-onderwerp": "briefing=topic.sterkteverdeling",
    "dia-tijdlijn": "briefing=timeline&topic=jaarwisseling&topic=veiligheidsagenda&on=2020-12-01",
}


def draw(browser: Browser, address: str, name: str) -> None:
    """One picture of 1280x800, as a small projector shows it."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    page.goto(address + PAGES[name])
    settle(page)
    page.wait_for_timeout(1500)
    if name == "punt":
        page.locator("[role=dialog] mark").first.scroll_into_view_if_needed()
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


def export(browser: Browser, address: str) -> None:
    """One chart as it goes into a report, made by the page itself."""
    page = browser.new_page(locale="nl-NL")
    page.goto(address + "/tijdlijn?topic=jaarwisseling&topic=veiligheidsagenda&topic=ondermijning&on=2020-12-01")
    settle(page)
    (HERE / "grafiek.png").write_bytes(save(page, open_menu(page, "timeline"), "png").content)
    page.close()


def reading(browser: Browser, server: Server) -> None:
    """A note under review: read a moment ago, and some of it decided; then a follow-up that is edited."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    page.goto(f"http://localhost:{server.port}/inlezen")
    settle(page)
    page.get_by_role("textbox", name="Plak hier de tekst").fill(NOTE)
    page.get_by_role("button", name="Inlezen", exact=True).click()
    page.wait_for_url("**concept=*")
    settle(page)
    page.locator(".row.on").get_by_role("button", name="Overnemen").click()
    settle(page)
    page.screenshot(path=HERE / "inlezen.png")
    page.goto(f"http://localhost:{server.port}/bijwerken?edit=follow_ups&row=2020_02_10_f10")
    settle(page)
    page.screenshot(path=HERE / "bijwerken.png")
    page.close()


def slide(browser: Browser, address: str, name: str, query: str) -> None:
    """The first slide of a briefing, as a projector shows it."""
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="nl-NL")
    page.goto(f"{address}/?{query}")
    page.locator(".lb-player[data-ready=true]").wait_for(timeout=60_000)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


def presenting(browser: Browser, server: Server) -> None:
    """The presenter's window with a status being noted, as an editor sees it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    page = context.new_page()
    page.goto(f"http://localhost:{server.port}/?briefing=topic.politiefinancien,topic.sterkteverdeling")
    page.locator(".lb-player[data-ready=true]").wait_for(timeout=60_000)
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    presenter = opened.value
    presenter.locator(".lb-player[data-ready=true]").wait_for(timeout=60_000)
    presenter.set_viewport_size({"width": 1280, "height": 800})
    presenter.keyboard.press("v")
    presenter.keyboard.press("2")
    presenter.keyboard.type("Komt terug in het LOVP van juni.")
    presenter.screenshot(path=HERE / "presentatie.png")
    context.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        browser = playwright.chromium.launch(executable_path=find("chromium"), args=list(CHROMIUM_FLAGS))
        for name in PAGES:
            draw(browser, server.address, name)
        export(browser, server.address)
        for name, query in SLIDES.items():
            slide(browser, server.address, name, query)
        reading(browser, server)
        presenting(browser, server)
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
