"""What every figure says about itself: title, filters, reference date, n of N, source, alternative and table."""

import json
import math
import re
import warnings

import pandas as pd
import pytest

from lovp_data import measures
from lovp_view.figures import Figure
from lovp_view.view.texts import languages
from lovp_view.view.theme import TEMPLATE
from lovp_view.view.wording import caption
from tests.support.figure_samples import (
    CASES,
    FIGURES,
    SIZES,
    clickable,
    figure_for,
    frame_of,
    note_of,
    plain,
    scene_for,
    sent,
    title_of,
    written,
)

ALL = [(name, case, language) for name in FIGURES for case in CASES for language in languages()]
IDS = ["-".join(each) for each in ALL]
Which = tuple[str, str, str]
each_figure = pytest.mark.parametrize("which", ALL, ids=IDS)
each_size = pytest.mark.parametrize("size", SIZES)
# Codes that are no Dutch words, so they show if a label was forgotten.
CODES = {"done", "dropped", "moved", "held", "planned", "cancelled", "agreement", "request", "concern", "asks", "owner"}


def _visible(figure: Figure) -> list[str]:
    cells = [str(cell) for row in figure.table.itertuples(index=False) for cell in row]
    return [plain(text) for text in written(figure)] + cells + [*map(str, figure.table.columns), figure.alt]


def _numbers(name: str, which: Which) -> list[int]:
    """The numbers that a title states; a title that names the few that it is about has none."""
    scene = scene_for(*which[1:])
    rows = frame_of(name, scene)
    said = {
        "topic_status": lambda: _urgent_topics(rows),
        "moment": lambda: _coming(rows["moment"].value_counts().to_dict()),
        "topic_meeting": lambda: _most_discussed(rows),
        "topic_stakeholder": lambda: [rows["stakeholder"].nunique(), rows["topic"].nunique()],
        "asks_asked": lambda: [rows["follow_up"].nunique(), rows["stage"].isin(["late", "open"]).sum()],
        "stakeholder_status": lambda: _parties(rows["stakeholder"]),
        "month": lambda: [rows.groupby("month")["n"].sum().max()],
        "result": lambda: _back(rows["result"].value_counts().to_dict()),
        "slip": lambda: _slips(rows),
        "meetings": lambda: [(rows["state"] == "held").sum()],
        "timeline": lambda: _tasks(rows),
    }
    return [int(number) for number in said[name]()] if len(rows) or name == "moment" else []


def _urgent_topics(rows: pd.DataFrame) -> list[int]:
    per_stage = rows.groupby("stage")["topic"].nunique()
    n = next((int(per_stage[stage]) for stage in ("late", "open") if stage in per_stage), 0)
    return [n] if n > 3 else []


def _coming(n: dict[str, int]) -> list[int]:
    coming = [n.get("next", 0), n.get("later", 0)]
    return [*coming, n.get("now", 0)] if any(coming) else [n.get("now", 0)]


def _back(n: dict[str, int]) -> list[int]:
    back = sum(n.get(code, 0) for code in ("on_time", "late", "undated"))
    return [back, sum(n.values()), n.get("on_time", 0), n.get("no_trace", 0)]


def _slips(rows: pd.DataFrame) -> list[int]:
    late = rows[rows["slip_days"] > 0]
    if late.empty:
        return [len(rows)] if len(rows) > 1 else []
    return [len(late), len(rows), round(late["slip_days"].median()), round(late["slip_meetings"].median())]


def _parties(parties: pd.Series) -> list[int]:
    named, unnamed = parties[parties != "not_named"].nunique(), int((parties == "not_named").sum())
    return [named] * (named > 3) + [unnamed] * bool(unnamed)


def _most_discussed(rows: pd.DataFrame) -> list[int]:
    held = rows[~rows["meeting_state"].isin(["planned", "unconfirmed"])]
    meetings, per_topic = held["meeting"].nunique(), held.groupby("topic")["meeting"].nunique()
    is_alone = (per_topic == per_topic.max()).sum() == 1 < len(per_topic)
    return [per_topic.max() if is_alone else rows["topic"].nunique(), meetings]


def _tasks(rows: pd.DataFrame) -> list[int]:
    n, late = int(rows["is_task"].sum()), int(rows["is_late"].sum())
    return [n, late] if late else [n or len(rows)]


