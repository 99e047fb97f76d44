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
        self._building: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def cached(self, key: Hashable, build: Callable[[], T]) -> T:
        """The kept result for the key, else that of `build`; who asks while it is built waits for it.

        After a write everyone asks for the same: built by each, it would hold up all of them. `build` may ask for
        other keys, never for its own.
        """
        with self._lock:
            if key in self._kept:
                return self._kept[key]
            own = self._building.setdefault(key, Lock())
        with own:
            return self._built(key, build)

    def _built(self, key: Hashable, build: Callable[[], T]) -> T:
        """What another built while this one waited, else what it builds."""
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        try:
            built = build()
            with self._lock:
                self._kept[key] = built
        finally:
            with self._lock:
                self._building.pop(key, None)
        return built

    def forget(self) -> None:
        """Work everything out anew."""
        with self._lock:
            self._kept.clear()
