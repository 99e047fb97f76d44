"""Decks to make documents of: the shipped data whole, cut and empty, texts that bite, and letters no file may hold."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from lovp_view import figures
from lovp_view.briefing.deck import Deck, Group, Number, Picture, Point, Slide, Tag
from lovp_view.briefing.deck_content import build_deck
from lovp_view.documents.pdf import pdf_bytes
from lovp_view.documents.powerpoint import powerpoint_bytes
from lovp_view.documents.word import word_bytes
from lovp_view.figures.units import counted
from lovp_view.view.caption import Caption
from lovp_view.view.slide_plan import ALL
from lovp_view.view.texts import Texts, load_texts
from lovp_view.view.theme import SLIDES
from tests.support.figure_samples import scene_for

LINK = "https://dashboard.example.nl/?on=2026-11-23&status=open"
LANGUAGES = ("nl", "en")
# What every test opens again; the first four are shipped data.
MADE = (("all", "nl"), ("all", "en"), ("one", "nl"), ("none", "en"), ("biting", "nl"), ("hostile", "nl"))
# Markup of every kind that is written here, a formula, controls, half a surrogate pair, and a very long word.
HOSTILE = '=1+1 <a:t>x</a:t> ]]> &amp; \x00\x0b\x1f\ud800\ufffe #eval("1") *b* $x$ \\n _x0041_ \t\r\n ‘q’ ' + "w" * 300
HOSTILE_SEEN = ("=1+1 <a:t>x</a:t> ]]> &amp;", '#eval("1") *b* $x$ \\n _x0041_ ‘q’')
BUILDERS: dict[str, Callable[..., bytes]] = {
    "pptx": powerpoint_bytes,
    "docx": lambda deck, texts, link, step=lambda share: None: word_bytes(deck, texts, link, {}, step),
    "pdf": lambda deck, texts, link, step=lambda share: None: pdf_bytes(deck, texts, link, {}, step),
}
# For tests of every document, and of those of the shipped data.
EVERY = pytest.mark.parametrize(("case", "language"), MADE)
SHIPPED = pytest.mark.parametrize(("case", "language"), MADE[:4])


@cache
def deck_for(case: str, language: str) -> Deck:
    """The deck of a case in a language."""
    return hostile_deck(language) if case == "hostile" else build_deck(scene_for(case, language), (ALL, "timeline"))


@cache
def made(kind: str, case: str, language: str) -> bytes:
    """A document without pictures."""
    return BUILDERS[kind](deck_for(case, language), load_texts(language), LINK)


def opened(kind: str, case: str, language: str) -> io.BytesIO:
    """The document, to be read."""
    return io.BytesIO(made(kind, case, language))


@cache
def pictures_for(case: str, language: str) -> dict[int, bytes]:
    """A PNG per picture of the deck, in the shape that the browser would give it."""
    slides = enumerate(deck_for(case, language).slides)
    return {place: _png(slide.picture) for place, slide in slides if slide.picture}


def _png(picture: Picture) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (picture.width, picture.figure.height), "#dde3ee").save(out, "PNG")
    return out.getvalue()


def hostile_deck(language: str) -> Deck:
    """Every text of this deck bites."""
    texts, note = load_texts(language), Caption(HOSTILE, HOSTILE)
    number = Number("agreed_open", "1", HOSTILE, HOSTILE, "#1f5fa8")
    point = Point("f1", HOSTILE, HOSTILE, (Tag(HOSTILE, "#b3261e"),), HOSTILE, HOSTILE, "https://example.org/a?b=<c>&d")
    groups = (Group(HOSTILE, (point, replace(point, tags=())), ((HOSTILE, HOSTILE),)),)
    slides = (
        Slide("overview", HOSTILE, HOSTILE, (number,), _hostile_picture(texts, note)),
        Slide("topic.t1", HOSTILE, HOSTILE, groups=groups),
    )
    return Deck(HOSTILE, language, date(2026, 11, 23), note, "", slides)


def _hostile_picture(texts: Texts, note: Caption) -> Picture:
    title = HOSTILE.replace("\ud800", "")  # a frame cannot hold it
    rows = [("t1", title, "agreed", "open", "open", "", False, title, "f1"),
            ("t1", title, "agreed", "late", "open", "", True, title, "f2"),
            ("t2", title, "agreed", "closed", "done", "kept", False, title, "f3")]  # fmt: skip
    names = ["topic", "topic_title", "group", "stage", "status", "outcome", "is_late", "title", "follow_up"]
    members = pd.DataFrame(rows, columns=names)
    figure = figures.follow_ups_by_topic_and_status(members, texts, note, SLIDES[-1])
    frame = counted(members, ["topic", "topic_title"])
    return Picture("follow_ups_by_topic_and_status", figure, frame, SLIDES[-1].width)


def folded(text: str) -> str:
    """Text as it is compared: blanks of every kind are one."""
    return " ".join(text.split())


def points_of(deck: Deck) -> list[Any]:
    """All points of a deck, in order."""
    return [point for slide in deck.slides for group in slide.groups for point in group.points]


def quotes_of(deck: Deck) -> list[str]:
    """All quotes of a deck."""
    return [folded(point.quote) for point in points_of(deck) if point.quote]


# What tests look at in a frame, also where a deck has no such picture.
_COLUMNS = ("topic", "topic_title", "status", "n", "due_start", "due_end", "is_task", "is_late")


def frame_of(deck: Deck, name: str) -> pd.DataFrame:
    """What all pages of a picture show together."""
    found = [slide.picture.frame for slide in deck.slides if slide.picture and slide.picture.name == name]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame({name: [] for name in _COLUMNS})
