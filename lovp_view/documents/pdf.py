"""PDF of a deck for printing: A4, tagged for screen readers (PDF/UA-1), text that can be selected.

Typst lays it out: it tags headings, tables and pictures with their text alternatives, repeats the heads of tables and
makes bookmarks, without any program beside Python.
"""

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from lovp_view.briefing.deck import Deck, Group, Point
from lovp_view.documents.parts import Part, Shown, parts_of, told_rows
from lovp_view.documents.plain import (
    Pictures,
    Step,
    fact_words,
    item_link,
    language_tag,
    no_step,
    numeric_columns,
    plain,
    quoted,
    web_address,
)
from lovp_view.documents.widths import shortened
from lovp_view.view.texts import Texts
from lovp_view.view.theme import ACCENT, FAINT, INK, MUTED

_FOLDER = Path(__file__).parent
_FOOT, _HEAD = 600.0, 640.0  # points that a line at the foot or the head of a page may take
_LONG_WORD = re.compile(r"\S{24}(?=\S)")
_MAIN = "briefing.typ"
_FONTS = [_FOLDER / "fonts"]


def pdf_bytes(deck: Deck, texts: Texts, link: str, pictures: Pictures, step: Step = no_step) -> bytes:
    """The deck as a PDF. `link` is the absolute address of the view, or ''; slides without a picture show its table.

    Calls `step` with the share done; whatever it raises ends the work.
    """
    step(0.0)
    parts = parts_of(deck, texts, pictures)
    files = {_MAIN: _template(), "data.json": json.dumps(_data(deck, texts, link, parts)).encode()}
    files |= {_png(place): part.shown.png for place, part in enumerate(parts) if part.shown and part.shown.png}
    step(0.2)
    made = compiled(files, _MAIN, pdf_standards="ua-1")
    step(1.0)
    return made


def compiled(files: dict[str, bytes], main: str, **options: Any) -> bytes:
    """What typst makes of the file called `main`, with our letters; `options` are its own (format, ppi, pdf_standards).

    It reads its input from a folder: given in memory, its files may hold nothing but text.
    """
    with TemporaryDirectory(prefix="lovp-pdf-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        made: bytes = typst.compile(
            Path(folder, main), root=Path(folder), font_paths=_FONTS, ignore_system_fonts=True, **options
        )
    return made


@cache
def _template() -> bytes:
    return (_FOLDER / _MAIN).read_bytes()


def _printed(text: object) -> str:
    """Literal text. Typst never breaks a word, so one that could run off the page gets places where it may."""
    return _LONG_WORD.sub("\\g<0>\u200b", plain(text))


def _png(place: int) -> str:
    return f"picture-{place}.png"


def _data(deck: Deck, texts: Texts, link: str, parts: list[Part]) -> dict[str, Any]:
    language, _, region = language_tag(texts).partition("-")
    day = deck.reference_date
    return {
        "title": plain(deck.title),
        "cover": _printed(deck.title),
        "language": language,
        "region": region,
        "date": [day.year, day.month, day.day],
        "filters": _printed(deck.caption.filters),
        "footer": _printed(deck.caption.footer),
        "foot": [shortened(plain(line), 1, _FOOT, 9) for line in (deck.caption.filters, deck.caption.footer)],
        "link": web_address(link),
        "words": _words(texts),
        "colors": {"ink": INK, "muted": MUTED, "accent": ACCENT, "faint": FAINT},
        "parts": [_part(place, part, _title(part, parts, texts), texts, link) for place, part in enumerate(parts)],
    }


def _words(texts: Texts) -> dict[str, str]:
    """The words that the layout adds."""
    continued = texts("document.continued", heading="").strip()
    names = ("about", "link", "page")
    words = {name: texts.label("document", name) for name in names}
    return {**words, "continued": continued, "source": texts("detail.source_link"), "own": texts("document.own")}


def _title(part: Part, parts: list[Part], texts: Texts) -> str:
    """The part's own; over a picture, which holds its title already, the name of the slide."""
    if not (part.shown and part.shown.png):
        return part.title
    name, same = texts.label("slide_name", part.code), [each for each in parts if each.code == part.code]
    page = next(place for place, each in enumerate(same, start=1) if each is part)
    return texts("slide.page", title=name, page=page, pages=len(same)) if len(same) > 1 else name


def _part(place: int, part: Part, title: str, texts: Texts, link: str) -> dict[str, Any]:
    return {
        "title": _printed(title),
        "short": shortened(title, 1, _HEAD, 12),  # over the later pages
        "lead": _printed(part.lead),
        "numbers": [
            {"value": _printed(n.value), "label": _printed(n.label), "note": _printed(n.note), "color": n.color}
            for n in part.numbers
        ],
        "picture": _picture(place, part.shown, texts) if part.shown else None,
        "groups": [_group(group, link) for group in part.groups],
    }


def _picture(place: int, shown: Shown, texts: Texts) -> dict[str, Any]:
    head, told_cells = told_rows(shown, texts)
    columns, rows = list(map(_printed, head)), [list(map(_printed, row)) for row in told_cells]
    numeric = numeric_columns(rows, len(columns))
    told = {"alt": shown.alt, "columns": columns, "rows": rows, "numeric": numeric}
    return {"png": _png(place) if shown.png else "", **told}


def _group(group: Group, link: str) -> dict[str, Any]:
    facts = [dict(zip(("name", "value"), map(_printed, fact_words(*fact)), strict=True)) for fact in group.facts]
    return {
        "heading": _printed(group.heading),
        "points": [_point(point, link) for point in group.points],
        "facts": facts,
    }


def _point(point: Point, link: str) -> dict[str, Any]:
    tags = [{"text": _printed(tag.text), "color": tag.color} for tag in point.tags]
    words = {"title": _printed(point.title), "meta": _printed(point.meta), "note": _printed(point.note)}
    return {**words, "tags": tags, "quote": _printed(quoted(point)) if point.quote else ""} | {
        "address": web_address(point.address),
        "own": item_link(link, point.id),
    }
