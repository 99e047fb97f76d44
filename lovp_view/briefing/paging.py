"""Pictures over as many slides as they need: rows are put on the next page, never drawn smaller."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from lovp_view.briefing.model import Picture
from lovp_view.figures import Caption, Figure
from lovp_view.texts import Texts
from lovp_view.theme import SLIDES, STAGE, Size

Draw = Callable[[pd.DataFrame, Caption, Size], Figure]


@dataclass(frozen=True)
class Paging:
    """How a picture is drawn and cut: `name` as in Picture, `by` the column between whose values it may be cut.

    `rooms` are the pixels of the stage that it may be high on its first page and on each later one.
    """

    name: str
    by: str
    draw: Draw
    rooms: tuple[float, float]

    def pages(self, frame: pd.DataFrame, caption: Caption, texts: Texts) -> list[Picture]:
        """The pictures of the frame: one, as large as fits, or else several; all carry the title of the whole."""
        for size in SLIDES:
            whole = self.draw(frame, caption, size)
            if _fits(whole, size, self.rooms[0]) or frame.empty:
                return [Picture(self.name, whole, frame, size.width)]
        parts = self._cut(frame, caption)
        titles = [texts("slide.page", title=whole.title, page=at, pages=len(parts)) for at in range(1, len(parts) + 1)]
        return [
            Picture(self.name, self.draw(part, replace(caption, title=title), SLIDES[-1]), part, SLIDES[-1].width)
            for part, title in zip(parts, titles, strict=True)
        ]

    def _cut(self, frame: pd.DataFrame, caption: Caption) -> list[pd.DataFrame]:
        """The frame in parts that fit; a part holds at least one value, however high it is."""
        keys, parts, room = list(dict.fromkeys(frame[self.by])), [], self.rooms[0]
        while keys:
            part, taken = self._most(frame, keys, caption, room)
            parts.append(part)
            keys, room = keys[taken:], self.rooms[1]
        return parts

    def _most(self, frame: pd.DataFrame, keys: list[str], caption: Caption, room: float) -> tuple[pd.DataFrame, int]:
        """The rows of as many of the first keys as fit, found by halving; and how many keys that are."""
        low, high = 1, len(keys)
        while low < high:
            middle = (low + high + 1) // 2
            part = frame[frame[self.by].isin(keys[:middle])]
            fits = _fits(self.draw(part, caption, SLIDES[-1]), SLIDES[-1], room)
            low, high = (middle, high) if fits else (low, middle - 1)
        return frame[frame[self.by].isin(keys[:low])], low


def _fits(figure: Figure, size: Size, room: float) -> bool:
    return figure.height * STAGE / size.width <= room
