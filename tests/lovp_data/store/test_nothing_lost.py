"""A store that holds what exists nowhere else, against everything that replaces or removes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lovp_data.__main__ import main
from lovp_data.package.files import package_digest, read_package, write_package
from lovp_data.store.ledger import Entry
from lovp_data.store.seeding import Seeding
from lovp_data.store.store import Store
from lovp_data.store.writing import Change, digest_of
from tests.support.first_store import FIRST, execute, fill_first_store
from tests.support.packages import RELEASED, released_package

OpenStore = Callable[[], Store]
ChangeRow = Callable[[Path, str, dict[str, str]], int]
OWN = {"title": "Een eigen onderwerp", "theme": "safety", "standing": False}


def _write_own(store: Store) -> None:
    store.write([Change("topics", "own", OWN)], who="An", why="")


def _topics(store: Store) -> list[str]:
    return [row["id"] for row in store.read().rows["topics"]]


def _undone(store: Store, entries: list[Entry]) -> None:
    store.undo(*(entry.number for entry in entries if entry.resource), who="An", why="terug")


@pytest.fixture(autouse=True)
def _unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of a package on disk is slow and has tests of its own; here every package is sound."""
    monkeypatch.setattr("lovp_data.store.store.check_package", lambda folder: read_package(folder))


@pytest.fixture
def carried(package_dir: Path, open_store: OpenStore, tmp_path: Path) -> Store:
    """A store filled by an import of what another store, with a topic of its own, exported."""
    first = Store(f"sqlite:///{tmp_path / 'first.sqlite'}", shipped=package_dir)
    first.seed()
    _write_own(first)
    first.export_package(tmp_path / "export")
    first.engine.dispose()
    second = open_store()
    second.import_package(tmp_path / "export")
    return second


def test_an_import_from_elsewhere_survives_the_next_start(carried: Store, open_store: OpenStore) -> None:
    assert open_store().seed() is Seeding.UNCHANGED
    assert _topics(carried) == ["t1", "t2", "own"]
    assert carried.edited_keys() == [("topics", "own")]


def test_after_an_import_from_elsewhere_a_newer_shipped_package_is_only_offered(
    carried: Store, package_dir: Path, change_row: ChangeRow, open_store: OpenStore
) -> None:
    carried.seed()
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    assert open_store().seed() is Seeding.MERGE_OFFERED
    carried.merge_package()
    assert open_store().seed() is Seeding.UNCHANGED
    assert [row["title"] for row in carried.read().rows["topics"]] == ["Uit het pakket", "Twee", OWN["title"]]


def test_rows_of_the_shipped_package_that_an_import_lacks_are_offered_and_not_forced(
    carried: Store, package_dir: Path, open_store: OpenStore
) -> None:
    with (package_dir / "topics.csv").open("a", encoding="utf-8") as file:
        file.write("t3,Drie,safety,false\n")
    assert open_store().seed() is Seeding.MERGE_OFFERED
    assert carried.merge_package() == []
    assert _topics(carried) == ["t1", "t2", "t3", "own"]


def test_a_merge_of_a_package_from_elsewhere_is_an_edit_too(
    seeded: Store, package_dir: Path, tmp_path: Path, change_row: ChangeRow, open_store: OpenStore
) -> None:
    write_package(read_package(package_dir), tmp_path / "theirs")
    change_row(tmp_path / "theirs" / "topics.csv", "t1", {"title": "Van een ander"})
    seeded.merge_package(tmp_path / "theirs")
    change_row(package_dir / "topics.csv", "t2", {"title": "Uit het pakket"})
    assert open_store().seed() is Seeding.MERGE_OFFERED
    seeded.merge_package()
    assert [row["title"] for row in seeded.read().rows["topics"]] == ["Van een ander", "Uit het pakket"]


def test_a_source_text_that_was_edited_is_an_edit(
    seeded: Store, package_dir: Path, change_row: ChangeRow, open_store: OpenStore
) -> None:
    path, old = "sources/m1.txt", seeded.read().texts["sources/m1.txt"]
    (entry,) = seeded.write(
        [Change("source_texts", path, {"text": old + "Naschrift.\n"}, digest_of({"text": old}))], who="An", why=""
    )
    assert entry.resource == "source_texts"
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    assert open_store().seed() is Seeding.MERGE_OFFERED
    seeded.merge_package()
    assert seeded.read().texts[path] == old + "Naschrift.\n"


# --- what is replaced can be put back -------------------------------------------------------------------------------


