"""Reads a presentation as a program that shows it would: sizes that are inherited, boxes, notes, numbers of charts."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Pt

from tests.support.decks import folded, made

FOOTING = ("FOOTER", "SLIDE_NUMBER")


@cache
def presentation(case: str, language: str) -> Any:
    """The presentation of a case; never change it."""
    return Presentation(io.BytesIO(made("pptx", case, language)))


def slides(case: str, language: str) -> list[Any]:
    return list(presentation(case, language).slides)


def kind_of(shape: Any) -> str:
    """TITLE, FOOTER, …; '' for what is no placeholder."""
    return str(shape.placeholder_format.type.name) if shape.is_placeholder else ""


def title_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def notes_of(slide: Any) -> str:
    return folded(slide.notes_slide.notes_text_frame.text)


def charts(case: str, language: str) -> Iterator[Any]:
    yield from (shape.chart for slide in slides(case, language) for shape in slide.shapes if shape.has_chart)


def tables(case: str, language: str) -> Iterator[Any]:
    yield from (shape.table for slide in slides(case, language) for shape in slide.shapes if shape.has_table)


def graphics(case: str, language: str) -> list[Any]:
    """Charts, tables and pictures."""
    found = (shape for slide in slides(case, language) for shape in slide.shapes)
    return [shape for shape in found if shape.has_chart or shape.has_table or shape.shape_type == 13]


def paragraphs(shape: Any) -> Iterator[Any]:
    """All paragraphs in a shape, in the cells of a table too."""
    if shape.has_text_frame:
        yield from shape.text_frame.paragraphs
    if shape.has_table:
        yield from (p for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs)


def sizes(slide: Any) -> Iterator[tuple[str, float]]:
    """Every run of a slide with its size in points, inherited where it has none of its own."""
    for shape in slide.shapes:
        for paragraph in paragraphs(shape):
            for run in paragraph.runs:
                size = run.font.size.pt if run.font.size else _inherited(shape, paragraph.level)
                yield run.text, size


def _inherited(shape: Any, level: int) -> float:
    """From the layout's placeholder, the master's, or the master's style for it."""
    assert shape.is_placeholder, f"{shape.name} has text without a size"
    layout, master = shape.part.slide_layout, shape.part.slide_layout.slide_master
    kind = kind_of(shape)
    names = {"CENTER_TITLE": "TITLE", "SUBTITLE": "BODY", "OBJECT": "BODY"}
    for page, wanted in ((layout, kind), (master, names.get(kind, kind))):
        for each in page.placeholders:
            if kind_of(each) == wanted and (size := _size(each._element.txBody, level)):
                return size
    style = "titleStyle" if names.get(kind, kind) == "TITLE" else "bodyStyle"
    size = _size(master._element.find(f".//{{*}}{style}"), level)
    assert size
    return size


def _size(where: Any, level: int) -> float:
    found = where.find(f".//{{*}}lvl{level + 1}pPr/{{*}}defRPr")
    return int(found.get("sz")) / 100 if found is not None and found.get("sz") else 0


def chart_sizes(chart: Any) -> list[float]:
    """Every size that a chart sets, in points."""
    return [int(each.get("sz")) / 100 for each in chart._chartSpace.iter("{*}defRPr", "{*}rPr") if each.get("sz")]


def box(shape: Any) -> tuple[int, int, int, int]:
    """Left, top, right and bottom."""
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def do_overlap(first: Any, second: Any) -> bool:
    """True if the boxes share more than an edge."""
    (a, b, c, d), (e, f, g, h) = box(first), box(second)
    slack = Pt(0.5)
    return a < g - slack and e < c - slack and b < h - slack and f < d - slack


def values(chart: Any) -> dict[tuple[str, str], float]:
    """The numbers that a chart shows, by label and series."""
    labels = list(chart.plots[0].categories)
    return {
        (str(label), series.name): value
        for series in chart.plots[0].series
        for label, value in zip(labels, series.values, strict=True)
        if value is not None
    }


def sheet_of(chart: Any) -> Any:
    """The sheet behind a chart."""
    return load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
