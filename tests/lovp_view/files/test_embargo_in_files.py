"""A follow-up under embargo: no file, feed or message to a viewer holds a byte of it before its day.

A further export is one line in EXPORTS.
"""

import io
import sys
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pypdf
import pytest

from bench.client import Viewer
from bench.servers import free_port, running
from lovp_data.package.files import Package, write_package
from lovp_view import state
from lovp_view.briefing.single_file import snapshot_html
from lovp_view.files.calendar_entries import agenda_bytes
from lovp_view.files.csv_file import csv_bytes
from lovp_view.files.sheets import selection_workbook
from lovp_view.publishing.digest import Occasion, digest
from lovp_view.publishing.records import MEASURES, TABLES
from lovp_view.screen.definitions import package_zip
from lovp_view.screen.tables import labelled_follow_ups, labelled_parties
from lovp_view.shell.export_menu import KINDS, Kind, build
from lovp_view.view import paths
from lovp_view.view.pages import PAGES
from lovp_view.view.scene import Scene
from lovp_view.view.wording import caption
from tests.lovp_view.conftest import UseStore
from tests.support.dashboard_server import copy_app
from tests.support.figure_samples import FIGURES, SIZES
from tests.support.packages import make_package
from tests.support.server_answers import Answer

BASE = "https://lovp.example"
# Stands in every field of the hidden follow-up and of what hangs on it.
SECRET = b"geheim"
PUBLIC = b"openbaar"
NOTE = "Veiligheid\nHier staat openbaar iets. Hier staat het geheime citaat. De geheime partij doet het. Rondvraag.\n"
UNTIL, NEVER = date(2021, 6, 1), date(2099, 12, 31)
BEFORE, ON = "2021-05-31", "2021-06-01"
ADDRESS = "https://geheim.example/geheim"


def _quoted(quote: str) -> dict[str, object]:
    start = NOTE.index(quote)
    return {"quote": quote, "quote_start": start, "quote_end": start + len(quote)}


def _package(until: date) -> Package:
    place = {"topic": "t1", "meeting": "m1"}
    hidden = {"id": "geheimpunt", "kind": "request", "title": "Geheim punt", "what": "Geheim wat", **place}
    hidden |= {"aspects": ["geheim aspect"], "due_wording": "geheim in september", "due_on": "2021-09"}
    hidden |= {"openness": "embargo", "embargo_until": until, "source_url": ADDRESS, **_quoted("het geheime citaat")}
    shown = {"id": "open", "position": 2, "title": "Openbaar punt", "due_on": "2021-10", "source_url": BASE, **place}
    return make_package(
        texts={"sources/m1.txt": NOTE},
        meetings=[{"id": "m1", "held_on": "2021-01-10", "text_path": "sources/m1.txt"}, {"id": "m2", "held_on": ON}],
        topics=[{"id": "t1", "title": "Onderwerp"}],
        discussions=[{"id": "d", "source_url": BASE, **place}],
        follow_ups=[hidden, shown | _quoted("openbaar iets")],
        status_updates=[
            {"id": "geheim_bericht", "follow_up": "geheimpunt", "on": "2021-02-01", "status": "moved"}
            | {"note": "Geheim bericht", "due_wording": "geheim later", "due_on": "2021-09", "source_url": ADDRESS},
        ],
        stakeholders=[
            {"id": "geheim_partij", "name": "Geheime partij", "short_name": "Geheim", "note": "Geheim"},
            {"id": "s", "name": "Openbare partij", "short_name": "Openbaar"},
        ],
        stakeholder_aliases=[{"id": "geheim_naam", "stakeholder": "geheim_partij", "name": "Geheime naam"}],
        involvements=[
            {"id": "geheim_rol", "follow_up": "geheimpunt", "stakeholder": "geheim_partij", "role": "owner"}
            | {"named_as": "De geheime partij", **place, **_quoted("De geheime partij")},
            {"id": "rol", "follow_up": "open", "stakeholder": "s", "role": "owner", **place},
        ],
    )  # fmt: skip


