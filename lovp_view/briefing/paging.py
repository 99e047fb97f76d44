"""Pictures over as many slides as they need: rows are put on the next page, never drawn smaller."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from lovp_view.briefing.deck import Picture
from lovp_view.figures import Figure
from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts
from lovp_view.view.theme import SCREEN, Canvas, Size

Draw = Callable[[pd.DataFrame, Caption, Size], Figure]


def _itself(frame: pd.DataFrame) -> pd.DataFrame:
    return frame


@dataclass(frozen=True)
class Paging:
    """How a picture is drawn and cut: `name` as in Picture, `by` the column between whose values it may be cut.

    `is_under_numbers` says that its first page has less room. `told` makes of a part what native charts are drawn from:
    a row per row of the figure's table.
    """

    name: str
    by: str
    draw: Draw
    canvas: Canvas = SCREEN
    is_under_numbers: bool = False
    told: Callable[[pd.DataFrame], pd.DataFrame] = _itself

    def pages(self, frame: pd.DataFrame, caption: Caption, texts: Texts) -> list[Picture]:
        """The pictures of the frame: one, as large as fits, or else several; all carry the title of the whole."""
        room = self.canvas.under_numbers if self.is_under_numbers else self.canvas.room
        for size in self.canvas.sizes:
            whole = self.draw(frame, caption, size)
            if self._fits(whole, size, room) or frame.empty:
                return [Picture(self.name, whole, self.told(frame), size.width)]
        parts, last = self._cut(frame, caption, room), self.canvas.sizes[-1]
        titles = [texts("slide.page", title=whole.title, page=at, pages=len(parts)) for at in range(1, len(parts) + 1)]
        return [
            Picture(self.name, self.draw(part, replace(caption, title=title), last), self.told(part), last.width)
            for part, title in zip(parts, titles, strict=True)
        ]

    def _cut(self, frame: pd.DataFrame, caption: Caption, room: float) -> list[pd.DataFrame]:
        """The frame in parts that fit; a part holds at least one value, however high it is."""
        keys, parts = list(dict.fromkeys(frame[self.by])), []
        while keys:
            part, taken = self._most(frame, keys, caption, room)
            parts.append(part)
            keys, room = keys[taken:], self.canvas.room
        return parts

    def _most(self, frame: pd.DataFrame, keys: list[str], caption: Caption, room: float) -> tuple[pd.DataFrame, int]:
        """The rows of as many of the first keys as fit, found by halving; and how many keys that are."""
        low, high, last = 1, len(keys), self.canvas.sizes[-1]
        while low < high:
            middle = (low + high + 1) // 2
            part = frame[frame[self.by].isin(keys[:middle])]
            fits = self._fits(self.draw(part, caption, last), last, room)
            low, high = (middle, high) if fits else (low, middle - 1)
        return frame[frame[self.by].isin(keys[:low])], low

    def _fits(self, figure: Figure, size: Size, room: float) -> bool:
        return figure.height * self.canvas.wide / size.width <= room
