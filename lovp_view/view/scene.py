"""What one run draws from: the view, its texts, and the register whole and cut to the selection. No Streamlit."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from lovp_data.package.errors import Problem
from lovp_data.register.filters import Selection
from lovp_data.register.register import Register
from lovp_view.view.address import View
from lovp_view.view.result_cache import ResultCache
from lovp_view.view.texts import Texts

T = TypeVar("T")


@dataclass(frozen=True)
class Scene:
    """All that a page needs to draw: the view, its texts, and the register whole and cut to the selection.

    `faults` is what is the matter with rows that are left out; `lost_since` is set while the store does not answer.
    """

    view: View
    texts: Texts
    version: int
    today: date
    reference_date: date
    register: Register
    selected: Register
    unknown: tuple[tuple[str, str], ...]
    cache: ResultCache
    faults: tuple[Problem, ...] = ()
    is_narrow: bool = False
    clicks: int = 0
    lost_since: datetime | None = None

    @cached_property
    def cache_key(self) -> Hashable:
        """Everything that a picture of the selection, or of the meeting that is prepared, depends on, save its size."""
        return (self.whole_key, self.view.selection.chosen, self.view.prepare, self.view.agenda)

    @cached_property
    def whole_key(self) -> Hashable:
        """Everything that depends on no selection is the same for."""
        return (self.version, self.reference_date, self.today, self.view.language)

    def whole(self) -> "Scene":
        """The same day in the same language, with nothing selected."""
        if not self.view.selection:
            return self
        return replace(self, view=self.view.changed(selection=Selection()), selected=self.register)

    def cached_for_all(self, name: str, build: Callable[[], T]) -> T:
        """The result of `build`, which looks at no selection, kept for all of them; never to be changed."""
        return self.cache.cached((name, self.whole_key), build)

    def cached(self, name: str, build: Callable[[], T], *more: object) -> T:
        """The result of `build`, kept per view. It is shared between viewers: never change it."""
        return self.cache.cached((name, self.cache_key, more), build)
