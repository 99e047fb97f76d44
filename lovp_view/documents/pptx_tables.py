"""Native tables, with a header row that is one: who asks whom as a matrix, and any picture that has no chart here."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from lovp_view.documents.parts import Part, Shown, alt_text
from lovp_view.documents.plain import numeric_columns
from lovp_view.documents.pptx_charts import describe
from lovp_view.documents.pptx_master import LEAST, LEFT, ROOM_TOP, ROOM_WIDE, room_height, room_width
from lovp_view.documents.pptx_pages import Pages, Run
from lovp_view.documents.widths import LEADING, column_widths, line_count, shortened
from lovp_view.view.theme import ACCENT, FAINT, INK, PAPER

_PADDING, _SIDE = 10.0, 14.0  # points above and below, and left and right of a cell's text
_MOST_LINES, _MOST_COLUMNS = 3, 6
_NARROWEST = 90.0


def add_matrix(pages: Pages, part: Part, shown: Shown) -> None:
    """A row per asking party, a column per asked one; as a list if the columns would be too narrow to read."""
    asks, asked, _, n = shown.table.columns
    if shown.table[asked].nunique() > _MOST_COLUMNS:
        add_table(pages, part, shown)
        return
    frame = shown.table.assign(**{n: [int(each) for each in shown.frame["n"]]})
    wide = frame.pivot_table(index=asks, columns=asked, values=n, aggfunc="sum", sort=False)
    rows = [[str(name), *(pages.texts.number(v) if v == v else "" for v in row)] for name, *row in wide.itertuples()]
    corner = pages.texts("document.asks_asked")
    _add_pages(pages, part, shown.name, [corner, *map(str, wide.columns)], rows, shown.table)


def add_table(pages: Pages, part: Part, shown: Shown) -> None:
    """The picture's own table."""
    rows = [[str(cell) for cell in row] for row in shown.table.itertuples(index=False)]
    _add_pages(pages, part, shown.name, [str(name) for name in shown.table.columns], rows, shown.table)


def _add_pages(
    pages: Pages, part: Part, name: str, head: list[str], rows: list[list[str]], table: pd.DataFrame
) -> None:
    widths = column_widths([head, *rows], room_width(), LEAST, _SIDE, _NARROWEST)
    cut = [_cut(row, widths) for row in rows]
    groups = _paged(_cut(head, widths), cut, widths)
    done = 0
    for place, group in enumerate(groups):
        suffix = pages.numbered(place + 1, len(groups))
        told = table if len(rows) != len(table) else table[done : done + len(group)]
        alt = alt_text(name, part.title + suffix, told, pages.texts)
        notes = [" · ".join(filter(None, row)) for row in rows[done : done + len(group)]]
        slide = pages.add(part.title, [alt, *notes], suffix=suffix)
        _draw(pages, slide, [_cut(head, widths), *group], widths, alt)
        done += len(group)


def _cut(row: Sequence[str], widths: list[float]) -> list[str]:
    return [
        shortened(text, _MOST_LINES, width - _SIDE, LEAST, is_bold=True)
        for text, width in zip(row, widths, strict=True)
    ]


def _height(row: Sequence[str], widths: list[float]) -> float:
    lines = max(line_count(text, width - _SIDE, LEAST, is_bold=True) for text, width in zip(row, widths, strict=True))
    return lines * LEAST * LEADING + _PADDING


def _paged(head: list[str], rows: list[list[str]], widths: list[float]) -> list[list[list[str]]]:
    """The rows per slide, under a head on each."""
    room = room_height() - _height(head, widths)
    groups: list[list[list[str]]] = [[]]
    used = 0.0
    for row in rows:
        high = _height(row, widths)
        if groups[-1] and used + high > room:
            groups.append([])
            used = 0.0
        groups[-1].append(row)
        used += high
    return groups


def _draw(pages: Pages, slide: Any, rows: list[list[str]], widths: list[float], alt: str) -> None:
    heights = [_height(row, widths) for row in rows]
    size = (Inches(LEFT), Inches(ROOM_TOP), min(Pt(sum(widths)), Inches(ROOM_WIDE)), Pt(sum(heights)))
    holder = slide.shapes.add_table(len(rows), len(widths), *size)
    describe(holder, alt)
    table = holder.table
    table.first_row, table.horz_banding = True, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    numeric = numeric_columns(rows[1:], len(widths))
    for place, (row, height) in enumerate(zip(rows, heights, strict=True)):
        table.rows[place].height = Pt(height)
        for column, text in enumerate(row):
            _fill(pages, table.cell(place, column), text, is_head=place == 0, is_number=numeric[column])


def _fill(pages: Pages, cell: Any, text: str, *, is_head: bool, is_number: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(_SIDE / 2)
    cell.margin_top = cell.margin_bottom = Pt(_PADDING / 2 - 1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string((ACCENT if is_head else FAINT)[1:].upper())
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    pages.write(paragraph, [Run(text, PAPER if is_head else INK, is_bold=is_head)] if text else [])
    for run in paragraph.runs:
        run.font.size = Pt(LEAST)
