"""Inlezen in a real browser: the note beside its items, from a paste to the other pages, and no grave findings."""

import re
from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import Locator, Page, expect

from lovp_data.review.review import Review, read_review
from lovp_view.view.texts import load_texts
from tests.browser.test_accessibility import grave_findings
from tests.support.browser_screen import turn_to
from tests.support.browser_waits import settle
from tests.support.dashboard_server import Server, store_of
from tests.support.own_note import HELD_ON, NOTE

pytestmark = pytest.mark.browser
Enter = Callable[..., Page]


def _review(page: Page, desk: Server) -> Review:
    draft = store_of(desk).draft(page.url.split("concept=")[1].split("&")[0])
    assert draft
    return read_review(draft.content)


def _paste(page: Page, text: str = NOTE) -> None:
    page.get_by_role("textbox", name="Plak hier de tekst").fill(text)
    page.get_by_role("button", name="Inlezen", exact=True).click()
    page.wait_for_url("**concept=*")
    settle(page)


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    settle(page)


def _step(page: Page, name: str) -> None:
    page.get_by_role("radio").filter(has_text=name).click()
    settle(page)


def _marked(page: Page) -> str:
    """The words that are lit up in the note."""
    return " ".join(" ".join(page.locator(".text mark.on").all_inner_texts()).split())


def _row(page: Page, title: str) -> Locator:
    return page.locator(".row").filter(has_text=title)


def test_a_pasted_note_is_seen_on_the_other_pages_within_a_few_clicks(enter: Enter, desk: Server) -> None:
    page = enter("/inlezen")
    _paste(page)
    assert grave_findings(page) == []
    _press(page, "Neem over wat compleet is")
    _press(page, "De rest weglaten")
    _step(page, "Teruggekomen?")
    _press(page, "De rest staat er niet in")
    _step(page, "Vastleggen")
    _press(page, "Vastleggen")
    expect(page.get_by_text("Vastgelegd: LOVP 2 mrt 2026")).to_be_visible()
    page.get_by_role("link", name="Naar de vergadering").click()
    page.wait_for_url("**/vergaderingen**")
    settle(page)
    expect(page.get_by_text("Het vuurwerkverbod goed handhaafbaar maken").first).to_be_visible()
    follow_ups = enter(f"/afspraken?meeting=lovp_{HELD_ON.replace('-', '_')}")
    expect(follow_ups.get_by_text(re.compile("^4 van [0-9]+ punten")).first).to_be_visible()
    store_of(desk).undo(*_last_write(desk), who="test", why="for the tests after this one")


def _last_write(desk: Server) -> list[int]:
    entries = store_of(desk).ledger()
    return [entry.number for entry in entries if entry.transaction == entries[0].transaction]


def test_passage_and_item_point_at_each_other(enter: Enter) -> None:
    page = enter("/inlezen")
    _paste(page)
    _row(page, "Het vuurwerkverbod goed").locator(".pick").click()
    assert _marked(page).startswith("De regioburgemeesters vragen de minister")
    page.locator(".text .badge[aria-label*='medio april'], .text .badge").last.click()
    chosen = page.locator(".row.on .title").inner_text()
    assert chosen in {each.inner_text() for each in page.locator(".row .title").all()}
    page.locator(".text mark", has_text="handreiking te sturen").click()
    assert "handreiking" in page.locator(".row.on").inner_text()
    expect(page.locator(".row.on")).to_have_count(1)


