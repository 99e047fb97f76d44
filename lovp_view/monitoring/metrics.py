"""How the server is doing, in numbers: runs and their time, viewers, faults, the store. Nobody's filters or name."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)
_RUNS = Histogram(
    "lovp_run_seconds",
    "Time that the script took for one viewer's run, fragments not counted",
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    registry=REGISTRY,
)
_FAULTS = Counter(
    "lovp_faults", "Runs, tiles and answers that failed, by the kind of fault", ["kind"], registry=REGISTRY
)


@contextmanager
def timed_run() -> Iterator[None]:
    """Around one run of the script, however it ends."""
    begin = time.perf_counter()
    try:
        yield
    finally:
        _RUNS.observe(time.perf_counter() - begin)


def count_fault(error: BaseException) -> None:
    """One more fault of this kind."""
    _FAULTS.labels(type(error).__name__).inc()
