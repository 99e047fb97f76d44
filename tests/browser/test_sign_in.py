"""Signing in with a real provider, in a real browser: who may write, for how long, and what the browser says of it."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import grave_findings
from tests.browser.test_requests import KNOWN, Watch
from tests.support.browser_waits import settle, wait_for_script
from tests.support.sign_in_trial import ELS, NAME, USERS, TrialServer, add_sign_in, trial_server

pytestmark = pytest.mark.browser
TYPED = "Een onderwerp van de redactie"
SIGN_IN, GATE_SIGN_IN = ".st-key-sign_in button:visible", ".st-key-gate_sign_in button:visible"
MENU, SIGN_OUT = "[class*=st-key-editor_pages] button[data-testid=stPopoverButton]", ".st-key-sign_out button"
Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrialServer]:
    with trial_server(tmp_path_factory.mktemp("sign_in")) as started:
        yield started


@pytest.fixture(scope="module")
def _warm(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that comes to have Streamlit's scripts in its cache."""
    opened = browser.new_context(viewport={"width": 1280, "height": 720}, locale="nl-NL")
    yield opened
    opened.close()


@pytest.fixture
def person(_warm: BrowserContext) -> Iterator[BrowserContext]:
    """The browser of someone who is signed in nowhere: without tabs, and without cookies of ours or the provider's."""
    yield _warm
    for tab in _warm.pages:
        tab.close()
    _warm.clear_cookies()


@pytest.fixture
def enter(person: BrowserContext, trial: TrialServer) -> Enter:
    """enter(who): that person signs in on the page for editors, or at another path."""

    def go(who: str, path: str = "/proef", button: str = GATE_SIGN_IN) -> Page:
        tab = person.new_page()
        tab.goto(f"{trial.address}{path}")
        wait_for_script(tab)
        tab.locator(button).click()
        tab.get_by_role("button", name=who, exact=True).first.click()
        expect(tab.locator(f"{MENU}, {SIGN_IN}").first).to_be_visible(timeout=60_000)
        return tab

    return go


@pytest.fixture
def entered(person: BrowserContext, trial: TrialServer) -> Enter:
    """entered(who): that person, signed in a minute ago as the server keeps it; `enter` tests how one signs in."""

    def go(who: str, path: str = "/proef") -> Page:
        add_sign_in(person, trial.address, {"sub": who, **USERS[who]})
        tab = person.new_page()
        tab.goto(f"{trial.address}{path}")
        expect(tab.locator(MENU).first).to_be_visible(timeout=60_000)
        return tab

    return go


