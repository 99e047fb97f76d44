"""Who may edit: the person at the machine, and nobody whose request may have come from further away."""

from dataclasses import replace

import pytest

from lovp_data.package.errors import StoreError
from lovp_data.store.writing import Change
from lovp_view import state
from lovp_view.access.identity import SignIn
from lovp_view.access.rights import FORWARDING_HEADERS, Access, Entrance, NotAllowedError, Visit, access_of
from tests.lovp_view.conftest import UseStore
from tests.support.app_screens import open_page

HERE = Visit(served_at="127.0.0.1", host="localhost:8501", came_from=None)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "LOCALHOST:1", "127.0.0.1:8501", "[::1]:8501", "[::1]"]
)
@pytest.mark.parametrize("served_at", ["127.0.0.1", "localhost", "::1"])
def test_the_person_at_the_machine_edits(host: str, served_at: str) -> None:
    assert access_of(replace(HERE, host=host, served_at=served_at)) is Access.AT_THE_MACHINE


@pytest.mark.parametrize(
    "changes",
    [
        {"served_at": "0.0.0.0"},
        {"served_at": "192.168.1.5"},
        {"served_at": ""},
        {"host": "lovp.example.nl"},
        {"host": "localhost.example.nl:8501"},
        {"host": "127.0.0.1.example.nl"},
        {"host": ""},
        {"came_from": "192.168.1.7"},
        {"is_read_only": True},
        {"is_embedded": True},
        {"public_name": "lovp.example.nl"},
        {"entrance": Entrance()},
        *(pytest.param({"headers": frozenset({name, "user-agent"})}, id=name) for name in sorted(FORWARDING_HEADERS)),
    ],
    ids=str,
)
def test_whoever_may_be_further_away_only_reads(changes: dict[str, object]) -> None:
    assert not access_of(replace(HERE, **changes)).may_edit  # type: ignore[arg-type]


NOW = 1_700_000_000.0
PERSON = SignIn("Els@Example.nl", "Els", is_verified=True, at=NOW - 3600, key="k")
ENTRANCE = Entrance(PERSON, frozenset({"els@example.nl"}), hours=12, now=NOW)
AWAY = Visit(served_at="0.0.0.0", host="lovp.example.nl", came_from="192.0.2.7", headers=frozenset({"x-forwarded-for"}))


@pytest.mark.parametrize("visit", [HERE, AWAY])
def test_who_has_signed_in_and_is_listed_edits_from_anywhere(visit: Visit) -> None:
    assert access_of(replace(visit, entrance=ENTRANCE)) is Access.EDITOR


@pytest.mark.parametrize(
    ("changes", "access"),
    [
        ({"sign_in": None}, Access.SIGNED_OUT),
        ({"is_signed_off": True}, Access.SIGNED_OUT),
        ({"editors": frozenset()}, Access.NOT_LISTED),
        ({"editors": frozenset({"jan@example.nl"})}, Access.NOT_LISTED),
        ({"sign_in": replace(PERSON, address="\u212aees@example.nl"), "editors": frozenset({"kees@example.nl"})},
         Access.NOT_LISTED),
        ({"sign_in": replace(PERSON, is_verified=False)}, Access.UNVERIFIED),
        ({"sign_in": replace(PERSON, at=None)}, Access.TOO_LONG_AGO),
        ({"sign_in": replace(PERSON, at=NOW - 12 * 3600)}, Access.TOO_LONG_AGO),
        ({"sign_in": replace(PERSON, at=NOW + 3600)}, Access.TOO_LONG_AGO),
        ({"sign_in": replace(PERSON, at=float("nan"))}, Access.TOO_LONG_AGO),
        ({"hours": 0.5}, Access.TOO_LONG_AGO),
    ],
)  # fmt: skip
def test_signing_in_counts_for_a_time_and_for_who_is_listed(changes: dict[str, object], access: Access) -> None:
    entrance = replace(ENTRANCE, **changes)  # type: ignore[arg-type]
    assert access_of(replace(AWAY, entrance=entrance)) is access
    assert not access.may_edit


@pytest.mark.parametrize("changes", [{"is_read_only": True}, {"is_embedded": True}])
def test_nobody_edits_where_editing_is_switched_off(changes: dict[str, bool]) -> None:
    assert access_of(replace(AWAY, entrance=ENTRANCE, **changes)) is Access.SWITCHED_OFF


def test_a_clock_that_is_a_little_ahead_is_forgiven() -> None:
    assert access_of(replace(AWAY, entrance=replace(ENTRANCE, sign_in=replace(PERSON, at=NOW + 60)))) is Access.EDITOR


def _change() -> Change:
    return Change("topics", "nieuw", {"title": "Nieuw onderwerp", "theme": "safety", "standing": False})


@pytest.mark.parametrize(
    "ask",
    [
        state.editor_package,
        state.drafts,
        state.editor_ledger,
        lambda: state.editor_history("topics", "jaarwisseling"),
        lambda: state.draft("a"),
        lambda: state.save_draft("a", {}, expected=None),
        lambda: state.delete_draft("a", expected=1),
    ],
)
def test_a_reader_is_shown_and_stores_nothing_that_is_for_editors(ask: object) -> None:
    with pytest.raises(NotAllowedError):
        ask()  # type: ignore[operator]


def test_the_write_itself_asks_who_it_is_for(use_store: UseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store = use_store(state.open_store().store.read())
    before = store.version()
    result = state.submit("topic", [_change()], "test")
    assert isinstance(result.error, NotAllowedError)
    assert store.version() == before
    assert isinstance(state.undo("topic", 1, why="test").error, StoreError)
    assert store.version() == before


def test_an_editor_signs_what_he_writes_and_can_take_it_back(use_store: UseStore, as_editor: str) -> None:
    store = use_store(state.open_store().store.read())
    (entry,) = state.submit("topic", [_change()], "test").entries
    assert entry.who == as_editor
    assert state.outcome("topic").entries == (entry,)  # type: ignore[union-attr]
    assert "nieuw" in {row["id"] for row in state.editor_package().rows["topics"]}
    assert state.undo("topic", entry.number, why="test").error is None
    assert store.item("topics", "nieuw") is None
    state.forget_outcome("topic")
    assert state.outcome("topic") is None


def test_a_write_that_comes_too_late_stores_nothing_and_says_so(use_store: UseStore, as_editor: str) -> None:
    use_store(state.open_store().store.read())
    state.submit("topic", [_change()], "first")
    assert "changed since" in str(state.submit("topic", [_change()], "second").error)


def test_without_a_browser_nobody_edits() -> None:
    assert state.access() is Access.READ_ONLY
    assert "editor_pages" not in str(open_page("account").main)
