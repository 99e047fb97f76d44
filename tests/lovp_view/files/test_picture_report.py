"""What goes into a report: readable in print, told in full, and traced to exactly the view it shows."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs

import pytest

from lovp_view import state
from lovp_view.figures import Figure
from lovp_view.figures.frame import lines_height
from lovp_view.figures.matrix import Cell, Matrix, matrix_spec
from lovp_view.files.csv_file import csv_bytes
from lovp_view.files.picture_report import caption_text, exact_query, file_stem, printable, report
from lovp_view.view.texts import Texts, languages
from lovp_view.view.theme import PAPERS, Paper
from lovp_view.view.wording import caption, n_of_n
from tests.support.figure_labels import heads, labels, marks, row_labels
from tests.support.figure_samples import BITING, CASES, FIGURES, LONG, ON, plain, scene_for

EIGHT_POINTS = 8 * 25.4 / 72  # millimetres
each_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)
each_figure = pytest.mark.parametrize("name", FIGURES)
each_case = pytest.mark.parametrize("case", CASES)


def sheet(name: str, case: str, paper: Paper, language: str = "nl") -> Figure:
    scene = scene_for(case, language)
    return FIGURES[name](scene, caption(scene), paper.size)


def sizes(spec: dict[str, Any]) -> Iterator[float]:
    """Every font size in a spec, in pixels of its layout."""
    if isinstance(spec, dict):
        yield from (float(size) for size in re.findall(r"font-size:([\d.]+)px", str(spec.get("text", ""))))
        for key, value in spec.items():
            if key in ("font", "textfont", "tickfont") and "size" in value:
                yield float(value["size"])
            yield from sizes(value)
    elif isinstance(spec, list):
        for each in spec:
            yield from sizes(each)


@each_paper
@each_case
@each_figure
def test_in_print_every_text_is_at_least_eight_points(name: str, case: str, paper: Paper) -> None:
    spec = json.loads(printable(sheet(name, case, paper)))
    found = [size * paper.millimetres / paper.size.width for size in sizes(spec)]
    assert len(found) > 2
    assert min(found) >= EIGHT_POINTS
    assert paper.points >= 8


@each_paper
@each_case
@each_figure
def test_a_sheet_has_its_format_or_grows_downwards(name: str, case: str, paper: Paper) -> None:
    assert sheet(name, case, paper).height >= paper.size.height


def test_the_wide_sheet_is_16_by_9_and_16_cm_and_the_other_half_as_wide() -> None:
    full, half = PAPERS
    assert full.size.width / full.size.height == pytest.approx(16 / 9)
    assert full.millimetres == 2 * half.millimetres == 160
    assert full.size.width == 2 * half.size.width


@each_paper
@each_case
@pytest.mark.parametrize("name", [name for name in FIGURES if name != "month"])
def test_no_label_of_a_row_lies_over_another(name: str, case: str, paper: Paper) -> None:
    rows = row_labels(sheet(name, case, paper).spec)
    halves = [lines_height(label.text.count("<br>") + 1, paper.size.text) / 2 for label in rows]
    boxes = [(label.y - half, label.y + half) for label, half in zip(rows, halves, strict=True)]
    assert all(upper[1] <= lower[0] + 0.01 for upper, lower in pairwise(boxes))


@pytest.mark.parametrize("language", languages())
@each_paper
@each_figure
def test_the_picture_tells_filters_reference_date_n_of_n_and_source(name: str, paper: Paper, language: str) -> None:
    scene = scene_for("some", language)
    notes = sheet(name, "some", paper, language).spec["layout"]["annotations"]
    said = " ".join(plain(note["text"]) for note in notes if note.get("name") in ("title", "footer"))
    wanted = [
        caption(scene).filters,
        n_of_n(scene),
        scene.texts.day(scene.reference_date),
        scene.texts("caption.source"),
    ]
    assert all(part in said for part in wanted)


@each_figure
def test_what_only_a_mouse_needs_stays_behind(name: str) -> None:
    figure = sheet(name, "all", PAPERS[0])
    small, whole = printable(figure), figure.checked.to_json()
    assert "hovertext" not in small.replace("hoverlabel", "")
    assert len(small) < len(whole)
    assert len(json.loads(small)["data"]) == len(json.loads(whole)["data"])


@pytest.mark.parametrize("columns", [1, 20, 21, 30, 60])
@each_paper
def test_columns_that_do_not_fit_go_on_below_and_none_is_lost(columns: int, paper: Paper) -> None:
    names = [f"partij {place}" for place in range(columns)]
    cells = [Cell(place % 3, place, str(place), "", str(place)) for place in range(columns)]
    matrix = Matrix(["een", "twee", "drie"], names, cells, are_columns_upright=True)
    spec = matrix_spec(matrix, title="t", caption=caption(scene_for("all", "nl")), size=paper.size)
    over = {head.text: head for head in heads(spec)}
    assert set(over) == set(names)
    assert min(head.size for head in over.values()) >= paper.size.least
    drawn = [
        (x, y, text) for trace in marks(spec) for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True)
    ]
    assert sorted(int(text) for _, _, text in drawn) == list(range(columns))
    assert all(over[f"partij {text}"].x == x for x, _, text in drawn)
    assert len({(x, y) for x, y, _ in drawn}) == columns


@pytest.mark.parametrize("language", languages())
def test_the_link_names_language_and_reference_date_though_they_be_the_default(language: str) -> None:
    scene = state.build_scene({"topic": ["jaarwisseling"], "lang": [language], "item": ["2020_02_10_f10"]})
    query = parse_qs(exact_query(scene))
    assert query == {"topic": ["jaarwisseling"], "lang": [language], "on": [scene.reference_date.isoformat()]}


@pytest.mark.parametrize("case", ["none", "one", "some", "all"])
def test_the_link_leads_back_to_the_same_selection(case: str) -> None:
    scene = scene_for(case, "en")
    again = state.build_scene(parse_qs(exact_query(scene)))
    assert (n_of_n(again), again.reference_date, again.view.language) == (n_of_n(scene), scene.reference_date, "en")


@pytest.mark.parametrize("case", ["none", "one", "some", "all"])
def test_the_caption_says_title_date_filters_n_of_n_and_source(case: str, texts: Texts) -> None:
    scene = scene_for(case, texts.language)
    figure = sheet("timeline", case, PAPERS[0], texts.language)
    said = caption_text(scene, figure)
    wanted = [figure.title, texts.day(scene.reference_date), n_of_n(scene), texts("caption.source")]
    assert all(part in said for part in [*wanted, caption(scene).filters])
    assert "<" not in said
    assert said.endswith(".")


def test_a_file_is_named_after_chart_and_reference_date() -> None:
    scene = replace(scene_for("all", "nl"), reference_date=date(2020, 12, 1))
    assert file_stem(scene, "timeline") == "lovp-tijdlijn-2020-12-01"
    one = replace(scene_for("one", "nl"), reference_date=date(2020, 12, 1))
    assert file_stem(one, "timeline") == "lovp-tijdlijn-nogmaals-agenderen-2020-12-01"
    drawn = report(scene, "meetings", lambda size: FIGURES["meetings"](scene, caption(scene), size))
    names = ["lovp-vergaderingen-2020-12-01", "lovp-vergaderingen-2020-12-01-half"]
    assert [paper["file"] for paper in drawn["papers"]] == names


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("case", ["one", "all", "biting"])
def test_no_picture_is_higher_than_a_page_and_its_parts_hold_all_of_it(name: str, case: str) -> None:
    scene = scene_for(case, "nl")
    called = {
        "moment": "moments",
        "stakeholder_status": "open_work",
        "month": "by_month",
        "result": "result_year_agreed",
    }.get(name, name)
    drawn = report(scene, called, lambda size: FIGURES[name](scene, caption(scene), size))
    whole = FIGURES[name](scene, caption(scene), PAPERS[0].size)
    told = {sheet["code"]: json.loads(sheet["figure"]) for sheet in drawn["papers"]}
    for sheet in drawn["papers"]:
        assert told[sheet["code"]]["layout"]["height"] * sheet["millimetres"] / sheet["width"] <= 220
    of_full = [spec for code, spec in told.items() if code.startswith("full")]
    rows = [label.text for spec in of_full for label in row_labels(spec)]
    wanted = [label.text for label in row_labels(whole.spec)]
    assert [row for row in rows if row != "LOVP"] == [row for row in wanted if row != "LOVP"]
    assert len({sheet["file"] for sheet in drawn["papers"]}) == len(drawn["papers"])


def test_texts_that_bite_stay_text() -> None:
    figure = sheet("timeline", "biting", PAPERS[0])
    drawn = json.loads(printable(figure))
    shown = [label.text for label in labels(drawn)]
    assert "<script" not in json.dumps(drawn)
    assert any(plain(text).startswith(BITING[:20]) for text in shown)
    assert any(LONG.split()[0] in plain(text) for text in shown)


def test_a_report_is_small() -> None:
    scene = scene_for("all", "nl")
    sent = json.dumps(report(scene, "timeline", lambda size: FIGURES["timeline"](scene, caption(scene), size)))
    assert len(sent) < 60_000 * len(json.loads(sent)["papers"])
    assert scene.reference_date.isoformat() == ON


@each_figure
def test_the_csv_of_a_chart_starts_no_formula(name: str) -> None:
    rows = csv.reader(io.StringIO(csv_bytes(sheet(name, "biting", PAPERS[0]).table).decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
