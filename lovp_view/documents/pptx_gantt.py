"""The timeline as a native chart: life lines as stacked bars over dates; the first, unseen piece leads to the day.

A bar runs from the day something was said to the day it was done, or to the reference date; what lies past its term is
red. Glyph and words in the label say the same without colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Inches, Pt

from lovp_view.documents.parts import Part, Shown, alt_text
from lovp_view.documents.pptx_charts import Frame, Series, add_chart, even, fill, label_width, row_height, status_name
from lovp_view.documents.pptx_master import LEAST, LEFT, ROOM_TOP, ROOM_WIDE, room_height
from lovp_view.documents.pptx_pages import Pages, Run
from lovp_view.documents.widths import shortened
from lovp_view.figures.timeline_marks import life_of
from lovp_view.view.theme import FAINT, LATE, LINE, STATUS_COLORS, STATUS_GLYPHS

_KEY, _AXIS = 34.0, 28.0  # points for the key, and for the dates above the bars
_BAR, _PADDING = 20.0, 5.0
_LABELS = 0.46  # share of the width that is for the labels
_DAY_ZERO = pd.Timestamp(1899, 12, 30)  # of serial dates in spreadsheets
_STEPS = (30.4375, 91.3125, 182.625, 365.25, 730.5, 1826.25)  # days between dates on the axis
_MOST_DATES = 6
_DATE = "dd-mm-yyyy"
# Codes by which number formats name a language; month names follow it.
_FORMAT_LANGUAGES = {"nl": "[$-413]", "en": "[$-809]"}


@dataclass(frozen=True)
class Bar:
    """A row of the chart in days: where its life begins, how long it is, and how much of that lies past its term."""

    label: str
    status: str
    begin: float
    days: float
    late: float


def add_gantt(pages: Pages, part: Part, shown: Shown) -> None:
    """A bar per task; more than fit go to the next slide, on the same axis."""
    is_task = shown.frame["is_task"]
    bars = [_bar(pages, row) for row in shown.frame[is_task].itertuples()]
    rows = shown.table[list(is_task)]
    high = row_height([bar.label for bar in bars], label_width(_LABELS), _PADDING)
    cuts = even(len(bars), max(int((room_height() - _KEY - _AXIS) // high), 1))
    for place, cut in enumerate(cuts):
        suffix = pages.numbered(place + 1, len(cuts))
        alt = alt_text(shown.name, part.title + suffix, rows[cut], pages.texts)
        told = [", ".join(filter(None, row)) for row in rows[cut].itertuples(index=False)]
        slide = pages.add(part.title, [*told, pages.texts("document.gantt")], suffix=suffix)
        _draw(pages, slide, bars[cut], _span(bars), high, alt)


def _bar(pages: Pages, row: Any) -> Bar:
    end, late_from = life_of(row, pd.Timestamp(pages.deck.reference_date))
    late, days = serial(end) - serial(late_from), max(serial(end) - serial(row.said_end), 1)
    return Bar(_label(pages, row), row.status, serial(row.said_end), days, min(late, days))


def _label(pages: Pages, row: Any) -> str:
    # Blanks that do not break, save the first.
    late = pages.texts("status.late").lower().replace(" ", "\u00a0")
    suffix = f" ({late})" if row.is_late else ""
    title = " ".join(str(row.title).split())
    return shortened(f"{STATUS_GLYPHS[row.status]} {title}", 2, label_width(_LABELS), LEAST, suffix=suffix)


def serial(day: pd.Timestamp) -> float:
    """The day as spreadsheets count it."""
    return float((day - _DAY_ZERO).days)


def _span(bars: Sequence[Bar]) -> tuple[float, float, float]:
    """First and last day of the axis, and the days between its dates: whole months from a first of January or July.

    One day late on purpose: steps of a mean month, added up, then never fall in the month before.
    """
    first, last = min(bar.begin for bar in bars), max(bar.begin + bar.days for bar in bars)
    step = next((each for each in _STEPS if (last - first) / each < _MOST_DATES - 1), _STEPS[-1])
    start = (_DAY_ZERO + pd.Timedelta(days=first)).date()
    month = 7 if start.month > 6 and step < 365 else 1
    begin = serial(pd.Timestamp(date(start.year, month, 1))) + 1
    return begin, begin + step * max(-(-(last - begin) // step), 1), step


def _draw(pages: Pages, slide: Any, bars: list[Bar], span: tuple[float, float, float], high: float, alt: str) -> None:
    used = [code for code in STATUS_COLORS if code in {bar.status for bar in bars if bar.days > bar.late}]
    late = [Series(pages.texts("key.overdue"), [bar.late or None for bar in bars])] if any(b.late for b in bars) else []
    begin = Series(pages.texts("document.begin"), [bar.begin for bar in bars], _DATE)
    series = [begin, *(_status(pages, code, bars) for code in used), *late]
    colors = [*(STATUS_COLORS[code] for code in used), *([LATE] if late else [])]
    _add_key(pages, slide, [each.name for each in series[1:]], colors)
    room = Frame(_AXIS + len(bars) * high, _AXIS, _KEY, _LABELS)
    chart = add_chart(pages, slide, [bar.label for bar in bars], series, room, alt)
    plot = chart.plots[0]
    plot.gap_width = round((high / _BAR - 1) * 100)
    plot.series[0].format.fill.background()
    plot.series[0].format.line.fill.background()
    for color, each in zip(colors, list(plot.series)[1:], strict=True):
        fill(each.format, color, color)
    _date_axis(pages, chart.value_axis, span)


def _add_key(pages: Pages, slide: Any, names: list[str], colors: list[str]) -> None:
    """What the colours mean, as text: a legend of the chart's own would name the unseen piece too."""
    box = slide.shapes.add_textbox(Inches(LEFT), Inches(ROOM_TOP), Inches(ROOM_WIDE), Pt(_KEY - 4))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    key = [f"{'    ' if at else ''}■ {name}" for at, name in enumerate(names)]
    runs = [Run(text, color) for text, color in zip(key, colors, strict=True)]
    for run in pages.write(frame.paragraphs[0], runs).runs:
        run.font.size = Pt(LEAST)


def _status(pages: Pages, code: str, bars: list[Bar]) -> Series:
    days = [bar.days - bar.late or None if bar.status == code else None for bar in bars]
    return Series(status_name(pages, code), days)


def _color(color: str) -> RGBColor:
    return RGBColor.from_string(color[1:].upper())


def _date_axis(pages: Pages, axis: Any, span: tuple[float, float, float]) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = span
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = _color(LINE)
    axis.format.line.color.rgb = _color(FAINT)
    axis.major_tick_mark, axis.tick_label_position = XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.NEXT_TO_AXIS
    labels = axis.tick_labels
    months = f"{_FORMAT_LANGUAGES.get(pages.texts.language, '')}mmm yyyy"
    labels.number_format, labels.number_format_is_linked = "yyyy" if span[2] > 360 else months, False
