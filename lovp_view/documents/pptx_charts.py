"""Native charts that whoever gets the slides can edit: stacked bars by status."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt
from xlsxwriter import Workbook

from lovp_view.documents.parts import Part, Shown, alt_text
from lovp_view.documents.plain import noon
from lovp_view.documents.pptx_master import FONT, LEAST, LEFT, ROOM_HIGH, ROOM_TOP, ROOM_WIDE, room_height, room_width
from lovp_view.documents.pptx_pages import Pages
from lovp_view.documents.widths import LEADING, line_count, shortened
from lovp_view.view.theme import INK, PAPER, SAID_STATUSES, STATUS_COLORS, STATUS_GLYPHS

LABELS = 0.4  # share of the width that is for the labels of the rows
LEGEND = 40.0  # points above the bars
_PADDING, _BAR, _MOST_GAP = 14.0, 26.0, 500
_LEAST_HIGH = 170.0  # points; in lower charts LibreOffice breaks the numbers over two lines
_GLYPH_ROOM = 34.0  # points that a glyph and a number take inside a bar
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True)
class Series:
    """One series: its name, a value per row (None where it has none), and how its numbers are written."""

    name: str
    values: Sequence[float | None]
    number_format: str = "General"


def label_width(share: float = LABELS) -> float:
    """Points that a row's label may take."""
    return room_width() * share - 14