def _table_of(figure: str) -> Callable[[Scene], bytes]:
    return lambda scene: csv_bytes(FIGURES[figure](scene, caption(scene), SIZES["full"]).table)


def _taken(kind: Kind, scene: Scene) -> bytes:
    return build(scene, kind, BASE, {}, lambda share: None)


def _answered(path: str, scene: Scene) -> bytes:
    """The answer, without the id that was asked for, which is told back as not known."""
    asked = path.rpartition("/")[2].removesuffix(".json").encode()
    return Answer(path, state.query_text(scene.view)).body.replace(asked, b"-")


def _mailed(scene: Scene) -> bytes:
    """Subject and every part of a mail that tells of everything."""
    mail = digest(scene, BASE, "lovp@a.example", "els@a.example", Occasion(date(2000, 1, 1), 366, ""))
    parts = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    return b"\n".join([str(mail["Subject"]).encode(), *map(bytes, parts)])


ROWS = [f"{paths.API}/{name}{ending}" for name in (*TABLES, MEASURES) for ending in ("", ".csv")]
ITEMS = [f"/{segment}/{key}.json" for segment, key in (("punt", "geheimpunt"), ("partij", "geheim_partij"))]
PUBLISHED = [*ROWS, *ITEMS, "/punt/geheimpunt", paths.ATOM, paths.CATALOG, paths.PACKAGE, f"{paths.API}/openapi.json"]
HIDDEN = {"/punt/geheimpunt", ITEMS[0]}
EXPORTS: dict[str, Callable[[Scene], bytes]] = {
    "CSV of the table": lambda scene: csv_bytes(labelled_follow_ups(scene)),
    "CSV of the parties": lambda scene: csv_bytes(labelled_parties(scene)),
    **{f"CSV of {figure}": _table_of(figure) for figure in FIGURES},
    "Excel": lambda scene: selection_workbook(scene, BASE),
    "package": package_zip,
    "calendar": lambda scene: agenda_bytes(scene, BASE),
    "calendar feed": lambda scene: Answer("/agenda.ics", state.query_text(scene.view)).body,
    "briefing as one file": snapshot_html,
    "mail": _mailed,
    **{path: partial(_answered, path) for path in PUBLISHED},
    **{kind.code: partial(_taken, kind) for kind in KINDS},
}
# What tells of the follow-ups as such; the rest counts or draws them.
NAMING = {"CSV of the table", "Excel", "package", "calendar", "calendar feed", "briefing as one file"}
NAMING |= {kind.code for kind in KINDS} | {"mail", paths.ATOM, paths.PACKAGE}
NAMING |= {f"{paths.API}/follow_ups", f"{paths.API}/follow_ups.csv"}


def unpacked(content: bytes) -> bytes:
    """The bytes, or those of everything in them if they are a zip (as Excel, Word and PowerPoint files are)."""
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).encode()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(name.encode() + unpacked(archive.read(name)) for name in archive.namelist())


def holds(content: bytes, word: bytes) -> bool:
    """True if the word stands in the bytes, in whatever case, also where a calendar broke its line."""
    return word in unpacked(content).replace(b"\r\n ", b"").lower()


def around(content: bytes) -> bytes:
    """Where the word stands, for the message of a test that failed."""
    place = unpacked(content).lower().find(SECRET)
    return unpacked(content)[max(place - 80, 0) : place + 80]


