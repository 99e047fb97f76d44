"""HTML from templates: values are escaped, a missing value is an error, only web addresses become links."""

import pytest
from jinja2 import UndefinedError

from lovp_view.briefing.deck import Group, Number, Point, Slide, Tag
from lovp_view.publishing.digest import Line
from lovp_view.screen.markup import render
from lovp_view.view.caption import Caption
from lovp_view.view.facts import safe_address
from lovp_view.view.texts import load_texts
from tests.conftest import ROOT

EVIL = "<script>alert(1)</script>\"'&"
TEMPLATES = sorted(path.name for path in (ROOT / "lovp_view" / "screen" / "templates").glob("*.html"))
UPDATE = {"day": EVIL, "label": EVIL, "color": EVIL, "note": EVIL, "address": EVIL}
POINT = Point(EVIL, EVIL, EVIL, (Tag(EVIL, EVIL),), EVIL, EVIL)
GROUP = Group(EVIL, (POINT,), ((EVIL, EVIL),))
SLIDE = Slide(EVIL, EVIL, EVIL, (Number(EVIL, EVIL, EVIL, EVIL, EVIL),), None, (GROUP,))
VALUES: dict[str, dict[str, object]] = {
    "conflict.html": {"heads": [EVIL], "rows": [[EVIL, EVIL, EVIL]]},
    "facts.html": {"facts": [(EVIL, EVIL, None), (EVIL, EVIL, EVIL)]},
    "item_page.html": dict.fromkeys(("title", "text", "quote", "to", "own"), EVIL) | {"texts": load_texts("nl")},
    "ledger.html": {
        "head": EVIL,
        "why": EVIL,
        "rows": [dict.fromkeys(("action", "what", "before", "after"), EVIL)],
    },
    "mail.html": dict.fromkeys(
        ("title", "selection", "picture", "alt", "nothing", "why", "stop", "footer", "link", "source", "dashboard"),
        EVIL,
    )
    | {"texts": load_texts("nl"), "parts": [(EVIL, [Line(EVIL, EVIL, EVIL, EVIL)], EVIL)]},
    "point_detail.html": dict.fromkeys(
        ("tags", "what", "facts", "updates_title", "updates", "quote_title", "quote", "link", "link_title"), EVIL
    ),
    "quote.html": {"quote": EVIL},
    "slide.html": {"slide": SLIDE, "pictures": [], "caption": Caption(EVIL, EVIL), "language": EVIL},
    "snapshot.html": dict.fromkeys(("language", "title", "css", "data", "plotly", "player", "no_script"), EVIL),
    "source.html": {"parts": [(EVIL, "mark"), (EVIL, "heading"), (EVIL, "plain")], "label": EVIL},
    "table.html": {"head": [EVIL], "rows": [[EVIL]]},
    "tags.html": {"tags": [{"color": EVIL, "text": EVIL}]},
    "title.html": {"title": EVIL},
    "updates.html": {"updates": [UPDATE], "source": EVIL},
    "what.html": {"what": EVIL, "aspects": [EVIL]},
}


def test_every_template_is_tested_here() -> None:
    assert sorted(VALUES) == TEMPLATES


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_value_becomes_markup(template: str) -> None:
    page = render(template, **VALUES[template])
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;" in page


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_value_that_is_not_given_is_an_error(template: str) -> None:
    with pytest.raises(UndefinedError):
        render(template)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", " https://x.nl", "data:text/html,x", "file:///etc/passwd", "//x.nl",
     "vbscript:x", "http:x", "https:/x.nl", "ftp://x.nl", "", None, float("nan"), 3, b"https://x.nl"],
)  # fmt: skip
def test_nothing_but_a_web_address_is_made_a_link(address: object) -> None:
    assert safe_address(address) is None


@pytest.mark.parametrize("address", ["https://www.politie.nl/a?b=c&d=e", "http://x.nl"])
def test_a_web_address_is_kept_as_it_is(address: str) -> None:
    assert safe_address(address) == address


def test_a_fact_with_an_address_is_a_link_that_tells_the_other_side_nothing() -> None:
    page = render("facts.html", facts=[("Bron", "Terugkoppeling", "https://x.nl/?a=1&b=2"), ("Termijn", "juni", None)])
    assert '<a href="https://x.nl/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">Terugkoppeling</a>' in page
    assert "<dt>Termijn</dt><dd>juni</dd>" in page


def test_a_printed_table_has_a_head_and_every_row() -> None:
    page = render("table.html", head=["Punt", "Status"], rows=[["een", "Open"], ["twee", "Gedaan"]])
    assert page.count('<th scope="col">') == 2
    assert page.count("<td>") == 4


def test_without_aspects_there_is_no_list() -> None:
    assert "<li>" not in render("what.html", what="x", aspects=())
    assert render("what.html", what="x", aspects=["een", "twee"]).count("<li>") == 2


def test_parts_of_a_source_keep_their_order_and_their_kind() -> None:
    page = render("source.html", parts=[("Kop", "heading"), (" a ", "plain"), ("b", "mark")], label="Bron")
    assert '<strong class="lovp-heading">Kop</strong> a <mark>b</mark>' in page
    assert 'lang="nl"' in page
