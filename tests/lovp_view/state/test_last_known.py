"""A store that does not answer: its rows stand, nobody waits for it twice, and all go on by themselves afterwards."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from threading import enumerate as all_threads

import pytest

from lovp_data.package.errors import StoreError
from lovp_data.store.incremental_read import ReadState
from lovp_view.state import last_known
from lovp_view.state.last_known import LastKnown
from tests.support.packages import make_package

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Engine:
    def __init__(self) -> None:
        self.disposed = 0

    def dispose(self) -> None:
        self.disposed += 1


class MadeUpStore:
    """Answers, fails, or takes its time, as it is told."""

    def __init__(self) -> None:
        self.stored, self.asked, self.read = 1, 0, 0
        self.is_down, self.delay, self.engine = False, 0.0, Engine()

    def version(self) -> int:
        self.asked += 1
        time.sleep(self.delay)
        if self.is_down:
            raise StoreError("down")
        return self.stored

    def catch_up(self, held: ReadState | None) -> ReadState:
        self.read += 1
        time.sleep(self.delay)
        if self.is_down:
            raise StoreError("down")
        title = f"Versie {self.stored}"
        return ReadState(self.stored, make_package(topics=[{"id": "t1", "title": title}]), {})


@pytest.fixture
def store() -> MadeUpStore:
    return MadeUpStore()


@pytest.fixture
def known(store: MadeUpStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[LastKnown]:
    monkeypatch.setattr(last_known, "RETRY", 0.02)
    opened = LastKnown(store, now=lambda: NOON)  # type: ignore[arg-type]
    yield opened
    opened.close()


def _title(known: LastKnown) -> str:
    return str(known.rows()[0].tables["topics"]["title"].iloc[0])


def _until(is_so: Callable[[], bool]) -> None:
    for _ in count():
        if is_so():
            return
        time.sleep(0.01)


def test_rows_are_read_once_per_version(known: LastKnown, store: MadeUpStore) -> None:
    assert [_title(known) for _ in range(3)] == ["Versie 1"] * 3
    store.stored = 2
    assert _title(known) == "Versie 2"
    assert store.read == 2


def test_many_viewers_of_a_new_version_read_it_once(known: LastKnown, store: MadeUpStore) -> None:
    store.delay = 0.05
    with ThreadPoolExecutor(20) as viewers:
        assert set(viewers.map(lambda _: _title(known), range(20))) == {"Versie 1"}
    assert store.read == 1


def test_a_store_that_never_answered_has_nothing_to_show(known: LastKnown, store: MadeUpStore) -> None:
    store.is_down = True
    with pytest.raises(StoreError):
        known.rows()
    with pytest.raises(StoreError):
        known.news()
    store.is_down = False
    assert _title(known) == "Versie 1"


@pytest.mark.parametrize("ask", [lambda known: known.rows()[1], lambda known: known.news().lost_since])
def test_who_finds_that_it_is_down_says_so_for_everyone(
    ask: Callable[[LastKnown], datetime | None], known: LastKnown, store: MadeUpStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_known, "FRESH", 0)
    monkeypatch.setattr(last_known, "RETRY", 60)
    assert _title(known) == "Versie 1"
    store.is_down = True
    assert ask(known) == NOON
    asked = store.asked
    assert (_title(known), known.rows()[1], known.news().lost_since, known.news().version) == (
        "Versie 1",
        NOON,
        NOON,
        1,
    )
    assert store.asked == asked


def test_when_it_is_back_all_go_on_with_what_is_stored_now(known: LastKnown, store: MadeUpStore) -> None:
    _title(known)
    store.is_down = True
    assert known.rows()[1] == NOON
    store.stored, store.is_down = 5, False
    _until(lambda: known.rows()[1] is None)
    assert (_title(known), known.news().version, known.news().lost_since) == ("Versie 5", 5, None)
    assert store.engine.disposed >= 1


def test_a_backup_with_the_same_version_is_read_all_the_same(store: MadeUpStore, known: LastKnown) -> None:
    _title(known)
    store.is_down, read = True, store.read
    known.rows()
    store.is_down = False
    _until(lambda: known.rows()[1] is None)
    assert store.read == read + 1


def test_what_was_made_of_the_old_rows_is_forgotten(store: MadeUpStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_known, "RETRY", 0.01)
    forgotten: list[str] = []
    known = LastKnown(store, on_return=lambda: forgotten.append("all"))  # type: ignore[arg-type]
    known.rows()
    store.is_down = True
    known.rows()
    store.is_down = False
    _until(lambda: known.rows()[1] is None)
    assert forgotten == ["all"]


def test_the_thread_that_asks_lives_no_longer_than_the_fault(known: LastKnown, store: MadeUpStore) -> None:
    def waiting() -> int:
        return sum(thread.name == "lovp-store" for thread in all_threads())

    known.rows()
    assert waiting() == 0
    store.is_down = True
    for _ in range(5):
        known.rows()
    assert waiting() == 1
    store.is_down = False
    _until(lambda: waiting() == 0)
    assert known.rows()[1] is None


def test_open_pages_ask_the_store_a_few_times_a_second_however_many_they_are(
    known: LastKnown, store: MadeUpStore
) -> None:
    known.rows()
    asked = store.asked
    assert {known.news().version for _ in range(500)} == {1}
    assert store.asked - asked <= 2


def test_a_write_is_news_within_a_third_of_a_second(known: LastKnown, store: MadeUpStore) -> None:
    known.rows()
    store.stored, begin = 2, time.monotonic()
    _until(lambda: known.news().version == 2)
    assert time.monotonic() - begin < 0.6


def test_a_slow_store_is_waited_for_by_those_who_found_it_slow_and_nobody_after(
    known: LastKnown, store: MadeUpStore
) -> None:
    known.rows()
    store.is_down, store.delay = True, 0.3
    known.rows()
    begin = time.monotonic()
    for _ in range(100):
        known.rows()
    assert time.monotonic() - begin < 0.2
