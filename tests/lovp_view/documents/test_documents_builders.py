"""What holds for every document: same deck same bytes, progress, cancelling, odd links, and room for text."""

import io
import subprocess
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from lovp_view.documents.parts import parts_of
from lovp_view.documents.plain import plain, web_address
from lovp_view.documents.sealed import sealed
from lovp_view.documents.widths import column_widths, line_count, shortened, text_width
from lovp_view.view.texts import load_texts
from tests.support.decks import BUILDERS, HOSTILE, LINK, deck_for, made, pictures_for
from tests.support.packages import SHIPPED_POINTS
from tests.support.tools import needed


class CancelledError(Exception):
    """What a caller raises to stop."""


@pytest.mark.parametrize("kind", BUILDERS)
def test_the_same_deck_gives_the_same_bytes(kind: str) -> None:
    assert BUILDERS[kind](deck_for("one", "nl"), load_texts("nl"), LINK) == made(kind, "one", "nl")


@pytest.mark.parametrize("kind", BUILDERS)
def test_progress_runs_from_nothing_to_all_and_never_back(kind: str) -> None:
    shares: list[float] = []
    BUILDERS[kind](deck_for("one", "nl"), load_texts("nl"), "", step=shares.append)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)


@pytest.mark.parametrize("kind", BUILDERS)
def test_what_the_caller_raises_ends_the_work(kind: str) -> None:
    def stop(share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        BUILDERS[kind](deck_for("one", "nl"), load_texts("nl"), "", step=stop)


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("link", ["", "javascript:alert(1)"])
def test_a_link_that_is_none_of_the_web_is_left_out(kind: str, link: str) -> None:
    document = BUILDERS[kind](deck_for("none", "nl"), load_texts("nl"), link)
    parts = [document]
    if kind != "pdf":
        archive = ZipFile(io.BytesIO(document))
        parts = [archive.read(name) for name in archive.namelist()]
    assert not any(b"javascript" in part for part in parts)


@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_everything_in_the_file_is_dated_on_the_reference_date(kind: str) -> None:
    entries = ZipFile(io.BytesIO(made(kind, "one", "nl"))).infolist()
    assert {entry.date_time[:3] for entry in entries} == {(2026, 11, 23)}


def test_a_day_that_no_zip_can_hold_is_no_reason_to_fail() -> None:
    assert sealed(made("docx", "one", "nl"), date(1970, 1, 1))


def test_pages_of_one_picture_are_one_part_unless_each_has_its_png() -> None:
    deck, texts = deck_for("all", "nl"), load_texts("nl")
    pictures = pictures_for("all", "nl")
    whole, apart = parts_of(deck, texts, {}), parts_of(deck, texts, pictures)
    assert len(apart) == len(deck.slides) - 1 > len(whole)  # the cover is left to the document
    assert parts_of(deck, texts, dict(list(pictures.items())[:1]))[-1].code == "timeline"
    timeline = next(part for part in whole if part.code == "timeline")
    assert "(" not in timeline.title
    assert timeline.shown is not None
    assert len(timeline.shown.table) == len(timeline.shown.frame) == SHIPPED_POINTS


def test_plain_text_is_one_line_of_what_xml_allows() -> None:
    assert plain(HOSTILE) == plain(plain(HOSTILE))
    assert all(ord(letter) >= 32 and not 0xD800 <= ord(letter) < 0xE000 for letter in plain(HOSTILE))


@pytest.mark.parametrize(("link", "safe"), [("https://a.nl", "https://a.nl"), ("file:///x", ""), ("", "")])
def test_only_addresses_of_the_web_are_linked(link: str, safe: str) -> None:
    assert web_address(link) == safe


def test_lines_are_counted_as_they_would_break() -> None:
    width = text_width("een twee", 18)
    assert line_count("een twee", width + 1, 18) == 1
    assert line_count("een twee drie", width + 1, 18) == 2
    assert line_count("w" * 100, text_width("w" * 30, 18) + 1, 18) == 4
    assert line_count("", 100, 18) == 1


def test_a_text_is_cut_at_a_word_and_keeps_its_suffix() -> None:
    text = "Structurele financiering van bewaken en beveiligen"
    assert shortened(text, 1, 5000, 18, suffix=" (1)") == f"{text} (1)"
    cut = shortened(text, 1, 200, 18, suffix=" (1)")
    assert cut.endswith(" … (1)")
    assert line_count(cut, 200, 18) == 1
    assert text.startswith(cut.removesuffix(" … (1)"))
    assert shortened("w" * 200, 1, 200, 18).endswith("w…")


def test_columns_share_the_room_and_a_short_one_is_not_broken() -> None:
    rows = [["Punt", "Te laat"], ["Een heel lange titel van een punt " * 9, "ja"]]
    widths = column_widths(rows, 400, 10, 10, 30)
    assert sum(widths) == pytest.approx(400)
    assert widths[1] == pytest.approx(text_width("Te laat", 10, is_bold=True) + 10)


@pytest.mark.parametrize("case", ["all", "hostile"])
def test_libreoffice_opens_and_prints_them(case: str, tmp_path: Path) -> None:
    names = []
    for kind in ("pptx", "docx"):
        (tmp_path / f"{kind}.{kind}").write_bytes(made(kind, case, "nl"))
        names.append(str(tmp_path / f"{kind}.{kind}"))
    command = [
        needed("soffice"),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    done = subprocess.run([*command, "--outdir", str(tmp_path), *names], capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert all((tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF") for kind in ("pptx", "docx"))
