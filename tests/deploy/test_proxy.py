"""nginx as it is shipped: its syntax, who goes where, headers, what is shut, limits, compression, the log."""

import gzip
from pathlib import Path

import httpx
import pytest

from deploy.assets import lay_out
from server import HEADERS
from tests.support.nginx_proxy import Proxy, configuration
from tests.support.server_stack import Stack
from tests.support.tools import needed

pytestmark = pytest.mark.deploy
INSIDE = (
    "/metrics",
    "/readyz",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
    "/component/any/index.html",
    "/tijdlijn/_stcore/health",
    # Other ways to write the same.
    "//metrics",
    "/%6detrics",
    "/tijdlijn/../_stcore/metrics",
    "/_stcore//metrics",
    "/_stcore/health/../metrics",
)
OPEN = ("/", "/tijdlijn", "/healthz", "/changes", "/agenda.ics", "/_stcore/health", "/_stcore/host-config")


def test_nginx_takes_the_shipped_configuration(tmp_path: Path) -> None:
    needed("nginx")
    said = Proxy(tmp_path).before(8501, 8502).checked()
    assert "syntax is ok" in said
    assert "[warn]" not in said


def test_a_configuration_without_what_a_test_replaces_is_no_test_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.conf"
    other.write_text("server { listen 81; }")
    monkeypatch.setattr("tests.support.nginx_proxy.SHIPPED", other)
    with pytest.raises(ValueError, match="listen 80"):
        configuration(tmp_path, 1, 2, (3, 4))


@pytest.mark.parametrize("path", INSIDE)
def test_what_is_for_the_inside_only_is_shut(stack: Stack, path: str) -> None:
    answer = raw_answer(stack, path)
    assert answer.status_code == 404
    assert "lovp_" not in answer.text


def raw_answer(stack: Stack, path: str) -> httpx.Response:
    """The answer to a path just as it is written here; httpx would tidy it."""
    request = httpx.Request("GET", stack.address, extensions={"target": path.encode()})
    with httpx.Client(verify=stack.proxy.trust) as client:
        return client.send(request)


@pytest.mark.parametrize("path", OPEN)
def test_what_browsers_need_is_open(stack: Stack, path: str) -> None:
    assert stack.proxy.ask(path).status_code == 200


def test_the_servers_themselves_still_tell_their_numbers_to_this_machine(stack: Stack) -> None:
    for server in stack.servers:
        assert "lovp_viewers" in httpx.get(f"{server.address}/metrics").text


@pytest.mark.parametrize("path", ["/", "/changes", "/agenda.ics", "/metrics", "/_stcore/agent/x", "/static/nothing.js"])
def test_every_answer_has_every_security_header_once(stack: Stack, path: str) -> None:
    headers = stack.proxy.ask(path).headers
    for name in (*HEADERS, "strict-transport-security"):
        assert len(headers.get_list(name)) == 1, name
    assert len(headers.get_list("server")) == 1
    assert headers["server"] == "nginx"


def test_the_policy_of_the_application_is_passed_on_as_it_is(stack: Stack) -> None:
    assert stack.proxy.ask("/").headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_a_browser_stays_with_its_server_and_many_are_divided(stack: Stack) -> None:
    first = stack.proxy.ask("/healthz")
    (cookie,) = first.headers.get_list("set-cookie")
    assert {"HttpOnly", "Secure", "SameSite=Lax"} <= set(cookie.split("; "))
    place = cookie.split(";")[0].removeprefix("lovp_server=")
    assert "set-cookie" not in stack.proxy.ask("/healthz", place).headers
    assert len({stack.proxy.served_by(place) for _ in range(5)}) == 1
    chosen = [stack.proxy.served_by(f"{number:02x}") for number in range(0, 256, 4)]
    assert min(chosen.count(server.port) for server in stack.servers) >= 16


def test_a_forged_cookie_is_replaced(stack: Stack) -> None:
    assert stack.proxy.ask("/healthz", "../../etc").headers["set-cookie"].startswith("lovp_server=")


def test_plain_http_leads_to_https_and_other_names_get_nothing(stack: Stack) -> None:
    answer = httpx.get(f"http://127.0.0.1:{stack.proxy.plain_port}/tijdlijn?topic=jaarwisseling")
    assert answer.status_code == 301
    assert answer.headers["location"] == "https://localhost/tijdlijn?topic=jaarwisseling"
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"https://127.0.0.1:{stack.proxy.port}/", verify=False)


def test_too_many_calls_for_the_feed_are_refused_and_others_are_not(stack: Stack) -> None:
    with httpx.Client(verify=stack.proxy.trust, base_url=stack.address) as client:
        answers = [client.get("/agenda.ics?topic=jaarwisseling", timeout=30) for _ in range(150)]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert {answer.status_code for answer in answers} == {200, 429}
        assert {answer.headers["retry-after"] for answer in refused} == {"10"}
        assert client.get("/changes").status_code == 200


def test_too_large_a_body_is_refused_before_the_application_sees_it(stack: Stack) -> None:
    with httpx.Client(verify=stack.proxy.trust, base_url=stack.address) as client:
        file = "/_stcore/upload_file/nobody/nothing"
        assert client.put(file, content=b"x" * 12_000_000).status_code == 413
        assert client.put(file, content=b"x" * 9_000_000).status_code in (400, 403)
        assert client.post("/", content=b"x" * 20_000).status_code == 413


def test_scripts_come_packed_from_disk_and_are_kept(stack: Stack, tmp_path: Path) -> None:
    lay_out(tmp_path)
    script = max((tmp_path / "static" / "js").glob("*.js"), key=lambda path: path.stat().st_size)
    path = f"/static/js/{script.name}"
    answer = stack.proxy.ask(path)
    assert answer.content == script.read_bytes()
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(gzip.compress(script.read_bytes(), mtime=0))
    assert answer.headers["cache-control"] == "max-age=31536000"
    assert stack.proxy.line_of(path)["server"] == ""


def test_scripts_come_from_the_application_where_nobody_laid_them_out(stack: Stack) -> None:
    laid = stack.proxy.folder / "assets" / "static" / "js"
    script = min(laid.glob("*.js"), key=lambda path: path.stat().st_size)
    aside = script.rename(script.with_suffix(".aside"))
    try:
        answer = stack.proxy.ask(f"/static/js/{script.name}")
    finally:
        aside.rename(script)
    assert answer.content == script.read_bytes()
    assert len(answer.headers.get_list("cache-control")) == 1


def test_the_log_has_neither_filters_nor_addresses(stack: Stack) -> None:
    stack.proxy.ask("/betrokkenen?topic=jaarwisseling&secret=1")
    assert stack.proxy.line_of("/betrokkenen")["status"] == 200
    written = "".join(path.read_text() for path in stack.proxy.folder.glob("*.log"))
    assert "secret=1" not in written
    assert "127.0.0.1" not in str([{**each, "server": ""} for each in stack.proxy.lines()])
