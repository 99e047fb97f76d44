"""Whatever the data or the address say: it is shown as text, letter by letter, and never run or dressed up."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from tests.support.browser_screen import GUIDE, point_at, turn_to
from tests.support.browser_waits import settle
from tests.support.chart_pictures import show_table
from tests.support.dashboard_server import Server, copy_app

pytestmark = pytest.mark.browser
WORD = "qqq"
PAYLOAD = f"<img src=x onerror=alert(1)>*{WORD}*[a](javascript:alert(1))$x$"  # as long as a title may be
SQUEEZED = "".join(PAYLOAD.split())
# File, row, fields.
PLACES = [
    ("topics", "jaarwisseling", ["title"]),
    ("follow_ups", "2020_02_10_f10", ["title", "what"]),
    ("discussions", "2020_02_10_jaarwisseling", ["summary"]),
    ("status_updates", "2020_02_10_f10_u1", ["note"]),
    ("meetings", "lovp_2020_02_10", ["note"]),
    ("stakeholders", "regioburgemeesters", ["name", "short_name"]),
]
ITEM = "item=2020_02_10_f10"
ASKED = quote(PAYLOAD, safe="")
# Address, and how often the payload must be on it at least.
VIEWS = {
    f"/?topic=jaarwisseling&mark=topic_status.jaarwisseling.closed&{ITEM}": 8,
    "/tijdlijn?topic=jaarwisseling&mark=month.2020-11.certain": 4,
    "/onderwerpen?topic=jaarwisseling&mark=topic_meeting.jaarwisseling.lovp_2020_02_10": 10,
    "/afspraken?topic=jaarwisseling&stakeholder=regioburgemeesters": 5,
    "/betrokkenen?mark=topic_stakeholder.jaarwisseling.regioburgemeesters": 5,
    "/vergaderingen?open_meeting=lovp_2020_02_10": 4,
    "/nakoming?topic=jaarwisseling&mark=result.topic.agreed.jaarwisseling.on_time": 4,
    f"/voorbereiden?prepare=2027-02-15&agenda=jaarwisseling~{ASKED}": 3,
    f"/verantwoording?stakeholder=regioburgemeesters&q={ASKED}&topic={ASKED}&item={ASKED}": 4,
}
# Everything written on the page, without white space (charts wrap their texts); also what stands in components.
_WRITTEN = """(root) => {
  const written = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
    if (["STYLE", "SCRIPT"].includes(node.nodeName)) return "";
    return [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(written).join("");
  };
  return written(root).replace(/\\s/g, "");
}"""


def plant(package: Path) -> None:
    """Write the payload into the copied package."""
    for resource, key, fields in PLACES:
        path = package / f"{resource}.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            head, *rows = csv.reader(lines)
        row = next(row for row in rows if row[0] == key)
        for field in fields:
            row[head.index(field)] = PAYLOAD
        with path.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows([head, *rows])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose package was written by someone who means harm."""
    folder = tmp_path_factory.mktemp("hostile")
    plant(copy_app(folder / "app") / "data")
    running = Server(folder, root=folder / "app")
    yield running
    running.stop()


@pytest.fixture
def popped_up(warm_context: BrowserContext) -> Iterator[list[str]]:
    """What scripts of the data would say in a box of the browser's own."""
    messages: list[str] = []

    def note(box: Dialog) -> None:
        messages.append(box.message)
        box.dismiss()

    warm_context.on("dialog", note)
    yield messages
    warm_context.remove_listener("dialog", note)


def expect_harmless(page: Page, popped_up: list[str]) -> None:
    assert page.locator("img[src=x], [onerror], a[href^=javascript]").count() == 0
    assert popped_up == []


def test_text_stays_text(visit: Callable[..., Page], hostile: Server, popped_up: list[str]) -> None:
    page, faults = visit(GUIDE, at=hostile), []
    for address, least in VIEWS.items():
        turn_to(page, address)
        written = page.locator("body").evaluate(_WRITTEN)
        literal = written.count(SQUEEZED)
        faults += [f"{address}: only {literal} times"] if literal < least else []
        faults += [f"{address}: dressed up: {places(written)}"] if written.count(WORD) != literal else []
        expect_harmless(page, popped_up)
    assert faults == []


def places(written: str) -> list[str]:
    """Where the word stands without the rest of the payload."""
    rest = written.replace(SQUEEZED, "…")
    return [rest[max(at - 60, 0) : at + 60] for at in range(len(rest)) if rest.startswith(WORD, at)]


def test_tooltips_and_tables_show_text_too(visit: Callable[..., Page], hostile: Server, popped_up: list[str]) -> None:
    page = visit("/tijdlijn?topic=jaarwisseling", at=hostile)
    show_table(page, "timeline")
    expect(page.locator("[data-testid=stDataFrame] canvas [role=gridcell]", has_text=PAYLOAD).first).to_be_attached()
    settle(page)
    point_at(page, "item:2020_02_10_f10")
    tooltip = page.locator(".hoverlayer .hovertext")
    expect(tooltip).to_be_visible()
    assert SQUEEZED in tooltip.evaluate(_WRITTEN)
    expect_harmless(page, popped_up)
