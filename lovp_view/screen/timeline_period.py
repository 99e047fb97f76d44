"""Which days the timeline shows, and the control that chooses them."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from lovp_view import state
from lovp_view.figures import Window
from lovp_view.figures.part import nearest
from lovp_view.view.address import ZOOM_ALL, ZOOM_FIT, zoom_days
from lovp_view.view.scene import Scene


def timeline_window(scene: Scene) -> Window:
    """fit: from the first day of the selection's follow-ups to the reference date or later; all: meetings too."""
    zoom, on = scene.view.zoom, scene.reference_date
    if zoom not in (ZOOM_FIT, ZOOM_ALL):
        return Window(*zoom_days(zoom), on, is_period=True)
    rows, updates = nearest(scene.selected.follow_ups), scene.selected.status_updates
    updates = updates[updates["follow_up"].isin(rows["id"])]
    days = [rows[name] for name in ("said_start", "due_start", "due_end", "first_start", "first_end")]
    telling = updates if zoom == ZOOM_ALL else updates[updates["status"].notna() & (updates["status"] != "no_trace")]
    days += [telling["on_start"], telling["on_end"]]
    if zoom == ZOOM_ALL:
        days += [scene.register.calendar["held_on_start"], scene.register.calendar["held_on_end"], _as_series(on)]
    return _padded(pd.concat(days).dropna(), on)


def _as_series(day: date) -> pd.Series:
    return pd.Series([pd.Timestamp(day)]).astype("datetime64[s]")


def _padded(days: pd.Series, on: date) -> Window:
    if days.empty:
        return Window(on - timedelta(days=183), on + timedelta(days=183), on)
    first, last = days.min().date(), days.max().date()
    first, last = min(first, on), max(last, on)
    # A share of the span, so that a mark on the first or last day is not cut at the edge of a small picture.
    margin = timedelta(days=max(20, round((last - first).days * 0.05)))
    return Window(first - margin, last + margin, on)


def zoom_control(scene: Scene) -> None:
    """Fit, all, or one year or quarter, with steps to the one before and after."""
    texts, zoom = scene.texts, scene.view.zoom
    kind = _kind(zoom)
    with st.container(key="zoom", horizontal=True, vertical_alignment="bottom", gap="small"):
        field = state.field("zoom", kind)
        st.segmented_control(
            texts("controls.zoom"),
            [ZOOM_FIT, "year", "quarter", ZOOM_ALL],
            key=field.key,
            format_func=lambda code: texts.label("zoom", code),
            required=True,
            on_change=field.chosen(lambda kind: state.go(zoom=_zoom_of(kind, scene))),
        )
        if kind in ("year", "quarter"):
            periods, period = _periods(scene, kind), state.field("period", zoom)
            st.selectbox(
                texts.label("zoom", kind),
                periods,
                key=period.key,
                format_func=lambda code: period_label(code, scene),
                on_change=period.chosen(lambda code: state.go(zoom=code)),
                width=170,
            )


def _kind(zoom: str) -> str:
    return zoom if zoom in (ZOOM_FIT, ZOOM_ALL) else "quarter" if "_q" in zoom else "year"


def _zoom_of(kind: str, scene: Scene) -> str:
    """The zoom a newly chosen kind starts with: the year or quarter of the reference date."""
    if kind in (ZOOM_FIT, ZOOM_ALL):
        return kind
    day = scene.reference_date
    return str(day.year) if kind == "year" else f"{day.year}_q{(day.month + 2) // 3}"


def _periods(scene: Scene, kind: str) -> list[str]:
    """Every year or quarter from the first meeting or term to the last, and the one now chosen."""
    rows = scene.register.follow_ups
    days = pd.concat([scene.register.calendar["held_on_start"], rows["due_end"], rows["first_end"]]).dropna()
    years = range(days.min().year, max(days.max().year, scene.reference_date.year) + 1) if len(days) else []
    codes = [str(year) for year in years]
    if kind == "quarter":
        codes = [f"{year}_q{quarter}" for year in years for quarter in range(1, 5)]
    return sorted({*codes, scene.view.zoom})


def period_label(code: str, scene: Scene) -> str:
    """'2020' or '2e kwartaal 2020'."""
    year, _, quarter = code.partition("_q")
    return scene.texts("zoom.quarter_label", quarter=quarter, year=year) if quarter else year
