"""What was worked out once, kept for all viewers; the longest unused goes first."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache

T = TypeVar("T")


class ResultCache:
    """A bounded memory that many threads may share. What it returns is shared too: never change it."""

    def __init__(self, most: int) -> None:
        self._kept: LRUCache[Hashable, Any] = LRUCache(most)
        self._lock = Lock()

    def cached(self, key: Hashable, build: Callable[[], T]) -> T:
        """The kept result for the key, else that of `build`; two viewers at once may both build, which does no harm."""
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        built = build()
        with self._lock:
            self._kept[key] = built
        return built

    def forget(self) -> None:
        """Work everything out anew."""
        with self._lock:
            self._kept.clear()