def _without_names(title: str, which: Which) -> str:
    """The title without names of the data, which may hold numbers too."""
    register = scene_for(*which[1:]).register
    for name in sorted({*register.topics["title"], *register.stakeholders["short_name"]}, key=len, reverse=True):
        title = title.replace(" ".join(name.split()), "")
    return title


@each_figure
def test_the_title_states_the_numbers_of_the_frame(which: Which) -> None:
    title = _without_names(title_of(figure_for(*which, "full")), which)
    month = r"\b[12]\d{3}\b" if which[0] == "month" else r"(?!)"
    assert [int(number) for number in re.findall(r"\d+", re.sub(month, "", title))] == _numbers(which[0], which)


@each_figure
def test_one_is_never_followed_by_a_plural(which: Which) -> None:
    plurals = "punten|onderwerpen|vergaderingen|betrokkenen|zijn|points|topics|meetings|stakeholders|times|are"
    title = title_of(figure_for(*which, "full"))
    assert not re.search(rf"\b1 (er )?({plurals})\b|\bzijn er 1 \b", title)


@pytest.mark.parametrize("case", ["some", "all"])
@pytest.mark.parametrize("language", languages())
def test_the_month_in_a_title_is_the_one_that_most_terms_touch(case: str, language: str) -> None:
    scene = scene_for(case, language)
    totals = frame_of("month", scene).groupby("month")["n"].sum()
    busiest = [scene.texts.month(str(month)) for month in totals[totals == totals.max()].index]
    assert any(month in title_of(figure_for("month", case, language, "full")) for month in busiest)


@each_size
@each_figure
def test_the_footer_gives_reference_date_n_of_n_and_source(which: Which, size: str) -> None:
    scene = scene_for(*which[1:])
    texts, footer = scene.texts, plain(note_of(figure_for(*which, size), "footer"))
    counted = texts.plural(
        "caption.n_of_n", len(scene.register.follow_ups), k=texts.number(len(scene.selected.follow_ups))
    )
    day, source = texts.day(scene.reference_date), texts("caption.source")
    assert footer == texts("caption.footer", day=day, counted=counted, source=source)


@each_size
@each_figure
def test_the_filters_stand_under_the_title(which: Which, size: str) -> None:
    scene = scene_for(*which[1:])
    head = plain(note_of(figure_for(*which, size), "title"))
    chosen = [value for values in CASES[which[1]].values() for value in values]
    assert plain(caption(scene).filters) in head
    if chosen == ["zzzz"]:
        assert "zzzz" in head


@each_figure
def test_the_alternative_names_the_title_and_is_the_same_at_every_size(which: Which) -> None:
    drawn = [figure_for(*which, size) for size in SIZES]
    assert title_of(drawn[0]) in plain(drawn[0].alt.replace("<", "&lt;"))
    assert len({figure.alt for figure in drawn}) == 1


@each_figure
def test_the_table_is_headed_by_labels(which: Which) -> None:
    figure, texts = figure_for(*which, "full"), scene_for(*which[1:]).texts
    columns = list(figure.table.columns)
    assert set(columns) <= set(texts.group("column").values())
    assert len(set(columns)) == len(columns) >= 3


@each_figure
def test_the_table_has_a_row_per_row_of_the_frame(which: Which) -> None:
    rows = frame_of(which[0], scene_for(*which[1:]))
    if which[0] == "topic_stakeholder":
        rows = rows.drop_duplicates(["topic", "stakeholder", "role"])
    if which[0] in ("topic_status", "asks_asked", "stakeholder_status"):
        by = {"topic_status": ["topic"], "asks_asked": ["asks", "asked"], "stakeholder_status": ["stakeholder"]}
        rows = rows.drop_duplicates([*by[which[0]], "status"])
    if which[0] == "result":
        rows = rows.drop_duplicates(["row", "result"])
    assert len(figure_for(*which, "full").table) == len(rows)


@each_figure
def test_nothing_is_drawn_twice_and_nothing_is_left_out_when_it_gets_narrow(which: Which) -> None:
    drawn = [sorted(clickable(figure_for(*which, size))) for size in SIZES]
    if which[0] == "timeline":  # a follow-up there has a line and updates, of which neighbours become one mark
        drawn = [sorted(set(each)) for each in drawn]
    assert all(each == drawn[0] for each in drawn)
    # A task may stand with two parties, or be both of the last meeting and without an answer.
    assert len(set(drawn[0])) == len(drawn[0]) or which[0] in ("asks_asked", "stakeholder_status", "moment")


