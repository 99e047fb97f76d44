"""Several writers at once, in threads and in processes, and writers killed in mid-write; on SQLite and PostgreSQL."""

import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Barrier
from types import ModuleType

import pytest

from lovp_data.package.errors import ConflictError
from lovp_data.store.backup import backup
from lovp_data.store.store import Store, check_whole
from lovp_data.store.writing import Change
from tests.support.racing_writers import add_one, restore_at, write_until_killed

OpenStore = Callable[[], Store]
LIVES = 12


@pytest.fixture(autouse=True)
def _no_main_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new process begins with the main script; after a test of a screen that would be the whole dashboard."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Processes that start at once: the slow imports are done by the server that they are forked from."""
    context = ForkServerContext()
    context.set_forkserver_preload(["tests.support.racing_writers"])
    return context


def test_of_two_writers_on_one_row_one_wins_and_the_other_keeps_the_text(seeded: Store, open_store: OpenStore) -> None:
    stores, start = [seeded, open_store()], Barrier(2)
    item = seeded.item("topics", "t1")
    assert item

    def write(number: int) -> ConflictError | None:
        start.wait()
        try:
            stores[number].write(
                [Change("topics", "t1", {"title": f"Van {number}"}, item.digest)], who=f"{number}", why=""
            )
        except ConflictError as error:
            return error
        return None

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(write, range(2)))
    (error,) = [each for each in outcomes if each]
    loser = outcomes.index(error)
    assert error.stale[0].own == {"title": f"Van {loser}"}
    assert (error.stale[0].stored or {})["title"] == f"Van {1 - loser}"
    assert [entry.who for entry in seeded.history("topics", "t1")] == [str(1 - loser), "lovp_data"]


def test_writers_in_processes_lose_no_write(seeded: Store, store_url: str, processes: ForkServerContext) -> None:
    pipes = [Pipe(duplex=False) for _ in range(3)]
    running = [processes.Process(target=add_one, args=(store_url, 10, done)) for _, done in pipes]
    for each in running:
        each.start()
    for each in running:
        each.join(30)
    assert [each.exitcode for each in running] == [0, 0, 0]
    item = seeded.item("discussions", "discussions_1")
    assert item
    assert item.row["position"] == 1 + 30
    entries = seeded.ledger()
    assert [entry.number for entry in entries] == list(range(31, 0, -1))
    assert seeded.version() == 31


def test_a_writer_killed_in_mid_write_loses_nothing_acknowledged(
    seeded: Store, store_url: str, processes: ForkServerContext, open_store: OpenStore
) -> None:
    chance, names = random.Random(20200210), []
    for life in range(LIVES):
        names += _one_life(processes, store_url, life, wait=chance.uniform(0, 0.06))
    assert len(names) >= 2 * LIVES
    store = open_store()
    stored = [row["id"] for row in store.read().rows["moments"]]
    assert set(names) <= set(stored)
    # A pair is one write: both rows and both entries, or none; at most one per life was stored but not yet told.
    assert len(stored) % 2 == 0
    assert len(stored) <= len(names) + 2 * LIVES
    check_whole(store.read())
    written = [entry for entry in store.ledger() if entry.action == "add"]
    assert sorted(entry.id or "" for entry in written) == sorted(stored)
    assert store.version() == 1 + len(stored) // 2


def _one_life(processes: ForkServerContext, url: str, life: int, wait: float) -> list[str]:
    """Start a writer, kill it (SIGKILL) a moment after its first acknowledged write; what it acknowledged."""
    reader, writer = Pipe(duplex=False)
    process = processes.Process(target=write_until_killed, args=(url, life, writer))
    process.start()
    writer.close()
    names = list(reader.recv())
    time.sleep(wait)
    process.kill()
    process.join()
    return names + _rest(reader)


def _rest(reader: Connection) -> list[str]:
    names: list[str] = []
    try:
        while True:
            names += reader.recv()
    except (EOFError, OSError):
        return names


def test_a_restore_killed_half_way_leaves_the_old_store_or_the_new_one(
    seeded: Store, store_url: str, processes: ForkServerContext, open_store: OpenStore, tmp_path: Path
) -> None:
    backup(store_url, tmp_path / "kopie")
    row = {"name": "Later", "held_on": "2020", "source_url": "https://x"}
    for life in range(6):
        (written,) = seeded.write([Change("moments", f"x{life}", row)], who="An", why="Proef")
        _killed_restore(processes, store_url, tmp_path / "kopie", life)
        store = open_store()
        check_whole(store.read())
        last = store.ledger(limit=1)[0]
        ids = [each["id"] for each in store.read().rows["moments"]]
        assert (last, ids) == (written, [f"x{life}"]) if last.action == "add" else (last.action, ids) == ("restore", [])
        if ids:
            seeded.undo(written.number, who="An", why="Proef")


def _killed_restore(processes: ForkServerContext, url: str, source: Path, life: int) -> None:
    """Kill a restore a little later in every life: some die before their end, some do not."""
    reader, writer = Pipe(duplex=False)
    process = processes.Process(target=restore_at, args=(url, source, life, writer))
    process.start()
    writer.close()  # else a restore that dies before its first word would be waited for without end
    reader.recv()
    time.sleep(0.08 * life)
    process.kill()
    process.join()