def even(count: int, most: int) -> list[slice]:
    """Cuts of a list into as few parts as hold at most so many, all about as long."""
    parts = max(-(-count // most), 1)
    bounds = [round(count * place / parts) for place in range(parts + 1)]
    return [slice(first, last) for first, last in pairwise(bounds)]


def row_height(labels: Sequence[str], width: float, padding: float) -> float:
    """Points that each row needs for the longest label."""
    return max(line_count(label, width, LEAST) for label in labels) * LEAST * LEADING + padding


def add_bars(pages: Pages, part: Part, shown: Shown) -> None:
    """A bar per row, pieces by status; more rows than fit go to the next slide, on the same scale.

    What was merely said is no piece of a bar: it would be added to what was agreed and asked.
    """
    is_task = ~shown.frame["status"].isin(SAID_STATUSES)
    table = shown.table[list(is_task)]
    frame = shown.frame[is_task]
    frame = frame.assign(label=list(table.iloc[:, 0]), row=frame.iloc[:, 0])
    order = frame.groupby("row", sort=False)["n"].sum()
    labels = {row.row: shortened(row.label, 2, label_width(), LEAST) for row in frame.itertuples()}
    high = row_height(list(labels.values()), label_width(), _PADDING)
    cuts = even(len(order), max(int((room_height() - LEGEND) // high), 1))
    for place, cut in enumerate(cuts):
        chosen = list(order.index[cut])
        suffix = pages.numbered(place + 1, len(cuts))
        told = table[list(frame["row"].isin(chosen))]
        alt = alt_text(shown.name, part.title + suffix, told, pages.texts)
        slide = pages.add(part.title, [alt], suffix=suffix)
        _bars(pages, slide, frame, [(row, labels[row]) for row in chosen], high, float(order.max()), alt)


def _bars(
    pages: Pages, slide: Any, frame: pd.DataFrame, rows: list[tuple[str, str]], high: float, most: float, alt: str
) -> None:
    used = [code for code in STATUS_COLORS if code in set(frame["status"])]
    n = {(row.row, row.status): int(row.n) for row in frame.itertuples()}
    with_glyph = room_width() * (1 - LABELS) / most > _GLYPH_ROOM
    series = [_status_series(pages, code, [n.get((row, code)) for row, _ in rows], with_glyph) for code in used]
    room = Frame(max(LEGEND + len(rows) * high, _LEAST_HIGH), LEGEND)
    high = (room.height - LEGEND) / len(rows)
    chart = add_chart(pages, slide, [label for _, label in rows], series, room, alt)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    plot = chart.plots[0]
    plot.gap_width = min(round((high / _BAR - 1) * 100), _MOST_GAP)
    for code, each in zip(used, plot.series, strict=True):
        fill(each.format, STATUS_COLORS[code])
        _number_labels(each)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.visible = 0, most * 1.02, False


def _status_series(pages: Pages, code: str, values: list[int | None], with_glyph: bool) -> Series:
    glyph = STATUS_GLYPHS[code]
    return Series(status_name(pages, code), values, f'"{glyph}" 0' if with_glyph else "0")


def status_name(pages: Pages, code: str) -> str:
    """'✓ Gedaan'"""
    return f"{STATUS_GLYPHS[code]} {pages.texts.label('status', code)}"


def _number_labels(series: Any) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.font.size, labels.font.bold = Pt(LEAST), True
    labels.font.color.rgb = RGBColor.from_string(PAPER[1:].upper())


def fill(look: Any, color: str, edge: str = PAPER) -> None:
    """A plain fill with an edge that parts it from its neighbours."""
    look.fill.solid()
    look.fill.fore_color.rgb = RGBColor.from_string(color[1:].upper())
    look.line.color.rgb = RGBColor.from_string(edge[1:].upper())
    look.line.width = Pt(1.5)


@dataclass(frozen=True)
class Frame:
    """Where a chart stands, in points: from the top of the room, its height, and the height above its bars.

    `labels` is the share of the width that the labels of the rows have.
    """

    height: float
    above: float
    top: float = 0
    labels: float = LABELS


def add_chart(pages: Pages, slide: Any, labels: list[str], series: list[Series], frame: Frame, alt: str) -> Any:
    """A stacked bar chart with labels left, first row on top, and its own workbook."""
    data = CategoryChartData()
    data.categories = labels
    for each in series:
        data.add_series(each.name, each.values, each.number_format)
    inches = min(frame.height / 72, ROOM_HIGH - frame.top / 72)
    place = (Inches(LEFT), Inches(ROOM_TOP + frame.top / 72), Inches(ROOM_WIDE), Inches(inches))
    holder = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place, data)
    describe(holder, alt)
    chart = holder.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(labels, series, pages))
    _look(chart)
    _lay_out(chart, frame.above / (inches * 72), frame.labels)
    return chart


def describe(holder: Any, alt: str) -> None:
    """The text alternative of a chart or table."""
    holder._element.nvGraphicFramePr.cNvPr.set("descr", alt)


def _look(chart: Any) -> None:
    chart.has_title, chart.has_legend = False, False
    chart.font.size, chart.font.name = Pt(LEAST), FONT
    chart.font.color.rgb = RGBColor.from_string(INK[1:].upper())
    chart.plots[0].overlap = 100
    axis = chart.category_axis
    axis.reverse_order, axis.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark, axis.has_major_gridlines = XL_TICK_MARK.NONE, False
    axis.format.line.fill.background()
    chart.value_axis.has_major_gridlines = False


def _lay_out(chart: Any, top: float, left: float) -> None:
    """The plot's place inside the chart, so that bars begin at the same place on every slide."""
    plot_area = chart._chartSpace.chart.plotArea
    for old in plot_area.findall(f"{{{_CHART}}}layout"):
        plot_area.remove(old)
    sizes = {"x": left, "y": top, "w": 1 - left - 0.01, "h": 1 - top}
    modes = "".join(f'<c:{name}Mode val="edge"/>' for name in "xy")
    shares = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in sizes.items())
    target = '<c:layoutTarget val="inner"/>'
    plot_area.insert(
        0,
        parse_xml(f'<c:layout xmlns:c="{_CHART}"><c:manualLayout>{target}{modes}{shares}</c:manualLayout></c:layout>'),
    )


def _workbook(labels: list[str], series: list[Series], pages: Pages) -> bytes:
    """The numbers behind the chart. Texts are texts there, also those that look like formulas."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": noon(pages.deck.reference_date)})
        sheet, text = book.add_worksheet(), book.add_format({"quote_prefix": True})
        sheet.write_column(1, 0, labels, text)
        for column, each in enumerate(series, start=1):
            sheet.write(0, column, each.name)
            sheet.write_column(1, column, each.values, book.add_format({"num_format": each.number_format}))
    return out.getvalue()
