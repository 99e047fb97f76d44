"""Every figure as its page draws it, over registers of none, one and many follow-ups, and over texts that bite."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from lovp_data import measures
from lovp_data.register.frames import build_tables
from lovp_data.register.register import Register, known_on
from lovp_view import figures, state
from lovp_view.figures import Figure
from lovp_view.screen.timeline_period import timeline_window
from lovp_view.view.caption import Caption
from lovp_view.view.headlines import moment_heads
from lovp_view.view.scene import Scene
from lovp_view.view.theme import FULL, HALF, NARROW, Size
from lovp_view.view.wording import caption, stakeholder_names
from tests.support.packages import make_package

ON = "2026-11-23"
SIZES = {"full": FULL, "half": HALF, "narrow": NARROW}
LONG = (
    "Versterken van de samenwerking tussen politie, gemeenten en justitie bij ernstige onderwijsverstoringen, deel "
    + "9" * 9
)
BITING = '<b>&" <script>alert(1)</script> {x} %s'
# What each case asks of the address; 'biting' is made here.
CASES: dict[str, dict[str, list[str]]] = {
    "none": {"q": ["zzzz"]},
    "one": {"q": ["nogmaals agenderen"]},
    "some": {"kind": ["agreement", "request"]},
    "all": {},
    "biting": {},
}
Draw = Callable[[Scene, Caption, Size], Figure]


def _topic_status(scene: Scene, note: Caption, size: Size) -> Figure:
    return figures.follow_ups_by_topic_and_status(frame_of("topic_status", scene), scene.texts, note, size)


def _moment(scene: Scene, note: Caption, size: Size) -> Figure:
    return figures.follow_ups_by_moment(frame_of("moment", scene), moment_heads(scene), scene.texts, note, size)


def _topic_meeting(scene: Scene, note: Caption, size: Size) -> Figure:
    meetings = measures.meetings_by_day(scene.register)
    return figures.topics_by_meeting(frame_of("topic_meeting", scene), meetings, scene.texts, note, size)


def _topic_stakeholder(scene: Scene, note: Caption, size: Size) -> Figure:
    members = frame_of("topic_stakeholder", scene)
    return figures.stakeholders_by_topic(members, stakeholder_names(scene), scene.texts, note, size)


def _asks_asked(scene: Scene, note: Caption, size: Size) -> Figure:
    counts = frame_of("asks_asked", scene)
    return figures.stakeholders_by_asking_and_asked(counts, stakeholder_names(scene), scene.texts, note, size)


def _open_work(scene: Scene, note: Caption, size: Size) -> Figure:
    counts = frame_of("stakeholder_status", scene)
    return figures.follow_ups_by_stakeholder_and_status(counts, stakeholder_names(scene), scene.texts, note, size)


def _by_month(scene: Scene, note: Caption, size: Size) -> Figure:
    return figures.follow_ups_by_month(frame_of("month", scene), scene.texts, note, size)


def _meetings(scene: Scene, note: Caption, size: Size) -> Figure:
    return figures.meetings_by_day(frame_of("meetings", scene), scene.reference_date, scene.texts, note, size)


def _timeline(scene: Scene, note: Caption, size: Size) -> Figure:
    return figures.follow_up_intervals(
        frame_of("timeline", scene),
        measures.updates_by_follow_up(scene.selected),
        measures.meetings_by_day(scene.register),
        timeline_window(scene),
        scene.texts,
        note,
        size,
    )


def _result(scene: Scene, note: Caption, size: Size) -> Figure:
    return figures.follow_ups_by_result(frame_of("result", scene), {}, scene.texts, note, size)


def _slip(scene: Scene, note: Caption, size: Size) -> Figure:
    return figures.follow_ups_by_slip(frame_of("slip", scene), scene.texts, note, size)


def _agreed_by_year(register: Register) -> pd.DataFrame:
    rows = measures.follow_ups_by_result(register)
    return rows[(rows["axis"] == "year") & (rows["group"] == "agreed")]


# By the measure of their marks; those of the last two carry items and meetings.
FIGURES: dict[str, Draw] = {
    "topic_status": _topic_status,
    "moment": _moment,
    "topic_meeting": _topic_meeting,
    "topic_stakeholder": _topic_stakeholder,
    "asks_asked": _asks_asked,
    "stakeholder_status": _open_work,
    "month": _by_month,
    "result": _result,
    "slip": _slip,
    "meetings": _meetings,
    "timeline": _timeline,
}
COUNTED = {
    "month": (measures.follow_ups_by_month, ["month", "certainty"]),
}
ROWS = {
    "topic_status": measures.follow_ups_by_topic_and_status,
    "moment": measures.follow_ups_by_moment,
    "asks_asked": measures.stakeholders_by_asking_and_asked,
    "stakeholder_status": measures.follow_ups_by_stakeholder_and_status,
    "topic_meeting": measures.topics_by_meeting,
    "topic_stakeholder": measures.stakeholders_by_topic,
    "result": _agreed_by_year,
    "slip": measures.follow_ups_by_slip,
    "meetings": measures.meetings_by_day,
    "timeline": measures.follow_up_intervals,
}


def frame_of(name: str, scene: Scene) -> pd.DataFrame:
    """The aggregated frame that a figure draws."""
    if name in COUNTED:
        measure, by = COUNTED[name]
        return measures.count(measure(scene.selected), by)
    return ROWS[name](scene.selected)


def register_of(day: str, **rows: Any) -> Register:
    """A made-up package as known on a day."""
    return known_on(build_tables(make_package(**rows)), date.fromisoformat(day), date(2026, 11, 23))


def scene_of(register: Register, language: str, version: int) -> Scene:
    """A scene over a made-up register; `version` (negative, one per register) keeps its pictures apart from others."""
    base = state.build_scene({"lang": [language]})
    return replace(base, version=version, register=register, selected=register, reference_date=register.reference_date)


def _biting_register() -> Register:
    """A follow-up of each kind of term, under titles that are long or look like markup."""
    terms: list[dict[str, Any]] = [{"due_on": "2020-06-01"}, {"due_on": "2020-06"}, {"due_on": "2020"}, {}]
    return register_of(
        "2020-12-31",
        meetings=[{"id": "m1", "held_on": "2020-01-10"}, {"id": "m2", "held_on": "2020-05-21/2020-05-31"}],
        topics=[{"id": "t1", "title": BITING}, {"id": "t2", "title": LONG}],
        follow_ups=[
            {"id": f"f{n}", "topic": topic, "meeting": "m1", "title": title, "due_wording": BITING, **terms[n % 4]}
            for n, (topic, title) in enumerate([("t1", BITING), ("t1", LONG), ("t2", BITING), ("t2", LONG)])
        ],
        stakeholders=[
            {"id": key, "name": name, "short_name": name[:40]} for key, name in [("s1", BITING), ("s2", LONG)]
        ],
        involvements=[
            {"id": f"i{n}", "topic": "t1", "meeting": "m1", "follow_up": "f0", "stakeholder": party, "role": role}
            for n, (party, role) in enumerate([("s1", "asks"), ("s2", "asked"), ("s2", "owner")])
        ],
        status_updates=[
            {"id": "u", "follow_up": "f0", "on": "2020-03", "status": "in_progress", "note": BITING},
            {"id": "v", "follow_up": "f1", "on": "2020-07", "status": "done", "outcome": "otherwise", "note": BITING},
        ],
    )  # fmt: skip


@cache
def scene_for(case: str, language: str) -> Scene:
    """The scene of a case; the shipped data stand as on a fixed day."""
    if case == "biting":
        return scene_of(_biting_register(), language, version=-1)
    return state.build_scene({**CASES[case], "lang": [language], "on": [ON]})


@cache
def figure_for(name: str, case: str, language: str, size: str) -> Figure:
    """A figure over a case; never change it."""
    scene = scene_for(case, language)
    return FIGURES[name](scene, caption(scene), SIZES[size])


def plain(text: str) -> str:
    """What a reader sees of Plotly's pseudo-HTML, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def note_of(figure: Figure, name: str) -> str:
    """The text of the annotation with this name, with its markup."""
    named = [each["text"] for each in figure.spec["layout"]["annotations"] if each.get("name") == name]
    assert len(named) == 1
    return str(named[0])


def title_of(figure: Figure) -> str:
    """The title alone: the first bold part of the head."""
    found = re.match(r"<b>(.*?)</b>", note_of(figure, "title"))
    assert found
    return plain(found[1])


def written(figure: Figure) -> Iterator[str]:
    """Every text that Plotly is given to write, with its markup."""
    layout = figure.spec["layout"]
    yield from (each["text"] for each in layout["annotations"])
    yield from (str(label) for axis in ("xaxis", "yaxis") for label in layout[axis].get("ticktext", ()))
    for trace in figure.spec["data"]:
        yield from (str(text) for key in ("text", "hovertext") for text in trace.get(key, ()))


def clickable(figure: Figure) -> list[str]:
    """The customdata of every mark, over all traces."""
    return [str(code[0]) for trace in figure.spec["data"] for code in trace.get("customdata", ())]


def sent(figure: Figure) -> Any:
    """The figure as the browser gets it, once through JSON."""
    return json.loads(figure.checked.to_json())
