"""The slides of a meeting that is prepared: its agenda, an item each, and what is due but not on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lovp_view.briefing.annotation import (
    agenda,
    annotation,
    item_lead,
    item_title,
    not_on_agenda,
    occasion_title,
    question_texts,
)
from lovp_view.briefing.deck import Deck, Group, Point, Slide
from lovp_view.view.agenda_plan import AgendaItem
from lovp_view.view.caption import Caption
from lovp_view.view.office_notes import NOTE_FIELDS, OfficeNote
from lovp_view.view.scene import Scene
from lovp_view.view.theme import Canvas

CODE = "agenda"
_LINES = 40.0  # lines of a page of paper that an item may take, quotes at its foot included
_LINE = 88  # characters a line


def agenda_slides(scene: Scene, _canvas: Canvas) -> list[Slide]:
    """One slide for the agenda, one per item of which anything is known, one for what is not on it.

    None where no meeting is chosen.
    """
    return _slides(scene, {}, is_paper=False)


def agenda_deck(scene: Scene, notes: Mapping[str, OfficeNote]) -> Deck:
    """The agenda for paper, at most a page an item, with these notes of the office (by the code of their item).

    Never kept for other viewers.
    """
    slides = tuple(_slides(scene, notes, is_paper=True))
    day, language = scene.reference_date, scene.texts.language
    return Deck(agenda_title(scene), language, day, agenda_caption(scene), "", slides)


def agenda_caption(scene: Scene) -> Caption:
    """What an annotation rests on: every point of the register, whatever is filtered."""
    texts, n = scene.texts, len(agenda(scene))
    day, counted = texts.day(scene.reference_date), texts.plural("preparing.counted", n)
    footer = texts("caption.footer", day=day, counted=counted, source=texts("caption.source"))
    return Caption(texts("preparing.rests_on"), footer)


def agenda_title(scene: Scene) -> str:
    """'Annotatie LOVP 15 feb 2027'"""
    return scene.texts("preparing.annotation_of", meeting=occasion_title(scene))


def _slides(scene: Scene, notes: Mapping[str, OfficeNote], *, is_paper: bool) -> list[Slide]:
    items, texts = agenda(scene), scene.texts
    if not items or not occasion_title(scene):
        return []
    titles = [f"{place}. {item_title(scene, item)}" for place, item in enumerate(items, start=1)]
    told = tuple(Point("", title, _line(scene, item)) for title, item in zip(titles, items, strict=True))
    front = Slide(CODE, texts("preparing.agenda_of", meeting=occasion_title(scene)), groups=(Group("", told),))
    every = [
        _slide(scene, title, item, notes.get(item.code))
        for title, item in zip(titles, items, strict=True)
        if item.topic or item.code in notes
    ]
    every = [_fitted(scene, slide) for slide in every] if is_paper else every
    rest = not_on_agenda(scene)
    late = Slide(CODE, texts("preparing.not_on_agenda"), groups=(Group("", tuple(rest)),))
    return [front, *every, *([late] if rest else [])]


def _line(scene: Scene, item: AgendaItem) -> str:
    """'Voor het laatst besproken: LOVP 24 nov 2025 · 3 vragen om te stellen'; '' for an item without a topic."""
    if not item.topic:
        return ""
    n = len(question_texts(scene, item))
    asked = [scene.texts.plural("preparing.n_questions", n)] if n else []
    return " · ".join([item_lead(scene, item), *asked])


def _slide(scene: Scene, title: str, item: AgendaItem, note: OfficeNote | None) -> Slide:
    """What the office wrote stands first; its questions take the place of those of the data."""
    groups = annotation(scene, item, with_questions=note is None or not note.questions)
    groups = [*_office(scene, note), *groups]
    return Slide(CODE, title, item_lead(scene, item), groups=tuple(groups), topic=item.topic)


def _office(scene: Scene, note: OfficeNote | None) -> list[Group]:
    told = [(name, getattr(note, name)) for name in NOTE_FIELDS if getattr(note, name, "")]
    facts = tuple((scene.texts.label("preparing_note", name), " / ".join(text.splitlines())) for name, text in told)
    return [Group(scene.texts("preparing.office"), facts=facts)] if facts else []


# --- at most a page ---------------------------------------------------------------------------------------------------


def _fitted(scene: Scene, slide: Slide) -> Slide:
    """The item without what would not fit on its page, the least urgent last; it says how much that is."""
    room, kept, left_out = _LINES, list[Group](), 0
    for group in slide.groups:
        room -= 2.0 + sum(_height(": ".join(fact)) for fact in group.facts)
        points = _that_fit(group.points, room)
        room -= sum(map(_lines_of, points))
        left_out += len(group.points) - len(points)
        kept += [replace(group, points=points)] if points or group.facts else []
    more = [scene.texts.plural("preparing.left_out", left_out)] if left_out else []
    return replace(slide, lead=" · ".join([slide.lead, *more]), groups=tuple(kept))


def _that_fit(points: Sequence[Point], room: float) -> tuple[Point, ...]:
    kept: list[Point] = []
    for point in points:
        room -= _lines_of(point)
        if room < 0:
            break
        kept.append(point)
    return tuple(kept)


def _lines_of(point: Point) -> float:
    """Lines of a point: its title with tags, what is known, the last news, and its quote in smaller letters."""
    tags = sum(len(tag.text) + 3 for tag in point.tags)
    told = [len(point.title) + tags, len(point.meta) + 8 * bool(point.address), len(point.note)]
    return sum(1.1 * (1 + n // _LINE) for n in told if n) + 0.4 + (_height(point.quote) if point.quote else 0)


def _height(text: str) -> float:
    return 1.0 + len(text) // _LINE
