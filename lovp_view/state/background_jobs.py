"""Long work beside the viewers: in threads of its own, with the share done, and to be cancelled at every step."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

Step = Callable[[float], None]
# Two at a time: more would only take the processor from those who look.
_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="lovp-job")


class CancelledError(Exception):
    """The viewer does not want the result any more."""


class Job:
    """A piece of work that was begun; `build` is called with a step to tell its share, and returns the file."""

    def __init__(self, build: Callable[[Step], bytes]) -> None:
        self.share = 0.0
        self._is_cancelled = Event()
        self._future: Future[bytes] = _WORKERS.submit(build, self._step)

    def _step(self, share: float) -> None:
        if self._is_cancelled.is_set():
            raise CancelledError
        self.share = share

    def cancel(self) -> None:
        """End the work: at once if it has not begun, else at its next step."""
        self._is_cancelled.set()
        self._future.cancel()

    @property
    def is_done(self) -> bool:
        """True if it ended, well or not."""
        return self._future.done()

    def result(self, timeout: float | None = None) -> bytes:
        """The file. Raises what the work raised, or CancelledError."""
        if self._future.cancelled():
            raise CancelledError
        return self._future.result(timeout)
