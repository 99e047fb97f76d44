"""The timeline as a native chart: stacked bars over a date axis whose first, unseen piece brings each bar to its day.

A term longer than a month is hatched, a late one has a red edge, the first promise of a point that was put off stays as
an outline. Glyph and words in the label say the same without colour; a point without a term has a thin mark on the day
it was said, and says so in its label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN
from pptx.util import Inches, Pt

from lovp_view.documents.parts import Part, Shown, alt_text
from lovp_view.documents.pptx_charts import Frame, Series, add_chart, even, fill, label_width, row_height, status_name
from lovp_view.documents.pptx_master import LEAST, LEFT, ROOM_TOP, ROOM_WIDE, room_height
from lovp_view.documents.pptx_pages import Pages, Run
from lovp_view.documents.widths import shortened
from lovp_view.view.theme import FAINT, INK, LATE, LINE, MUTED, PAPER, STATUS_COLORS, STATUS_GLYPHS

_KEY, _AXIS = 34.0, 28.0  # points for the key, and for the dates above the bars
_BAR, _PADDING = 20.0, 5.0
_LABELS = 0.46  # share of the width that is for the labels
_DAY_ZERO = pd.Timestamp(1899, 12, 30)  # of serial dates in spreadsheets
_VAGUE = 31  # days; a longer term is hatched
_STEPS = (30.4375, 91.3125, 182.625, 365.25, 730.5, 1826.25)  # days between dates on the axis
_MOST_DATES = 6
_DATE = "dd-mm-yyyy"
# Codes by which number formats name a language; month names follow it.
_FORMAT_LANGUAGES = {"nl": "[$-413]", "en": "[$-809]"}


@dataclass(frozen=True)
class Bar:
    """A row of the chart in days: where its piece begins and how long it is, and its first promise if that differs."""

    label: str
    status: str
    begin: float
    days: float
    ghost: tuple[float, float] | None
    is_dated: bool
    is_late: bool

    @property
    def start(self) -> float:
        """The first day of all that is drawn."""
        return self.ghost[0] if self.ghost else self.begin

    @property
    def gap(self) -> float:
        """Days between the first promise and the term."""
        return self.begin - self.ghost[0] - self.ghost[1] if self.ghost else 0


def add_gantt(pages: Pages, part: Part, shown: Shown) -> None:
    """A bar per follow-up; more than fit go to the next slide, on the same axis."""
    bars = [_bar(pages, row) for row in shown.frame.itertuples()]
    high = row_height([bar.label for bar in bars], label_width(_LABELS), _PADDING)
    cuts = even(len(bars), max(int((room_height() - _KEY - _AXIS) // high), 1))
    for place, cut in enumerate(cuts):
        suffix = pages.numbered(place + 1, len(cuts))
        alt = alt_text(shown.name, part.title + suffix, shown.table[cut], pages.texts)
        told = [", ".join(filter(None, row)) for row in shown.table[cut].itertuples(index=False)]
        slide = pages.add(part.title, [*told, pages.texts("document.gantt")], suffix=suffix)
        _draw(pages, slide, bars[cut], _span(bars), high, alt)


def _bar(pages: Pages, row: Any) -> Bar:
    is_dated = not pd.isna(row.due_start)
    begin, end = (row.due_start, row.due_end) if is_dated else (row.said_end, row.said_end)
    ghost = None
    if row.is_moved and is_dated and not pd.isna(row.first_start) and row.first_end < row.due_start:
        ghost = (serial(row.first_start), serial(row.first_end) - serial(row.first_start) + 1)
    label = _label(pages, row, is_dated)
    days = serial(end) - serial(begin) + 1
    return Bar(label, row.status, serial(begin), days, ghost, is_dated, bool(row.is_late))


def _label(pages: Pages, row: Any, is_dated: bool) -> str:
    texts = pages.texts
    marks = [texts("document.undated")] * (not is_dated) + [texts("status.late").lower()] * bool(row.is_late)
    # Blanks that do not break, save the first.
    suffix = " (" + ", ".join(marks).replace(" ", "\u00a0") + ")" if marks else ""
    title = " ".join(str(row.title).split())
    return shortened(f"{STATUS_GLYPHS[row.status]} {title}", 2, label_width(_LABELS), LEAST, suffix=suffix)


def serial(day: pd.Timestamp) -> float:
    """The day as spreadsheets count it."""
    return float((day - _DAY_ZERO).days)


def _span(bars: Sequence[Bar]) -> tuple[float, float, float]:
    """First and last day of the axis, and the days between its dates: whole months from a first of January or July.

    One day late on purpose: steps of a mean month, added up, then never fall in the month before.
    """
    first, last = min(bar.start for bar in bars), max(bar.begin + bar.days for bar in bars)
    step = next((each for each in _STEPS if (last - first) / each < _MOST_DATES - 1), _STEPS[-1])
    start = (_DAY_ZERO + pd.Timedelta(days=first)).date()
    month = 7 if start.month > 6 and step < 365 else 1
    begin = serial(pd.Timestamp(date(start.year, month, 1))) + 1
    return begin, begin + step * max(-(-(last - begin) // step), 1), step


def _draw(pages: Pages, slide: Any, bars: list[Bar], span: tuple[float, float, float], high: float, alt: str) -> None:
    used = [code for code in STATUS_COLORS if code in {bar.status for bar in bars}]
    unseen, ghosts = _unseen(pages, bars)
    series = [*unseen, *(_status(pages, code, bars) for code in used)]
    _add_key(pages, slide, used, bars)
    room = Frame(_AXIS + len(bars) * high, _AXIS, _KEY, _LABELS)
    chart = add_chart(pages, slide, [bar.label for bar in bars], series, room, alt)
    plot = chart.plots[0]
    plot.gap_width = round((high / _BAR - 1) * 100)
    for place in range(len(unseen)):
        (_outline if ghosts and place == 1 else _hide)(plot.series[place].format)
    for code, each in zip(used, list(plot.series)[len(unseen) :], strict=True):
        _paint(each, code, bars)
    _date_axis(pages, chart.value_axis, span)


def _add_key(pages: Pages, slide: Any, used: list[str], bars: list[Bar]) -> None:
    """What colours and hatching mean, as text: a legend of the chart's own would name the unseen pieces too."""
    key = [(f"■ {status_name(pages, code)}", STATUS_COLORS[code]) for code in used]
    key += [(f"▨ {pages.texts('key.vague')}", INK)] * any(bar.is_dated and bar.days > _VAGUE + 1 for bar in bars)
    key += [(f"┄ {pages.texts('key.ghost')}", MUTED)] * any(bar.ghost for bar in bars)
    box = slide.shapes.add_textbox(Inches(LEFT), Inches(ROOM_TOP), Inches(ROOM_WIDE), Pt(_KEY - 4))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    runs = [Run(f"{'    ' if place else ''}{text}", color) for place, (text, color) in enumerate(key)]
    for run in pages.write(frame.paragraphs[0], runs).runs:
        run.font.size = Pt(LEAST)


