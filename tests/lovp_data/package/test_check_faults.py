"""Copies of the shipped package with one fault each: the check names the fault, its place and what to do."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lovp_data.package.check import check_package, problem_of
from lovp_data.package.errors import MESSAGES, PackageError, Problem
from lovp_data.package.files import Package
from lovp_data.package.schema import load_schema

Change = Callable[[Path, str, dict[str, str]], int]
TEXT = "sources/lovp-2020-02-10.txt"
REPORT = "Half februari verschijnt een rapport van de Algemene Rekenkamer over inzetbaarheid bij de politie."
NO_QUOTE = {"quote": "", "quote_start": "", "quote_end": ""}


@dataclass(frozen=True)
class CellFault:
    """Cells written into one row of one file, and the problem that must follow; `field` None: the cell itself."""

    code: str
    resource: str
    key: str
    cells: dict[str, str]
    field: str | None = None

    @property
    def named_field(self) -> str:
        return self.field or next(iter(self.cells))

    def __str__(self) -> str:
        return f"{self.code}-{self.resource}-{'-'.join(self.cells)}"


CELL_FAULTS = [
    CellFault("wrong_type", "discussions", "2019_05_maatschappelijke_onrust", {"position": "eerste"}),
    CellFault("wrong_type", "topics", "boa", {"standing": "misschien"}),
    CellFault("wrong_type", "follow_ups", "2020_02_10_f10", {"aspects": "geen lijst"}),
    CellFault("required", "topics", "boa", {"title": ""}),
    CellFault("wrong_pattern", "moments", "voorjaarsnota_2020", {"id": "Voorjaarsnota 2020"}),
    CellFault("wrong_pattern", "follow_ups", "2020_02_10_f01", {"title": "x" * 61}),
    CellFault("unknown_code", "topics", "boa", {"theme": "money"}),
    CellFault("unknown_code", "status_updates", "2020_02_10_f02_u1", {"status": "gedaan"}),
    CellFault("dangling_key", "involvements", "2020_02_10_i01", {"stakeholder": "niemand"}),
    CellFault("dangling_key", "status_updates", "2020_02_10_f01_u1", {"follow_up": "2020_02_10_f99"}),
    CellFault("dangling_key", "meetings", "lovp_2020_09", {"replaced_by": "lovp_1999_01_01"}),
    # Both ends exist; that they were discussed together does not.
    CellFault("dangling_key", "involvements", "2022_06_20_i01", {"meeting": "lovp_2020_02_10"}, "topic, meeting"),
    CellFault("duplicate_key", "stakeholder_aliases", "mit_nsoc_2", {"id": "mit_nsoc_1"}),
    CellFault("duplicate_key", "topics", "roosterdruk", {"title": "Jaarwisseling en vuurwerk"}),
    CellFault("duplicate_key", "follow_ups", "2020_02_10_f02", {"position": "1"}, "meeting, position"),
    CellFault("duplicate_key", "discussions", "2020_02_10_inzetbaarheid", {"position": "1"}, "meeting, position"),
    CellFault("date_form", "meetings", "lovp_2019_04_15", {"published_on": "14-12-2020"}),
    CellFault("date_form", "meetings", "lovp_2019_04_15", {"held_on": "14/12/2020"}),
    CellFault("impossible_date", "meetings", "lovp_2019_04_15", {"published_on": "2020-02-30"}),
    CellFault("impossible_date", "stakeholder_aliases", "mit_nsoc_1", {"valid_until": "24 mei 2022"}),
    CellFault("impossible_date", "meetings", "lovp_2019_04_15", {"held_on": "2020-02-30"}),
    CellFault("impossible_date", "follow_ups", "2020_02_10_f02", {"due_on": "2020-02-11/2020-02-30"}),
    CellFault("impossible_date", "follow_ups", "2020_02_10_f02", {"due_on": "maart"}),
    CellFault("impossible_date", "status_updates", "2020_02_10_f02_u1", {"on": "2020-13"}),
    CellFault("start_after_end", "follow_ups", "2020_02_10_f02", {"due_on": "2020-02-20/2020-02-11"}),
    CellFault("start_after_end", "stakeholder_aliases", "mit_nsoc_1", {"valid_from": "2023-01-01"}),
    CellFault("start_after_end", "follow_ups", "2020_02_10_f02", {"quote_start": "486"}),
    CellFault("before_meeting", "status_updates", "2020_02_10_f02_u1", {"on": "2020-02-09"}),
    CellFault("quote_not_in_source", "follow_ups", "2020_02_10_f02", {"quote": REPORT.replace("Half", "half")}),
    CellFault(
        "quote_not_in_source", "follow_ups", "2020_02_10_f02", {"quote_start": "388", "quote_end": "486"}, "quote"
    ),
    CellFault(
        "quote_not_in_source", "involvements", "2020_02_10_i01", {"quote": "Er is door de korpschef geen update"}
    ),
    CellFault("quote_incomplete", "follow_ups", "2020_02_10_f02", {"quote_end": ""}, "quote"),
    CellFault("quote_incomplete", "involvements", "2020_02_10_i01", {"quote": ""}),
    CellFault("quote_missing", "follow_ups", "2020_02_10_f02", NO_QUOTE),
    CellFault(
        "quote_without_source", "follow_ups", "2020_11_23_f01", {"quote": "x", "quote_start": "0", "quote_end": "1"}
    ),
    CellFault("heading_not_in_source", "discussions", "2020_02_10_inzetbaarheid", {"heading": "Inzet van politie"}),
    CellFault("heading_not_in_source", "discussions", "2020_02_10_inzetbaarheid", {"section_start": "361"}, "heading"),
    CellFault("heading_not_in_source", "discussions", "2020_05_25_boa", {"heading": "Boa’s"}),
    CellFault("missing_file", "meetings", "lovp_2020_04_20", {"text_path": "sources/weg.txt"}),
    CellFault("embargo", "follow_ups", "2020_02_10_f02", {"openness": "embargo"}, "embargo_until"),
    CellFault("embargo", "follow_ups", "2020_02_10_f02", {"embargo_until": "2020-03-01"}),
    CellFault("related_with_status", "status_updates", "2020_02_10_f10_u2", {"relation": "related"}, "status"),
    CellFault("outcome_without_done", "status_updates", "2020_02_10_f19_u4", {"outcome": "kept"}, "outcome"),
    CellFault("moved_without_term", "status_updates", "2020_02_10_f19_u4", {"status": "moved"}, "due_on"),
    CellFault("other_discussion", "involvements", "2020_02_10_i03", {"follow_up": "2020_02_10_f02"}),
    CellFault("replaced_in_a_circle", "meetings", "lovp_2020_02_10", {"replaced_by": "lovp_2020_02_10"}, "replaced_by"),
    CellFault("unsafe_text", "topics", "boa", {"title": "Boa\0"}),
]


def _replace(file: Path, old: bytes, new: bytes) -> None:
    content = file.read_bytes()
    assert old in content, f"{file.name} no longer holds {old!r}"
    file.write_bytes(content.replace(old, new, 1))


@dataclass(frozen=True)
class FileFault:
    """A file damaged as a whole; `damage` None takes it away, else it is (old bytes, new bytes)."""

    code: str
    file: str
    row: int | None = None
    field: str | None = None
    damage: tuple[bytes, bytes] | None = None

    def __str__(self) -> str:
        return f"{self.code}-{self.file}"

    def apply(self, package_dir: Path) -> None:
        if self.damage is None:
            (package_dir / self.file).unlink()
        else:
            _replace(package_dir / self.file, *self.damage)


BOA = b"boa,Buitengewoon opsporingsambtenaren (boa\xe2\x80\x99s),safety,false\n"
BOA_ROW = 14
FILE_FAULTS = [
    FileFault("missing_file", "datapackage.json"),
    FileFault("missing_file", "moments.csv"),
    FileFault("header", "topics.csv", 1, "standing", (b"theme,standing", b"theme")),
    FileFault("header", "topics.csv", 1, "theme", (b"theme,standing", b"thema,standing")),
    FileFault("header", "topics.csv", 1, "id", (b"id,title", b"title,id")),
    FileFault("header", "moments.csv", 1, "source_url", (b",source_url", b"")),
    FileFault("cell_count", "topics.csv", BOA_ROW, None, (b"s),safety,false", b"s),safety,false,teveel")),
    FileFault("cell_count", "topics.csv", BOA_ROW, "standing", (b"s),safety,false", b"s),safety")),
    FileFault("blank_row", "topics.csv", BOA_ROW, None, (BOA, b"\n" + BOA)),
    FileFault("encoding", "topics.csv", BOA_ROW, None, (b"boa\xe2\x80\x99s", b"bo\xe4's")),
    FileFault("encoding", TEXT, 2, None, (b"Er is door", b"\xc9r is door")),
    FileFault("unsafe_text", TEXT, 2, None, (b"Er is door", b"\0Er is door")),
]


def _problems(package_dir: Path) -> list[Problem]:
    with pytest.raises(PackageError) as caught:
        check_package(package_dir)
    return caught.value.problems


def _assert_readable(problem: Problem) -> None:
    """The message names the place and says what to do, with nothing left to fill in."""
    place, _, advice = str(problem).partition("What to do: ")
    assert place.startswith(problem.place)
    assert problem.file in problem.place
    assert advice.strip(" .")
    assert "{" not in str(problem)


def _apply(fault: CellFault, package_dir: Path, change_row: Change) -> tuple[str, int]:
    """Write the fault; returns the file and row to be named. A file that is not there is named itself."""
    path = load_schema()[fault.resource].path
    row = change_row(package_dir / path, fault.key, fault.cells)
    return (fault.cells["text_path"] if fault.code == "missing_file" else path), row


@pytest.mark.parametrize("fault", CELL_FAULTS, ids=str)
def test_a_faulty_row_is_named_with_file_row_and_field(
    fault: CellFault, shipped_copy: Path, change_row: Change
) -> None:
    file, row = _apply(fault, shipped_copy, change_row)
    problems = _problems(shipped_copy)
    named = [p for p in problems if (p.code, p.file, p.row) == (fault.code, file, row)]
    field = None if fault.code == "unsafe_text" else fault.named_field
    assert [p.field for p in named] == [field]
    assert problems == named
    _assert_readable(named[0])


@pytest.mark.parametrize("fault", FILE_FAULTS, ids=str)
def test_a_faulty_file_is_named_with_the_place_of_the_fault(fault: FileFault, shipped_copy: Path) -> None:
    fault.apply(shipped_copy)
    problems = _problems(shipped_copy)
    named = [p for p in problems if (p.code, p.row, p.field) == (fault.code, fault.row, fault.field)]
    assert [p.file for p in named] == [fault.file]
    assert {p.file for p in problems} == {fault.file}
    _assert_readable(named[0])


def test_a_source_text_taken_away_is_asked_for_by_its_meeting(shipped_copy: Path) -> None:
    (shipped_copy / TEXT).unlink()
    problems = _problems(shipped_copy)
    assert [(p.code, p.file, p.field) for p in problems] == [("missing_file", TEXT, "text_path")]


def test_a_quote_with_one_letter_changed_in_the_source_is_refused_wherever_it_is_quoted(shipped_copy: Path) -> None:
    _replace(shipped_copy / TEXT, b"Half februari", b"Half februarj")
    named = {(p.code, p.file, p.found) for p in _problems(shipped_copy)}
    assert named == {("quote_not_in_source", "follow_ups.csv", REPORT)}


def test_every_fault_of_a_package_is_named_in_one_go(shipped_copy: Path, change_row: Change) -> None:
    change_row(shipped_copy / "topics.csv", "boa", {"theme": "money"})
    change_row(shipped_copy / "meetings.csv", "lovp_2019_04_15", {"published_on": "2020-02-30"})
    assert {p.code for p in _problems(shipped_copy)} == {"unknown_code", "impossible_date"}


def test_a_package_error_says_every_problem_on_a_line_of_its_own() -> None:
    problems = [Problem("blank_row", "topics.csv", 3), Problem("embargo", "follow_ups.csv", 4, "embargo_until")]
    assert str(PackageError(problems)).splitlines() == [str(problem) for problem in problems]


def test_an_error_of_frictionless_that_we_do_not_know_is_a_descriptor_problem() -> None:
    schema = load_schema()
    problem = problem_of(schema["topics"], {"type": "package-error", "note": "iets onbekends"}, schema)
    assert (problem.code, problem.file, problem.found) == ("descriptor", "topics.csv", "iets onbekends")


def test_every_message_is_produced_by_a_test_here() -> None:
    # 'descriptor' by the test above: our own descriptor is used, so no package can bring it about. 'separator' by the
    # test of a package from a Dutch Excel.
    produced = {fault.code for fault in CELL_FAULTS} | {fault.code for fault in FILE_FAULTS}
    assert produced | {"descriptor", "separator"} == set(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_no_message_is_left_with_a_blank_to_fill_in(code: str) -> None:
    _assert_readable(Problem(code, "topics.csv", 2, "title", "gevonden", "verwacht"))


def test_a_message_names_what_was_found_and_what_was_expected() -> None:
    message = str(Problem("unknown_code", "topics.csv", 2, "theme", "money", "capacity, safety, both"))
    assert "«money»" in message
    assert "capacity, safety, both" in message


def test_a_sound_copy_anywhere_on_the_disk_passes(shipped_copy: Path, shipped: Package) -> None:
    assert check_package(shipped_copy) == shipped


def test_a_package_saved_by_a_dutch_excel_is_told_the_separator_the_encoding_and_the_form_of_its_days(
    shipped_copy: Path,
) -> None:
    for name in ("meetings", "topics"):
        file = shipped_copy / f"{name}.csv"
        lines = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
        days = [[re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3-\2-\1", cell) for cell in line] for line in lines]
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(days)
        file.write_bytes(out.getvalue().encode("cp1252"))
    with pytest.raises(PackageError) as caught:
        check_package(shipped_copy)
    found = {(problem.code, problem.file, problem.field) for problem in caught.value.problems}
    assert {
        ("separator", "meetings.csv", None),
        ("separator", "topics.csv", None),
        ("date_form", "meetings.csv", "held_on"),
        ("date_form", "meetings.csv", "published_on"),
        ("encoding", "topics.csv", None),
    } <= found
    assert "header" not in {code for code, _, _ in found}
    assert "found «;», expected commas between the cells" in str(caught.value)
