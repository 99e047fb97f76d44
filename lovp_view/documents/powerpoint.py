"""PowerPoint of a deck: 16:9, native charts and tables, text of at least 18 points, quotes in the notes."""

import io
from collections.abc import Callable
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from lovp_view.briefing.deck import Deck, Number
from lovp_view.documents.parts import BARS, GANTT, MATRIX, Part, Shown, parts_of
from lovp_view.documents.plain import Step, language_tag, no_step, noon, plain
from lovp_view.documents.pptx_charts import add_bars
from lovp_view.documents.pptx_gantt import add_gantt
from lovp_view.documents.pptx_master import COVER, LEAST, LEFT, ROOM_TOP, ROOM_WIDE, empty_presentation
from lovp_view.documents.pptx_pages import Pages, Run
from lovp_view.documents.pptx_points import add_points
from lovp_view.documents.pptx_tables import add_matrix, add_table
from lovp_view.documents.sealed import sealed
from lovp_view.documents.widths import shortened
from lovp_view.view.texts import Texts
from lovp_view.view.theme import FAINT, INK, MUTED, SAID_STATUSES

_DRAWERS = dict.fromkeys(BARS, add_bars) | {GANTT: add_gantt, MATRIX: add_matrix}
_VALUE_SIZE, _LABEL_SIZE = 80, 18  # points of a headline number and of its label
_TILE_HIGH, _TILE_GAP = 3.8, 0.2  # inches


def powerpoint_bytes(deck: Deck, texts: Texts, link: str, step: Step = no_step) -> bytes:
    """The deck as a .pptx. `link` is the absolute address of the view, or ''.

    Calls `step` with the share done; whatever it raises ends the work.
    """
    made = empty_presentation()
    pages = Pages(made, deck, texts, link)
    _add_cover(pages)
    parts = parts_of(deck, texts, {})
    for done, part in enumerate(parts):
        step(done / len(parts))
        _add_part(pages, part)
    pages.add_footers()
    _set_properties(made, deck, texts)
    out = io.BytesIO()
    made.save(out)
    step(1.0)
    return sealed(out.getvalue(), deck.reference_date)


def _add_part(pages: Pages, part: Part) -> None:
    if part.numbers:
        _add_numbers(pages, part)
    if part.shown:
        _drawer(part.shown)(pages, part, part.shown)
    else:
        add_points(pages, part)


def _drawer(shown: Shown) -> Callable[[Pages, Part, Shown], None]:
    """A native chart, or a table where there is none for the picture or no task to draw in it."""
    return add_table if shown.frame["status"].isin(SAID_STATUSES).all() else _DRAWERS.get(shown.name, add_table)


def _add_cover(pages: Pages) -> None:
    deck = pages.deck
    slide = pages.add(plain(deck.title), [], COVER)
    frame = slide.placeholders[1].text_frame
    pages.write(frame.paragraphs[0], [Run(pages.texts("document.about"))])


def _add_numbers(pages: Pages, part: Part) -> None:
    """The headline numbers, large, side by side."""
    told = [f"{plain(each.label)}: {plain(each.value)} ({plain(each.note)})" for each in part.numbers]
    slide = pages.add(pages.texts.label("slide_name", part.code), told)
    wide = (ROOM_WIDE - _TILE_GAP * (len(part.numbers) - 1)) / len(part.numbers)
    for place, number in enumerate(part.numbers):
        left = LEFT + place * (wide + _TILE_GAP)
        _add_tile(pages, slide, number, (left, ROOM_TOP + 0.6, wide, _TILE_HIGH))


def _add_tile(pages: Pages, slide: Any, number: Number, place: tuple[float, float, float, float]) -> None:
    tile = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(each) for each in place))
    tile.name = plain(number.label)
    tile.fill.solid()
    tile.fill.fore_color.rgb = RGBColor.from_string(FAINT[1:].upper())
    tile.line.fill.background()
    tile._element.remove(tile._element.find("{*}style"))  # the theme's shadow
    frame = tile.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_top = Inches(0.35)
    room = (place[2] - 0.2) * 72
    lines = [
        (Run(number.value, number.color, is_bold=True), _VALUE_SIZE),
        (Run(shortened(plain(number.label), 2, room, _LABEL_SIZE, is_bold=True), INK, is_bold=True), _LABEL_SIZE),
        (Run(shortened(plain(number.note), 2, room, LEAST), MUTED), LEAST),
    ]
    for at, (run, size) in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        for made in pages.write(paragraph, [run]).runs:
            made.font.size = Pt(size)


def _set_properties(made: Any, deck: Deck, texts: Texts) -> None:
    properties = made.core_properties
    properties.title, properties.language = plain(deck.title)[:255], language_tag(texts)
    properties.subject = plain(deck.caption.filters)[:255]
    properties.author = properties.last_modified_by = "LOVP"
    properties.comments = plain(deck.caption.footer)[:255]
    properties.created = properties.modified = noon(deck.reference_date)
    properties.revision = 1
