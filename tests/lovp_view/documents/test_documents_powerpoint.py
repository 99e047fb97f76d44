"""The PowerPoint, opened again: the same numbers, titles and quotes, large enough, nothing over anything else."""

from collections import Counter
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from lovp_data import measures
from lovp_view.documents.pptx_master import LEAST, TITLE_SIZE, room_width
from lovp_view.documents.widths import LEADING, line_count
from lovp_view.view.texts import load_texts
from lovp_view.view.theme import STATUS_GLYPHS
from tests.support.decks import EVERY, HOSTILE_SEEN, LINK, SHIPPED, deck_for, folded, frame_of, quotes_of
from tests.support.figure_samples import scene_for
from tests.support.slide_text import (
    FOOTING,
    chart_sizes,
    charts,
    do_overlap,
    graphics,
    kind_of,
    notes_of,
    paragraphs,
    presentation,
    sheet_of,
    sizes,
    slides,
    tables,
    title_of,
    values,
)

DAY_ZERO = pd.Timestamp(1899, 12, 30)


def _by_status(case: str, language: str, name: str) -> dict[tuple[str, str], float]:
    """What the bars of a picture show, over all slides."""
    texts, pictures = load_texts(language), [slide.picture for slide in deck_for(case, language).slides]
    words = {f"{STATUS_GLYPHS[code]} {texts.label('status', code)}": code for code in STATUS_GLYPHS}
    labels = {label for each in pictures if each and each.name == name for label in each.figure.table.iloc[:, 0]}
    found: dict[tuple[str, str], float] = {}
    for chart in charts(case, language):
        if _is_bars(chart) and set(map(str, chart.plots[0].categories)) <= labels:
            found |= {(label, words[series]): n for (label, series), n in values(chart).items()}
    return found


def _is_bars(chart: Any) -> bool:
    return bool(chart.has_legend)


def _gantts(case: str, language: str) -> list[Any]:
    return [chart for chart in charts(case, language) if not _is_bars(chart)]


@EVERY
def test_slides_are_16_by_9(case: str, language: str) -> None:
    made = presentation(case, language)
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, rel=1e-3)


@EVERY
def test_no_text_is_below_18_points(case: str, language: str) -> None:
    small = [(text, size) for slide in slides(case, language) for text, size in sizes(slide) if size < LEAST]
    assert not small
    assert all(size >= LEAST for chart in charts(case, language) for size in chart_sizes(chart))
    assert all(chart.font.size.pt >= LEAST for chart in charts(case, language))


@EVERY
def test_everything_stands_on_its_slide_and_nothing_over_anything_else(case: str, language: str) -> None:
    made = presentation(case, language)
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
        assert not [(a.name, b.name) for a, b in combinations(slide.shapes, 2) if do_overlap(a, b)]


@EVERY
def test_titles_take_at_most_two_lines(case: str, language: str) -> None:
    titles = [title_of(slide) for slide in slides(case, language)]
    assert all(titles)
    assert all(line_count(title, room_width(), TITLE_SIZE, is_bold=True) <= 2 for title in titles[1:])


@EVERY
def test_text_stays_inside_its_box(case: str, language: str) -> None:
    for slide in slides(case, language):
        for shape in slide.placeholders:
            if kind_of(shape) == "OBJECT":
                lines = [
                    line_count(p.text, shape.width.pt - 18 * (p.level in (1, 2)), LEAST) for p in paragraphs(shape)
                ]
                assert sum(lines) * LEAST * LEADING <= shape.height.pt


@EVERY
def test_every_graphic_has_a_text_alternative(case: str, language: str) -> None:
    alts = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in graphics(case, language)]
    assert all(alt and len(alt) > 20 for alt in alts)


@SHIPPED
def test_a_text_alternative_tells_the_numbers(case: str, language: str) -> None:
    for shape in graphics(case, language):
        alt = shape._element.nvGraphicFramePr.cNvPr.get("descr")
        if shape.has_chart and _is_bars(shape.chart):
            assert all(f", {int(n)}" in alt or "…" in label for (label, _), n in list(values(shape.chart).items())[:12])


@EVERY
def test_notes_hold_every_quote(case: str, language: str) -> None:
    notes = " ".join(map(notes_of, slides(case, language)))
    missing = [quote for quote in quotes_of(deck_for(case, language)) if case != "hostile" and quote not in notes]
    assert not missing


@SHIPPED
def test_every_title_of_the_deck_is_the_title_of_a_slide_or_stands_in_its_notes(case: str, language: str) -> None:
    told = [title_of(slide) + " " + notes_of(slide) for slide in slides(case, language)]
    suffix = load_texts(language)("slide.page", title="", page=1, pages=2).split("1")[0]
    for slide in deck_for(case, language).slides:
        assert any(folded(slide.title).split(suffix)[0] in each for each in told)


@SHIPPED
def test_bars_of_topics_show_the_numbers_of_the_measure(case: str, language: str) -> None:
    scene = scene_for(case, language)
    members = measures.follow_ups_by_topic_and_status(scene.selected)
    urgent = [set(members.loc[members["stage"] == stage, "topic"]) for stage in ("late", "open")]
    shown = members[members["topic"].isin(urgent[0] or urgent[1] or set(members["topic"]))]
    tasks = shown[shown["group"] != "said"]  # what was said is not added to what was agreed and asked
    counted = Counter(zip(tasks["topic_title"], tasks["status"], strict=True))
    assert _by_status(case, language, "follow_ups_by_topic_and_status") == counted


