"""A slide with everything that every slide has: title, footer, number, notes; and how runs of text are written."""

import copy
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor

from lovp_view.briefing.deck import Deck
from lovp_view.documents.plain import language_tag, legal, plain, web_address
from lovp_view.documents.pptx_master import FOOTER_WIDE, LEAST, TITLE_ONLY, TITLE_SIZE, room_width
from lovp_view.documents.widths import shortened, text_width
from lovp_view.view.texts import Texts
from lovp_view.view.theme import ACCENT


@dataclass(frozen=True)
class Run:
    """A piece of text in one look; without a colour it has that of its level."""

    text: str
    color: str = ""
    is_bold: bool = False
    is_italic: bool = False


class Pages:
    """Adds slides to a presentation, each with title and notes; in the end, footers and numbers to all."""

    def __init__(self, made: Any, deck: Deck, texts: Texts, link: str) -> None:
        self.made, self.deck, self.texts = made, deck, texts
        self.link, self.language = web_address(link), language_tag(texts)

    def add(self, title: str, notes: list[str], layout: int = TITLE_ONLY, suffix: str = "") -> Any:
        """A slide. A title of more than two lines is cut at a word, and stands whole in the notes."""
        slide = self.made.slides.add_slide(self.made.slide_layouts[layout])
        shown = shortened(title, 2, room_width() * 0.98, TITLE_SIZE, is_bold=True, suffix=suffix)
        self.write(slide.shapes.title.text_frame.paragraphs[0], [Run(shown)])
        whole = [] if shown == f"{title}{suffix}" else [f"{title}{suffix}"]
        self.note(slide, [*whole, *notes])
        return slide

    def add_footers(self) -> None:
        """Footer and number on every slide, after all else: that is the order in which they are read aloud."""
        for slide in self.made.slides:
            self._add_footer(slide)

    def numbered(self, page: int, pages: int) -> str:
        """' (2 van 3)', or nothing if there is only one."""
        return self.texts("slide.page", title="", page=page, pages=pages) if pages > 1 else ""

    def write(self, paragraph: Any, runs: list[Run], level: int = 0) -> Any:
        """Runs into a paragraph, each in the language of the document."""
        paragraph.level = level
        for run in runs:
            self._write_run(paragraph, run)
        return paragraph

    def _write_run(self, paragraph: Any, run: Run) -> Any:
        made = paragraph.add_run()
        made.text = legal(run.text)
        made._r.get_or_add_rPr().set("lang", self.language)
        if run.color:
            made.font.color.rgb = RGBColor.from_string(run.color[1:].upper())
        if run.is_bold:
            made.font.bold = True
        if run.is_italic:
            made.font.italic = True
        return made

    def note(self, slide: Any, lines: list[str]) -> None:
        """What stands in the notes: the lines, then what the slide says of itself."""
        caption = self.deck.caption
        about = [plain(caption.filters), plain(caption.footer), *([self.link] if self.link else [])]
        frame = slide.notes_slide.notes_text_frame
        for place, line in enumerate([*lines, *about]):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            self.write(paragraph, [Run(line)])

    def _add_footer(self, slide: Any) -> None:
        for shape in slide.slide_layout.placeholders:
            kind = shape.placeholder_format.type.name
            if kind in ("FOOTER", "SLIDE_NUMBER"):
                slide.shapes._spTree.append(copy.deepcopy(shape._element))
                added = slide.shapes[-1]
                added._element.nvSpPr.cNvPr.set("id", str(max(each.shape_id for each in slide.shapes) + 1))
                (self._write_footer if kind == "FOOTER" else self._write_number)(added)

    def _write_footer(self, shape: Any) -> None:
        """Filters and link on one line, then reference date, n of N and source."""
        caption, frame = self.deck.caption, shape.text_frame
        frame.clear()
        words = f" · {self.texts('document.link')}" if self.link else ""
        room = FOOTER_WIDE * 72
        filters = shortened(plain(caption.filters), 1, room - text_width(words, LEAST), LEAST)
        first = self.write(frame.paragraphs[0], [Run(filters)])
        if self.link:
            self._write_run(first, Run(" · "))
            self._write_run(first, Run(self.texts("document.link"), ACCENT)).hyperlink.address = self.link
        self.write(frame.add_paragraph(), [Run(shortened(plain(caption.footer), 1, room, LEAST))])

    def _write_number(self, shape: Any) -> None:
        for element in shape._element.iter("{*}rPr", "{*}endParaRPr"):
            element.set("lang", self.language)
