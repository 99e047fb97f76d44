"""Room for every text: labels of rows never overlap, lines fit their width, ticks neither crowd nor run out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lovp_view.figures.axis import date_ticks
from lovp_view.figures.frame import RowLabel, Rows, lay_out_rows, lines_height, listing, wrap
from lovp_view.view.texts import languages, load_texts
from lovp_view.view.theme import Size
from tests.support.figure_labels import labels, row_labels
from tests.support.figure_samples import CASES, FIGURES, LONG, SIZES, figure_for, plain

LABELS = [RowLabel("Kort"), RowLabel(LONG, is_heading=True), RowLabel(LONG), RowLabel("x" * 120)]
each_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)


def _boxes(rows: Rows, size: Size) -> list[tuple[float, float]]:
    """Top and bottom of every label, as estimated from its lines."""
    halves = [lines_height(note["text"].count("<br>") + 1, size.text) / 2 for note in rows.annotations]
    return [(note["y"] - half, note["y"] + half) for note, half in zip(rows.annotations, halves, strict=True)]


@each_size
@pytest.mark.parametrize("mark_height", [26, 40])
def test_labels_stand_under_each_other_and_inside_the_picture(size: Size, mark_height: float) -> None:
    rows = lay_out_rows(LABELS, size, mark_height=mark_height)
    boxes = _boxes(rows, size)
    assert all(upper[1] <= lower[0] for upper, lower in pairwise(boxes))
    assert boxes[0][0] >= 0
    assert boxes[-1][1] <= rows.height


@each_size
def test_a_mark_has_its_height_to_itself(size: Size) -> None:
    rows = lay_out_rows([label for label in LABELS if not label.is_heading], size, mark_height=26)
    assert all(lower - upper >= 26 for upper, lower in pairwise(rows.y))
    assert rows.y[0] >= 13
    assert rows.y[-1] + 13 <= rows.height


@each_size
def test_a_label_above_its_row_leaves_the_mark_free_and_one_beside_it_is_level_with_it(size: Size) -> None:
    rows = lay_out_rows(LABELS, size, mark_height=26)
    for label, box, y in zip(LABELS, _boxes(rows, size), rows.y, strict=True):
        if size.puts_labels_above and not label.is_heading:
            assert box[1] <= y - 13
        elif not label.is_heading:
            assert sum(box) / 2 == pytest.approx(y)


@each_size
def test_the_heights_of_the_rows_add_up(size: Size) -> None:
    alone = [lay_out_rows([label, RowLabel("vulling " * 30)], size).height for label in LABELS]
    filling = lay_out_rows([RowLabel("vulling " * 30)], size).height
    assert lay_out_rows(LABELS, size).height == pytest.approx(sum(height - filling for height in alone))


@each_size
def test_a_row_without_a_label_is_as_high_as_its_marks(size: Size) -> None:
    rows = lay_out_rows([RowLabel("", mark_height=90)], size)
    assert (rows.height, rows.annotations, rows.y) == (90, [], [45])


@each_size
def test_without_rows_there_is_still_a_picture(size: Size) -> None:
    rows = lay_out_rows([], size)
    assert rows.height >= 40
    assert rows.annotations == rows.y == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [name for name in FIGURES if name != "month"])
@pytest.mark.parametrize("case", [case for case in CASES if case != "none"])
def test_no_label_of_a_real_picture_lies_over_another(name: str, case: str, size: str) -> None:
    shown = row_labels(figure_for(name, case, "nl", size).spec)
    halves = [lines_height(label.text.count("<br>") + 1, SIZES[size].text) / 2 for label in shown]
    boxes = [(label.y - half, label.y + half) for label, half in zip(shown, halves, strict=True)]
    assert all(upper[1] <= lower[0] + 0.01 for upper, lower in pairwise(boxes))


@pytest.mark.parametrize("text", [LONG, "x" * 120, "kort", "", "woord-met-streepjes " * 8])
@pytest.mark.parametrize("width", [30, 100, 290, 800])
def test_wrapping_keeps_every_character_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = wrap(text, width, 13)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= max(width / 6.5, 6) for line in lines)


def test_a_long_title_wraps_at_every_size_and_stays_whole() -> None:
    for size in SIZES:
        shown = labels(figure_for("timeline", "biting", "nl", size).spec)
        whole = [label.text for label in shown if plain(label.text) == LONG]
        assert whole
        assert all("<br>" in text for text in whole)


@pytest.mark.parametrize("months", [1, 2, 3, 6, 12, 18, 24, 36, 60, 120, 240, 360])
@pytest.mark.parametrize("first", [date(2019, 4, 15), date(2020, 1, 1), date(2020, 12, 31)])
@pytest.mark.parametrize("width", [315, 500, 1000])
def test_a_date_axis_has_some_ticks_but_never_a_crowd(first: date, months: int, width: float) -> None:
    last = first + timedelta(days=round(months * 30.44))
    ticks = date_ticks(first, last, width, load_texts("nl"))
    days = [date.fromisoformat(day) for day in ticks["tickvals"]]
    assert 1 <= len(days) <= max(width / 30, 1)
    assert len(days) <= 20 or width > 500
    assert all(first <= day <= last for day in days)
    assert days == sorted(set(days))


@pytest.mark.parametrize("months", [1, 12, 30, 120, 360])
def test_a_year_stands_under_its_first_tick_only(months: int) -> None:
    first = date(2019, 4, 15)
    ticks = date_ticks(first, first + timedelta(days=round(months * 30.44)), 500, load_texts("nl"))
    years = [label.rpartition("<br>")[2] for label in ticks["ticktext"] if label[-4:].isdigit()]
    assert years == sorted({day[:4] for day in ticks["tickvals"]})


@pytest.mark.parametrize(("language", "month"), [("nl", "mrt"), ("en", "Mar")])
def test_months_on_the_axis_are_named_in_the_language_of_the_reader(language: str, month: str) -> None:
    ticks = date_ticks(date(2020, 1, 1), date(2020, 6, 30), 500, load_texts(language))
    assert ticks["ticktext"][2] == month
    assert ticks["ticktext"][0].endswith("<br>2020")


def test_between_two_ticks_lies_always_the_same_time() -> None:
    ticks = date_ticks(date(2019, 1, 1), date(2025, 12, 31), 500, load_texts("nl"))
    months = [int(day[:4]) * 12 + int(day[5:7]) for day in ticks["tickvals"]]
    assert len({later - earlier for earlier, later in pairwise(months)}) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", languages())
def test_the_months_under_the_bars_fit_and_name_each_year_once(language: str, size: str) -> None:
    axis = figure_for("month", "all", language, size).spec["layout"]["xaxis"]
    years = [label.rpartition("<br>")[2] for label in axis["ticktext"] if label[-4:].isdigit()]
    assert len(axis["ticktext"]) * 30 <= SIZES[size].width - 40
    assert years == sorted(set(years))
    assert years


@pytest.mark.parametrize("language", languages())
def test_an_alternative_names_twelve_rows_and_counts_the_rest(language: str) -> None:
    table, texts = figure_for("timeline", "all", language, "full").table, load_texts(language)
    said = listing(table, texts)
    assert all(str(title) in said for title in table.iloc[:12, 0])
    assert texts.plural("alt.more", len(table) - 12) in said
    assert texts.plural("alt.more", 1) not in listing(table.head(12), texts)
