"""An empty A4 document of our own: real styles for headings, captions and quotes, page numbers, one language."""

from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lovp_view.documents.word_fields import add_field
from lovp_view.view.theme import ACCENT, INK, MUTED

FONT = "Calibri"
TEXT_WIDTH, TEXT_HEIGHT = 16.0, 22.0  # centimetres between the margins, with room for a caption
POINT, SAID = "Point", "Point note"
_HEADINGS = {1: 18, 2: 14, 3: 12}
_MARGIN = 2.5


def empty_document(language: str) -> Any:
    """A document with page and styles set, and no text."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    _set_styles(made)
    _set_language(made, language)
    return made


def _set_styles(made: Any) -> None:
    styles = made.styles
    _style(styles["Normal"], 11, INK, after=6)
    _style(styles["Title"], 22, ACCENT, is_bold=True, after=6)
    _style(styles["Subtitle"], 13, MUTED, after=12)
    _style(styles["Footer"], 9, MUTED)
    _style(styles["Caption"], 10, MUTED, after=8)
    _style(styles["Quote"], 11, INK, after=6, is_italic=True)
    styles["Quote"].paragraph_format.left_indent = Cm(1)
    for level, size in _HEADINGS.items():
        _style(styles[f"Heading {level}"], size, ACCENT, is_bold=True, before=size, after=4)
    for name in (POINT, SAID):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.space_after = Pt(2 if name == POINT else 4)
        style.paragraph_format.keep_with_next = name == POINT
    styles[POINT].paragraph_format.space_before = Pt(6)


def _style(
    style: Any,
    size: int,
    color: str,
    *,
    is_bold: bool = False,
    is_italic: bool = False,
    before: int = 0,
    after: int = 0,
) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(size), is_bold, is_italic
    font.color.rgb = RGBColor.from_string(color[1:].upper())
    _set_font(style.element.get_or_add_rPr())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for extra in [*style.element.iter(qn("w:pBdr"), qn("w:spacing"))]:
        if extra.tag == qn("w:pBdr") or extra.getparent().tag == qn("w:rPr"):  # lines and wide letters
            extra.getparent().remove(extra)


def _set_font(properties: Any) -> None:
    """One font for all letters; the template's own names a theme font, which would win."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_language(made: Any, language: str) -> None:
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    properties = made.styles["Normal"].element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    properties.append(lang)


def set_footer(made: Any, title: str, page: str) -> None:
    """The title, and 'Pagina 2 / 9', at the foot of every page."""
    paragraph = made.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(f"{title} · {page} ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" / ")
    add_field(paragraph, "NUMPAGES", "1")