@pytest.mark.parametrize(
    ("until", "query"),
    [(UNTIL, {"on": [BEFORE]}), (UNTIL, {}), (NEVER, {"on": ["2100-01-01"]}), (NEVER, {"on": [ON]})],
    ids=["the day before", "latest day in the data", "a day to come", "long before"],
)
def test_no_file_holds_it_before_its_day(until: date, query: dict[str, list[str]], use_store: UseStore) -> None:
    package = _package(until)
    if not query:
        package.rows["meetings"].pop()  # so that the latest day in the data lies before the embargo ends
    use_store(package)
    scene = state.build_scene(query)
    files = {name: export(scene) for name, export in EXPORTS.items()}
    assert [name for name, content in files.items() if not content or holds(content, SECRET)] == []
    assert {name for name, content in files.items() if holds(content, PUBLIC)} >= NAMING


def test_every_file_that_names_follow_ups_holds_it_from_its_day_on(use_store: UseStore) -> None:
    use_store(_package(UNTIL))
    scene = state.build_scene({"on": [ON]})
    assert {name for name, export in EXPORTS.items() if holds(export(scene), SECRET)} >= NAMING | HIDDEN


def test_no_number_counts_it(use_store: UseStore) -> None:
    use_store(_package(UNTIL))
    assert [len(state.build_scene({"on": [day]}).register.follow_ups) for day in (BEFORE, ON)] == [1, 2]


# --- what a real server sends ---------------------------------------------------------------------------------------


@contextmanager
def _server(folder: Path, more: dict[str, str]) -> Iterator[int]:
    """A server of its own over the package, shipped as if it were ours; `more` are variables of its environment."""
    app = copy_app(folder / "app")
    descriptor = (app / "data" / "datapackage.json").read_bytes()
    for path in sorted((app / "data").rglob("*.*")):
        path.unlink()
    write_package(_package(UNTIL), app / "data")
    assert (app / "data" / "datapackage.json").read_bytes() == descriptor
    port = free_port()
    environment = {"LOVP_PORT": str(port), "LOVP_DATABASE_URL": f"sqlite:///{folder}/lovp.sqlite"} | more
    with running([sys.executable, "server.py"], port, environment, folder=app) as started:
        yield started


@pytest.fixture(scope="module", params=["editor", "reader"])
def port(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """One server for the person at the machine, and one that only lets read: the pages for all are the same."""
    more = {"LOVP_READ_ONLY": "1"} if request.param == "reader" else {}
    with _server(tmp_path_factory.mktemp("embargo"), more) as started:
        yield started


OPENED = {"item": "geheimpunt", "open_meeting": "m1", "open_topic": "t1", "mark": "headline.open", "zoom": "all"}


def _sent(port: int, day: str) -> Iterator[tuple[str, bytes]]:
    """Every page's HTML and messages, plain, with everything opened, and as slides."""
    queries = [{"on": day}, {"on": day} | OPENED, {"on": day, "briefing": "all"}, {"on": day, "q": "wat"}]
    for _, _, page in PAGES:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}?on={day}", timeout=30) as answer:
            yield page, answer.read()
        for query in queries:
            with Viewer(port) as viewer:  # a session of its own: nothing is sent short because it was sent before
                yield page, b"".join(viewer.messages(page, urlencode(query)))


def test_no_message_to_a_viewer_holds_it_before_its_day(port: int) -> None:
    sent = list(_sent(port, BEFORE))
    # What the viewer's own address asked for is told back as not known; nothing else may hold the word.
    told = [(page, content.replace(b"item=geheimpunt", b"")) for page, content in sent]
    assert [(page, around(content)) for page, content in told if holds(content, SECRET)] == []
    assert sum(holds(content, PUBLIC) for _, content in sent) > len(PAGES)


def test_the_messages_hold_it_from_its_day_on_so_the_search_would_find_it(port: int) -> None:
    assert {page for page, content in _sent(port, ON) if holds(content, SECRET)} == {page for _, _, page in PAGES}


def test_the_feed_of_a_real_server_holds_it_from_its_day_on_only(port: int) -> None:
    for day, is_there in ((BEFORE, False), (ON, True)):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/agenda.ics?on={day}", timeout=30) as answer:
            content = answer.read()
        assert holds(content, PUBLIC)
        assert holds(content, SECRET) is is_there
