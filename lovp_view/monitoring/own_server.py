"""Whether a server of our own runs in this process: plain `streamlit run` answers neither the feed nor news."""

from collections.abc import Callable
from threading import Event, Thread

running = Event()
_warming: list[Thread] = []


def start_warming(work: Callable[[], None]) -> None:
    """Do the work beside the server, which answers meanwhile."""
    _warming[:] = [Thread(target=work, daemon=True)]
    _warming[0].start()


def wait_until_warm() -> None:
    """Wait until that work is done, if there is any."""
    for thread in _warming:
        thread.join()
