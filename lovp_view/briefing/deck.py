"""What a briefing says, apart from how it is drawn: a deck of slides made of points, pictures and numbers.

Pure: no Streamlit. Screen, one-file briefing, PowerPoint, Word and PDF are all drawn from the same deck, so that they
say the same.
"""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from lovp_view.figures import Figure
from lovp_view.view.caption import Caption


@dataclass(frozen=True)
class Tag:
    """A short label on a colour: a status, or what changed."""

    text: str
    color: str


@dataclass(frozen=True)
class Point:
    """A follow-up on a slide; `quote` is literal, white space folded; `note` says what last became known of it.

    `address` is where the note says so, on the web; '' where there is none.
    """

    id: str
    title: str
    meta: str
    tags: tuple[Tag, ...] = ()
    quote: str | None = None
    note: str = ""
    address: str = ""


@dataclass(frozen=True)
class Group:
    """Points under a heading, facts (name, value), or both."""

    heading: str
    points: tuple[Point, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Number:
    """A headline number, as printed, with the code of the headline it stands for."""

    code: str
    value: str
    label: str
    note: str
    color: str


@dataclass(frozen=True)
class Picture:
    """A figure, and the aggregated frame it was made from, for charts that are drawn natively elsewhere.

    `name` is the name of the figure function and of its measure; `frame` has the columns that function documents.
    `width` is the width in pixels that the figure was laid out for.
    """

    name: str
    figure: Figure
    frame: pd.DataFrame
    width: int


@dataclass(frozen=True)
class Slide:
    """One slide, or one page of it: `code` is the same on all pages of a slide.

    A slide shows a picture (which holds its own title), perhaps under numbers, or else groups in columns. `topic` is
    the code of the one topic that it is about.
    """

    code: str
    title: str
    lead: str = ""
    numbers: tuple[Number, ...] = ()
    picture: Picture | None = None
    groups: tuple[Group, ...] = ()
    topic: str = ""


@dataclass(frozen=True)
class Deck:
    """A whole briefing. `link` is the query of the view, without a leading question mark; '' for the plain view."""

    title: str
    language: str
    reference_date: date
    caption: Caption
    link: str
    slides: tuple[Slide, ...] = field(default_factory=tuple)
