"""Short answers for machines: is the process alive, does its store answer, what is new, how is it doing."""

import asyncio
import ipaddress
import logging
import os
import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lovp_view.access.rights import FORWARDING_HEADERS
from lovp_view.monitoring import metrics, own_server
from lovp_view.serving import store_numbers
from lovp_view.state import source
from lovp_view.state.last_known import News
from lovp_view.view import paths
from lovp_view.view.address import query_of_text

HOLD = 20.0  # seconds; a proxy waits for half a minute
_LOOK = 1.0  # seconds between two looks for who waits
_NO_STORE = {"cache-control": "no-store"}
_LOOPBACK = "127.0.0.0/8,::1/128"


def alive(request: Request) -> JSONResponse:
    """200 as long as the process answers at all, which begins when it is warm; asks nobody."""
    own_server.wait_until_warm()
    return JSONResponse({"ok": True}, headers=_NO_STORE)


def ready(request: Request) -> JSONResponse:
    """200 if the store answers, with its version; 503 if it does not, also while what was last known is shown."""
    own_server.wait_until_warm()
    try:
        news = source.news()
    except Exception as error:
        logging.getLogger(__name__).exception("readiness")
        metrics.count_fault(error)
        return JSONResponse({"ok": False}, 503, _NO_STORE)
    if news.lost_since:
        return JSONResponse({"ok": False, "version": news.version}, 503, _NO_STORE)
    return JSONResponse({"ok": True, "version": news.version}, headers=_NO_STORE)


async def changes(request: Request) -> JSONResponse:
    """For open pages: the store's version, and since when it does not answer.

    Who names the version that it knows (`?version=`) gets its answer when there is another, or after HOLD seconds.
    """
    known, until = query_of_text(request.url.query).get("version"), time.monotonic() + HOLD
    try:
        news = await _news()
        while _is_known(news, known) and time.monotonic() < until and not await request.is_disconnected():
            await asyncio.sleep(_LOOK)
            news = await _news()
    except Exception as error:
        logging.getLogger(__name__).exception("changes")
        metrics.count_fault(error)
        return JSONResponse({}, 503, _NO_STORE)
    lost = news.lost_since.isoformat() if news.lost_since else None
    return JSONResponse({"version": news.version, "lost_since": lost}, headers=_NO_STORE)


def _is_known(news: News, known: list[str] | None) -> bool:
    """True if it is worth waiting for more; a server that is about to end lets nobody wait."""
    return news.lost_since is None and [str(news.version)] == known and own_server.running.is_set()


async def _news() -> News:
    """In the loop itself while that asks nobody; the store is asked beside it."""
    return source.news() if source.is_news_fresh() else await run_in_threadpool(source.news)


def numbers(request: Request) -> Response:
    """OpenMetrics for who asks from this machine, or from a network in LOVP_METRICS_FROM; for all others, nothing."""
    if not may_see_numbers(request):
        return Response(status_code=404)
    return Response(store_numbers.exposition(), media_type=store_numbers.MIME, headers=_NO_STORE)


def may_see_numbers(request: Request) -> bool:
    """Never through a proxy: what it passes on comes from further away than it seems."""
    if request.client is None or any(name in request.headers for name in FORWARDING_HEADERS):
        return False
    networks = os.environ.get("LOVP_METRICS_FROM") or _LOOPBACK
    try:
        asking = ipaddress.ip_address(request.client.host)
        return any(asking in ipaddress.ip_network(each.strip()) for each in networks.split(","))
    except ValueError:
        return False


ROUTES = (
    Route(paths.ALIVE, alive),
    Route(paths.READY, ready),
    Route(paths.METRICS, numbers),
    Route(paths.CHANGES, changes),
)
