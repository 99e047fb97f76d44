"""A follow-up under embargo: nothing of it stands on any page, in any file, or in the note that it came from."""

import csv
import io
import zipfile
from datetime import date

import openpyxl
import pytest

from lovp_data.package.files import Package
from lovp_view import state
from lovp_view.files.csv_file import csv_bytes
from lovp_view.files.sheets import selection_workbook
from lovp_view.screen.definitions import package_zip
from lovp_view.screen.tables import labelled_follow_ups
from tests.lovp_view.conftest import UseStore
from tests.support.app_screens import PAGE_KEYS, chooser, everything, go_to, open_page
from tests.support.packages import make_package

# The embargo ends after any day on which these tests will be run; every reference date here lies after it.
UNTIL, ON = date(2099, 12, 31), "2100-01-01"
PUBLIC = "Hier staat wat iedereen mag weten"
SECRET = "Hier staat geheim wat niemand mag weten"
NOTE = f"Veiligheid\n{PUBLIC}. {SECRET}. Rondvraag.\n"
SECRETS = ("geheim", "GEHEIM")
ADDRESSES: dict[str, dict[str, str]] = {
    "plain": {},
    "opened item": {"item": "hidden"},
    "opened meeting": {"open_meeting": "m1"},
    "opened topic": {"open_topic": "t1"},
    "opened mark": {"mark": "topic_status.t1.done"},
    "all days": {"zoom": "all"},
    "opened public item": {"item": "open"},
}


def _quoted(quote: str) -> dict[str, object]:
    start = NOTE.index(quote)
    return {"quote": quote, "quote_start": start, "quote_end": start + len(quote)}


def _package() -> Package:
    hidden = {"id": "hidden", "topic": "t1", "meeting": "m1", "title": "GEHEIM punt", "what": "GEHEIM wat"}
    hidden |= {"due_wording": "GEHEIM in mei", "due_on": "2097-05", "openness": "embargo", "embargo_until": UNTIL}
    shown = {"id": "open", "topic": "t1", "meeting": "m1", "title": "Openbaar punt", "due_on": "2020-06"}
    return make_package(
        texts={"sources/m1.txt": NOTE},
        meetings=[{"id": "m1", "held_on": "2020-01-10", "text_path": "sources/m1.txt"}],
        topics=[{"id": "t1", "title": "Onderwerp"}],
        follow_ups=[hidden | _quoted(SECRET), shown | _quoted(PUBLIC)],
        status_updates=[
            {"id": "u", "follow_up": "hidden", "on": "2020-02-01", "status": "done", "note": "GEHEIM bericht"}
        ],
        stakeholders=[{"id": "s", "name": "Stichting", "short_name": "S"}],
        involvements=[
            {"id": "i", "topic": "t1", "meeting": "m1", "follow_up": "hidden", "stakeholder": "s", "role": "owner"}
        ],
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _embargoed_store(use_store: UseStore) -> None:
    use_store(_package())


@pytest.mark.parametrize("page", PAGE_KEYS)
def test_nothing_of_it_is_sent_to_any_page(page: str) -> None:
    app = open_page(page)
    for query in ADDRESSES.values():
        sent = everything(go_to(app, on=ON, **query))
        assert not app.exception
        assert not [word for word in SECRETS if word in sent]


def test_what_is_public_is_sent_so_the_search_above_would_find_the_rest() -> None:
    assert "Openbaar punt" in everything(open_page("follow_ups", on=ON))
    assert PUBLIC in everything(open_page("meetings", on=ON, open_meeting="m1"))
    assert "Rondvraag" in everything(open_page("meetings", on=ON, open_meeting="m1"))


@pytest.mark.parametrize("word", SECRETS)
def test_a_search_for_it_finds_nothing(word: str) -> None:
    assert len(state.build_scene({"on": [ON], "q": [word]}).selected.follow_ups) == 0


def test_the_month_of_its_term_is_not_offered() -> None:
    options = chooser(open_page("account", on=ON), "month").options
    assert options == ["juni 2020", "januari 2020"]


def test_the_downloads_of_the_table_leave_it_out() -> None:
    scene = state.build_scene({"on": [ON]})
    lines = list(csv.reader(io.StringIO(csv_bytes(labelled_follow_ups(scene)).decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(selection_workbook(scene, "")))
    cells = book["Afspraken"].iter_rows(values_only=True)
    for rows in (lines, list(cells)):
        assert [row[0] for row in rows[1:]] == ["Openbaar punt"]
        assert not any(word in str(rows) for word in SECRETS)


def test_the_package_that_can_be_downloaded_leaves_it_out_everywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(package_zip(state.build_scene({"on": [ON]})))) as archive:
        files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert "Openbaar punt" in files["follow_ups.csv"]
    assert PUBLIC in files["sources/m1.txt"]
    assert not [name for name, content in files.items() if any(word in content for word in SECRETS)]


def test_what_else_the_package_quotes_still_stands_at_its_place() -> None:
    package = state.public_package(date.fromisoformat(ON))
    (row,) = package.rows["follow_ups"]
    assert package.texts["sources/m1.txt"][row["quote_start"] : row["quote_end"]] == PUBLIC