def _ledger(server: TrialServer) -> list[str]:
    """Who wrote the topic of these tests, in order."""
    path = server.environment["LOVP_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        return [who for (who,) in connection.execute("select who from ledger where id like 'trial%' order by number")]


def _store(tab: Page, text: str = TYPED) -> None:
    tab.get_by_label("Typed").fill(text)
    tab.get_by_role("button", name="Store").click()


def _list(server: TrialServer, *addresses: str) -> None:
    server.editors.write_text("\n".join(addresses))


@pytest.fixture(autouse=True)
def _listed(trial: TrialServer) -> None:
    """Every test begins with the same list."""
    _list(trial, "els@example.nl", "anna@example.nl")


def test_an_editor_signs_in_comes_back_to_his_view_writes_in_his_name_and_signs_out(
    enter: Enter, trial: TrialServer
) -> None:
    tab = enter("els", "/proef?topic=jaarwisseling&on=2021-01-01")
    expect(tab).to_have_url(
        re.compile(r"/proef\?(topic=jaarwisseling&on=2021-01-01|on=2021-01-01&topic=jaarwisseling)$")
    )
    _store(tab)
    expect(tab.get_by_text("stored for")).to_contain_text(f"stored for {NAME}")
    assert _ledger(trial) == [f"{NAME} <{ELS}>"]
    tab.locator(MENU).click()
    tab.locator(SIGN_OUT).click()
    tab.get_by_role("button", name="End session").click()
    expect(tab.locator(SIGN_IN)).to_be_visible(timeout=60_000)
    tab.goto(f"{trial.address}/proef")
    expect(tab.locator(GATE_SIGN_IN)).to_be_visible(timeout=60_000)
    expect(tab.get_by_text("niet gelukt")).to_have_count(0)


def test_signing_in_from_a_page_for_all_comes_back_to_it(enter: Enter) -> None:
    tab = enter("els", "/tijdlijn?topic=jaarwisseling", button=SIGN_IN)
    expect(tab).to_have_url(re.compile(r"/tijdlijn\?topic=jaarwisseling$"))
    expect(tab.locator(MENU)).to_have_text(re.compile("Redactie"))


def test_who_is_taken_off_the_list_writes_no_more_and_keeps_his_text(entered: Enter, trial: TrialServer) -> None:
    tab = entered("els")
    expect(tab.get_by_label("Typed")).to_be_visible()
    before = _ledger(trial)
    _list(trial, "anna@example.nl")
    _store(tab)
    expect(tab.get_by_test_id("stAlert").filter(has_text="niet op de lijst van redacteuren")).to_be_visible()
    expect(tab.get_by_test_id("stCode")).to_contain_text(TYPED)
    assert _ledger(trial) == before


def test_signing_out_counts_in_every_tab_and_for_every_copy_of_the_cookie(
    enter: Enter, trial: TrialServer, person: BrowserContext, browser: Browser
) -> None:
    first, other = enter("els"), person.new_page()
    other.goto(f"{trial.address}/proef")
    expect(other.get_by_label("Typed")).to_be_visible(timeout=60_000)
    before, copied = _ledger(trial), person.cookies()
    first.locator(MENU).click()
    first.locator(SIGN_OUT).click()
    expect(first.get_by_role("button", name="End session")).to_be_visible()
    _store(other)
    expect(other.get_by_test_id("stCode")).to_contain_text(TYPED)
    thief = browser.new_context(locale="nl-NL")
    thief.add_cookies(copied)  # type: ignore[arg-type]
    tab = thief.new_page()
    tab.goto(f"{trial.address}/proef")
    expect(tab.locator(GATE_SIGN_IN)).to_be_visible(timeout=60_000)
    thief.close()
    assert _ledger(trial) == before


@pytest.mark.parametrize(("who", "said"), [("piet", "niet op de lijst"), ("anna", "bevestigt niet")])
def test_who_may_not_edit_is_told_why_and_reads(entered: Enter, who: str, said: str) -> None:
    tab = entered(who)
    expect(tab.get_by_test_id("stAlert").filter(has_text=said)).to_be_visible()
    expect(tab.get_by_label("Typed")).to_have_count(0)
    expect(tab.locator(MENU)).to_have_text(re.compile("Account"))


def test_who_turns_back_at_the_provider_is_told_that_he_is_not_signed_in(enter: Enter) -> None:
    tab = enter("Deny", "/afspraken?topic=jaarwisseling", button=SIGN_IN)
    expect(tab).to_have_url(re.compile(r"/afspraken\?topic=jaarwisseling$"))
    expect(tab.get_by_text("Het aanmelden is niet gelukt")).to_be_visible()
    expect(tab.locator(SIGN_IN)).to_be_visible()


def test_nobody_edits_inside_another_page(entered: Enter, trial: TrialServer) -> None:
    tab = entered("els")
    tab.goto(f"{trial.address}/proef?embed=true")
    expect(tab.get_by_text("Bewerken is hier uitgezet")).to_be_visible(timeout=60_000)


def test_signing_in_is_over_after_its_time(person: BrowserContext, trial: TrialServer) -> None:
    """The cookie of a signing in that has some seconds left of its twelve hours."""
    end = time.time() + 15
    add_sign_in(person, trial.address, {"sub": "els", **USERS["els"]}, since=end - 12 * 3600)
    tab, before = person.new_page(), _ledger(trial)
    tab.goto(f"{trial.address}/proef")
    expect(tab.get_by_label("Typed")).to_be_visible(timeout=60_000)
    while time.time() <= end:
        time.sleep(0.1)
    _store(tab)
    expect(tab.get_by_test_id("stCode")).to_contain_text(TYPED)
    expect(tab.locator(GATE_SIGN_IN)).to_be_visible()
    assert _ledger(trial) == before


def test_a_restart_with_the_same_secret_keeps_who_is_signed_in(enter: Enter, trial: TrialServer) -> None:
    tab = enter("els")
    trial.stop()
    trial.start()
    tab.reload()
    expect(tab.get_by_label("Typed")).to_be_visible(timeout=60_000)


def test_cookies_are_kept_from_scripts_and_nothing_is_left_of_the_way(enter: Enter) -> None:
    tab = enter("els")
    cookies = {each["name"]: each for each in tab.context.cookies()}
    assert cookies["_streamlit_user"]["httpOnly"]
    assert cookies["_streamlit_user"]["sameSite"] == "Lax"
    assert "lovp_return" not in cookies
    assert "lovp_sign_in" not in cookies


def test_the_whole_way_breaks_no_rule_of_the_page(context: BrowserContext, trial: TrialServer) -> None:
    watch = Watch(context)
    watch.page.goto(f"{trial.address}/proef")
    watch.page.locator(GATE_SIGN_IN).click()
    watch.page.get_by_role("button", name="els", exact=True).first.click()
    _store(watch.page, "Een ander onderwerp")
    expect(watch.page.get_by_text("stored for")).to_be_visible()
    watch.page.locator(MENU).click()
    watch.page.locator(SIGN_OUT).click()
    watch.page.get_by_role("button", name="End session").click()
    expect(watch.page.locator(SIGN_IN)).to_be_visible(timeout=60_000)
    ours = [each for each in watch.complaints if trial.address.removeprefix("http://") in each]
    assert [each for each in ours if not any(known.match(each) for known in KNOWN)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_bar_stays_one_line_and_nothing_keeps_anyone_out(entered: Enter, trial: TrialServer, language: str) -> None:
    tab = entered("piet", f"/proef?lang={language}")
    tab.locator(MENU).click()
    expect(tab.locator(SIGN_OUT)).to_be_visible()
    settle(tab)  # while a run is under way Streamlit shows what is old in paler letters
    assert grave_findings(tab) == []
    expect_one_line(tab)
    tab.context.clear_cookies()
    tab.reload()
    expect(tab.locator(GATE_SIGN_IN)).to_be_visible(timeout=60_000)
    settle(tab)
    assert grave_findings(tab) == []
    expect_one_line(tab)


def expect_one_line(tab: Page) -> None:
    """All that stands in the bar, from the first link to the last button, has one middle."""
    parts = tab.locator(".st-key-navigation a, .st-key-navigation button:visible")
    expect(parts.nth(9)).to_be_visible(timeout=60_000)
    middles = parts.evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect()).map((r) => r.y + r.height / 2)"
    )
    assert max(middles) - min(middles) < 8
