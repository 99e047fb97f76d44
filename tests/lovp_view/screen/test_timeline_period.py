"""Which days the timeline shows: all terms by default, everything on demand, or one year or quarter."""

from datetime import date, timedelta

import pandas as pd
import pytest

from lovp_data.measures import parse_mark
from lovp_view import state
from lovp_view.figures import Window
from lovp_view.screen.timeline_period import _zoom_of, period_label, timeline_window
from lovp_view.view.wording import mark_label
from tests.support.figure_samples import ON

CASES: dict[str, dict[str, list[str]]] = {
    "all": {}, "topic": {"topic": ["jaarwisseling"]}, "one": {"q": ["nogmaals agenderen"]}
}  # fmt: skip
each_case = pytest.mark.parametrize("case", CASES)


def _window(on: str = ON, **query: list[str]) -> Window:
    return timeline_window(state.build_scene({"on": [on], **query}))


@each_case
def test_by_default_every_term_and_every_status_lies_inside(case: str) -> None:
    scene = state.build_scene({"on": [ON], **CASES[case]})
    window, rows, updates = timeline_window(scene), scene.selected.follow_ups, scene.selected.status_updates
    told = updates[updates["status"].notna() & (updates["status"] != "no_trace")]
    days = pd.concat([rows["said_start"], rows["due_end"], rows["first_end"], told["on_end"]]).dropna()
    assert pd.Timestamp(window.start) < days.min()
    assert days.max() < pd.Timestamp(window.end)


@each_case
def test_all_shows_every_meeting_and_the_reference_date_too(case: str) -> None:
    scene = state.build_scene({"on": [ON], "zoom": ["all"], **CASES[case]})
    window, calendar = timeline_window(scene), scene.register.calendar
    assert pd.Timestamp(window.start) < calendar["held_on_start"].min()
    assert calendar["held_on_end"].max() < pd.Timestamp(window.end)
    assert window.start < scene.reference_date < window.end


@pytest.mark.parametrize("on", ["2021-03-01", ON])
def test_the_axis_always_reaches_the_reference_date(on: str) -> None:
    window = _window(on, **CASES["one"])
    assert window.start <= window.reference_date <= window.end


@pytest.mark.parametrize(("kind", "zoom"), [("year", "2026"), ("quarter", "2026_q4"), ("fit", "fit")])
def test_a_period_begins_at_the_reference_date(kind: str, zoom: str) -> None:
    assert _zoom_of(kind, state.build_scene({"on": [ON]})) == zoom


@pytest.mark.parametrize(
    ("zoom", "first", "last"), [("2020", "2020-01-01", "2020-12-31"), ("2020_q3", "2020-07-01", "2020-09-30")]
)
def test_a_year_or_a_quarter_is_shown_to_the_day(zoom: str, first: str, last: str) -> None:
    window = _window(zoom=[zoom])
    assert (window.start.isoformat(), window.end.isoformat()) == (first, last)


def test_of_nothing_half_a_year_on_either_side_of_the_reference_date_is_shown() -> None:
    window = _window(q=["zzzz"])
    on = date.fromisoformat(ON)
    assert (window.start, window.end) == (on - timedelta(days=183), on + timedelta(days=183))


@pytest.mark.parametrize(
    ("code", "dutch", "english"), [("2020", "2020", "2020"), ("2020_q2", "2e kwartaal 2020", "Q2 2020")]
)
def test_a_period_has_a_name(code: str, dutch: str, english: str) -> None:
    scenes = [state.build_scene({"lang": [language]}) for language in ("nl", "en")]
    assert [period_label(code, scene) for scene in scenes] == [dutch, english]


@pytest.mark.parametrize(
    ("mark", "label"),
    [
        ("month.2020-09.moved_away", "september 2020 · Eerst toegezegd, daarna verschoven"),
        ("headline.agreed_late", "Afspraken te laat"),
        ("moment.now", "Te laat of zonder antwoord"),
        ("asks_asked.regioburgemeesters.not_named", "Regioburgemeesters · Niet genoemd"),
        ("topic_meeting.jaarwisseling.lovp_2020_02_10", "Jaarwisseling en vuurwerk · LOVP 10 feb 2020"),
        ("month.nooit.certain", "nooit · Termijn valt in de maand"),
        ("topic_status.zonder.anders", "zonder · anders"),
    ],
)
def test_a_mark_has_a_label_also_when_nothing_answers_to_it(mark: str, label: str) -> None:
    parsed = parse_mark(mark)
    assert parsed is not None
    assert mark_label(parsed, state.build_scene({"on": [ON]})) == label
