"""A server for readers on a replica: a database that takes no writes, filled by another server."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bench.client import Viewer
from lovp_data.store.store import Store
from lovp_data.store.writing import Change, digest_of
from tests.support.postgres import new_database, postgres_server
from tests.support.server_stack import AppServer

pytestmark = pytest.mark.deploy
# What a standby of PostgreSQL says to a write as well (SQLSTATE 25006).
_NO_WRITES = "options=-c%20default_transaction_read_only%3Don"


@pytest.fixture
def primary() -> Iterator[str]:
    """The address of a database with the shipped package."""
    with postgres_server() as uri:
        url = new_database(uri, "lovp")
        store = Store(url)
        store.seed()
        store.engine.dispose()
        yield url


def _replica(url: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{_NO_WRITES}"


def test_readers_are_served_from_a_database_that_takes_no_writes(primary: str, tmp_path: Path) -> None:
    server = AppServer(tmp_path / "reader", {"LOVP_DATABASE_URL": _replica(primary), "LOVP_READ_ONLY": "1"})
    try:
        with Viewer(server.port) as viewer:
            shown = b"".join(viewer.messages("afspraken", ""))
        assert b"Jaarwisseling opnieuw op de agenda" in shown
        store = Store(primary)
        row = store.read().rows["topics"][0]
        store.write([Change("topics", row["id"], {"title": "Heel anders"}, digest_of(row))], who="An", why="")
        version = store.version()
        store.engine.dispose()
        with Viewer(server.port) as viewer:
            shown = b"".join(viewer.messages("onderwerpen", ""))
        assert b"Heel anders" in shown
        assert httpx.get(f"{server.address}/readyz").json()["version"] == version
    finally:
        server.stop()
