"""The prepared meeting as Word, PDF and calendar entry, from the page and from the command line."""

import io
from pathlib import Path

import docx
import pypdf
import pytest
from icalendar import Calendar

from lovp_view import __main__ as command
from lovp_view import state
from lovp_view.briefing.agenda_slides import agenda_deck
from lovp_view.briefing.annotation import annotation
from lovp_view.preparing.take_along import annotation_file, entry_bytes
from lovp_view.view.agenda_plan import AgendaItem
from lovp_view.view.scene import Scene

QUERY = {"prepare": ["2027-02-15"], "agenda": ["~Opening", "politiefinancien", "jaarwisseling", "demonstraties"]}
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def scene() -> Scene:
    return state.build_scene(QUERY)


def test_every_line_of_an_annotation_rests_on_a_follow_up(scene: Scene) -> None:
    known = set(scene.register.follow_ups["id"])
    for topic in scene.register.topic_titles:
        points = [point for group in annotation(scene, AgendaItem(topic)) for point in group.points]
        assert {point.id for point in points} <= known


def test_word_has_an_item_a_page_and_its_quotes_in_footnotes(scene: Scene) -> None:
    made = docx.Document(io.BytesIO(annotation_file(scene, "https://lovp.example/x", {}, "docx")))
    heads = [each for each in made.paragraphs if each.style.name == "Heading 1"]
    broken = [each.text for each in heads if each.paragraph_format.page_break_before]
    assert [text[0] for text in broken if text[0].isdigit()] == ["2", "3", "4"]
    (part,) = [each.target_part for each in made.part.rels.values() if each.reltype.endswith("/footnotes")]
    notes = part.blob.decode()
    quotes = {p.quote for slide in agenda_deck(scene, {}).slides for g in slide.groups for p in g.points if p.quote}
    assert quotes
    assert all(quote in notes for quote in quotes)
    marks = made.element.body.findall(f".//{{{WORDS}}}footnoteReference")
    assert [mark.get(f"{{{WORDS}}}id") for mark in marks] == [str(n) for n in range(1, len(marks) + 1)]
    assert notes.count("w:footnoteRef/") == len(marks)


def test_what_does_not_fit_on_the_page_of_an_item_is_counted(scene: Scene) -> None:
    for topic in scene.register.topic_titles:
        one = state.build_scene({"prepare": QUERY["prepare"], "agenda": [topic]})
        slide = agenda_deck(one, {}).slides[1]
        shown = sum(len(group.points) for group in slide.groups)
        left_out = sum(len(group.points) for group in annotation(one, AgendaItem(topic))) - shown
        assert (f"nog {left_out} punt" in slide.lead) == (left_out > 0)


def test_the_pdf_says_the_same(scene: Scene) -> None:
    sheets = pypdf.PdfReader(io.BytesIO(annotation_file(scene, "", {}, "pdf"))).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert "Annotatie LOVP 15 feb 2027" in text
    assert "2. Financiën van de politie" in text
    assert "Niet geagendeerd" in text


def test_the_calendar_has_the_meeting_with_its_agenda_and_the_way_back(scene: Scene) -> None:
    (event,) = Calendar.from_ical(entry_bytes(scene, "https://lovp.example")).events
    assert str(event["summary"]) == "LOVP 15 feb 2027"
    assert str(event["description"]).splitlines()[0] == "1. Opening"
    assert str(event["url"]).startswith("https://lovp.example/voorbereiden?prepare=2027-02-15&agenda=")
    assert entry_bytes(state.build_scene({}), "") == b""


@pytest.mark.parametrize("suffix", ["docx", "pdf", "ics"])
def test_the_command_writes_what_the_page_does(tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    agenda, target = tmp_path / "agenda.txt", tmp_path / f"annotatie.{suffix}"
    agenda.write_text("1. Opening\n2. Financiën van de politie\n", encoding="utf-8")
    options = ["prepare", "--meeting", "2027-02-15", "--agenda", str(agenda), "-o", str(target)]
    assert command.main(options) == 0
    assert "2 items" in capsys.readouterr().out
    assert target.stat().st_size > 300


@pytest.mark.parametrize(
    ("options", "told", "code"),
    [
        (["--meeting", "ooit", "-o", "a.docx"], "expected a meeting's id or a day", 2),
        (["--meeting", "2027-02-15", "-o", "a.odt"], "expected .docx, .pdf or .ics", 2),
        (["--meeting", "2027-02-15", "--agenda", "nergens.txt", "-o", "a.docx"], "nergens.txt cannot be read", 1),
        (["--meeting", "2027-02-15", "-o", "geen/map/a.docx"], "a.docx cannot be written", 1),
    ],
)
def test_bad_input_is_told_in_a_sentence(
    options: list[str], told: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["prepare", *options]) == code
    error = capsys.readouterr().err
    assert told in error
    assert len(error.splitlines()) == 1


def test_an_agenda_without_items_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agenda, target = tmp_path / "agenda.txt", tmp_path / "a.docx"
    agenda.write_text("Agenda van het overleg\n", encoding="utf-8")
    assert command.main(["prepare", "--meeting", "2027-02-15", "--agenda", str(agenda), "-o", str(target)]) == 2
    assert "found no agenda items" in capsys.readouterr().err
    assert not target.exists()
