"""Where the dashboard may be shown in a frame, and what becomes of addresses that are no page's."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bench.servers import free_port
from tests.support.dashboard_server import Server

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


@pytest.fixture
def intranet(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of another site of the same house, and the folder of its pages."""
    folder = tmp_path / "intranet"
    folder.mkdir()
    port = free_port()
    site = ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}", folder
    site.shutdown()


class FramedServer(Server):
    """A dashboard that one other address may frame."""

    def __init__(self, folder: Path, ancestor: str) -> None:
        self._ancestor = ancestor
        super().__init__(folder)

    def start(self) -> None:
        self.environment["LOVP_FRAME_ANCESTORS"] = self._ancestor
        super().start()


def test_a_page_that_is_named_shows_the_dashboard_in_a_frame_and_another_does_not(
    intranet: tuple[str, Path], tmp_path: Path, context: BrowserContext
) -> None:
    address, folder = intranet
    framed = FramedServer(tmp_path, address)
    try:
        (folder / "page.html").write_text(
            f'<title>Intranet</title><iframe src="{framed.address}/afspraken?topic=jaarwisseling" width=1200>'
        )
        page = context.new_page()
        page.goto(f"{address}/page.html")
        shown = page.frame_locator("iframe")
        expect(shown.locator("h1")).to_have_text("Afspraken", timeout=60_000)
        page.goto(f"{address.replace('127.0.0.1', 'localhost')}/page.html")
        expect(page.frame_locator("iframe").locator("body")).to_contain_text("refused to connect")
    finally:
        framed.stop()


@pytest.mark.parametrize("path", ["/overzicht?topic=jaarwisseling", "/Overzicht/?topic=jaarwisseling"])
def test_the_start_page_by_its_name_is_the_start_page_with_its_query(visit: Visit, server: Server, path: str) -> None:
    page = visit(path)
    expect(page).to_have_url(f"{server.address}/?topic=jaarwisseling")
    expect(page.locator("h1")).to_have_text("Overzicht")
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_a_page_in_capitals_and_a_filter_in_capitals_are_understood(visit: Visit) -> None:
    page = visit("/Afspraken?TOPIC=jaarwisseling")
    expect(page.locator("h1")).to_have_text("Afspraken")
    expect(page.locator(".st-key-chip_topic_jaarwisseling button").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "said", "name"), [("", "is geen pagina", "Tijdlijn"), ("?lang=en", "There is no page", "Timeline")]
)
def test_an_address_that_is_none_says_so_in_the_language_of_the_page_and_offers_the_pages(
    visit: Visit, server: Server, query: str, said: str, name: str
) -> None:
    page = visit(f"/nergens/iets{query}")
    expect(page.get_by_test_id("stAlert")).to_contain_text("/nergens/iets")
    expect(page.get_by_test_id("stAlert")).to_contain_text(said)
    page.get_by_test_id("stMain").get_by_role("link", name=name).last.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page).to_have_url(f"{server.address}/tijdlijn{query}")


@pytest.mark.parametrize("key", ["theme", "lang"])
def test_what_is_chosen_is_seen_with_the_colours_of_the_reader_too(look: Callable[[str], Page], key: str) -> None:
    page = look("/tijdlijn?theme=capacity&zoom=2020")
    page.emulate_media(forced_colors="active")
    widths = page.locator(f"[class*=st-key-w_{key}] :is(button, label)").evaluate_all(
        "each => each.map(one => getComputedStyle(one).outlineStyle + ' ' + getComputedStyle(one).outlineWidth)"
    )
    assert widths.count("solid 3px") == 1, widths
    page.emulate_media(forced_colors="none")
