"""The source text in pieces: nothing of it is lost, and what is marked is what was quoted."""

import pandas as pd
import pytest

from lovp_data.package.files import read_package
from lovp_view.screen.detail import marked_parts, unwrapped

MEETING = "lovp_2020_02_10"
PACKAGE = read_package()
TEXT = PACKAGE.texts["sources/lovp-2020-02-10.txt"]
QUOTED = [row for row in PACKAGE.rows["follow_ups"] if row["meeting"] == MEETING]
HEADED = [row for row in PACKAGE.rows["discussions"] if row["meeting"] == MEETING and row["heading"]]
Span = tuple[int, int, str]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _joined(parts: list[tuple[str, str]]) -> str:
    return _folded("".join(part for part, _ in parts))


def _marked(parts: list[tuple[str, str]], kind: str = "mark") -> list[str]:
    return [_folded(part) for part, each in parts if each == kind]


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([], []),
        ([(0, 3, "mark")], ["een"]),
        ([(9, 13, "mark")], ["drie"]),
        ([(0, 13, "mark")], ["een twee drie"]),
        ([(4, 8, "mark"), (0, 3, "mark")], ["een", "twee"]),
        ([(0, 8, "mark"), (4, 13, "mark")], ["een twee", "drie"]),
        ([(0, 8, "mark"), (4, 8, "mark")], ["een twee"]),
        ([(0, 3, "mark"), (0, 3, "mark")], ["een"]),
        ([(4, 4, "mark")], []),
    ],
)
def test_spans_are_marked_once_each_and_the_text_stays_whole(spans: list[Span], marked: list[str]) -> None:
    parts = marked_parts("een twee drie", spans)
    assert _marked(parts) == marked
    assert _joined(parts) == "een twee drie"


def test_a_blank_between_two_marks_is_kept() -> None:
    assert _joined(marked_parts("een twee", [(0, 3, "mark"), (4, 8, "mark")])) == "een twee"


def test_a_paragraph_between_two_marks_is_kept() -> None:
    parts = marked_parts("een\n \ntwee", [(0, 3, "mark"), (6, 10, "mark")])
    assert "\n\n" in "".join(part for part, _ in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("een\ntwee", "een twee"), ("een \ntwee", "een twee"), ("een\n\ntwee", "een\n\ntwee"),
     ("## Kop\neen\ntwee\n• drie", "Kop\n\neen twee\n• drie"),
     ("een\n| Nr | Wie |\n| ^^ | | OM |\ntwee", "een\nNr · Wie\n〃 · OM\ntwee"),
     ("een\n \ntwee", "een\n\ntwee"), ("een  \n \t \ntwee", "een\n\ntwee"), ("", "")],
)  # fmt: skip
def test_lines_run_on_within_a_paragraph_only(text: str, expected: str) -> None:
    assert unwrapped(text) == expected


def test_a_text_without_marks_is_the_text() -> None:
    assert _joined(marked_parts(TEXT, [])) == _folded(TEXT)


def test_the_package_holds_quotes_of_this_meeting() -> None:
    assert len(QUOTED) > 20
    assert all(row["quote"] for row in QUOTED)


@pytest.mark.parametrize("row", QUOTED, ids=[row["id"] for row in QUOTED])
def test_the_passage_marked_for_a_follow_up_is_its_quote(row: dict[str, object]) -> None:
    parts = marked_parts(TEXT, [(row["quote_start"], row["quote_end"], "mark")])  # type: ignore[list-item]
    assert _marked(parts) == [_folded(str(row["quote"]))]
    assert _joined(parts) == _folded(TEXT)


def test_all_quotes_and_headings_together_leave_the_note_whole() -> None:
    spans = [(row["quote_start"], row["quote_end"], "mark") for row in QUOTED]
    spans += [(row["section_start"], row["section_start"] + len(row["heading"]), "heading") for row in HEADED]
    parts = marked_parts(TEXT, spans)
    assert _joined(parts) == _folded(TEXT)
    assert _marked(parts, "heading") == [_folded(row["heading"]) for row in sorted(HEADED, key=_start)]


def _start(row: dict[str, object]) -> int:
    return int(pd.to_numeric(str(row["section_start"])))
