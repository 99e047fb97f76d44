"""Word report of a deck: headings, numbered figures and tables with captions, quotes with their source, A4."""

import io
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docx.image.image import Image
from docx.shared import Cm, RGBColor

from lovp_view.briefing.agenda_slides import CODE as AGENDA
from lovp_view.briefing.deck import Deck, Group, Number, Point
from lovp_view.documents.parts import Part, Shown, parts_of, told_rows
from lovp_view.documents.plain import (
    Pictures,
    Step,
    fact_words,
    item_link,
    language_tag,
    no_step,
    noon,
    plain,
    quoted,
    web_address,
)
from lovp_view.documents.sealed import sealed
from lovp_view.documents.word_fields import add_bookmark, add_field, add_link, begin_field, end_field
from lovp_view.documents.word_footnotes import Footnotes
from lovp_view.documents.word_styles import POINT, SAID, TEXT_HEIGHT, TEXT_WIDTH, empty_document, set_footer
from lovp_view.documents.word_tables import add_table
from lovp_view.view.texts import Texts
from lovp_view.view.theme import MUTED

_LINE, _LINES, _SPACED = 92, 46, 1.4  # characters a line, lines a page, lines that a short paragraph takes
_SHORT = 6  # pages that need no list of contents
_CONTENTS = r'TOC \o "1-2" \n \h'  # without page numbers, which only Word itself knows


