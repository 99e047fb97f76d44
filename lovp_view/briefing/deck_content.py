"""Fills a deck from a scene: the story of a briefing, in the words of the interface.

What this is, the state in five numbers, what was agreed last, what came back, what is late or unanswered, what is to
come, the topics with something open, and with whom the ball lies. A slide with nothing on it is left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

import pandas as pd

from lovp_data import measures
from lovp_view import figures
from lovp_view.briefing.agenda_slides import CODE as AGENDA
from lovp_view.briefing.agenda_slides import agenda_caption, agenda_slides, agenda_title
from lovp_view.briefing.deck import Deck, Group, Number, Picture, Slide
from lovp_view.briefing.paging import Paging
from lovp_view.briefing.points import (
    came_back_groups,
    coming_groups,
    last_meeting_groups,
    other_groups,
    topic_groups,
    urgent_groups,
)
from lovp_view.figures import Figure
from lovp_view.figures.units import counted
from lovp_view.screen.timeline_period import timeline_window
from lovp_view.view.caption import Caption
from lovp_view.view.headlines import coverage_line, headline_cards
from lovp_view.view.scene import Scene
from lovp_view.view.slide_plan import ALL, expanded, topic_code
from lovp_view.view.theme import HEADLINE_COLORS, SCREEN, Canvas, Size
from lovp_view.view.wording import caption, meeting_labels, stakeholder_names

MOST_TOPICS = 3  # topics that have a slide of their own in the story; where more could, none has: twelve slides at most
_MANY_POINTS = 4  # points that fill a slide of their own; topics with fewer share one


def build_deck(scene: Scene, codes: tuple[str, ...] = (ALL,), link: str = "", *, canvas: Canvas = SCREEN) -> Deck:
    """The slides of these codes, for the selection of the scene, their pictures for the canvas; kept per view."""
    build = partial(_build_deck, scene, codes, link, canvas)
    return scene.cached("deck", build, codes, link, scene.view.zoom, canvas)


def _build_deck(scene: Scene, codes: tuple[str, ...], link: str, canvas: Canvas) -> Deck:
    slides = [slide for code in slide_codes(scene, codes) for slide in _slides(scene, code, canvas)]
    is_agenda = codes == (AGENDA,)
    title, told = (agenda_title(scene), agenda_caption(scene)) if is_agenda else (deck_title(scene), caption(scene))
    return Deck(title, scene.texts.language, scene.reference_date, told, link, tuple(_quoted_once(slides)))


def deck_title(scene: Scene) -> str:
    """'LOVP: stand van zaken op 23 november 2026'"""
    return scene.texts("slide.deck", day=scene.texts.day(scene.reference_date))


def _quoted_once(slides: Iterable[Slide]) -> list[Slide]:
    """The slides, each quote only where it stands first."""
    seen: set[str] = set()
    return [replace(slide, groups=tuple(_group_quoted_once(group, seen) for group in slide.groups)) for slide in slides]


def _group_quoted_once(group: Group, seen: set[str]) -> Group:
    points = []
    for point in group.points:
        points.append(replace(point, quote=None) if point.quote in seen else point)
        seen |= {point.quote} - {None} if point.quote else set()
    return replace(group, points=tuple(points))


def slide_codes(scene: Scene, codes: tuple[str, ...]) -> list[str]:
    """One code per slide, in order."""
    return expanded(codes, briefing_topics(scene), every_topic(scene))


def every_topic(scene: Scene) -> list[str]:
    """Topics with follow-ups in the selection, the most urgent one first."""
    return list(dict.fromkeys(measures.follow_ups_by_topic_and_status(scene.selected)["topic"]))


def briefing_topics(scene: Scene) -> list[str]:
    """Topics with a slide of their own in the story: something is open, and there is enough to fill it.

    Where only one topic is in view, that one.
    """
    rows = scene.selected.follow_ups.groupby("topic")["is_open"]
    n, n_open = rows.size(), rows.sum()
    every = every_topic(scene)
    full = [topic for topic in every if n_open[topic] and n[topic] >= _MANY_POINTS]
    return every if len(every) == 1 else full if len(full) <= MOST_TOPICS else []


def slide_label(scene: Scene, code: str) -> str:
    """What a slide is called where slides are chosen."""
    kind, _, topic = code.partition(".")
    return scene.register.topic_titles.get(topic, topic) if topic else scene.texts.label("slide_name", kind)


def _slides(scene: Scene, code: str, canvas: Canvas) -> list[Slide]:
    kind, _, topic = code.partition(".")
    return topic_slides(scene, topic) if topic else _PARTS[kind](scene, canvas)


def cover_slides(scene: Scene, _canvas: Canvas) -> list[Slide]:
    """What this is, of which day, and what it rests on."""
    texts, told = scene.texts, caption(scene)
    facts = (
        (texts("slide.selection"), told.filters),
        (texts("controls.reference_date"), texts.day(scene.reference_date)),
        (texts("slide.rests_on"), coverage_line(scene)),
        (texts("detail.source_link"), texts("caption.source_only")),
    )
    return [Slide("cover", deck_title(scene), texts("slide.cover_lead"), groups=(Group("", facts=facts),))]


def overview_slides(scene: Scene, canvas: Canvas) -> list[Slide]:
    """The five numbers over the topics in which something is late, else open; over all where nothing is."""
    members = measures.follow_ups_by_topic_and_status(scene.selected)
    if members.empty:
        return []
    urgent = next((stage for stage in ("late", "open") if (members["stage"] == stage).any()), None)
    topics = members.loc[members["stage"] == urgent, "topic"] if urgent else members["topic"]
    shown = members[members["topic"].isin(topics)]

    def draw(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.follow_ups_by_topic_and_status(part, scene.texts, caption, size)

    told = partial(counted, by=["topic", "topic_title"])
    paging = Paging("follow_ups_by_topic_and_status", "topic", draw, canvas, is_under_numbers=True, told=told)
    found = _pages(scene, paging, shown)
    numbers = _numbers(scene)
    return [_picture_slide("overview", each, numbers if place == 0 else ()) for place, each in enumerate(found)]


def agreed_slides(scene: Scene, _canvas: Canvas) -> list[Slide]:
    """What was agreed, asked and said in the last meeting."""
    last = measures.last_meeting(scene.register)
    if last is None:
        return []
    title = scene.texts("slide.agreed", meeting=meeting_labels(scene)[last["id"]])
    return _of_groups("agreed", title, last_meeting_groups(scene, last["id"]))


def came_back_slides(scene: Scene, _canvas: Canvas) -> list[Slide]:
    """What came back."""
    return _of_groups("came_back", scene.texts("slide.came_back"), came_back_groups(scene))


def urgent_slides(scene: Scene, _canvas: Canvas) -> list[Slide]:
    """What is late, and what has no answer."""
    return _of_groups("urgent", scene.texts("slide.urgent"), urgent_groups(scene))


def coming_slides(scene: Scene, _canvas: Canvas) -> list[Slide]:
    """What comes back, and at which meeting."""
    return _of_groups("coming", scene.texts("slide.coming"), coming_groups(scene))


def topic_slides(scene: Scene, topic: str) -> list[Slide]:
    """One topic: its follow-ups with their status, and the parties."""
    rows = scene.selected.follow_ups[scene.selected.follow_ups["topic"] == topic]
    texts, title = scene.texts, scene.register.topic_titles[topic]
    lead = texts.plural("slide.topic_lead", int(rows["is_open"].sum()))
    groups = tuple(topic_groups(scene, topic, rows))
    return [Slide(topic_code(topic), title, lead, groups=groups, topic=topic)]


def other_slides(scene: Scene, canvas: Canvas) -> list[Slide]:
    """The topics without a slide of their own, together."""
    own = briefing_topics(scene)
    rest = [topic for topic in every_topic(scene) if topic not in own]
    title = scene.texts("slide.others" if own else "slide.by_topic")
    return _of_groups("others", title, other_groups(scene, rest, is_paper=canvas.is_paper))


def timeline_slides(scene: Scene, canvas: Canvas) -> list[Slide]:
    """Follow-ups as life lines, as many pages as they need."""
    updates, meetings = measures.updates_by_follow_up(scene.selected), measures.meetings_by_day(scene.register)
    window = timeline_window(scene)

    def draw(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.follow_up_intervals(part, updates, meetings, window, scene.texts, caption, size)

    frame = measures.follow_up_intervals(scene.selected)
    found = _pages(scene, Paging("follow_up_intervals", "follow_up", draw, canvas), frame) if len(frame) else []
    return [_picture_slide("timeline", each) for each in found]


def stakeholder_slides(scene: Scene, canvas: Canvas) -> list[Slide]:
    """With whom the ball lies, and who asks whom; a picture with nothing in it is left out."""
    names = stakeholder_names(scene)
    work = measures.follow_ups_by_stakeholder_and_status(scene.selected)
    asks = measures.stakeholders_by_asking_and_asked(scene.selected)

    def draw_work(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.follow_ups_by_stakeholder_and_status(part, names, scene.texts, caption, size)

    def draw_asks(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.stakeholders_by_asking_and_asked(part, names, scene.texts, caption, size)

    told = partial(counted, by=["stakeholder"]), partial(counted, by=["asks", "asked"])
    pictures = (
        (Paging("follow_ups_by_stakeholder_and_status", "stakeholder", draw_work, canvas, told=told[0]), work),
        (Paging("stakeholders_by_asking_and_asked", "asks", draw_asks, canvas, told=told[1]), asks),
    )
    found = [page for paging, frame in pictures if len(frame) for page in _pages(scene, paging, frame)]
    return [_picture_slide("stakeholders", each) for each in found]


def fulfilment_slides(scene: Scene, canvas: Canvas) -> list[Slide]:
    """What became of what was agreed and asked, by year, and how late it came back."""
    rows, slips = measures.follow_ups_by_result(scene.selected), measures.follow_ups_by_slip(scene.selected)

    def draw_results(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.follow_ups_by_result(part, {}, scene.texts, caption, size)

    def draw_slips(part: pd.DataFrame, caption: Caption, size: Size) -> Figure:
        return figures.follow_ups_by_slip(part, scene.texts, caption, size)

    years = rows[rows["axis"] == "year"]
    told = Paging("follow_ups_by_result", "row", draw_results, canvas)
    parts = [(told, years[years["group"] == group]) for group in ("agreed", "asked")]
    parts.append((Paging("follow_ups_by_slip", "follow_up", draw_slips, canvas), slips))
    found = [page for paging, frame in parts if len(frame) for page in _pages(scene, paging, frame)]
    return [_picture_slide("fulfilment", each) for each in found]


_PARTS: dict[str, Callable[[Scene, Canvas], list[Slide]]] = {
    "cover": cover_slides,
    "overview": overview_slides,
    "agreed": agreed_slides,
    "came_back": came_back_slides,
    "urgent": urgent_slides,
    "coming": coming_slides,
    "others": other_slides,
    "stakeholders": stakeholder_slides,
    "timeline": timeline_slides,
    "fulfilment": fulfilment_slides,
    AGENDA: agenda_slides,
}


def _of_groups(code: str, title: str, groups: list[Group]) -> list[Slide]:
    """A slide of groups; none where there is nothing to tell."""
    return [Slide(code, title, groups=tuple(groups))] if groups else []


def _pages(scene: Scene, paging: Paging, frame: pd.DataFrame) -> list[Picture]:
    return paging.pages(frame, caption(scene), scene.texts)


def _picture_slide(code: str, picture: Picture, numbers: tuple[Number, ...] = ()) -> Slide:
    return Slide(code, picture.figure.title, numbers=numbers, picture=picture)


def _numbers(scene: Scene) -> tuple[Number, ...]:
    return tuple(
        Number(card["code"], card["value"], card["label"], card["note"], HEADLINE_COLORS[card["code"]])
        for card in headline_cards(scene)
    )
