"""What the data-layer tests share: the shipped package, small made-up packages, and stores on both engines."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from lovp_data.evaluation.gold_notes import CURATED, GoldNote, curated_note
from lovp_data.package.check import check_package
from lovp_data.package.files import Package, read_package, write_package
from lovp_data.package.schema import PACKAGE_DIR
from lovp_data.reading.known import Known, make_known, without_meeting
from lovp_data.register.frames import Tables, build_tables
from lovp_data.register.register import Register, known_on
from lovp_data.store.store import Store
from tests.support.packages import TODAY, change_row, make_package, released_package, remove_row, small_package
from tests.support.postgres import new_database, postgres_server

# What hypothesis remembers belongs to no checkout.
set_hypothesis_home_dir(tempfile.mkdtemp(prefix="lovp-hypothesis-"))
# A busy machine is no fault of the code under test.
settings.register_profile("lovp", deadline=None, max_examples=60)
settings.load_profile("lovp")


# --- small packages -------------------------------------------------------------------------------------------------


@pytest.fixture(name="make_package")
def make_package_fixture() -> Callable[..., Package]:
    return make_package


@pytest.fixture
def register_on() -> Callable[..., Register]:
    """register_on(day, today=..., **rows): a made-up package as known on a day."""

    def build(day: str, today: date = TODAY, **rows: Any) -> Register:
        return known_on(build_tables(make_package(**rows)), date.fromisoformat(day), today)

    return build


@pytest.fixture(scope="session")
def empty_tables() -> Tables:
    return build_tables(make_package(meetings=[], topics=[]))


# --- the shipped package --------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shipped() -> Package:
    return check_package(PACKAGE_DIR)


@pytest.fixture(scope="session")
def shipped_tables(shipped: Package) -> Tables:
    return build_tables(shipped)


@pytest.fixture(scope="session")
def shipped_on(shipped_tables: Tables) -> Callable[[str], Register]:
    """shipped_on(day): the shipped package as known on a day."""
    return cache(lambda day: known_on(shipped_tables, date.fromisoformat(day), TODAY))


# --- a released package: real data that stay as they are, so that known answers stay known --------------------------


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return build_tables(check_package(released_package("1.1.0", tmp_path_factory.mktemp("released"))))


@pytest.fixture(scope="session")
def sample_on(sample_tables: Tables) -> Callable[[str], Register]:
    """sample_on(day): the released package as known on a day."""
    return cache(lambda day: known_on(sample_tables, date.fromisoformat(day), TODAY))


@pytest.fixture
def shipped_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGE_DIR, tmp_path / "shipped"))


# --- packages on disk -----------------------------------------------------------------------------------------------


@pytest.fixture(name="change_row")
def change_row_fixture() -> Callable[[Path, str, dict[str, str]], int]:
    return change_row


@pytest.fixture(name="remove_row")
def remove_row_fixture() -> Callable[[Path, str], None]:
    return remove_row


@pytest.fixture
def package_dir(tmp_path: Path) -> Path:
    """A small sound package on disk."""
    write_package(small_package(), tmp_path / "package")
    return tmp_path / "package"


# --- stores ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    """A PostgreSQL server of our own. If it does not start, the tests fail: they are never skipped."""
    with postgres_server() as uri:
        yield uri


_NUMBERS = count(1)


@pytest.fixture
def postgres_url(postgres_uri: str) -> str:
    """The address of a fresh database."""
    return new_database(postgres_uri, f"lovp_{next(_NUMBERS)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on either engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def open_store(store_url: str, package_dir: Path) -> Iterator[Callable[[], Store]]:
    """open_store(): one more Store on the same database, the small package being shipped; all are closed at the end."""
    opened: list[Store] = []

    def build() -> Store:
        opened.append(Store(store_url, shipped=package_dir))
        return opened[-1]

    yield build
    for store in opened:
        store.engine.dispose()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()


@pytest.fixture
def seeded(store: Store, package_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that holds the small package; its check is spared here, because it is slow and has tests of its own."""
    with monkeypatch.context() as patch:
        patch.setattr("lovp_data.store.store.check_package", read_package)
        store.seed()
    return store


# --- reading notes ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def package() -> Package:
    return read_package()


@pytest.fixture(scope="session")
def known(package: Package) -> Known:
    return make_known(without_meeting(package.rows, CURATED))


@pytest.fixture(scope="session")
def note(package: Package) -> GoldNote:
    return curated_note(package)
