"""Tables in Word: a header row that is repeated on every page, rows that never break over two."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lovp_view.documents.plain import numeric_columns
from lovp_view.documents.widths import column_widths
from lovp_view.view.theme import ACCENT, FAINT, PAPER

_SIZE, _SIDE, _NARROWEST = 10, 12.0, 50.0  # points
_POINTS = 72 / 2.54  # in a centimetre


def add_table(made: Any, head: list[str], rows: list[list[str]], width: float) -> Any:
    """A table as wide as its texts need, at most `width` centimetres."""
    table = made.add_table(rows=1 + len(rows), cols=len(head))
    table.autofit = False
    widths = column_widths([head, *rows], width * _POINTS, _SIZE, _SIDE, _NARROWEST)
    numeric = numeric_columns(rows, len(head))
    for place, (texts, row) in enumerate(zip([head, *rows], table.rows, strict=True)):
        _mark(row, "w:cantSplit")
        for column, (text, cell) in enumerate(zip(texts, row.cells, strict=True)):
            cell.width = Cm(widths[column] / _POINTS)
            _fill(cell, text, place, is_number=numeric[column])
    _mark(table.rows[0], "w:tblHeader")
    _set_grid(table, widths)
    made.add_paragraph().paragraph_format.space_after = Pt(4)
    return table


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_grid(table: Any, widths: list[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width / _POINTS)


def _fill(cell: Any, text: str, row: int, *, is_number: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(text)
    run.font.size = Pt(_SIZE)
    if row == 0:
        run.font.bold, run.font.color.rgb = True, RGBColor.from_string(PAPER[1:].upper())
    if row == 0 or row % 2 == 0:
        _shade(cell, ACCENT if row == 0 else FAINT)


def _shade(cell: Any, color: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color[1:].upper())):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
