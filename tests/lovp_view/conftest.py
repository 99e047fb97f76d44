"""What the view tests share: stores of their own, and texts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from lovp_data.package.files import Package, read_package, write_package
from lovp_data.store.seeding import Seeding
from lovp_data.store.store import Store
from lovp_view.access.rights import Visit
from lovp_view.view.texts import Texts, languages, load_texts

EDITOR = "Els Redacteur"
UseStore = Callable[[Package | None], Store]


@pytest.fixture(scope="session", autouse=True)
def _no_search_for_components() -> Iterator[None]:
    """AppTest reads all installed packages anew for every app, in search of components; ours are not among them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture(params=languages())
def texts(request: pytest.FixtureRequest) -> Texts:
    """The texts of each language in turn."""
    return load_texts(request.param)


@pytest.fixture
def as_editor(monkeypatch: pytest.MonkeyPatch) -> str:
    """From now on the viewer sits at the machine itself, and so may edit; the name that signs for it."""
    at_the_machine = Visit(served_at="127.0.0.1", host="localhost:8501", came_from=None)
    monkeypatch.setattr("lovp_view.state.signing.visit", lambda: at_the_machine)
    monkeypatch.setattr("lovp_view.state.editing.getpass.getuser", lambda: EDITOR)
    return EDITOR


@pytest.fixture
def store(as_editor: str, use_store: UseStore) -> Store:
    """An editor's session on a store of its own with the shipped data."""
    return use_store(read_package())


@pytest.fixture
def use_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UseStore]:
    """use_store(package): from now on the app runs on a store of its own that holds the package, or nothing.

    The shipped package is not brought in; afterwards the app has the tests' common store again.
    """
    monkeypatch.setenv("LOVP_DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    monkeypatch.setattr("lovp_data.store.store.check_package", read_package)
    monkeypatch.setattr(Store, "seed", lambda self: Seeding.UNCHANGED)

    def use(package: Package | None) -> Store:
        st.cache_resource.clear()
        store = Store()
        if package is not None:
            write_package(package, tmp_path / "package")
            store.import_package(tmp_path / "package")
        return store

    yield use
    st.cache_resource.clear()
