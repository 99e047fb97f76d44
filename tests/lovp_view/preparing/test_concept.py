"""The draft of the note after a meeting: in the house form, and read back to the points that it was made of."""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest

from lovp_data.documents.intake import read_document
from lovp_data.package.files import read_package
from lovp_data.reading.draft import Draft
from lovp_data.reading.known import Known, make_known
from lovp_data.reading.reader import read_note
from lovp_view import state
from lovp_view.preparing.concept import (
    LEADS,
    action_list,
    actions_word,
    actions_workbook,
    note_parts,
    note_text,
    note_word,
    noted,
)
from lovp_view.view.scene import Scene

MEETING = "lovp_2020_02_10"


@pytest.fixture(scope="module")
def known() -> Known:
    return make_known(read_package().rows)


@pytest.fixture
def scene() -> Scene:
    return state.build_scene({"prepare": [MEETING], "agenda": ["ondermijning~Aanpak ondermijning", "demonstraties"]})


def _read(content: bytes, name: str, known: Known) -> Draft:
    return read_note(read_document(content, name).text, known)


def _points(draft: Draft) -> list[tuple[str, str, str]]:
    """Topic, kind and first words."""
    found = [(part.topic, each.kind, each.quote.quote) for part in draft.discussions for each in part.follow_ups]
    return sorted((topic, kind, " ".join(words.split())[:40]) for topic, kind, words in found)


@pytest.mark.parametrize(
    ("make", "name"),
    [(lambda scene: note_text(scene).encode(), "terugkoppeling.txt"), (note_word, "terugkoppeling.docx")],
)
def test_the_draft_is_read_back_to_the_same_points(
    make: Callable[[Scene], bytes], name: str, scene: Scene, known: Known
) -> None:
    rows = noted(scene)
    rows = rows[rows["kind"].isin(list(LEADS))]
    draft = _read(make(scene), name, known)
    assert [each.held_on for each in draft.meetings] == ["2020-02-10"]
    wanted = sorted((row.topic, row.kind, row.what.rstrip(".:")[:40]) for row in rows.itertuples())
    assert _points(draft) == wanted
    assert len(wanted) > 20


def test_terms_are_read_back_as_they_are_worded(scene: Scene, known: Known) -> None:
    rows = noted(scene)
    rows = rows[rows["is_task"] & rows["due_wording"].notna()]
    draft = _read(note_text(scene).encode(), "a.txt", known)
    terms = {
        " ".join(each.quote.quote.split())[:40]: each.due for part in draft.discussions for each in part.follow_ups
    }
    assert len(rows) > 5
    for row in rows.itertuples():
        due = terms[row.what.rstrip(".:")[:40]]
        assert due is not None
        assert due.wording.quote == row.due_wording


def test_topics_stand_in_the_order_of_the_agenda_and_others_follow(scene: Scene) -> None:
    headings = [part.heading for part in note_parts(scene)]
    assert headings[:2] == ["Aanpak ondermijning", "Demonstraties"]
    assert len(headings) == len(set(headings)) > 5
    made = docx.Document(io.BytesIO(note_word(scene)))
    assert [each.text for each in made.paragraphs if each.style.name == "Heading 1"] == headings
    assert made.paragraphs[0].text == "Terugkoppeling LOVP 10 februari 2020"


def test_the_action_list_has_what_was_agreed_and_asked_in_word_and_excel(scene: Scene) -> None:
    table = action_list(scene)
    assert len(table) == int(noted(scene)["is_task"].sum()) > 5
    assert "in september" in set(table["Wanneer"])
    (in_word,) = docx.Document(io.BytesIO(actions_word(scene))).tables
    assert [[cell.text for cell in row.cells] for row in in_word.rows] == [
        list(table.columns), *table.values.tolist()
    ]  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(actions_workbook(scene)))["Actielijst"]
    assert sheet.max_row == len(table) + 1


def test_the_action_list_is_read_back_too(scene: Scene, known: Known) -> None:
    draft = _read(actions_word(scene), "actielijst.docx", known)
    found = [each for part in draft.discussions for each in part.follow_ups]
    assert len(found) == len(action_list(scene))


def test_where_nothing_was_noted_there_is_nothing_to_draft() -> None:
    scene = state.build_scene({"prepare": ["2031-01-01"]})
    assert noted(scene).empty
    assert action_list(scene).empty
    assert note_text(state.build_scene({})) == ""
