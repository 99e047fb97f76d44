"""The Excel file of a selection, opened again: a sheet per table, real days, and the numbers of the screen."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from lovp_data import measures
from lovp_view import state
from lovp_view.files.sheets import selection_workbook
from lovp_view.screen.tables import labelled_follow_ups
from lovp_view.view.scene import Scene
from lovp_view.view.texts import load_texts
from lovp_view.view.wording import caption, n_of_n

LINK = "https://lovp.example/afspraken?kind=agreement"
QUERIES: dict[str, dict[str, list[str]]] = {
    "all": {},
    "agreements": {"kind": ["agreement"]},
    "a topic, long ago, in English": {"topic": ["jaarwisseling"], "on": ["2020-10-15"], "lang": ["en"]},
    "nothing": {"q": ["zzzz"]},
}
Table = list[dict[str, Any]]


def _book(scene: Scene) -> Any:
    return openpyxl.load_workbook(io.BytesIO(selection_workbook(scene, LINK)))


def _table(sheet: Any) -> Table:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture(params=QUERIES)
def shown(request: pytest.FixtureRequest) -> Scene:
    return state.build_scene(QUERIES[request.param])


def test_the_numbers_are_those_of_the_screen(shown: Scene) -> None:
    texts, tables = shown.texts, {sheet.title: _table(sheet) for sheet in _book(shown).worksheets[1:]}
    follow_ups, discussions, updates, meetings, topics, parties, roles = tables.values()
    counts = measures.count(measures.follow_ups_by_headline(shown.selected), ["headline"])
    numbers = dict(zip(counts["headline"], counts["n"], strict=True))
    assert len(follow_ups) == len(shown.selected.follow_ups)
    assert (
        sum(row[texts("column.late")] == texts("yes") for row in follow_ups)
        == shown.selected.follow_ups["is_late"].sum()
    )
    done = {texts.label("status", "done"), *texts.group("outcome_agreed").values()}
    is_agreed = [row[texts("column.group")] == texts.label("group", "agreed") for row in follow_ups]
    closed = [row[texts("column.status")] in done for row in follow_ups]
    settled = int(shown.selected.follow_ups["is_settled"].sum())
    assert sum(a and b for a, b in zip(is_agreed, closed, strict=True)) == numbers.get("came_back", 0) + settled
    assert sum(row[texts("column.open")] for row in topics) == shown.selected.follow_ups["is_open"].sum()
    for rows in (discussions, meetings, topics):
        assert sum(row[texts("column.follow_ups")] for row in rows) == len(follow_ups)
    assert len(discussions) == len(measures.topics_by_meeting(shown.selected))
    assert len(updates) == len(measures.updates_by_follow_up(shown.selected))
    assert len(parties) == measures.stakeholders_by_topic(shown.selected)["stakeholder"].nunique()
    assert len(roles) == len(shown.selected.involvements)


def test_the_sheet_of_follow_ups_is_the_table_on_the_page(shown: Scene) -> None:
    table = labelled_follow_ups(shown)
    head, *rows = _book(shown)[shown.texts("page.follow_ups")].iter_rows(values_only=True)
    assert list(head) == [*table.columns, shown.texts("column.key")]
    assert [row[0] for row in rows] == list(table.iloc[:, 0])
    assert [row[-1] for row in rows] == list(shown.selected.follow_ups["id"])


def test_the_first_sheet_accounts_for_the_file(shown: Scene) -> None:
    texts, book = shown.texts, _book(shown)
    told = dict(book.worksheets[0].iter_rows(values_only=True))
    assert book.worksheets[0].title == texts("sheet.about")
    assert told[texts("controls.filters")] == caption(shown).filters
    assert told[texts("controls.reference_date")] == datetime.combine(shown.reference_date, datetime.min.time())
    assert told[texts("sheet.counted")] == n_of_n(shown)
    assert told[texts("sheet.link")] == LINK
    assert {sheet.title: told[sheet.title] for sheet in book.worksheets[1:]} == {
        sheet.title: sheet.max_row - 1 for sheet in book.worksheets[1:]
    }


def test_days_are_days_in_every_sheet() -> None:
    book, texts = _book(state.build_scene({})), load_texts("nl")
    names = [
        texts(f"column.{key}") for key in ("due_from", "due_until", "day_from", "day_until", "new_from", "published")
    ]
    found = [
        cell
        for sheet in book.worksheets[1:]
        for column in sheet.iter_cols()
        if column[0].value in names
        for cell in column[1:]
        if cell.value is not None
    ]
    assert len(found) > 300
    assert all(isinstance(cell.value, datetime) and cell.is_date for cell in found)
    assert {cell.number_format for cell in found} == {"dd-mm-yyyy"}


def test_every_sheet_can_be_filtered_and_keeps_its_head_in_view(shown: Scene) -> None:
    for sheet in _book(shown).worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions if sheet.max_row > 1 else sheet.auto_filter.ref
        assert all(4 <= each.width <= 61 for each in sheet.column_dimensions.values())


def test_no_cell_is_a_formula_and_only_addresses_are_links() -> None:
    book, texts = _book(state.build_scene({})), load_texts("nl")
    for sheet in book.worksheets[1:]:
        head = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            assert "f" not in {cell.data_type for cell in row}
            assert {head[cell.column - 1] for cell in row if cell.hyperlink} <= {texts("column.address")}


def test_no_sheet_has_a_column_twice_or_a_code_where_a_label_belongs(shown: Scene) -> None:
    for sheet in _book(shown).worksheets[1:]:
        head = [cell.value for cell in sheet[1]]
        assert len(set(head)) == len(head)
        shown_cells = {
            value for row in sheet.iter_rows(min_row=2, max_col=len(head) - 1, values_only=True) for value in row
        }
        assert not shown_cells & {"in_progress", "no_trace", "agreement", "regular", "in_writing", "both", "asks"}


def test_the_same_view_gives_the_same_bytes() -> None:
    shown = state.build_scene({"kind": ["agreement"]})
    assert selection_workbook(shown, LINK) == selection_workbook(shown, LINK)
    assert openpyxl.load_workbook(io.BytesIO(selection_workbook(shown, LINK))).properties.created.date() == (
        shown.reference_date
    )


def test_without_an_address_of_the_dashboard_there_is_no_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(selection_workbook(state.build_scene({}), "")))
    assert load_texts("nl")("sheet.link") not in [row[0] for row in book.worksheets[0].iter_rows(values_only=True)]
