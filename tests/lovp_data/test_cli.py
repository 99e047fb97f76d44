"""The command line: exit codes and messages of check, import, export and read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from lovp_data.__main__ import main
from lovp_data.package.files import package_files, read_package
from lovp_data.store.store import Store
from tests.support.own_note import HELD_ON, NOTE

Change = Callable[[Path, str, dict[str, str]], int]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def url(tmp_path: Path, package_dir: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The store that the commands use; the small package is the shipped one."""
    monkeypatch.setattr("lovp_data.store.store.PACKAGE_DIR", package_dir)
    address = f"sqlite:///{tmp_path / 'var' / 'cli.sqlite'}"
    monkeypatch.setenv("LOVP_DATABASE_URL", address)
    return address


def _edit(url: str) -> None:
    with Store(url).engine.begin() as connection:
        connection.execute(text("UPDATE topics SET title = 'Met de hand' WHERE id = 't2'"))


def _titles(url: str) -> dict[str, str]:
    return {row["id"]: row["title"] for row in Store(url).read().rows["topics"]}


def test_check_of_a_sound_package_counts_its_rows(package_dir: Path, capsys: Capture) -> None:
    assert main(["check", str(package_dir)]) == 0
    out, err = capsys.readouterr()
    assert "sound" in out
    assert "3 meetings" in out
    assert err == ""


def test_check_without_a_folder_checks_the_shipped_package(capsys: Capture) -> None:
    assert main(["check"]) == 0
    assert "33 meetings" in capsys.readouterr().out


@pytest.mark.usefixtures("url")
def test_check_touches_no_store(package_dir: Path, tmp_path: Path) -> None:
    assert main(["check", str(package_dir)]) == 0
    assert not (tmp_path / "var").exists()