def _unseen(pages: Pages, bars: list[Bar]) -> tuple[list[Series], bool]:
    """What stands before the pieces: the way to the first day, then first promises and the way on from them."""
    texts, ghosts = pages.texts, [bar.ghost for bar in bars]
    begin = Series(texts("document.begin"), [bar.start for bar in bars], _DATE)
    if not any(ghosts):
        return [begin], False
    first = Series(texts("key.ghost"), [ghost[1] if ghost else None for ghost in ghosts])
    gap = Series(texts("document.gap"), [bar.gap if bar.ghost else None for bar in bars])
    return [begin, first, gap], True


def _status(pages: Pages, code: str, bars: list[Bar]) -> Series:
    return Series(status_name(pages, code), [bar.days if bar.status == code else None for bar in bars])


def _hide(look: Any) -> None:
    look.fill.background()
    look.line.fill.background()


def _outline(look: Any) -> None:
    look.fill.background()
    look.line.color.rgb, look.line.width = _color(MUTED), Pt(1.5)
    look.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def _paint(series: Any, code: str, bars: list[Bar]) -> None:
    """The series in the colour of its status; a point of its own look only where it differs."""
    color = STATUS_COLORS[code]
    fill(series.format, color, color)
    for place, bar in enumerate(bars):
        if bar.status == code:
            _paint_point(series.points[place].format, bar, color)


def _paint_point(look: Any, bar: Bar, color: str) -> None:
    edge = LATE if bar.is_late else color
    if not bar.is_dated:
        fill(look, PAPER, MUTED)
    elif bar.days > _VAGUE + 1:
        look.fill.patterned()
        look.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        look.fill.fore_color.rgb, look.fill.back_color.rgb = _color(color), _color(PAPER)
        look.line.color.rgb, look.line.width = _color(edge), Pt(2)
    else:
        fill(look, color, edge)
        look.line.width = Pt(4 if bar.days == 1 else 2)  # a day alone is too thin to be seen


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
