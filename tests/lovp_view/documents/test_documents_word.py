"""The Word report, opened again: headings, numbered captions, tables with header rows, the same numbers and quotes."""

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from lovp_view.documents.word import word_bytes
from lovp_view.view.texts import load_texts
from lovp_view.view.theme import STATUS_COLORS
from tests.support.decks import (
    EVERY,
    HOSTILE_SEEN,
    LANGUAGES,
    LINK,
    SHIPPED,
    deck_for,
    folded,
    frame_of,
    made,
    pictures_for,
    points_of,
    quotes_of,
)


@cache
def _report(case: str, language: str) -> Any:
    return Document(io.BytesIO(made("docx", case, language)))


@cache
def _illustrated(language: str) -> Any:
    deck = deck_for("all", language)
    return Document(io.BytesIO(word_bytes(deck, load_texts(language), "", pictures_for("all", language))))


def _text(report: Any) -> str:
    return folded(" ".join(paragraph.text for paragraph in report.paragraphs))


def _styled(report: Any, start: str) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs if paragraph.style.name.startswith(start)]


def _rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _drawings(report: Any) -> Iterator[Any]:
    yield from report.element.body.iter(qn("wp:inline"))


@EVERY
def test_the_page_is_a4_and_the_language_set(case: str, language: str) -> None:
    report = _report(case, language)
    section = report.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    tags = {each.get(qn("w:val")) for each in report.styles.element.iter(qn("w:lang"))}
    assert tags == {{"nl": "nl-NL", "en": "en-GB"}[language]}


@SHIPPED
def test_it_begins_with_what_it_covers(case: str, language: str) -> None:
    report, deck = _report(case, language), deck_for(case, language)
    first = [paragraph.text for paragraph in report.paragraphs[:6]]
    assert first[0] == deck.title
    assert {deck.caption.filters, deck.caption.footer} <= set(first)
    assert LINK in [each.target_ref for each in report.part.rels.values() if each.is_external]


@SHIPPED
def test_every_title_is_a_heading_or_a_caption(case: str, language: str) -> None:
    report, texts = _report(case, language), load_texts(language)
    said = " ".join([*_styled(report, "Heading"), *_styled(report, "Caption")])
    page = re.escape(texts("slide.page", title="", page=1, pages=2)).replace("1", r"\d+").replace("2", r"\d+")
    told = [slide for slide in deck_for(case, language).slides if slide.code != "cover"]
    assert all(re.sub(f"{page}$", "", slide.title) in said for slide in told)


@EVERY
def test_headings_never_skip_a_level(case: str, language: str) -> None:
    levels = [int(p.style.name[-1]) for p in _report(case, language).paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(second <= first + 1 for first, second in pairwise(levels))


@EVERY
def test_the_contents_lead_to_headings_that_are_there(case: str, language: str) -> None:
    body = _report(case, language).element.body
    named = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    wanted = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink")) if each.get(qn("w:anchor"))]
    assert bool(wanted) == (case == "all")  # what is short needs no list of contents
    assert set(wanted) <= named
    fields = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert fields.count("begin") == fields.count("separate") == fields.count("end")


@EVERY
def test_every_table_has_a_header_row_that_repeats_and_rows_that_stay_whole(case: str, language: str) -> None:
    for table in _report(case, language).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert all(cell.text for cell in table.rows[0].cells)


@SHIPPED
def test_without_pictures_tables_show_their_numbers(case: str, language: str) -> None:
    deck, tables = deck_for(case, language), [_rows(table) for table in _report(case, language).tables]
    numbers = next((slide.numbers for slide in deck.slides if slide.numbers), ())
    topics = frame_of(deck, "follow_ups_by_topic_and_status")
    assert bool(tables) == bool(len(topics))
    if tables:
        assert tables[0][1:] == [[n.label, n.value, n.note] for n in numbers]
        assert sum(int(cell or 0) for row in tables[1][1:] for cell in row[1:]) == topics["n"].sum()
        assert [row[0] for row in tables[1][1:]] == list(dict.fromkeys(topics["topic_title"]))
        assert len(tables[1][0]) == 1 + topics["status"].nunique()
        assert len(tables[-1]) == 1 + len(frame_of(deck, "follow_up_intervals"))


@SHIPPED
def test_every_point_leads_to_where_the_note_says_so(case: str, language: str) -> None:
    linked = {each.target_ref for each in _report(case, language).part.rels.values() if each.is_external}
    assert {point.address for point in points_of(deck_for(case, language))} <= linked


@EVERY
def test_captions_are_numbered_by_word_from_one(case: str, language: str) -> None:
    report, texts = _report(case, language), load_texts(language)
    captions = _styled(report, "Caption")
    starts = [f"{texts('document.table')} {place}: " for place in range(1, len(captions) + 1)]
    assert all(caption.startswith(start) for caption, start in zip(captions, starts, strict=True))
    codes = [each.text for each in report.element.body.iter(qn("w:instrText"))]
    assert sum("SEQ" in code for code in codes) == len(captions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_as_wide_as_the_text_with_caption_and_alternative(language: str) -> None:
    report, deck, texts = _illustrated(language), deck_for("all", language), load_texts(language)
    pictured = [slide.picture for slide in deck.slides if slide.picture]
    drawings = list(_drawings(report))
    assert [each.docPr.get("descr") for each in drawings] == [folded(each.figure.alt) for each in pictured]
    assert all(each.extent.cx <= 360000 * 16 + 1 and each.extent.cy <= 360000 * 22 + 1 for each in drawings)
    assert any(abs(each.extent.cx - 360000 * 16) < 2 for each in drawings)
    figures = [caption for caption in _styled(report, "Caption") if caption.startswith(texts("document.figure"))]
    assert len(figures) == len(pictured)


@EVERY
def test_quotes_have_a_style_of_their_own_and_a_source_before_them(case: str, language: str) -> None:
    quotes = [each.strip("‘’") for each in _styled(_report(case, language), "Quote")]
    if case != "hostile":
        assert quotes == quotes_of(deck_for(case, language))


@SHIPPED
def test_every_point_says_its_status_in_words(case: str, language: str) -> None:
    text = _text(_report(case, language))
    for point in points_of(deck_for(case, language)):
        assert folded(" · ".join([point.title, *(tag.text for tag in point.tags)])) in text
        assert folded(point.meta) in text
        assert folded(point.note) in text


def test_pages_are_numbered() -> None:
    footer = _report("all", "nl").sections[0].footer._element
    assert [each.text.strip() for each in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_text_that_bites_is_shown_as_it_is() -> None:
    text = _text(_report("hostile", "nl"))
    assert all(part in text for part in HOSTILE_SEEN)


def test_counts_by_status_have_a_column_per_status_in_the_fixed_order() -> None:
    head, texts = _rows(_report("all", "nl").tables[1])[0], load_texts("nl")
    shown = [name.split(" ", 1)[1] for name in head[1:]]
    assert shown == [texts.label("status", code) for code in STATUS_COLORS if texts.label("status", code) in shown]
