"""The accessibility statement: there in both languages, without claims that nobody checked, with a way to report."""

import pytest

from lovp_view.screen.accessibility import CHANGED, GAPS, SECTIONS, contact_line
from lovp_view.view.texts import Texts, load_texts
from tests.support.app_screens import open_page

DUTCH = load_texts("nl")


def test_the_page_has_every_part_and_every_gap(texts: Texts) -> None:
    app = open_page("accessibility", lang=texts.language)
    assert not app.exception
    assert [each.value for each in app.main.header] == [texts(f"accessibility.{part}_title") for part in SECTIONS]
    said = "\n".join(each.value for each in app.markdown)
    assert all(texts(f"accessibility.gap_{gap}") in said for gap in GAPS)
    assert texts("accessibility.no_contact") in said
    assert texts("accessibility.date", day=texts.day(CHANGED)) in said


def test_the_contact_of_the_environment_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOVP_CONTACT", "toegankelijk@example.nl")
    said = [each.value for each in open_page("accessibility").markdown]
    assert contact_line("toegankelijk@example.nl", DUTCH) in said


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("toegankelijk@example.nl", "](mailto:toegankelijk@example.nl)"),
        (" https://example.nl/contact?over=lovp ", "](https://example.nl/contact?over=lovp)"),
    ],
)
def test_a_mail_or_web_address_becomes_a_link(contact: str, address: str) -> None:
    assert address in contact_line(contact, DUTCH)


@pytest.mark.parametrize(
    "contact",
    ["070 123 45 67", "javascript:alert(1)", "a@b.nl)[x](https://evil.example", "https://a.nl/) [x](http://b"],
)
def test_anything_else_is_shown_as_it_is_and_no_link(contact: str) -> None:
    assert "](" not in contact_line(contact, DUTCH).replace("\\]\\(", "")


def test_it_is_linked_to_from_every_page_and_leads_on_with_the_view() -> None:
    app = open_page("timeline", topic="jaarwisseling")
    links = [link.proto for link in app.sidebar.get("page_link")]
    assert [(link.page, link.label) for link in links] == [
        ("hulp", DUTCH("page.guide")),
        ("toegankelijkheid", DUTCH("page.accessibility")),
    ]
    assert "jaarwisseling" in str(links[0])
