"""The feed of changes, as a feed reader reads it."""

from xml.etree import ElementTree

import feedparser
import pytest

from lovp_data import measures
from lovp_view import state
from lovp_view.publishing.atom import MOST, atom_bytes
from lovp_view.view.address import Query

BASE = "https://lovp.example"


def _read(**query: str) -> feedparser.FeedParserDict:
    told = feedparser.parse(atom_bytes(state.build_scene({key: [value] for key, value in query.items()}), BASE))
    assert not told.bozo
    return told


def test_a_reader_gets_the_last_changes_each_with_where_it_is_found_and_said() -> None:
    told, changes = _read(), measures.changes_by_day(state.build_scene({}).register)
    assert len(told.entries) == min(MOST, len(changes))
    assert told.feed.updated == max(entry.updated for entry in told.entries)
    assert [entry.updated[:10] for entry in told.entries] == [f"{each.end:%Y-%m-%d}" for each in changes[:MOST]]
    for entry, change in zip(told.entries, changes, strict=False):
        assert entry.link == f"{BASE}/punt/{change.follow_up}"
        assert [link.href for link in entry.links if link.rel == "via"] == [change.source_url] * bool(change.source_url)
        assert entry.tags[0].term == change.kind


@pytest.mark.parametrize("query", [{"topic": ["jaarwisseling"]}, {"q": ["zzzz"]}, {"on": ["2019-01-01"]}])
def test_a_selection_has_a_feed_of_its_own(query: Query) -> None:
    scene = state.build_scene(query)
    told = feedparser.parse(atom_bytes(scene, BASE))
    assert {entry.link.rpartition("/")[2] for entry in told.entries} <= set(scene.selected.follow_ups["id"])
    assert told.feed.id != _read().feed.id
    assert told.feed.updated


def test_an_entry_keeps_its_id_on_another_day_in_another_language_and_at_another_address() -> None:
    scene = state.build_scene({"topic": ["jaarwisseling"], "lang": ["en"]})
    elsewhere = feedparser.parse(atom_bytes(scene, "http://other"))
    earlier = _read(topic="jaarwisseling", on="2020-06-01")
    ids = [entry.id for entry in _read(topic="jaarwisseling").entries]
    assert len(set(ids)) == len(ids)
    assert [entry.id for entry in elsewhere.entries] == ids
    assert {entry.id for entry in earlier.entries} <= set(ids)


def test_it_is_the_same_file_each_time_and_sound_xml() -> None:
    scene = state.build_scene({})
    assert atom_bytes(scene, BASE) == atom_bytes(scene, BASE)
    assert ElementTree.fromstring(atom_bytes(scene, BASE)).tag == "{http://www.w3.org/2005/Atom}feed"  # our own
