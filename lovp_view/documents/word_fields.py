"""What Word works out itself: numbers of pages and captions, the table of contents, links inside and out."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

from lovp_view.view.theme import ACCENT


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """A field with what it shows until Word works it out again."""
    begin_field(paragraph, code)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Any, code: str) -> None:
    """The start of a field; all that follows up to `end_field` is what it shows."""
    _mark(paragraph, "begin")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)
    _mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """The end of the field begun last."""
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """A bookmark around what the paragraph holds now."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    place = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(place, start)
    paragraph._p.append(end)


def add_link(paragraph: Any, text: str, *, address: str = "", bookmark: str = "") -> None:
    """A link to an address, or to a bookmark of the document."""
    link = OxmlElement("w:hyperlink")
    if address:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), bookmark)
    run = paragraph.add_run(text)
    run.font.underline, run.font.color.rgb = bool(address), RGBColor.from_string(ACCENT[1:].upper())
    link.append(run._r)
    paragraph._p.append(link)