@dataclass
class Report:
    """A document in the making, where its view is found, and how many figures, tables and headings it holds so far."""

    made: Any
    texts: Texts
    link: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    footnotes: Footnotes = field(init=False)

    def __post_init__(self) -> None:
        self.footnotes = Footnotes(self.made)

    def next_number(self, kind: str) -> int:
        """The next number of a kind of thing, from 1."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return self.counts[kind]

    def heading(self, text: str, level: int) -> Any:
        """A heading that the contents can lead to."""
        number, heading = self.next_number("heading"), self.made.add_heading(text, level)
        add_bookmark(heading, _bookmark(number), number)
        return heading

    def caption(self, kind: str, text: str) -> None:
        """'Figuur 3: …', numbered by Word."""
        label = self.texts("document.figure" if kind == "figure" else "document.table")
        number = self.next_number(kind)
        paragraph = self.made.add_paragraph(f"{label} ", style="Caption")
        add_field(paragraph, rf"SEQ {label} \* ARABIC", str(number))
        paragraph.add_run(f": {text}")
        paragraph.paragraph_format.keep_with_next = kind == "table"

    def muted(self, text: str, style: str = "Normal") -> Any:
        """A paragraph that says something less loud."""
        paragraph = self.made.add_paragraph(style=style)
        paragraph.add_run(text).font.color.rgb = RGBColor.from_string(MUTED[1:].upper())
        return paragraph


def _bookmark(number: int) -> str:
    return f"_Toc{number:08}"


def word_bytes(deck: Deck, texts: Texts, link: str, pictures: Pictures, step: Step = no_step) -> bytes:
    """The deck as a .docx. `link` is the absolute address of the view, or ''; slides without a picture show its table.

    Calls `step` with the share done; whatever it raises ends the work.
    """
    report = Report(empty_document(language_tag(texts)), texts, link)
    parts = parts_of(deck, texts, pictures)
    contents = _add_front(report, deck, link)
    done = 0
    for _, chapter in groupby(parts, key=lambda part: part.code.partition(".")[0]):
        for place, part in enumerate(chapter):
            step(done / len(parts))
            _add_part(report, part, is_first=place == 0)
            done += 1
    _fill_contents(report, contents)
    report.footnotes.finish()
    _finish(report, deck)
    out = io.BytesIO()
    report.made.save(out)
    step(1.0)
    return sealed(out.getvalue(), deck.reference_date)


def _add_front(report: Report, deck: Deck, link: str) -> Any:
    """Title, what the report covers, and a place for the contents."""
    made, texts = report.made, report.texts
    made.add_paragraph(plain(deck.title), style="Title")
    made.add_paragraph(texts("document.about"), style="Subtitle")
    report.heading(texts("document.covers"), 1)
    made.add_paragraph(plain(deck.caption.filters))
    made.add_paragraph(plain(deck.caption.footer))
    if address := web_address(link):
        add_link(made.add_paragraph(), texts("document.link"), address=address)
    contents = made.add_paragraph(texts("document.contents"), style=SAID)
    contents.runs[0].font.bold = True
    return contents


def _is_long(made: Any) -> bool:
    """Whether it takes more than about six pages, as only Word itself knows for certain."""
    lines = sum(len(paragraph.text) // _LINE + _SPACED for paragraph in made.paragraphs)
    lines += sum(len(table.rows) * 1.5 for table in made.tables)
    pictures = sum(shape.height.cm for shape in made.inline_shapes) / TEXT_HEIGHT
    return lines / _LINES + pictures > _SHORT


def _fill_contents(report: Report, after: Any) -> None:
    """The contents, as a field that Word can make anew: a line per heading of the first two levels.

    What is short needs none.
    """
    if not _is_long(report.made):
        after._p.getparent().remove(after._p)
        return
    headings = [each for each in report.made.paragraphs if each.style.name in ("Heading 1", "Heading 2")]
    lines = []
    for heading in headings:
        line = report.made.add_paragraph(style=SAID)
        line.paragraph_format.left_indent = Cm(0.6 * (int(heading.style.name[-1]) - 1))
        line.paragraph_format.space_after = 0
        lines.append((line, heading))
    for place, (line, heading) in enumerate(lines):
        if place == 0:
            begin_field(line, _CONTENTS)
        add_link(line, heading.text, bookmark=heading._p.find("{*}bookmarkStart").get(_NAME))
    end_field(lines[-1][0])
    for line, _ in reversed(lines):
        after._p.addnext(line._p)


_NAME = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}name"


def _add_part(report: Report, part: Part, *, is_first: bool) -> None:
    """One part; an item of an agenda stands on a page of its own, with its quotes in footnotes."""
    _, _, topic = part.code.partition(".")
    is_item = part.code == AGENDA
    if is_first or is_item:
        heading = report.heading(_chapter_title(report.texts, part), 1)
        heading.paragraph_format.page_break_before = not is_first
    if topic:
        report.heading(part.title, 2)
    if part.lead:
        report.muted(part.lead)
    if part.numbers:
        _add_numbers(report, part.numbers)
    if part.shown:
        _add_picture(report, part, part.shown)
    for group in part.groups:
        _add_group(report, group, 3 if topic else 2, in_footnotes=is_item)


def _chapter_title(texts: Texts, part: Part) -> str:
    """The name of the slide; of a slide of points, its own title."""
    if "." in part.code:
        return texts("page.topics")
    return texts.label("slide_name", part.code) if part.shown else part.title


def _add_numbers(report: Report, numbers: tuple[Number, ...]) -> None:
    texts = report.texts
    report.caption("table", texts("document.numbers"))
    head = [texts("document.number"), texts("column.n"), texts("column.remark")]
    add_table(report.made, head, [[plain(n.label), plain(n.value), plain(n.note)] for n in numbers], TEXT_WIDTH)


def _add_picture(report: Report, part: Part, shown: Shown) -> None:
    if shown.png:
        _add_png(report, shown)
        report.caption("figure", part.title)
    else:
        report.caption("table", part.title)
        add_table(report.made, *told_rows(shown, report.texts), TEXT_WIDTH)


def _add_png(report: Report, shown: Shown) -> None:
    """As wide as the text, or less where it would be higher than a page."""
    png = shown.png or b""
    image = Image.from_blob(png)
    width = min(TEXT_WIDTH, TEXT_HEIGHT * image.px_width / max(image.px_height, 1))
    paragraph = report.made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    inline = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(width))._inline
    inline.docPr.set("descr", shown.alt)


def _add_group(report: Report, group: Group, level: int, *, in_footnotes: bool) -> None:
    if group.heading:
        report.heading(plain(group.heading), level)
    for point in group.points:
        _add_point(report, point, in_footnotes=in_footnotes)
    for fact in group.facts:
        name, value = fact_words(*fact)
        paragraph = report.made.add_paragraph(style="List Bullet")
        paragraph.add_run(name).font.bold = True
        paragraph.add_run(value)


def _add_point(report: Report, point: Point, *, in_footnotes: bool) -> None:
    """Title with its status in words, what is known of it, and its quote, under it or at the foot of the page."""
    paragraph = report.made.add_paragraph(style=POINT)
    paragraph.add_run(plain(point.title)).font.bold = True
    for tag in point.tags:
        paragraph.add_run(" · ")
        run = paragraph.add_run(plain(tag.text))
        run.font.bold, run.font.color.rgb = True, RGBColor.from_string(tag.color[1:].upper())
    if point.meta:
        _add_meta(report, point)
    if point.note:
        report.made.add_paragraph(plain(point.note), style=SAID)
    if point.quote and in_footnotes:
        report.footnotes.add(paragraph, quoted(point))
    elif point.quote:
        report.made.add_paragraph(quoted(point), style="Quote")


def _add_meta(report: Report, point: Point) -> None:
    said = report.muted(plain(point.meta), SAID)
    links = ((web_address(point.address), "detail.source_link"), (item_link(report.link, point.id), "document.own"))
    for address, key in links:
        if address:
            said.add_run(" · ")
            add_link(said, report.texts(key), address=address)


def _finish(report: Report, deck: Deck) -> None:
    """Footer and properties; the day is the deck's, so that the same deck gives the same file."""
    title = plain(deck.title)
    set_footer(report.made, title, report.texts("document.page"))
    properties = report.made.core_properties
    properties.title, properties.subject = title[:255], plain(deck.caption.filters)[:255]
    properties.comments, properties.language = plain(deck.caption.footer)[:255], language_tag(report.texts)
    properties.author = properties.last_modified_by = "LOVP"
    properties.created = properties.modified = noon(deck.reference_date)
    properties.revision = 1
