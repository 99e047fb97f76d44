"""What who speaks has at hand beside a slide: quotes, and where it says so."""

from lovp_view.briefing.deck import Point, Slide
from lovp_view.view.texts import Texts


def speaker_notes(slide: Slide, texts: Texts) -> list[str]:
    """A line per thing that may be asked about: each number and picture in words, each point with quote and source."""
    return [line for _, line in notes_by_point(slide, texts)]


def notes_by_point(slide: Slide, texts: Texts) -> list[tuple[str, str]]:
    """The same lines, each with the id of its point; '' for what belongs to none."""
    numbers = [f"{number.label}: {number.value} ({number.note})" for number in slide.numbers]
    picture = [slide.picture.figure.alt] if slide.picture else []
    told = [": ".join(fact) for group in slide.groups for fact in group.facts]
    points = [point for group in slide.groups for point in group.points]
    of_points = [(point.id, line) for point in points for line in point_notes(point, texts)]
    return [*(("", line) for line in (*numbers, *picture, *told)), *of_points]


def point_notes(point: Point, texts: Texts) -> list[str]:
    """Title, status and meeting; the last news; the quote; and the answer to 'where does it say so?'."""
    tags = ", ".join(tag.text for tag in point.tags)
    lines = [" · ".join(part for part in (point.title, tags, point.meta) if part)]
    lines += [point.note] if point.note else []
    lines += [f"{texts('column.quote')}: ‘{point.quote}’"] if point.quote else []
    return [*lines, *([texts("slide.where", address=point.address)] if point.address else [])]
