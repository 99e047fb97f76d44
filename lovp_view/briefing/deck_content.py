"""Fills a deck from a scene: what is on each slide, in the words of the interface."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from lovp_data import measures
from lovp_view import figures
from lovp_view.briefing.deck import Deck, Number, Picture, Slide
from lovp_view.briefing.paging import Paging
from lovp_view.briefing.points import closing_groups, opening_groups, topic_groups
from lovp_view.figures import Figure
from lovp_view.screen.timeline_period import timeline_window
from lovp_view.view.caption import Caption
from lovp_view.view.scene import Scene
from lovp_view.view.slide_plan import ALL, expanded
from lovp_view.view.theme import HEADLINE_COLORS, SCREEN, Canvas, Size
from lovp_view.view.wording import caption, headline_notes, previous_meeting_label, stakeholder_names


def build_deck(scene: Scene, codes: tuple[str, ...] = (ALL,), link: str = "", *, canvas: Canvas = SCREEN) -> Deck:
    """The slides of these codes, for the selection of the scene, their pictures for the canvas; kept per view."""
    build = partial(_build_deck, scene, codes, link, canvas)
    return scene.cached("deck", build, codes, link, scene.view.zoom, canvas)


def _build_deck(scene: Scene, codes: tuple[str, ...], link: str, canvas: Canvas) -> Deck:
    slides = [slide for code in slide_codes(scene, codes) for slide in _slides(scene, code, canvas)]
    texts = scene.texts
    title = texts("slide.deck", day=texts.day(scene.reference_date))
    return Deck(title, texts.language, scene.reference_date, caption(scene), link, tuple(slides))


def slide_codes(scene: Scene, codes: tuple[str, ...]) -> list[str]:
    """One code per slide, in order, for the topics that have follow-ups in the selection."""
    return expanded(codes, briefing_topics(scene))


def briefing_topics(scene: Scene) -> list[str]:
    """Topics with follow-ups in the selection, the one with most open ones first."""
    members = measures.follow_ups_by_topic_and_status(scene.selected)
    return list(dict.fromkeys(members["topic"]))


def slide_label(scene: Scene, code: str) -> str:
    """What a slide is called where slides are chosen."""
    kind, _, topic = code.partition(".")
    return scene.register.topic_titles.get(topic, topic) if topic else scene.texts.label("slide_name", kind)


def _slides(scene: Scene, code: str, canvas: Canvas) -> list[Slide]:
    kind, _, topic = code.partition(".")
    return topic_slides(scene, topic) if topic else _PARTS[kind](scene, canvas)


def opening_slides(scene: Scene, _canvas: Canvas) -> list[Slide]:
    """What changed since the previous meeting."""
    groups = opening_groups(scene)
    title = scene.texts("slide.opening", meeting=previous_meeting_label(scene))
    lead = " · ".join(group.heading for group in groups if group.points)
    return [Slide("opening", title, lead, groups=tuple(groups))]


def overview_slides(scene: Scene, canvas: Canvas) -> list[Slide]:
    """The headline numbers over topics by status."""
    frame = _counted(measures.follow_ups_by_topic_and_status(scene.selected), ["topic", "topic_title", "status"])

    def draw(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.follow_ups_by_topic_and_status(part, scene.texts, caption, size)

    paging = Paging("follow_ups_by_topic_and_status", "topic", draw, canvas, is_under_numbers=True)
    found = _pages(scene, paging, frame)
    numbers = _numbers(scene)
    return [_picture_slide("overview", each, numbers if place == 0 else ()) for place, each in enumerate(found)]


def timeline_slides(scene: Scene, canvas: Canvas) -> list[Slide]:
    """Follow-ups as intervals, as many pages as they need."""
    updates, meetings = measures.updates_by_follow_up(scene.selected), measures.meetings_by_day(scene.register)
    window = timeline_window(scene)

    def draw(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.follow_up_intervals(part, updates, meetings, window, scene.texts, caption, size)

    frame = measures.follow_up_intervals(scene.selected)
    found = _pages(scene, Paging("follow_up_intervals", "follow_up", draw, canvas), frame)
    return [_picture_slide("timeline", each) for each in found]


def topic_slides(scene: Scene, topic: str) -> list[Slide]:
    """One topic: its follow-ups with their status, the parties, one quote."""
    rows = scene.selected.follow_ups[scene.selected.follow_ups["topic"] == topic]
    texts, title = scene.texts, scene.register.topic_titles[topic]
    n_open = int(rows["is_open"].sum())
    lead = texts.plural("slide.topic_lead", len(rows), open=texts.number(n_open))
    return [Slide(f"topic.{topic}", title, lead, groups=tuple(topic_groups(scene, topic, rows)))]


def stakeholder_slides(scene: Scene, canvas: Canvas) -> list[Slide]:
    """Who asks whom, and where open work lies."""
    names = stakeholder_names(scene)
    asks = _counted(measures.stakeholders_by_asking_and_asked(scene.selected), ["asks", "asked"])
    work = _counted(measures.follow_ups_by_stakeholder_and_status(scene.selected), ["stakeholder", "status"])

    def draw_asks(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.stakeholders_by_asking_and_asked(part, names, scene.texts, caption, size)

    def draw_work(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.follow_ups_by_stakeholder_and_status(part, names, scene.texts, caption, size)

    found = _pages(scene, Paging("stakeholders_by_asking_and_asked", "asks", draw_asks, canvas), asks)
    found += _pages(scene, Paging("follow_ups_by_stakeholder_and_status", "stakeholder", draw_work, canvas), work)
    return [_picture_slide("stakeholders", each) for each in found]


def closing_slides(scene: Scene, _canvas: Canvas) -> list[Slide]:
    """What comes back, and at which meeting."""
    return [Slide("closing", scene.texts("slide.closing"), groups=tuple(closing_groups(scene)))]


_PARTS: dict[str, Callable[[Scene, Canvas], list[Slide]]] = {
    "opening": opening_slides,
    "overview": overview_slides,
    "timeline": timeline_slides,
    "stakeholders": stakeholder_slides,
    "closing": closing_slides,
}


def _counted(members: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return measures.count(members, by)


def _pages(scene: Scene, paging: Paging, frame: pd.DataFrame) -> list[Picture]:
    return paging.pages(frame, caption(scene), scene.texts)


def _picture_slide(code: str, picture: Picture, numbers: tuple[Number, ...] = ()) -> Slide:
    return Slide(code, picture.figure.title, numbers=numbers, picture=picture)


def _numbers(scene: Scene) -> tuple[Number, ...]:
    counts = _counted(measures.follow_ups_by_headline(scene.selected), ["headline"])
    n = dict(zip(counts["headline"], counts["n"], strict=True))
    texts, notes = scene.texts, headline_notes(scene)
    return tuple(
        Number(code, texts.number(n.get(code, 0)), texts(f"headline.{code}"), notes[code], color)
        for code, color in HEADLINE_COLORS.items()
    )
