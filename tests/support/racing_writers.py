"""What runs in a process of its own, to race with others or to be killed."""

from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from lovp_data.package.errors import ConflictError
from lovp_data.store.ledger import Signature
from lovp_data.store.restore import restore
from lovp_data.store.store import Store
from lovp_data.store.writing import Change


def write_until_killed(url: str, life: int, acknowledged: Connection) -> None:
    """Write two rows at a time; name each pair as soon as, and only if, the store has taken it."""
    store = Store(url)
    for number in count():
        names = [f"x{life}_{number}_{half}" for half in "ab"]
        rows = [{"name": name, "held_on": "2020", "source_url": "https://x" * 50} for name in names]
        changes = [Change("moments", name, row) for name, row in zip(names, rows, strict=True)]
        store.write(changes, who="An", why="Proef")
        acknowledged.send(names)


def restore_at(url: str, source: Path, life: int, begun: Connection) -> None:
    """Put a backup back; tells when it begins."""
    begun.send(life)
    restore(url, source, Signature("An", "Proef", datetime(2026, 11, 23, 12, life, tzinfo=UTC)))


def add_one(url: str, times: int, done: Connection) -> None:
    """Raise the position of discussion d by one, again after every conflict; tells how many conflicts there were."""
    store, conflicts = Store(url), 0
    for _ in range(times):
        while not _raise_position(store):
            conflicts += 1
    done.send(conflicts)


def _raise_position(store: Store) -> bool:
    item = store.item("discussions", "discussions_1")
    assert item
    position = {"position": item.row["position"] + 1}
    try:
        store.write([Change("discussions", "discussions_1", position, item.digest)], who="An", why="Proef")
    except ConflictError:
        return False
    return True
