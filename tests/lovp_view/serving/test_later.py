"""What is imported later: the port is open before the slow libraries are there, and no address is forgotten."""

import re
import subprocess
import sys

import pytest
from starlette.routing import Match, NoMatchFound

from lovp_view.serving.later import LaterRoutes
from lovp_view.serving.routes import ROUTES
from lovp_view.view.pages import ALL_PAGES
from tests.conftest import ROOT

PATHS = [re.sub(r"\{\w+\}", "x", route.path) for route in ROUTES]
STREAMLITS = ["/", "/static/js/index.js", "/_stcore/health", *(f"/{address}" for _, _, address in ALL_PAGES)]


def _match(path: str, kind: str = "http") -> Match:
    return LaterRoutes().matches({"type": kind, "path": path})[0]


@pytest.mark.parametrize("path", PATHS)
def test_every_route_is_found_without_its_import(path: str) -> None:
    assert _match(path) == Match.FULL


@pytest.mark.parametrize("path", STREAMLITS)
def test_pages_and_scripts_are_streamlits_at_once(path: str) -> None:
    assert _match(path) == Match.NONE


def test_a_websocket_is_streamlits_and_nothing_has_a_name() -> None:
    assert _match(PATHS[0], "websocket") == Match.NONE
    with pytest.raises(NoMatchFound):
        LaterRoutes().url_path_for("alive")


def test_the_server_listens_before_the_slow_libraries_are_there() -> None:
    told = "import server, sys; print(sorted({'pandas', 'numpy', 'sqlalchemy', 'pyarrow'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert answer.stdout.splitlines()[-1] == "[]"