def test_items_are_decided_with_the_keys_alone_however_fast(enter: Enter, desk: Server) -> None:
    """Three decisions before the server has answered the first: none is lost. With a topic go the points below it."""
    page = enter("/inlezen")
    _paste(page, NOTE.replace("2 maart", "3 maart"))
    page.locator(".row .pick").first.focus()
    for key in ("a", "w", "ArrowDown", "e"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Terug naar de lijst")).to_be_visible()
    states = [each.state for each in (*_review(page, desk).discussions, *_review(page, desk).follow_ups)]
    assert (states.count("accepted"), states.count("rejected")) == (3, 3)


def test_a_table_is_shown_as_a_table_and_its_rows_are_items(enter: Enter) -> None:
    page = enter("/inlezen")
    table = "| Actie | Wie | Gereed |\n| Kader delen | OM | 1 mei |\n| Brief sturen | ^^ | juni |"
    _paste(page, f"# Terugkoppeling LOVP 4 maart 2026\n\n## Demonstraties\nEr is gesproken.\n\n{table}\n")
    rows = page.locator(".text .table .tr")
    assert [" ".join(each.inner_text().split()) for each in rows.all()] == [
        "Actie Wie Gereed",
        "AKader delen OM 1 mei",
        "ABrief sturen 〃 juni",
    ]
    assert "#" not in page.locator(".text").inner_text()
    rows.nth(2).locator("mark").click()
    assert "Brief sturen" in page.locator(".row.on").inner_text()
    _press(page, "Neem over wat compleet is")
    _step(page, "Teruggekomen?")
    _step(page, "Vastleggen")
    expect(page.get_by_text("Kader delen · Afspraak · 1 mei 2026")).to_be_visible()


def test_selected_words_become_an_item_with_their_place(enter: Enter, desk: Server) -> None:
    page = enter("/inlezen")
    _paste(page)
    page.evaluate(
        """() => {
        const host = [...document.querySelectorAll("*")].find((e) => e.shadowRoot?.querySelector(".text"));
        const root = host ? host.shadowRoot : document;
        const part = [...root.querySelectorAll(".text [data-start]")].find((e) => e.textContent.includes("neemt toe"));
        const at = part.firstChild.nodeValue.indexOf("Het gebruik");
        const range = document.createRange();
        range.setStart(part.firstChild, at);
        range.setEnd(part.firstChild, at + "Het gebruik van drones".length);
        const selection = document.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        }"""
    )
    page.get_by_role("button", name="Punt toevoegen").first.click()
    settle(page)
    expect(page.get_by_role("textbox", name="Citaat")).to_have_value("Het gebruik van drones")
    review = _review(page, desk)
    assert review.quote(review.follow_ups[-1].quote) == "Het gebruik van drones"


def test_a_draft_survives_a_reload_and_a_hard_stop(enter: Enter, desk: Server) -> None:
    page = enter("/inlezen")
    _paste(page)
    _press(page, "Neem over wat compleet is")
    expect(page.locator(".row.accepted").first).to_be_attached()
    accepted = page.locator(".row.accepted").count()
    page.reload()
    settle(page)
    expect(page.locator(".row.accepted")).to_have_count(accepted)
    desk.process.kill()
    desk.process.wait()
    desk.start()
    page.goto(page.url)
    settle(page)
    expect(page.locator(".row.accepted")).to_have_count(accepted)


def test_a_file_is_read_and_a_bad_one_is_refused_in_words(enter: Enter) -> None:
    page = enter("/inlezen")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files({"name": "stuk.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 stuk"})
    expect(page.get_by_text("het bestand is beschadigd")).to_be_visible()
    expect(page.get_by_text("per file")).to_have_count(0)
    chooser.set_input_files({"name": "nota.txt", "mimeType": "text/plain", "buffer": NOTE.encode()})
    page.wait_for_url("**concept=*")
    settle(page)
    expect(page.locator(".text")).to_contain_text("handreiking")


def test_hostile_text_is_shown_and_never_run(enter: Enter) -> None:
    page = enter("/inlezen")
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    _paste(page, NOTE.replace("Drones en privacy", "Drones <img src=x onerror=alert(1)> en <script>alert(2)</script>"))
    expect(page.locator(".text")).to_contain_text("<script>alert(2)</script>")
    _row(page, "Drones").first.locator(".pick").click()
    page.locator(".row.on").get_by_role("button", name="Aanpassen").click()
    settle(page)
    assert said == []
    assert page.locator(".text img, .pane img").count() == 0
    page.close()  # it has a listener by now


@pytest.mark.parametrize("width", [1280, 390])
def test_no_grave_finding_and_nothing_wider_than_the_screen(enter: Enter, width: int) -> None:
    page, faults = enter("/inlezen", width=width, height=844), []
    _paste(page)
    draft = page.url.partition("/inlezen")[2]
    for step in ("meeting", "items", "returns", "store"):
        turn_to(page, f"/inlezen{draft}&edit={step}")
        expect(page.get_by_role("radio", name=load_texts("nl")(f"reading_step.{step}"))).to_be_checked()
        faults += [f"{step}: {finding}" for finding in grave_findings(page)]
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            faults.append(f"{step}: wider than the screen")
    assert faults == []


def test_two_browsers_at_one_draft_and_no_step_is_lost(enter: Enter) -> None:
    first = enter("/inlezen")
    _paste(first)
    second = enter(first.url[first.url.index("/inlezen") :])
    _press(first, "Neem over wat compleet is")
    _row(second, "Het vuurwerkverbod goed").locator(".pick").click()
    second.locator(".row.on").get_by_role("button", name="Weglaten").click()
    expect(second.get_by_text("was u voor")).to_be_visible()
    _press(second, "Mijn stap alsnog uitvoeren")
    expect(_row(second, "Het vuurwerkverbod goed").locator("xpath=self::*[contains(@class,'rejected')]")).to_have_count(
        1
    )
    assert second.locator(".row.accepted").count() > 0


def _action_list() -> str:
    """Forty actions under five known topics, as a secretary writes them."""
    topics = ("Ondermijning", "Jaarwisseling", "Bewaken en beveiligen", "Inzetbaarheid van politie", "Online-fraude")
    head = "| Nr | Actie | Wie | Gereed |\n"
    rows = [
        f"| {at} | Plan {at} voor de inzet van het korps opstellen | Korpschef | {at % 28 + 1} mei |\n"
        for at in range(1, 41)
    ]
    tables = [f"## {topic}\n{head}{''.join(rows[at * 8 : at * 8 + 8])}" for at, topic in enumerate(topics)]
    return "# Actielijst LOVP 5 maart 2026\n\n" + "\n".join(tables)


def test_forty_actions_are_reviewed_within_five_minutes(
    enter: Enter, desk: Server, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """A section with one key and back with one click; then one by one with 45 keys, each drawn before the next.

    A key is heard once, however often the list was drawn anew, and the page is loaded only once.
    """
    page = enter("/inlezen")
    _paste(page, _action_list())
    began, presses = monotonic(), 0
    page.evaluate("window.lovpLoadedOnce = true")
    accepted = page.locator(".row.point.accepted")
    expect(page.locator(".row.point.proposed")).to_have_count(40)
    page.locator(".row .pick").first.focus()
    page.keyboard.press("a")
    expect(accepted).to_have_count(8)
    _press(page, "Laatste stap terugdraaien")
    expect(accepted).to_have_count(0)
    page.locator(".row .pick").first.focus()
    for row in range(40):
        for key in ("ArrowDown", "a") if row % 8 == 0 else ("a",):
            page.keyboard.press(key)
            presses += 1
        expect(accepted).to_have_count(row + 1)
    settle(page)
    seconds = monotonic() - began
    record_testsuite_property("presses for 40 rows", presses)
    record_testsuite_property("seconds for 40 rows", round(seconds, 1))
    assert presses == 45
    assert page.evaluate("window.lovpLoadedOnce")
    review = _review(page, desk)
    assert {each.state for each in (*review.discussions, *review.follow_ups)} == {"accepted"}
    assert seconds < 60  # which leaves six seconds a row to read it


def test_what_is_not_complete_says_what_is_missing_and_the_keys_go_on_after_its_form(enter: Enter) -> None:
    page = enter("/inlezen")
    _paste(page, NOTE.replace("2 maart", "6 maart").replace("Drones en privacy", "Satellieten"))
    topic = _row(page, "Satellieten").first
    topic.locator(".pick").focus()
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_have_text(
        "Overnemen kan nog niet: kies een thema of een bekend onderwerp. Pas dit aan met E."
    )
    expect(topic.get_by_role("button", name="Aanpassen")).to_be_focused()
    expect(topic.locator(".fault")).to_be_hidden()  # or the same is said twice
    expect(page.locator(".legend")).to_have_text("○ nog te beoordelen · ✓ overgenomen · ✕ weggelaten")
    page.keyboard.press("e")
    page.get_by_role("button", name="Terug naar de lijst").click()
    expect(page.locator(".row.on .pick")).to_be_focused()
