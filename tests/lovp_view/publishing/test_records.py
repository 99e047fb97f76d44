"""Rows as open data: those of the register and no other, in the columns that are described, each once."""

from datetime import date

import pytest

from lovp_data import measures
from lovp_view import state
from lovp_view.publishing.catalog import catalog
from lovp_view.publishing.records import MEASURES, TABLES, as_csv, columns_of, record, records
from lovp_view.view.address import Query

VIEWS: list[Query] = [{}, {"topic": ["jaarwisseling"]}, {"q": ["zzzz"]}, {"on": ["2019-01-01"]}, {"on": ["2020-03-01"]}]


@pytest.mark.parametrize("query", VIEWS)
@pytest.mark.parametrize("table", [*TABLES, MEASURES])
def test_every_row_has_just_the_columns_that_are_described(table: str, query: Query) -> None:
    rows = records(state.build_scene(query), table)
    names = [column.name for column in columns_of(table)]
    assert all(sorted(row) == sorted(names) for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert as_csv(rows, table).decode("utf-8-sig").splitlines()[0] == ",".join(names)


def test_a_selection_gives_its_own_rows() -> None:
    scene = state.build_scene({"topic": ["jaarwisseling"]})
    assert [row["id"] for row in records(scene, "follow_ups")] == list(scene.selected.follow_ups["id"])
    assert [row["id"] for row in records(scene, "topics")] == ["jaarwisseling"]
    assert {row["follow_up"] for row in records(scene, "updates")} <= set(scene.selected.follow_ups["id"])
    assert len(records(state.build_scene({}), "meetings")) == len(scene.register.calendar)


def test_a_number_is_that_of_its_mark() -> None:
    scene = state.build_scene({"theme": ["safety"]})
    rows = records(scene, MEASURES)
    assert {row["measure"] for row in rows} == set(measures.MARKS)
    for row in rows[::7]:
        mark = measures.Mark(row["measure"], tuple(row["by"].values()))
        assert len(measures.members_behind(scene.selected, mark)) == row["value"]


def test_one_row_is_found_whatever_is_selected_and_only_from_its_day_on() -> None:
    scene = state.build_scene({"topic": ["jaarwisseling"]})
    found = record(scene, "follow_ups", "2020_02_10_f01")
    assert found is not None
    assert found["address"] == "/punt/2020_02_10_f01"
    assert found["parties"]
    assert record(state.build_scene({"on": ["2020-02-09"]}), "follow_ups", "2020_02_10_f01") is None
    assert record(scene, "topics", "geen_onderwerp") is None


def test_the_catalog_names_everything_that_can_be_had() -> None:
    scene, base = state.build_scene({}), "https://lovp.example"
    told = catalog(scene, base)
    dataset = told["dcat:dataset"]
    for part in ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:theme", "dct:license"):
        assert dataset[part]
    addresses = [each["dcat:downloadURL"]["@id"] for each in dataset["dcat:distribution"]]
    assert len(addresses) == len(TABLES) + 1 + 3
    assert all(address.startswith(f"{base}/") for address in addresses)
    assert told["dct:modified"]["@value"] == scene.reference_date.isoformat() <= date.max.isoformat()
