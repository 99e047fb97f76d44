"""The agenda of a prepared meeting in the address: there and back, whatever it says."""

from hypothesis import given
from hypothesis import strategies as st

from lovp_view.view.address import read_query, write_query
from lovp_view.view.agenda_plan import LONGEST_HEADING, MOST_ITEMS, AgendaItem, read_agenda, write_agenda
from lovp_view.view.office_notes import OfficeNote, read_notes, with_note
from lovp_view.view.texts import languages

ITEMS = st.builds(
    AgendaItem,
    st.from_regex("[a-z0-9_-]{0,20}", fullmatch=True),
    st.text(max_size=60).map(lambda text: " ".join(text.split())),
).filter(lambda item: item.code)


@given(st.lists(ITEMS, max_size=8, unique=True))
def test_an_agenda_comes_back_as_it_was_written(items: list[AgendaItem]) -> None:
    assert read_agenda(write_agenda(items)) == (tuple(items), ())


@given(st.lists(st.text(max_size=300), max_size=80))
def test_whatever_stands_in_the_address_is_an_item_or_told(codes: list[str]) -> None:
    items, unknown = read_agenda(codes)
    assert len(items) <= MOST_ITEMS
    assert all(len(item.heading) <= LONGEST_HEADING for item in items)
    assert {item.topic for item in items} <= {code.partition("~")[0] for code in codes}
    assert set(unknown) <= set(codes)


def test_the_view_holds_meeting_and_agenda() -> None:
    query = {"prepare": ["2027-02-15"], "agenda": ["~Opening", "ondermijning", "jaarwisseling~Terugblik: 1~2"]}
    view = read_query(query, languages()).view
    assert view.agenda[2] == AgendaItem("jaarwisseling", "Terugblik: 1~2")
    assert write_query(view, languages()) == query


def test_notes_of_the_office_come_back_and_an_empty_one_is_none() -> None:
    content = with_note(with_note(None, "a", OfficeNote(line="Steunen")), "b", OfficeNote(speaker="Els"))
    assert read_notes(content) == {"a": OfficeNote(line="Steunen"), "b": OfficeNote(speaker="Els")}
    assert read_notes(with_note(content, "a", OfficeNote())) == {"b": OfficeNote(speaker="Els")}
    assert read_notes({"notes": {"a": "odd", "b": {"line": 1}}}) == {"b": OfficeNote(line="1")}
    assert read_notes({"notes": []}) == read_notes(None) == {}