@each_figure
def test_no_code_is_shown_instead_of_its_label(which: Which) -> None:
    for text in _visible(figure_for(*which, "full")):
        assert not re.search(r"\b[a-z0-9]+_[a-z0-9_]+\b", text)
        assert "None" not in text
        assert not re.search(r"\b(nan|NaT|<NA>)\b", text)


@pytest.mark.parametrize("name", FIGURES)
def test_no_english_code_is_shown_in_dutch(name: str) -> None:
    words = {word for text in _visible(figure_for(name, "all", "nl", "full")) for word in re.findall(r"[a-z]+", text)}
    assert not words & CODES


@each_size
@each_figure
def test_a_figure_is_sound_json_without_nan_and_plotly_takes_it(which: Which, size: str) -> None:
    figure = figure_for(*which, size)
    assert json.loads(json.dumps(figure.spec, allow_nan=False)) == figure.spec
    assert len(sent(figure)["data"]) == len(figure.spec["data"])
    assert math.isfinite(figure.spec["layout"]["height"])


@each_size
@each_figure
def test_what_is_sent_has_our_look_and_no_placeholder_of_streamlit(which: Which, size: str) -> None:
    figure = figure_for(*which, size)
    given = sent(figure)
    assert figure.spec["layout"]["template"] == TEMPLATE
    assert given["layout"]["template"]["layout"]["font"] == TEMPLATE["layout"]["font"]
    assert not re.search(r"#0000[0-9]{2}\b", json.dumps(given))


@each_size
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", languages())
def test_nothing_from_the_data_becomes_markup(name: str, language: str, size: str) -> None:
    figure = figure_for(name, "biting", language, size)
    tags = {tag for text in written(figure) for tag in re.findall(r"<[^>]*>", text)}
    assert all(re.fullmatch(r"</?b>|<br>|</span>|<span style=\"[^\"<>]*\">", tag) for tag in tags)


@pytest.mark.parametrize("name", ["topic_status", "topic_meeting", "topic_stakeholder", "timeline"])
def test_a_title_that_looks_like_markup_is_read_as_it_was_written(name: str) -> None:
    texts = [plain(text) for text in written(figure_for(name, "biting", "nl", "full"))]
    assert any('<b>&" <script>' in text and "</script> {x} %s" in text for text in texts)


@each_size
@each_figure
def test_the_margins_hold_the_head_and_the_foot(which: Which, size: str) -> None:
    figure = figure_for(*which, size)
    margin = figure.spec["layout"]["margin"]
    head, foot = (note_of(figure, name).count("<br>") + 1 for name in ("title", "footer"))
    assert margin["t"] >= head * SIZES[size].title * 1.2
    assert margin["b"] >= foot * (SIZES[size].text - 1) * 1.2


@each_size
@pytest.mark.parametrize("name", [name for name in FIGURES if name != "month"])
@pytest.mark.parametrize("case", ["all", "some", "biting"])
def test_a_row_is_as_high_on_the_screen_as_it_was_laid_out(name: str, case: str, size: str) -> None:
    layout = figure_for(name, case, "nl", size).spec["layout"]
    bottom, top = layout["yaxis"]["range"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    assert plot == pytest.approx(bottom - top, abs=1)


@pytest.mark.parametrize("name", FIGURES)
def test_drawing_uses_nothing_that_a_later_pandas_will_not_have(name: str) -> None:
    scene = scene_for("all", "nl")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        FIGURES[name](scene, caption(scene), SIZES["full"])


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", languages())
def test_a_figure_of_nothing_says_so(name: str, language: str) -> None:
    if name == "meetings":  # the calendar is never cut
        assert len(clickable(figure_for(name, "none", language, "full"))) == len(
            measures.meetings_by_day(scene_for("all", language).register)
        )
        return
    figure = figure_for(name, "none", language, "full")
    said = [plain(text) for text in written(figure)]
    assert any(text in scene_for("none", language).texts.group("empty").values() for text in said)
    assert clickable(figure) == []
    assert figure.table.empty