def test_what_a_newer_shipped_package_replaces_can_be_put_back(
    seeded: Store, package_dir: Path, change_row: ChangeRow, remove_row: Callable[[Path, str], None]
) -> None:
    before = seeded.read()
    change_row(package_dir / "topics.csv", "t1", {"title": "Uit het pakket"})
    remove_row(package_dir / "status_updates.csv", "u1")
    note = package_dir / "sources" / "m1.txt"
    note.write_bytes(note.read_bytes() + b"Naschrift\n")
    assert seeded.seed() is Seeding.REPLACED
    _undone(seeded, seeded.ledger(limit=1))
    assert seeded.read() == before
    assert seeded.seed() is Seeding.UNCHANGED


@pytest.mark.parametrize("merge", [False, True])
def test_what_an_import_or_a_merge_replaces_can_be_put_back(seeded: Store, tmp_path: Path, merge: bool) -> None:
    seeded.export_package(tmp_path / "old")
    _write_own(seeded)
    before = seeded.read()
    take_in = seeded.merge_package if merge else seeded.import_package
    take_in(tmp_path / "old")
    whole, *rows = seeded.ledger(limit=1)
    assert (whole.action, whole.resource) == ("merge" if merge else "import", None)
    assert _topics(seeded) == (["t1", "t2", "own"] if merge else ["t1", "t2"])
    if rows:
        _undone(seeded, rows)
    assert seeded.read() == before


def test_the_first_package_of_a_store_is_one_entry(seeded: Store) -> None:
    (entry,) = seeded.ledger()
    assert (entry.action, len((entry.touched or {})["added"])) == ("import", 13)


# --- from every released package to the present one -----------------------------------------------------------------


@pytest.fixture(params=sorted(path.stem for path in RELEASED.glob("*.zip")))
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The data package of an earlier release."""
    return released_package(request.param, tmp_path / "released")


def _as_released(url: str, package: Path, digest: str) -> None:
    """A store as the first release left it: its tables, without revision, the rows and the base of this package."""
    execute(url, FIRST)
    fill_first_store(url, package, digest)


@pytest.mark.parametrize("edited", [False, True], ids=["untouched", "edited"])
def test_a_store_of_a_release_comes_to_the_present_package_and_loses_nothing(
    released: Path, store_url: str, edited: bool
) -> None:
    _as_released(store_url, released, package_digest(released))
    store = Store(store_url)
    if edited:
        _write_own(store)
    assert store.seed() is (Seeding.MERGE_OFFERED if edited else Seeding.REPLACED)
    store.merge_package()
    own = [("topics", "own")] if edited else []
    assert (store.edited_keys(), store.seed()) == (own, Seeding.UNCHANGED)
    store.engine.dispose()


def test_a_store_of_a_release_that_holds_an_import_from_elsewhere_keeps_it(released: Path, store_url: str) -> None:
    _as_released(store_url, released, "0" * 64)
    store = Store(store_url)
    _write_own(store)
    before = store.read()
    assert store.edited_keys()
    assert store.seed() in (Seeding.MERGE_OFFERED, Seeding.UNCHANGED)
    store.merge_package()
    kept = {row["id"]: row for row in store.read().rows["topics"]}
    assert all(kept[row["id"]] == row for row in before.rows["topics"])
    store.engine.dispose()


# --- commands ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def command_store(seeded: Store, store_url: str, package_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store that the commands use, with a topic of its own."""
    monkeypatch.setenv("LOVP_DATABASE_URL", store_url)
    monkeypatch.setattr("lovp_data.store.store.PACKAGE_DIR", package_dir)
    _write_own(seeded)
    return seeded


def test_an_import_over_edits_needs_to_be_meant(command_store: Store, package_dir: Path) -> None:
    assert main(["import", str(package_dir)]) == 1
    assert "own" in _topics(command_store)
    assert main(["import", "--replace", str(package_dir)]) == 0
    assert "own" not in _topics(command_store)
    _undone(command_store, command_store.ledger(limit=1))
    assert "own" in _topics(command_store)


def test_an_export_never_writes_over_a_folder_unasked(
    command_store: Store, package_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (package_dir / "topics.csv").read_bytes()
    assert main(["export", str(package_dir)]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert (package_dir / "topics.csv").read_bytes() == before
    assert main(["export", "--replace", str(package_dir)]) == 0
    assert (package_dir / "topics.csv").read_bytes() != before
    assert main(["export", str(package_dir / "topics.csv")]) == 1
    assert "cannot be written" in capsys.readouterr().err