def test_check_of_a_faulty_package_names_every_fault_on_stderr(
    package_dir: Path, change_row: Change, capsys: Capture
) -> None:
    change_row(package_dir / "topics.csv", "t1", {"theme": "money"})
    change_row(package_dir / "meetings.csv", "m1", {"state": "gehouden"})
    assert main(["check", str(package_dir)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(", field")[0] for line in err.splitlines()] == ["meetings.csv, row 2", "topics.csv, row 2"]


def test_check_of_a_folder_that_is_not_there_says_which_files_are_missing(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", str(tmp_path / "nergens")]) == 1
    assert "datapackage.json: expected a file" in capsys.readouterr().err


def test_import_puts_the_package_in_the_store(url: str, package_dir: Path, capsys: Capture) -> None:
    assert main(["import", str(package_dir)]) == 0
    assert "imported" in capsys.readouterr().out
    assert Store(url).read() == read_package(package_dir)


def test_import_of_a_faulty_package_leaves_the_store_as_it_was(
    url: str, package_dir: Path, change_row: Change, capsys: Capture
) -> None:
    main(["import", str(package_dir)])
    change_row(package_dir / "topics.csv", "t1", {"theme": "money"})
    assert main(["import", str(package_dir)]) == 1
    assert "topics.csv, row 2, field theme" in capsys.readouterr().err
    assert Store(url).version() == 1


def test_import_is_refused_if_rows_were_edited(url: str, package_dir: Path, capsys: Capture) -> None:
    main(["import", str(package_dir)])
    _edit(url)
    assert main(["import", str(package_dir)]) == 1
    err = capsys.readouterr().err
    assert "1 rows of the store are not as shipped" in err
    assert "--merge" in err
    assert (_titles(url)["t2"], Store(url).version()) == ("Met de hand", 1)


def test_import_with_merge_keeps_the_edit_and_takes_the_rest(
    url: str, package_dir: Path, change_row: Change, capsys: Capture
) -> None:
    main(["import", str(package_dir)])
    _edit(url)
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    assert main(["import", "--merge", str(package_dir)]) == 0
    assert "merged, 0 conflicts" in capsys.readouterr().out
    assert _titles(url) == {"t1": "Uit het pakket", "t2": "Met de hand"}


def test_import_with_merge_names_each_conflict(
    url: str, package_dir: Path, change_row: Change, capsys: Capture
) -> None:
    main(["import", str(package_dir)])
    _edit(url)
    change_row(package_dir / "topics.csv", "t2", {"title": "Uit het pakket"})
    assert main(["import", "--merge", str(package_dir)]) == 0
    out = capsys.readouterr().out
    assert "topics t2: changed on both sides, the edit was kept" in out
    assert "1 conflicts" in out


@pytest.mark.usefixtures("url")
def test_export_writes_the_files_of_the_package(package_dir: Path, tmp_path: Path, capsys: Capture) -> None:
    main(["import", str(package_dir)])
    assert main(["export", str(tmp_path / "export")]) == 0
    assert "written" in capsys.readouterr().out
    for path, content in package_files(read_package(package_dir)).items():
        assert (tmp_path / "export" / path).read_bytes() == content


def test_export_holds_the_edits_and_is_a_sound_package(url: str, package_dir: Path, tmp_path: Path) -> None:
    main(["import", str(package_dir)])
    _edit(url)
    assert main(["export", str(tmp_path / "export")]) == 0
    assert main(["check", str(tmp_path / "export")]) == 0
    assert "Met de hand" in (tmp_path / "export" / "topics.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("url")
def test_export_of_an_empty_store_is_refused_and_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    assert main(["export", str(tmp_path / "export")]) == 1
    assert "empty" in capsys.readouterr().err
    assert not (tmp_path / "export").exists()


@pytest.mark.parametrize("command", [["import"], ["export", "nergens"]])
def test_a_store_that_does_not_answer_ends_with_1_and_no_password(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("LOVP_DATABASE_URL", "postgresql+psycopg://lezer:geheim@127.0.0.1:1/lovp")
    assert main(command) == 1
    err = capsys.readouterr().err
    assert "127.0.0.1:1/lovp" in err
    assert "geheim" not in err


@pytest.mark.parametrize("arguments", [[], ["verwijder"], ["export"]])
def test_a_command_that_does_not_exist_or_lacks_its_folder_ends_with_2(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_read_prints_what_is_in_a_note_and_where(tmp_path: Path, capsys: Capture) -> None:
    note = tmp_path / "nota.txt"
    note.write_text(NOTE, encoding="utf-8")
    assert main(["read", str(note), "--json"]) == 0
    draft = json.loads(capsys.readouterr().out)
    assert draft["text"] == NOTE
    assert [each["held_on"] for each in draft["meetings"]] == [HELD_ON]
    assert "Jaarwisseling" in [each["title"] for each in draft["topics"]]
    assert all(draft["text"][each["start"] : each["end"]] == each["quote"] for each in draft["follow_ups"])
    by_term = {each["due_wording"]: each for each in draft["follow_ups"]}
    assert (by_term["uiterlijk 1 juni"]["kind"], by_term["uiterlijk 1 juni"]["owner"]) == ("agreement", ["politie"])
    assert main(["read", str(note)]) == 0
    assert "agreement: Afgesproken is dat de politie uiterlijk 1 juni een voorstel doet" in capsys.readouterr().out


def test_read_takes_the_day_of_a_note_that_names_none(tmp_path: Path, capsys: Capture) -> None:
    note = tmp_path / "nota.txt"
    note.write_text("Jaarwisseling\nAfgesproken is dat dit in april terugkomt.", encoding="utf-8")
    assert main(["read", str(note), "--held-on", HELD_ON, "--json"]) == 0
    draft = json.loads(capsys.readouterr().out)
    assert [each["held_on"] for each in draft["meetings"]] == [HELD_ON]
    assert [each["due_on"] for each in draft["follow_ups"]] == ["2026-04-01/2026-04-30"]


@pytest.mark.parametrize(
    ("name", "content", "words"), [("a.txt", b"", "text in it"), ("a.bin", b"\0\1", "expected text")]
)
def test_read_refuses_what_is_no_note_in_one_sentence(
    tmp_path: Path, capsys: Capture, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["read", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err.strip()
    assert words in said
    assert "\n" not in said


def test_read_of_a_note_that_is_not_there_says_so(tmp_path: Path, capsys: Capture) -> None:
    assert main(["read", str(tmp_path / "nergens.txt")]) == 2
    assert "nergens.txt cannot be read: No such file or directory" in capsys.readouterr().err
