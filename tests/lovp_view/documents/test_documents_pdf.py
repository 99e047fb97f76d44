"""The PDF, opened again: A4 landscape, tagged, bookmarked, its text found again, the same numbers."""

import io
import re
from functools import cache
from typing import Any

import pypdf
import pytest

from lovp_view.documents.pdf import pdf_bytes
from lovp_view.view.texts import load_texts
from tests.support.decks import (
    EVERY,
    HOSTILE_SEEN,
    LANGUAGES,
    LINK,
    SHIPPED,
    deck_for,
    frame_of,
    made,
    pictures_for,
    points_of,
    quotes_of,
)


@cache
def _read(case: str, language: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made("pdf", case, language)))


@cache
def _illustrated(language: str) -> pypdf.PdfReader:
    deck = deck_for("all", language)
    return pypdf.PdfReader(io.BytesIO(pdf_bytes(deck, load_texts(language), "", pictures_for("all", language))))


def _tight(text: str) -> str:
    """Letters alone: where lines break is the layout's business."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


@cache
def _text(case: str, language: str) -> str:
    return _tight("".join(page.extract_text() for page in _read(case, language).pages))


def _bookmarks(reader: pypdf.PdfReader) -> list[str]:
    return [str(each.title) for each in reader.outline if not isinstance(each, list)]


def _tagged(reader: pypdf.PdfReader, kind: str) -> list[Any]:
    """All elements of a kind in the tree that screen readers walk."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found += [node] if node.get("/S") == kind else []
            waiting += [node["/K"]] if "/K" in node else []
    return found


@EVERY
def test_pages_are_a4(case: str, language: str) -> None:
    boxes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in _read(case, language).pages}
    assert boxes == {(595, 842)}


@SHIPPED
def test_title_language_day_and_tags_are_set(case: str, language: str) -> None:
    reader, deck = _read(case, language), deck_for(case, language)
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == deck.title
    assert root["/Lang"] == {"nl": "nl-NL", "en": "en-GB"}[language]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert f"{deck.reference_date:%Y%m%d}" in str(reader.metadata.get("/CreationDate"))


@SHIPPED
def test_every_slide_has_a_bookmark_and_none_stands_alone_on_a_page(case: str, language: str) -> None:
    reader, deck = _read(case, language), deck_for(case, language)
    marks, texts = _bookmarks(reader), load_texts(language)
    suffix = texts("slide.page", title="", page=1, pages=2).split("1")[0]
    told = [slide for slide in deck.slides if slide.code != "cover" or len(deck.slides) == 1]
    assert marks == list(dict.fromkeys(slide.title.split(suffix)[0] for slide in told))
    pages = [reader.get_destination_page_number(each) for each in reader.outline if not isinstance(each, list)]
    assert pages == sorted(pages)
    assert len(set(pages)) < len(pages) or len(pages) == 1


@SHIPPED
def test_every_point_leads_to_where_the_note_says_so(case: str, language: str) -> None:
    linked = {str(note.get_object().get("/A", {}).get("/URI")) for page in _read(case, language).pages
              for note in page.get("/Annots", [])}  # fmt: skip
    assert {point.address for point in points_of(deck_for(case, language))} <= linked


@SHIPPED
def test_a_list_of_contents_stands_only_in_what_is_long(case: str, language: str) -> None:
    reader = _read(case, language)
    assert bool(_tagged(reader, "/TOC")) == (len(reader.pages) > 6)


@SHIPPED
def test_all_text_of_the_deck_is_found_again(case: str, language: str) -> None:
    text, deck = _text(case, language), deck_for(case, language)
    for point in points_of(deck):
        assert all(_tight(part) in text for part in (point.title, point.meta, *(tag.text for tag in point.tags)))
    assert all(_tight(quote) in text for quote in quotes_of(deck))
    assert _tight(deck.caption.footer) in text


@SHIPPED
def test_numbers_stand_in_the_text(case: str, language: str) -> None:
    text, deck = _text(case, language), deck_for(case, language)
    for slide in deck.slides:
        assert all(_tight(f"{n.value}{n.label}{n.note}") in text for n in slide.numbers)
    cells = [str(each.get("/S")) for each in _tagged(_read(case, language), "/TD")]
    names = ("follow_ups_by_topic_and_status", "follow_up_intervals")
    topics, points = (frame_of(deck, name) for name in names)
    statuses = topics["status"].nunique() + 1 if len(topics) else 0
    least = statuses * (topics["topic"].nunique() if len(topics) else 0) + 6 * len(points)
    assert len(cells) >= least


@SHIPPED
def test_a_row_of_the_table_of_topics_holds_the_counts_of_the_frame(case: str, language: str) -> None:
    text, frame = _text(case, language), frame_of(deck_for(case, language), "follow_ups_by_topic_and_status")
    for _, rows in frame.groupby("topic", sort=False):
        title = re.escape(_tight(rows["topic_title"].iloc[0]))
        found = [sorted(each) for each in re.findall(rf"{title}(\d+)", text)]
        assert sorted("".join(map(str, rows["n"]))) in found


@EVERY
def test_tables_have_header_cells_for_screen_readers(case: str, language: str) -> None:
    reader = _read(case, language)
    assert bool(_tagged(reader, "/TH")) == bool(_tagged(reader, "/Table"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_have_their_text_alternative(language: str) -> None:
    alts = [str(each["/Alt"]) for each in _tagged(_illustrated(language), "/Figure")]
    wanted = [slide.picture.figure.alt for slide in deck_for("all", language).slides if slide.picture]
    assert sorted(map(_tight, alts)) == sorted(map(_tight, wanted))
    assert not _tagged(_illustrated(language), "/Table")


def test_the_link_can_be_followed() -> None:
    found = [each.get_object() for each in _read("all", "nl").pages[0].get("/Annots", [])]
    assert LINK in [str(each["/A"]["/URI"]) for each in found if "/URI" in each.get("/A", {})]


def test_the_font_is_inside() -> None:
    fonts = [font.get_object() for page in _read("all", "nl").pages for font in page["/Resources"]["/Font"].values()]
    assert {str(font["/BaseFont"]).split("+")[1].split("-")[0] for font in fonts} == {"LOVPSans"}


def test_text_that_bites_is_shown_as_it_is() -> None:
    assert all(_tight(part) in _text("hostile", "nl") for part in HOSTILE_SEEN)
