"""What the player in the browser gets: slides as HTML, pictures as specs, and every point in full for a click.

The same data feed the briefing on the screen and the one-file briefing.
"""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from lovp_view.briefing.deck import Deck, Picture, Slide
from lovp_view.briefing.notes import notes_by_point
from lovp_view.screen.detail import follow_up_facts, follow_up_tags, updates_of
from lovp_view.screen.markup import render
from lovp_view.view.scene import Scene
from lovp_view.view.texts import Texts
from lovp_view.view.theme import ROOM, ROOM_UNDER_NUMBERS, STAGE

Link = Callable[[str], str]


def player_data(scene: Scene, deck: Deck, link: Link | None = None) -> dict[str, Any]:
    """JSON for player.js. `link` gives the address of a follow-up in the dashboard; None if there is none to go to."""
    points = {point.id for slide in deck.slides for group in slide.groups for point in group.points}
    return {
        "title": deck.title,
        "language": deck.language,
        "words": scene.texts.group("player"),
        "slides": [_slide(slides, deck, scene.texts) for slides in _shared(deck.slides)],
        "details": {row.id: _detail(scene, row, link) for row in _rows(scene, points)},
    }


def _shared(slides: Sequence[Slide]) -> list[list[Slide]]:
    """Slides of one code whose pictures fit one under the other share a slide; every other stands by itself."""
    shared: list[list[Slide]] = []
    for slide in slides:
        together = [*shared[-1], slide] if shared and shared[-1][0].code == slide.code else []
        if together and all(each.picture for each in together) and sum(map(_height, together)) <= ROOM:
            shared[-1].append(slide)
        else:
            shared.append([slide])
    return shared


def _height(slide: Slide) -> float:
    """Pixels of the stage that the slide's picture takes, with the numbers above it."""
    if slide.picture is None:
        return ROOM
    above = ROOM - ROOM_UNDER_NUMBERS if slide.numbers else 0
    return above + slide.picture.figure.height * STAGE / slide.picture.width


def _slide(slides: list[Slide], deck: Deck, texts: Texts) -> dict[str, Any]:
    first, pictures = slides[0], [slide.picture for slide in slides if slide.picture]
    html = render("slide.html", slide=first, pictures=pictures, caption=deck.caption, language=deck.language)
    notes = [line for slide in slides for line in notes_by_point(slide, texts)]
    told = {"code": first.code, "title": first.title, "notes": notes, "topic": first.topic}
    return {**told, "html": html, "specs": [_spec(picture) for picture in pictures]}


def _spec(picture: Picture) -> dict[str, Any]:
    """The picture with the width it was laid out for: the player scales it from there."""
    spec = picture.figure.spec
    return {"data": spec["data"], "layout": {**spec["layout"], "width": picture.width}}


def _rows(scene: Scene, points: set[str]) -> list[Any]:
    """Every follow-up of the selection (a mark in a picture may lead to any of them), and those on the slides."""
    rows = scene.register.follow_ups
    return list(rows[rows["id"].isin(points | set(scene.selected.follow_ups["id"]))].itertuples())


def _detail(scene: Scene, row: Any, link: Link | None) -> dict[str, str]:
    texts = scene.texts
    updates = updates_of(scene, row.id)
    html = render(
        "point_detail.html",
        tags=_markup("tags.html", tags=follow_up_tags(scene, row)),
        what=_markup("what.html", what=row.what, aspects=row.aspects or ()),
        facts=_markup("facts.html", facts=follow_up_facts(scene, row)),
        updates_title=texts("detail.updates"),
        updates=_markup("updates.html", updates=updates, source=texts("detail.source_link"))
        if updates
        else texts("empty.updates"),
        quote_title=texts("slide.quote"),
        quote=" ".join(row.quote.split()) if isinstance(row.quote, str) else "",
        link=link(row.id) if link else "",
        link_title=texts("player.in_dashboard"),
    )
    return {"title": row.title, "html": html}


def _markup(template: str, **values: object) -> Markup:
    """A filled-in template, to stand in another one; its own values are escaped already."""
    return Markup(render(template, **values))  # noqa: S704 # nosec B704 # escaped by the template
