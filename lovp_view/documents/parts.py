"""The deck in parts, for paper and for slides of another size: pages of one picture are one again.

The deck cuts a picture over slides at the size of the screen; a document cuts where its own pages end.
"""

from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from lovp_view.briefing.deck import Deck, Group, Number, Picture, Slide
from lovp_view.documents.plain import Pictures, plain
from lovp_view.figures.frame import listing
from lovp_view.view.texts import Texts
from lovp_view.view.theme import STATUS_COLORS, STATUS_GLYPHS

BARS = ("follow_ups_by_topic_and_status", "follow_ups_by_stakeholder_and_status")
GANTT = "follow_up_intervals"
MATRIX = "stakeholders_by_asking_and_asked"
_ALTS = {GANTT: "alt.timeline", "follow_ups_by_slip": "alt.slip"}
_ALTS |= dict.fromkeys((*BARS, "follow_ups_by_result"), "alt.bars")


@dataclass(frozen=True)
class Shown:
    """A picture of a part: as PNG if the browser made one, else to be told by its table (labels as header).

    `frame` has a row per row of the table.
    """

    name: str
    alt: str
    table: pd.DataFrame
    frame: pd.DataFrame
    png: bytes | None = None


@dataclass(frozen=True)
class Part:
    """One slide's worth of a document, or several slides' if they are pages of one picture."""

    code: str
    title: str
    lead: str
    numbers: tuple[Number, ...]
    groups: tuple[Group, ...]
    shown: Shown | None


def parts_of(deck: Deck, texts: Texts, pictures: Pictures) -> list[Part]:
    """The parts in the order of the slides, save the cover, unless it is all there is: a document has its own.

    Pages of one picture stay apart only where each has its PNG.
    """
    is_alone = len(deck.slides) == 1
    placed = [(place, slide) for place, slide in enumerate(deck.slides) if slide.code != "cover" or is_alone]
    runs = [list(run) for _, run in groupby(placed, key=lambda each: _run_key(*each))]
    return [part for run in runs for part in _parts_of_run(run, texts, pictures)]


def _run_key(place: int, slide: Slide) -> tuple[str, str | int]:
    """The same for pages of one picture, another for everything else."""
    return slide.code, slide.picture.name if slide.picture else place


def _parts_of_run(run: list[tuple[int, Slide]], texts: Texts, pictures: Pictures) -> list[Part]:
    slides = [slide for _, slide in run]
    if len(slides) > 1 and not all(place in pictures for place, _ in run):
        return [_part(slides[0], _whole_title(slides, texts), _whole(slides, texts))]
    return [_part(slide, slide.title, _single(slide, pictures.get(place))) for place, slide in run]


def _part(slide: Slide, title: str, shown: Shown | None) -> Part:
    return Part(slide.code, plain(title), plain(slide.lead), slide.numbers, slide.groups, shown)


def _single(slide: Slide, png: bytes | None) -> Shown | None:
    return _shown(slide.picture, png) if slide.picture else None


def _shown(picture: Picture, png: bytes | None) -> Shown:
    figure = picture.figure
    return Shown(picture.name, plain(figure.alt), figure.table.map(plain), picture.frame, png)


def _whole_title(slides: list[Slide], texts: Texts) -> str:
    """The title without '(1 van 3)'."""
    return slides[0].title.removesuffix(texts("slide.page", title="", page=1, pages=len(slides)))


def _whole(slides: list[Slide], texts: Texts) -> Shown:
    found = [slide.picture for slide in slides if slide.picture]
    table = pd.concat([each.figure.table for each in found], ignore_index=True).map(plain)
    frame = pd.concat([each.frame for each in found], ignore_index=True)
    alt = alt_text(found[0].name, _whole_title(slides, texts), table, texts)
    return Shown(found[0].name, alt, table, frame)


def alt_text(name: str, title: str, table: pd.DataFrame, texts: Texts) -> str:
    """What is to be seen, in words, as the figures themselves say it; for a part of a picture, or several together."""
    return plain(texts(_ALTS.get(name, "alt.matrix"), title=title, listing=listing(table, texts)))


def told_rows(shown: Shown, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Header and rows of the picture as a table for reading: counts by status get a column per status."""
    if shown.name in BARS and not shown.table.empty:
        return _by_status(shown, texts)
    return [plain(name) for name in shown.table.columns], [list(row) for row in shown.table.itertuples(index=False)]


def _by_status(shown: Shown, texts: Texts) -> tuple[list[str], list[list[str]]]:
    key, codes = shown.frame.columns[0], [code for code in STATUS_COLORS if code in set(shown.frame["status"])]
    labels = dict(zip(shown.frame[key], shown.table.iloc[:, 0], strict=True))
    n = {(row[0], row[1]): row[2] for row in shown.frame[[key, "status", "n"]].itertuples(index=False)}
    head = [plain(shown.table.columns[0]), *(f"{STATUS_GLYPHS[code]} {texts.label('status', code)}" for code in codes)]
    rows = [
        [label, *(texts.number(n[row, code]) if (row, code) in n else "" for code in codes)]
        for row, label in labels.items()
    ]
    return head, rows
