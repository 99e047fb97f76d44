"""Ticks of a date axis in the language of the reader; Plotly's own know English only."""

from datetime import date

from lovp_view.figures.frame import Spec
from lovp_view.view.texts import Texts
from lovp_view.view.theme import LINE, MUTED

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_LABEL = 38  # pixels that a short month name needs at 13 pixels of text


def date_ticks(start: date, end: date, width: float, texts: Texts, text: int = 13) -> Spec:
    """Month names where they fit, the year under the first of each year; years only over long spans."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    step = next((s for s in _MONTH_STEPS if months / s * _LABEL * text / 13 <= width), _MONTH_STEPS[-1])
    days = _firsts(start, end, step)
    labels = []
    for place, day in enumerate(days):
        is_new = place == 0 or days[place - 1].year != day.year
        month = texts.short_month(day) if step < 12 else ""
        labels.append("<br>".join(part for part in (month, str(day.year) if is_new else "") if part))
    look = {"ticks": "outside", "tickcolor": LINE, "tickfont": {"color": MUTED}}
    return {"tickmode": "array", "tickvals": [day.isoformat() for day in days], "ticktext": labels, **look}


def _firsts(start: date, end: date, step: int) -> list[date]:
    """First days of every step-th month, counted from January, within start..end."""
    first = start.year * 12 // step * step
    places = range(first, end.year * 12 + end.month, step)
    days = [date(place // 12, place % 12 + 1, 1) for place in places]
    return [day for day in days if start <= day <= end] or [start]
