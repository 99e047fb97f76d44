"""The numbers of this process as OpenMetrics, with those only known when asked for: open pages, and the store."""

from collections.abc import Iterable

from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from streamlit import runtime

from lovp_data.package.errors import PackageError, StoreError
from lovp_view.monitoring import metrics
from lovp_view.state import source

MIME = CONTENT_TYPE_LATEST
_SESSIONS = "active_sessions"


def viewers() -> int:
    """Pages that are open on this server."""
    if not runtime.exists():
        return 0
    found = runtime.get_instance().stats_mgr.get_stats([_SESSIONS]).get(_SESSIONS, ())
    return sum(int(getattr(each, "value", 0)) for each in found)


class AskedFor(Collector):
    """What is only known when it is asked for."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield GaugeMetricFamily("lovp_viewers", "Pages that are open on this server", viewers())
        try:
            version, is_lost = (news := source.news()).version, news.lost_since is not None
        except (StoreError, PackageError):
            version, is_lost = 0, True
        yield GaugeMetricFamily("lovp_store_version", "Version of the store, as last known; 0 if never", version)
        yield GaugeMetricFamily("lovp_store_lost", "1 while the store does not answer", int(is_lost))


metrics.REGISTRY.register(AskedFor())


def exposition() -> bytes:
    """All numbers, as OpenMetrics."""
    return generate_latest(metrics.REGISTRY)
