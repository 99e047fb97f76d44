"""The rows as last read from the store: they stand while it does not answer.

It is asked again beside the viewers, so that they go on by themselves.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Lock, Thread

from lovp_data.package.errors import Problem, StoreError
from lovp_data.register.frames import Tables, build_tables, step_tables
from lovp_data.store.incremental_read import ReadState
from lovp_data.store.store import Store, utc_now

RETRY = 1.0  # seconds between two questions to a store that does not answer
FRESH = 0.3  # seconds for which its answer will do for all open pages
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rows:
    """All rows of one version of the store that can be shown, and what is the matter with the others."""

    version: int
    tables: Tables
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class News:
    """What an open page wants to know: the store's version, and since when it does not answer (None if it does)."""

    version: int
    lost_since: datetime | None


class LastKnown:
    """Asks the store for its version, and for its rows if that is another.

    Who finds that it does not answer says so for everyone: nobody waits for it again, until a thread of its own, which
    lives no longer than the fault, hears it answer.
    """

    def __init__(
        self,
        store: Store,
        on_return: Callable[[], None] = lambda: None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store, self._on_return, self._now = store, on_return, now
        self._rows: Rows | None = None
        self._held: ReadState | None = None
        self._lost_since: datetime | None = None
        self._asked_at = float("-inf")
        self._state, self._reading = Lock(), Lock()
        self._closed = Event()

    def rows(self) -> tuple[Rows, datetime | None]:
        """The rows to draw from, and since when the store does not answer. Raises StoreError if it never did."""
        if self._lost_since is None:
            try:
                self._bring_up_to(self._version())
            except StoreError as error:
                if self._rows is None:
                    raise
                self._lose(error)
        if self._rows is None:
            raise StoreError("the store has not been read yet")
        return self._rows, self._lost_since

    @property
    def is_fresh(self) -> bool:
        """True if `news` would ask nobody."""
        return self._lost_since is not None or time.monotonic() - self._asked_at < FRESH

    def news(self) -> News:
        """The version that is stored, as of a moment ago. Raises StoreError if the store never answered."""
        if not self.is_fresh:
            try:
                return News(self._version(), None)
            except StoreError as error:
                if self._rows is None:
                    raise
                self._lose(error)
        return News(self._heard, self._lost_since)

    def close(self) -> None:
        """Ask no more."""
        self._closed.set()

    def _version(self) -> int:
        self._heard = self._store.version()
        self._asked_at = time.monotonic()
        return self._heard

    def _bring_up_to(self, version: int, *, anew: bool = False) -> None:
        """Read the rows if they are of another version; one viewer reads, the others wait for it."""
        if not anew and self._rows is not None and self._rows.version == version:
            return
        with self._reading:
            if anew or self._rows is None or self._rows.version != version:
                self._take(self._store.catch_up(None if anew else self._held))

    def _take(self, held: ReadState) -> None:
        """Rows are replaced as a whole, so that whoever draws from the former ones goes on undisturbed."""
        if held is self._held:
            return
        for fault in held.faults:
            _LOG.error("set aside: %s: %s", fault.place, fault.code)
        known = self._rows.tables if self._rows else None
        if known is None or held.touched is None:
            tables = build_tables(held.package)
        else:
            tables = step_tables(known, held.package, held.touched)
        self._rows, self._held = Rows(held.version, tables, held.faults), held

    def _lose(self, error: StoreError) -> None:
        with self._state:
            if self._lost_since is not None:
                return
            self._lost_since = self._now()
        _LOG.error("the store does not answer; what was last known stands: %s", error)
        Thread(target=self._wait, name="lovp-store", daemon=True).start()

    def _wait(self) -> None:
        while not self._closed.wait(RETRY):
            try:
                # Its connections may lead to what is no longer there: a server that was stopped, a file set aside.
                self._store.engine.dispose()
                # Read anew whatever the version says: a backup may have been put back.
                self._bring_up_to(self._version(), anew=True)
            except StoreError:
                continue
            self._on_return()
            self._lost_since = None
            _LOG.warning("the store answers again")
            return