@SHIPPED
def test_bars_of_stakeholders_show_the_numbers_of_the_measure(case: str, language: str) -> None:
    members = measures.follow_ups_by_stakeholder_and_status(scene_for(case, language).selected)
    found = _by_status(case, language, "follow_ups_by_stakeholder_and_status")
    by_status: Counter[str] = Counter()
    for (_, status), n in found.items():
        by_status[status] += int(n)
    assert by_status == Counter(members["status"])


@SHIPPED
def test_the_timeline_has_a_bar_per_task_from_said_to_done_and_red_past_its_term(case: str, language: str) -> None:
    frame, deck = frame_of(deck_for(case, language), "follow_up_intervals"), deck_for(case, language)
    rows = [(label, chart, place) for chart in _gantts(case, language)
            for place, label in enumerate(chart.plots[0].categories)]  # fmt: skip
    tasks = frame[frame["is_task"].astype(bool)]
    assert len(rows) == len(tasks)
    late_name, day = load_texts(language)("key.overdue"), pd.Timestamp(deck.reference_date)
    for (label, chart, place), row in zip(rows, tasks.itertuples(), strict=True):
        given = {series.name: series.values[place] for series in chart.plots[0].series}
        begin, *rest = [value for value in given.values() if value is not None]
        end = row.status_on if row.status in ("done", "dropped") else day
        assert DAY_ZERO + pd.Timedelta(days=begin) == row.said_end
        assert sum(rest) == max((end - row.said_end).days, 1)
        assert bool(given.get(late_name)) == (row.is_late or (row.status == "done" and end > row.due_end))
        assert str(label).startswith(STATUS_GLYPHS[row.status])


@SHIPPED
def test_what_is_late_says_so_in_its_label(case: str, language: str) -> None:
    frame, late = frame_of(deck_for(case, language), "follow_up_intervals"), load_texts(language)("status.late").lower()
    labels = [str(label) for chart in _gantts(case, language) for label in chart.plots[0].categories]
    said = [label.replace("\u00a0", " ").endswith(f"({late})") for label in labels]
    assert said == list(map(bool, frame.loc[frame["is_task"].astype(bool), "is_late"]))


def test_who_asks_whom_is_a_table_with_a_header_row() -> None:
    frame = frame_of(deck_for("all", "nl"), "stakeholders_by_asking_and_asked")
    table = next(iter(tables("all", "nl")))
    assert table.first_row
    cells = [cell.text for row in list(table.rows)[1:] for cell in list(row.cells)[1:]]
    assert sum(int(cell or 0) for cell in cells) == frame["n"].sum()
    assert len(table.rows) == frame["asks"].nunique() + 1
    assert len(table.columns) == frame["asked"].nunique() + 1


@SHIPPED
def test_the_headline_numbers_stand_on_a_slide(case: str, language: str) -> None:
    numbers = next((slide.numbers for slide in deck_for(case, language).slides if slide.numbers), ())
    shown = [[p.text for p in shape.text_frame.paragraphs] for slide in slides(case, language)
             for shape in slide.shapes if not shape.is_placeholder and shape.has_text_frame]  # fmt: skip
    assert all([n.value, n.label, n.note] in shown for n in numbers)


@EVERY
def test_every_chart_can_be_edited_with_the_numbers_it_shows(case: str, language: str) -> None:
    for chart in charts(case, language):
        rows = list(sheet_of(chart).iter_rows(values_only=True))
        labels = list(map(str, chart.plots[0].categories))
        assert [row[0] for row in rows[1 : len(labels) + 1]] == labels
        for column, series in enumerate(chart.plots[0].series, start=1):
            assert rows[0][column] == series.name
            written = [row[column] for row in rows[1 : len(labels) + 1]]
            assert [_number(value) for value in written] == list(series.values)


def _number(value: Any) -> float | None:
    """Cells in a date format are read as days."""
    if value is None or isinstance(value, int | float):
        return value
    return float((pd.Timestamp(value) - DAY_ZERO).days)


@SHIPPED
def test_every_slide_says_filters_date_n_of_n_source_and_link_and_has_a_number(case: str, language: str) -> None:
    caption = deck_for(case, language).caption
    for slide in slides(case, language):
        footer, number = (next(s for s in slide.shapes if kind_of(s) == kind) for kind in FOOTING)
        assert footer.text_frame.paragraphs[1].text == caption.footer
        assert footer.text_frame.paragraphs[0].text.startswith(caption.filters[:40])
        links = [run.hyperlink.address for p in footer.text_frame.paragraphs for run in p.runs]
        assert LINK in links
        assert number._element.find(".//{*}fld").get("type") == "slidenum"


@EVERY
def test_reading_order_is_title_content_footer_number(case: str, language: str) -> None:
    for slide in slides(case, language):
        kinds = [kind_of(shape) for shape in slide.shapes]
        assert kinds[0] in ("TITLE", "CENTER_TITLE")
        assert tuple(kinds[-2:]) == FOOTING
        assert len({shape.shape_id for shape in slide.shapes}) == len(kinds)


@EVERY
def test_every_run_names_its_language(case: str, language: str) -> None:
    tags = {run._r.rPr.get("lang") for slide in slides(case, language) for shape in slide.shapes
            for p in paragraphs(shape) for run in p.runs}  # fmt: skip
    assert tags == {{"nl": "nl-NL", "en": "en-GB"}[language]}
    assert presentation(case, language).core_properties.language in tags


def test_text_that_bites_is_shown_as_it_is() -> None:
    found = " ".join(title_of(slide) + " " + notes_of(slide) for slide in slides("hostile", "nl"))
    assert all(part in found for part in HOSTILE_SEEN)
    chart = next(iter(charts("hostile", "nl")))
    label = sheet_of(chart)["A2"]
    assert str(label.value).startswith("=1+1")
    assert label.data_type == "s"
