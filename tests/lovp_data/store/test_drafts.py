"""Drafts of reviewed notes, on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from lovp_data.package.errors import ConflictError
from lovp_data.package.files import package_files
from lovp_data.store.store import Store

CONTENT = {"titel": "Notitie \0 “é”", "punten": [{"van": 1, "tot": None}], "klaar": False}
START = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def dated(seeded: Store) -> Store:
    """A store whose clock goes on an hour at every look."""
    hours = count()
    seeded._clock = lambda: START + timedelta(hours=next(hours))
    return seeded


def test_a_draft_is_saved_found_again_and_thrown_away(dated: Store, open_store: Callable[[], Store]) -> None:
    first = dated.save_draft("d1", CONTENT, who="An", expected=None)
    assert (first.who, first.updated_at, first.version) == ("An", START, 1)
    assert open_store().draft("d1") == first
    second = dated.save_draft("d1", CONTENT | {"klaar": True}, who="Bo", expected=1)
    assert (second.who, second.version, second.content["klaar"]) == ("Bo", 2, True)
    assert open_store().draft("d1") == second
    dated.delete_draft("d1", expected=2)
    dated.delete_draft("d1", expected=2)
    assert (dated.draft("d1"), dated.drafts()) == (None, [])


def test_drafts_are_listed_the_last_saved_first(dated: Store) -> None:
    for key in ("a", "b"):
        dated.save_draft(key, {}, who="An", expected=None)
    dated.save_draft("a", {}, who="An", expected=1)
    assert [draft.id for draft in dated.drafts()] == ["a", "b"]


def test_a_second_writer_is_refused_and_keeps_the_text(dated: Store) -> None:
    dated.save_draft("d1", {"tekst": "eerst"}, who="An", expected=None)
    for expected in (None, 2):
        with pytest.raises(ConflictError, match="drafts d1: changed since") as caught:
            dated.save_draft("d1", {"tekst": "tweede"}, who="Bo", expected=expected)
        (stale,) = caught.value.stale
        assert (stale.stored, stale.own) == ({"tekst": "eerst"}, {"tekst": "tweede"})
    with pytest.raises(ConflictError):
        dated.delete_draft("d1", expected=2)
    with pytest.raises(ConflictError, match="removed since"):
        dated.save_draft("weg", {"tekst": "x"}, who="Bo", expected=1)
    assert (dated.draft("d1") or pytest.fail("gone")).content == {"tekst": "eerst"}


def test_a_draft_is_no_part_of_the_package_nor_of_the_ledger(dated: Store) -> None:
    before = (dated.version(), package_files(dated.read()), dated.ledger(), dated.edited_keys())
    dated.save_draft("d1", CONTENT, who="An", expected=None)
    assert (dated.version(), package_files(dated.read()), dated.ledger(), dated.edited_keys()) == before
