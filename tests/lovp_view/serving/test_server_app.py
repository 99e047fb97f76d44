"""The server around the app, without a network: security headers, warm-up."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

import server
from lovp_data.package.errors import PackageError, Problem, StoreError
from lovp_view.access.provider import SettingsError
from lovp_view.serving.headers import refuse_base_path, security_headers
from lovp_view.state import source
from tests.conftest import ROOT
from tests.support.server_answers import Answer

FORBIDDEN = ("'unsafe-eval'", "http:", "https:", "*")


def _refusing(error: Exception) -> Callable[[], None]:
    def refuse() -> None:
        raise error

    return refuse


def _directives() -> dict[str, list[str]]:
    parts = [part.split() for part in server.HEADERS["content-security-policy"].split(";")]
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("is_sound", [True, False])
def test_every_answer_carries_the_security_headers(is_sound: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not is_sound:
        monkeypatch.setattr(source, "open_store", _refusing(StoreError("x")))
    headers = Answer("/readyz").headers
    assert {name: headers.get(name) for name in server.HEADERS} == server.HEADERS


def test_nothing_runs_or_loads_but_from_the_server_itself() -> None:
    directives = _directives()
    assert directives["default-src"] == ["'self'"]
    assert directives["object-src"] == ["'none'"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert "'unsafe-inline'" not in directives["script-src"]
    assert not [value for values in directives.values() for value in values if value in FORBIDDEN]


def test_the_browser_is_told_not_to_guess_and_not_to_tell() -> None:
    assert server.HEADERS["x-content-type-options"] == "nosniff"
    assert server.HEADERS["referrer-policy"] == "no-referrer"


def test_a_script_that_a_header_names_is_streamlits_own() -> None:
    hashes = [value for value in _directives()["script-src"] if value.startswith("'sha256-")]
    assert len(hashes) == 1


@pytest.mark.parametrize(
    "error", [StoreError("x"), PackageError([Problem("missing_file", "topics.csv")])], ids=["store", "package"]
)
def test_the_server_starts_without_a_sound_store_so_that_it_can_say_what_is_wrong(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "open_store", _refusing(error))
    server.warm_up()


def test_the_server_runs_the_script_beside_it() -> None:
    assert server.SCRIPT == ROOT / "dashboard.py"
    assert server.SCRIPT.is_file()


def test_this_machine_only_is_served_unless_a_host_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[server.Server] = []
    monkeypatch.setattr(server.Server, "run", lambda served: started.append(served))
    monkeypatch.delenv("LOVP_HOST", raising=False)
    monkeypatch.setenv("LOVP_PORT", "8599")
    server.main()
    (asked,) = (each.config for each in started)
    assert (asked.host, asked.port, asked.access_log) == ("127.0.0.1", 8599, False)


@pytest.mark.parametrize(
    ("named", "directive"),
    [
        ("", "'none'"),
        ("https://intranet.example.nl", "https://intranet.example.nl"),
        ("https://a.nl, https://*.b.nl:8443", "https://a.nl https://*.b.nl:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
    ],
)
def test_who_may_frame_the_dashboard_is_a_setting(named: str, directive: str) -> None:
    policy = security_headers({"LOVP_FRAME_ANCESTORS": named})["content-security-policy"]
    assert policy.endswith(f"; frame-ancestors {directive}")


@pytest.mark.parametrize(
    "named", ["*", "intranet.example.nl", "http://example.nl", "https://a.nl/page", "https://a.nl; script-src *"]
)
def test_a_setting_that_is_no_address_of_a_frame_is_refused(named: str) -> None:
    with pytest.raises(SettingsError, match="LOVP_FRAME_ANCESTORS: addresses such as"):
        security_headers({"LOVP_FRAME_ANCESTORS": named})


@pytest.mark.parametrize(
    ("public", "base_path", "said"),
    [
        ("", "lovp", "server.baseUrlPath puts the dashboard below the path 'lovp'"),
        ("https://example.nl/lovp/", "", "LOVP_PUBLIC_URL puts the dashboard below the path '/lovp/'"),
    ],
)
def test_a_path_of_its_own_is_refused_with_what_to_do(public: str, base_path: str, said: str) -> None:
    with pytest.raises(SettingsError, match=f"{said}.*host name of its own"):
        refuse_base_path({"LOVP_PUBLIC_URL": public}, base_path)
    refuse_base_path({"LOVP_PUBLIC_URL": "https://lovp.example.nl/"}, "")


@pytest.mark.parametrize(
    "variable", [{"STREAMLIT_SERVER_BASE_URL_PATH": "lovp"}, {"LOVP_FRAME_ANCESTORS": "everyone"}], ids=str
)
def test_the_server_does_not_start_in_a_place_where_it_cannot_be(variable: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "server.py"], cwd=ROOT, env=os.environ | variable, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"LOVP: {next(iter(variable))}")
