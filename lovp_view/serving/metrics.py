"""How the server is doing, in numbers: runs and their time, viewers, faults, the store. Nobody's filters or name."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, ProcessCollector
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from streamlit import runtime

from lovp_data.errors import PackageError, StoreError
from lovp_view.state import source

MIME = CONTENT_TYPE_LATEST
_SESSIONS = "active_sessions"
_REGISTRY = CollectorRegistry()
ProcessCollector(registry=_REGISTRY)
GCCollector(registry=_REGISTRY)
_RUNS = Histogram(
    "lovp_run_seconds",
    "Time that the script took for one viewer's run, fragments not counted",
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    registry=_REGISTRY,
)
_FAULTS = Counter(
    "lovp_faults", "Runs, tiles and answers that failed, by the kind of fault", ["kind"], registry=_REGISTRY
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


def exposition() -> bytes:
    """All numbers, as OpenMetrics."""
    return generate_latest(_REGISTRY)


def viewers() -> int:
    """Pages that are open on this server."""
    if not runtime.exists():
        return 0
    found = runtime.get_instance().stats_mgr.get_stats([_SESSIONS]).get(_SESSIONS, ())
    return sum(int(getattr(each, "value", 0)) for each in found)


class _Present(Collector):
    """What is only known when it is asked for."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield GaugeMetricFamily("lovp_viewers", "Pages that are open on this server", viewers())
        try:
            version, is_lost = (news := source.news()).version, news.lost_since is not None
        except (StoreError, PackageError):
            version, is_lost = 0, True
        yield GaugeMetricFamily("lovp_store_version", "Version of the store, as last known; 0 if never", version)
        yield GaugeMetricFamily("lovp_store_lost", "1 while the store does not answer", int(is_lost))


_REGISTRY.register(_Present())
