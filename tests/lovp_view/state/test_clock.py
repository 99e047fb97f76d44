"""When the clock of the machine jumps: what is under embargo stays so, order and freshness do not depend on it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lovp_data.package.files import read_package
from lovp_data.store.store import Store
from lovp_data.store.writing import Change, digest_of
from lovp_view.state import scenes, source
from lovp_view.state.last_known import LastKnown
from lovp_view.view.texts import load_texts
from tests.lovp_view.conftest import UseStore
from tests.support.app_screens import everything, open_page
from tests.support.packages import make_package

UNTIL = date(2026, 3, 29)  # also the day on which summer time begins
LATER = "2026-12-31"


def _set_clock(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> "Clock":
            return cls(today.year, today.month, today.day)

    for module in (scenes, source):
        monkeypatch.setattr(module, "date", Clock)


@pytest.fixture
def _embargoed(use_store: UseStore) -> None:
    point = {"id": "p", "topic": "t", "meeting": "m", "title": "GEHEIM", "openness": "embargo", "embargo_until": UNTIL}
    use_store(
        make_package(
            meetings=[{"id": "m", "held_on": "2026-01-10"}], topics=[{"id": "t", "title": "Iets"}], follow_ups=[point]
        )
    )


@pytest.mark.usefixtures("_embargoed")
def test_midnight_opens_what_was_under_embargo_and_a_clock_set_back_shuts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _set_clock(monkeypatch, UNTIL - timedelta(days=1))
    app = open_page("follow_ups", on=LATER)
    assert "GEHEIM" not in everything(app)
    _set_clock(monkeypatch, UNTIL)
    assert "GEHEIM" in everything(app.run())
    _set_clock(monkeypatch, UNTIL - timedelta(days=1))
    assert "GEHEIM" not in everything(app.run())


def test_the_ledger_keeps_its_order_when_the_clock_is_set_back(use_store: UseStore) -> None:
    filled = use_store(read_package())
    moments = [datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
    store = Store(filled.engine.url.render_as_string(hide_password=False), clock=lambda: moments.pop(0))
    for title in ("Eerst", "Daarna"):
        row = store.read().rows["topics"][0]
        store.write([Change("topics", row["id"], {"title": title}, digest_of(row))], who="An", why="")
    assert [entry.after["title"] for entry in store.ledger(limit=2) if entry.after] == ["Daarna", "Eerst"]
    assert store.read().rows["topics"][0]["title"] == "Daarna"


def test_the_hour_that_comes_twice_is_told_by_the_clock_on_the_wall() -> None:
    texts = load_texts("nl")
    once, again = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert texts.moment(once) == texts.moment(again) == "25 okt 2026 02:30"
    assert texts.moment(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == "29 mrt 2026 03:30"


def test_news_of_the_store_does_not_wait_for_the_clock_on_the_wall(
    use_store: UseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set back by a year, open pages still hear of a write within a second: freshness is counted, not read."""
    store = use_store(read_package())
    known = LastKnown(store)
    before = known.news().version
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("lovp_view.state.last_known.FRESH", 0.0)
    row = store.read().rows["topics"][0]
    store.write([Change("topics", row["id"], {"standing": not row["standing"]}, digest_of(row))], who="An", why="")
    assert known.news().version == before + 1
