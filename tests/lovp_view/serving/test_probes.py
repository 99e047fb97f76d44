"""What the server tells machines: alive, ready, what is new, numbers for some; and what its log leaves out."""

import json
import logging
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from threading import Event
from types import SimpleNamespace

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from starlette.requests import Request

import server
from lovp_data.package.errors import PackageError, Problem, StoreError
from lovp_view import state
from lovp_view.monitoring import logs, own_server
from lovp_view.screen import error_page
from lovp_view.serving import probes, store_numbers
from lovp_view.serving.probes import may_see_numbers
from lovp_view.state import source
from lovp_view.state.last_known import News
from tests.support.app_screens import open_start
from tests.support.server_answers import Answer

BROKEN = [StoreError("postgresql://secret"), PackageError([Problem("header", "secret.csv")]), OSError("secret disk")]


def _refusing(error: Exception) -> Callable[[], None]:
    def refuse() -> None:
        raise error

    return refuse


def _metrics() -> dict[str, dict[tuple[str, ...], float]]:
    """Value per sample and labels."""
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(store_numbers.exposition().decode()):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


@pytest.mark.parametrize("path", ["/readyz", "/changes"])
def test_a_store_that_answers_says_its_version(path: str) -> None:
    answer = Answer(path)
    assert answer.status == 200
    assert json.loads(answer.body)["version"] == state.open_store().store.version() > 0
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("error", BROKEN, ids=["store", "package", "disk"])
@pytest.mark.parametrize("path", ["/readyz", "/changes"])
def test_without_a_store_it_is_not_ready_and_nothing_of_the_cause_is_told(
    path: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "open_store", _refusing(error))
    answer = Answer(path)
    assert answer.status == 503
    assert b"secret" not in answer.body


def test_without_a_store_the_process_is_alive_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "open_store", _refusing(BROKEN[0]))
    assert (Answer("/healthz").status, Answer("/healthz").body) == (200, b'{"ok":true}')


def test_while_what_was_last_known_is_shown_it_is_not_ready_and_open_pages_are_told_since_when(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(source, "news", lambda: News(7, datetime(2026, 3, 1, 9, 30, tzinfo=UTC)))
    assert Answer("/readyz").status == 503
    told = Answer("/changes")
    assert (told.status, json.loads(told.body)) == (200, {"version": 7, "lost_since": "2026-03-01T09:30:00+00:00"})


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[News]:
    """A running server whose store tells this, one after the other; the last of it for good."""
    told = [News(7, None)]
    monkeypatch.setattr(source, "is_news_fresh", lambda: True)
    monkeypatch.setattr(source, "news", lambda: told.pop(0) if len(told) > 1 else told[0])
    monkeypatch.setattr(probes, "_LOOK", 0.0)
    monkeypatch.setattr(own_server, "running", SimpleNamespace(is_set=lambda: True))
    return told


def test_who_knows_the_version_is_answered_when_there_is_another(waiting: list[News]) -> None:
    waiting += [News(7, None)] * 50 + [News(8, None)]
    assert json.loads(Answer("/changes", "version=7").body)["version"] == 8
    assert waiting == [News(8, None)]


def test_who_knows_the_version_hears_at_once_that_the_store_is_lost(waiting: list[News]) -> None:
    waiting += [News(7, None), News(7, datetime(2026, 3, 1, 9, 30, tzinfo=UTC))]
    assert json.loads(Answer("/changes", "version=7").body)["lost_since"]


def test_nobody_waits_for_longer_than_a_proxy_does(waiting: list[News], monkeypatch: pytest.MonkeyPatch) -> None:
    assert probes.HOLD < 30
    moments = iter(range(0, 1000, 5))
    monkeypatch.setattr(probes, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    assert json.loads(Answer("/changes", "version=7").body)["version"] == 7
    assert next(moments) <= 30


@pytest.mark.parametrize("query", ["", "version=6", "version=x"])
def test_who_knows_another_version_or_none_is_answered_at_once(query: str, waiting: list[News]) -> None:
    waiting += [News(8, None)]
    assert json.loads(Answer("/changes", query).body)["version"] == 7


def test_a_server_that_ends_lets_nobody_wait(waiting: list[News], monkeypatch: pytest.MonkeyPatch) -> None:
    waiting += [News(8, None)]
    running = Event()
    running.set()
    monkeypatch.setattr(own_server, "running", running)
    ending = server.Server(server.uvicorn.Config(server.app))
    ending.handle_exit(signal.SIGTERM, None)
    assert ending.should_exit
    assert json.loads(Answer("/changes", "version=7").body)["version"] == 7


def _asking(host: str | None, **headers: str) -> Request:
    sent = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return Request({"type": "http", "client": (host, 1) if host else None, "headers": sent})


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "127.8.0.9"])
def test_numbers_are_for_who_asks_from_the_machine_itself(host: str) -> None:
    assert may_see_numbers(_asking(host))


