"""The selection as documents: each kind is made, for every selection, and cancelled by its step."""

import io
import json
import zipfile

import pytest

from lovp_view.briefing.deck_content import build_deck
from lovp_view.shell.export_menu import KINDS, Kind, build, sheets_of
from lovp_view.state.background_jobs import CancelledError
from lovp_view.view.theme import PAPERS, SHEET
from tests.support.figure_samples import scene_for

LINK = "https://lovp.example/?lang=nl"
HEADS = {"powerpoint": b"PK", "word": b"PK", "pdf": b"%PDF", "one_file": b"<!doctype html>"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("case", ["none", "one", "all"])
def test_every_kind_is_made_of_every_selection(kind: Kind, case: str) -> None:
    shares: list[float] = []
    content = build(scene_for(case, "nl"), kind, LINK, {}, shares.append)
    assert content.startswith(HEADS[kind.code])
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    if HEADS[kind.code] == b"PK":
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_step_that_refuses_ends_the_work(kind: Kind) -> None:
    def refuse(share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        build(scene_for("all", "nl"), kind, LINK, {}, refuse)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.canvas], ids=lambda kind: kind.code)
def test_the_browser_is_asked_for_every_picture_at_the_width_it_was_laid_out_for(kind: Kind) -> None:
    assert kind.canvas
    deck = build_deck(scene_for("all", "nl"), canvas=kind.canvas)
    sheets = {sheet["place"]: sheet for sheet in sheets_of(deck)}
    assert sheets
    for place, slide in enumerate(deck.slides):
        assert (place in sheets) == (slide.picture is not None)
        if slide.picture:
            layout = json.loads(sheets[place]["figure"])["layout"]
            assert layout["width"] == sheets[place]["width"] == slide.picture.width
            assert sheets[place]["alt"] == slide.picture.figure.alt


def test_a_picture_in_a_report_is_laid_out_for_paper_and_fits_a_page() -> None:
    deck = build_deck(scene_for("all", "nl"), canvas=SHEET)
    pictures = [slide.picture for slide in deck.slides if slide.picture]
    assert {picture.width for picture in pictures} == {PAPERS[0].size.width}
    assert all(picture.figure.height <= SHEET.room for picture in pictures)
