"""What a reader of a web page sees, whatever made the page."""

import re
from collections import Counter
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lovp_data.documents.intake import read_document

NOTE = "<h1>Terugkoppeling</h1><p>De korpschef komt vóór mei met een plan.</p>"
TEXT = "# Terugkoppeling\nDe korpschef komt vóór mei met een plan."


def read(page: str | bytes) -> str:
    return read_document(page if isinstance(page, bytes) else page.encode(), "nota.html").text


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "iso-8859-15", "utf-8"])
@pytest.mark.parametrize(
    "mark", ['<meta charset="{}">', "<meta http-equiv=Content-Type content='text/html; charset={}'>"]
)
def test_a_page_is_read_in_the_encoding_it_names(encoding: str, mark: str) -> None:
    page = f"<html><head>{mark.format(encoding)}</head><body>{NOTE}</body></html>"
    assert read(page.encode(encoding)) == TEXT


@pytest.mark.parametrize("named", ["", '<meta charset="utf-8">', '<meta charset="no-such">', '<meta charset="rot13">'])
def test_a_page_that_names_none_or_a_wrong_one_is_read_as_what_it_is(named: str) -> None:
    assert read(f"{named}{NOTE}".encode("cp1252")) == TEXT


def test_a_mark_of_the_bytes_goes_before_what_the_page_says() -> None:
    assert read(f'<meta charset="windows-1252">{NOTE}'.encode("utf-8-sig")) == TEXT
    assert read(f'<meta charset="utf-8">{NOTE}'.encode("utf-16")) == TEXT


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">500 fte</p>',
        '<div style="color:red; VISIBILITY:hidden"><p>500 fte</p></div>',
        "<p hidden>500 fte</p>",
        "<span style='mso-hide:all'>500 fte</span>",
        "<del><p>500 fte</p></del>",
        "<p><s>500 fte</s></p>",
        '<p style="text-decoration: red line-through">500 fte</p>',
        "<style>.x, p.y { color: red; Display : none }</style><p class=y>500 fte</p>",
        "<form><label>500 fte</label><select><option>500 fte</option></select></form>",
    ],
)
def test_what_no_reader_sees_is_not_read(hidden: str) -> None:
    assert read(NOTE + hidden) == TEXT


def test_a_style_for_paper_hides_nothing() -> None:
    assert read(f"<style>@media print {{ h1 {{ display: none }} }} p:nope( {{ display: none }}</style>{NOTE}") == TEXT


def test_a_form_around_the_page_hides_nothing() -> None:
    assert read(f"<body><form><div>{NOTE}</div></form></body>") == TEXT


def test_every_article_is_read_and_a_small_one_is_not_the_page() -> None:
    parts = NOTE.split("<p>")
    assert read(f"<p>Los</p><article>{parts[0]}</article><article><p>{parts[1]}</article>") == TEXT
    assert read(f"{NOTE}<article><p>Ook</p></article><main>Klein</main>") == f"{TEXT}\nOok\nKlein"
    assert read(f"<article>{NOTE}<article><p>Erin</p></article></article>") == f"{TEXT}\nErin"


def test_headings_and_lists_keep_their_level_and_their_numbers() -> None:
    page = "<h3>Kop</h3><ul><li><p>a</p><ol start=4><li>b<li>c<ul><li>d</ul></ol><li>e</ul>"
    assert read(page) == "### Kop\n• a\n  4. b\n  5. c\n    • d\n• e"


def test_a_table_is_read_row_by_row_and_a_merged_cell_once() -> None:
    page = (
        "<table><tr><th>Actie<th>Wie<th>Stand</tr><tr><td rowspan=2><p>een plan</p><p>en een brief</p><td>OM"
        "<td>loopt</tr>"
        "<tr><td>politie|OM<td></tr><tr style='display:none'><td>a<td>b<td>c</tr>"
        "<tr><td colspan=3>Tot slot</tr></table>"
    )
    assert read(page).split("\n") == [
        "| Actie | Wie | Stand |",
        "| een plan en een brief | OM | loopt |",
        r"| ^^ | politie\|OM | |",
        "Tot slot",
    ]


def test_a_table_that_lays_out_a_page_is_read_as_its_blocks() -> None:
    assert read(f"<table><tr><td>Menu<td>{NOTE}</tr><tr><td>a<td>b</tr></table>") == f"Menu\n{TEXT}\na\nb"
    assert read("<table><tr><td>Datum<td>2 maart</tr></table>") == "Datum\n2 maart"


CELLS = st.text("abc |^&<\n", max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=2, max_size=5))
def test_no_word_of_any_table_is_lost(rows: list[list[str]]) -> None:
    """Whatever is merged, empty, or full of the marks that stand around cells."""
    page = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    read_words = Counter(re.findall("[abc]+", read(f"<p>x</p><table>{page}</table>")))
    assert read_words == Counter(re.findall("[abc]+", " ".join(" ".join(row) for row in rows)))
