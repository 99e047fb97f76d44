"""Pictures over as many slides as they need: rows are put on the next page, never drawn smaller."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from lovp_view.briefing.model import Picture
from lovp_view.figures import Caption, Figure
from lovp_view.texts import Texts

Draw = Callable[[pd.DataFrame, Caption], Figure]


def pages(
    name: str, frame: pd.DataFrame, by: str, draw: Draw, caption: Caption, texts: Texts, rooms: tuple[float, float]
) -> list[Picture]:
    """The pictures of `frame` cut between values of column `by`, each at most as high as there is room.

    `rooms` are the pixels on the first page and on each later one. All pages carry the title of the whole.
    """
    whole = draw(frame, caption)
    if whole.height <= rooms[0] or frame.empty:
        return [Picture(name, whole, frame)]
    parts = _cut(frame, by, draw, caption, rooms)
    titles = [texts("slide.page", title=whole.title, page=page, pages=len(parts)) for page in range(1, len(parts) + 1)]
    return [
        Picture(name, draw(part, replace(caption, title=title)), part)
        for part, title in zip(parts, titles, strict=True)
    ]


def _cut(frame: pd.DataFrame, by: str, draw: Draw, caption: Caption, rooms: tuple[float, float]) -> list[pd.DataFrame]:
    """The frame in parts that fit; a part holds at least one value, however high it is."""
    keys, parts, room = list(dict.fromkeys(frame[by])), [], rooms[0]
    while keys:
        part, taken = _most(frame, by, keys, draw, caption, room)
        parts.append(part)
        keys, room = keys[taken:], rooms[1]
    return parts


def _most(
    frame: pd.DataFrame, by: str, keys: list[str], draw: Draw, caption: Caption, room: float
) -> tuple[pd.DataFrame, int]:
    """The rows of as many of the first keys as fit, found by halving; and how many keys that are."""
    low, high = 1, len(keys)
    while low < high:
        middle = (low + high + 1) // 2
        fits = draw(frame[frame[by].isin(keys[:middle])], caption).height <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return frame[frame[by].isin(keys[:low])], low