@pytest.mark.parametrize(
    "asking",
    [_asking("10.0.0.5"), _asking(None), _asking("no address"), _asking("127.0.0.1", x_forwarded_for="127.0.0.1"),
     _asking("127.0.0.1", forwarded="for=x"), _asking("::1", x_real_ip="::1")],
    ids=["elsewhere", "nobody", "nonsense", "proxy", "other proxy", "third proxy"],
)  # fmt: skip
def test_numbers_are_for_nobody_else(asking: Request) -> None:
    assert not may_see_numbers(asking)


def test_a_network_that_may_see_the_numbers_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOVP_METRICS_FROM", "10.0.0.0/24, 10.9.0.0/16")
    seen = [may_see_numbers(_asking(host)) for host in ("10.0.0.5", "10.9.1.1", "10.0.1.5", "127.0.0.1")]
    assert seen == [True, True, False, False]


def test_a_setting_that_is_no_network_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOVP_METRICS_FROM", "everyone")
    assert not may_see_numbers(_asking("127.0.0.1"))


def test_who_may_not_see_the_numbers_gets_nothing() -> None:
    answer = Answer("/metrics", x_forwarded_for="10.0.0.1")
    assert (answer.status, answer.body) == (404, b"")


def test_every_run_is_counted_and_timed() -> None:
    before = _metrics()["lovp_run_seconds_count"][()]
    open_start()
    after = _metrics()
    assert after["lovp_run_seconds_count"][()] == before + 1
    assert after["lovp_run_seconds_sum"][()] > 0
    assert after["lovp_store_version"][()] == state.open_store().store.version()
    assert after["lovp_store_lost"][()] == 0
    assert after["lovp_viewers"][()] == 0


def test_a_run_that_fails_is_counted_by_its_kind_and_said_in_words() -> None:
    before = _metrics().get("lovp_faults_total", {}).get(("KeyError",), 0)
    assert error_page.show_fault(KeyError("jaarwisseling")) is True
    assert _metrics()["lovp_faults_total"]["KeyError",] == before + 1


def test_without_a_store_the_numbers_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "open_store", _refusing(BROKEN[0]))
    assert _metrics()["lovp_store_lost"][()] == 1


@pytest.fixture
def lines() -> Iterator[Callable[[], list[str]]]:
    """What a logger of the program writes, line by line."""
    written: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(logs.JsonLines())
    handler.emit = lambda record: written.append(handler.format(record))  # type: ignore[method-assign]
    logger = logging.getLogger("lovp_view.made_up")
    logger.addHandler(handler)
    yield lambda: written
    logger.removeHandler(handler)


def test_a_line_of_the_log_is_one_json_object(lines: Callable[[], list[str]]) -> None:
    logging.getLogger("lovp_view.made_up").error("two\nlines %s", "één")
    (line,) = lines()
    found = json.loads(line)
    assert "\n" not in line
    assert (found["level"], found["logger"], found["message"]) == ("error", "lovp_view.made_up", "two\nlines één")
    assert datetime.fromisoformat(found["at"]).tzinfo


def test_an_exception_is_logged_by_kind_and_place_without_its_words(lines: Callable[[], list[str]]) -> None:
    try:
        raise KeyError("q=ondermijning")
    except KeyError as error:
        logging.getLogger("lovp_view.made_up").exception("failed: %s", error)
    (line,) = lines()
    assert "ondermijning" not in line
    found = json.loads(line)
    assert found["error"] == "KeyError"
    assert found["where"][-1].startswith("tests/lovp_view/serving/test_probes.py:")


def test_plain_lines_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    before = logging.root.handlers[:]
    monkeypatch.setenv("LOVP_LOG", "text")
    logs.set_up()
    assert logging.root.handlers == before
