"""Of very much, a picture draws what matters most; its title counts everything, its words say so, its table has all."""

from datetime import date

import pandas as pd
import pytest

from bench.generated import generated_package
from lovp_data import measures
from lovp_data.register.frames import build_tables
from lovp_data.register.register import Register, known_on
from lovp_view import figures
from lovp_view.figures import Figure, Window
from lovp_view.figures.part import MOST_COLUMNS, MOST_INTERVALS, MOST_ROWS, nearest
from lovp_view.view.caption import Caption
from lovp_view.view.texts import languages, load_texts
from lovp_view.view.theme import FULL
from tests.support.figure_labels import marks, row_labels
from tests.support.figure_samples import note_of

_DAY = date(2026, 11, 1)
_CAPTION = Caption("geen filter", "voet")


@pytest.fixture(scope="module")
def register() -> Register:
    """Ten times the shipped data."""
    return known_on(build_tables(generated_package(10)), _DAY, _DAY)


def _timeline(register: Register, language: str) -> Figure:
    intervals, updates = measures.follow_up_intervals(register), measures.updates_by_follow_up(register)
    window = Window(date(2020, 1, 1), _DAY, _DAY)
    meetings = measures.meetings_by_day(register)
    return figures.follow_up_intervals(intervals, updates, meetings, window, load_texts(language), _CAPTION, FULL)


def _matrix(register: Register, language: str) -> Figure:
    discussed, meetings = measures.topics_by_meeting(register), measures.meetings_by_day(register)
    return figures.topics_by_meeting(discussed, meetings, load_texts(language), _CAPTION, FULL)


def _words(figure: Figure) -> str:
    return " ".join(note_of(figure, name).replace("<br>", " ") for name in ("title", "footer"))


@pytest.mark.parametrize("language", languages())
def test_the_timeline_draws_a_part_counts_all_and_says_so(register: Register, language: str) -> None:
    figure = _timeline(register, language)
    shown = [label.text for label in row_labels(figure.spec)]
    assert 0 < len([text for text in shown if not text.startswith("<b>")]) <= MOST_INTERVALS + 1
    assert str(int(register.follow_ups["is_task"].sum())) in figure.title
    tasks = int(register.follow_ups["is_task"].sum())
    note = load_texts(language)("part.tasks", shown=str(MOST_INTERVALS), n=str(tasks))
    assert note.split("(")[0] in figure.alt
    assert f"{MOST_INTERVALS} " in _words(figure)
    assert len(figure.table) == len(register.follow_ups)


def test_late_and_open_ones_come_first(register: Register) -> None:
    rows = register.follow_ups
    shown = nearest(rows)
    assert shown["is_late"].sum() == min(rows["is_late"].sum(), MOST_INTERVALS)
    assert list(shown.index) == sorted(shown.index)


@pytest.mark.parametrize("language", languages())
def test_a_matrix_draws_the_last_meetings_and_topics_that_were_in_them(register: Register, language: str) -> None:
    figure = _matrix(register, language)
    drawn = [mark[0].split(".")[1:] for trace in marks(figure.spec) for mark in trace["customdata"]]
    topics, meetings = ({mark[place] for mark in drawn} for place in (0, 1))
    assert 0 < len(topics) <= MOST_ROWS
    assert len(meetings) == MOST_COLUMNS
    assert len(figure.table) == len(register.discussions)
    assert (
        load_texts(language)("part.topics", shown=str(len(topics)), n=str(register.topics["id"].nunique()))
        in figure.alt
    )


def test_what_fits_is_drawn_whole_and_no_word_is_said_of_it(register: Register) -> None:
    rows = register.follow_ups
    few = pd.concat([rows[rows["is_task"]].head(MOST_INTERVALS), rows[~rows["is_task"]].head(20)]).sort_index()
    cut = register.with_frames(follow_ups=few)
    assert len(nearest(few)) == MOST_INTERVALS + 20
    assert "filter" not in _timeline(cut, "nl").alt


def test_nothing_is_nothing_too() -> None:
    assert nearest(pd.DataFrame({"is_task": [], "topic": [], "is_late": [], "is_open": [], "said_end": []})).empty
