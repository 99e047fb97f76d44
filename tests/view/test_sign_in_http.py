"""Signing in, on the side of the server: settings that are refused, cookies that are mended."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from lovp_view import sign_in_http
from lovp_view.sign_in_http import SignInAnswers, return_path
from tests.view.test_provider_settings import WHOLE

THEIRS = "_streamlit_user=abc; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"
SESSION = "_streamlit_session=abc; path=/; Max-Age=1209600; httponly; samesite=lax"
GONE = '_streamlit_user=""; expires=Wed, 25 Nov 2026 08:00:00 GMT; Max-Age=0; Path=/; SameSite=lax'
Answered = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """environment(values): only these of our settings are set."""
    for name in [each for each in os.environ if each.startswith(("LOVP_OIDC", "LOVP_COOKIE", "LOVP_PUBLIC"))]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(
        "lovp_view.sign_in_http.st.get_option", lambda name: os.environ.get("STREAMLIT_SERVER_COOKIE_SECRET", "r")
    )
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "random")
    return lambda values: [monkeypatch.setenv(name, value) for name, value in values.items()] and None


def test_without_a_provider_streamlit_is_told_nothing(environment: Callable[[dict[str, str]], None]) -> None:
    environment({})
    assert sign_in_http.secrets() == {}


def test_one_secret_signs_all_cookies(environment: Callable[[dict[str, str]], None]) -> None:
    environment(WHOLE | {"LOVP_COOKIE_SECRET": "c" * 40})
    assert sign_in_http.secrets()["auth"]["cookie_secret"] == "c" * 40
    assert os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] == "c" * 40


def test_without_a_secret_the_one_that_streamlit_made_up_signs(environment: Callable[[dict[str, str]], None]) -> None:
    environment(WHOLE)
    assert sign_in_http.secrets()["auth"]["cookie_secret"] == "random"


@pytest.mark.parametrize(
    "values", [{"LOVP_OIDC_CLIENT_ID": "x"}, WHOLE | {"LOVP_COOKIE_SECRET": "x"}, {"LOVP_SIGN_IN_HOURS": "x"}], ids=str
)
def test_the_server_does_not_start_with_half_a_provider_and_says_why(
    values: dict[str, str], environment: Callable[[dict[str, str]], None]
) -> None:
    environment(values)
    with pytest.raises(SystemExit, match="LOVP: LOVP_"):
        sign_in_http.secrets()


def _answer(path: str, query: str, cookies: list[str], status: int = 302) -> list[tuple[str, str]]:
    """The headers of an answer of Streamlit's, as they leave the server."""
    sent: list[Message] = []

    async def theirs(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"location", b"/"), *((b"set-cookie", each.encode()) for each in cookies)]
        await send({"type": "http.response.start", "status": status, "headers": headers})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"cookie", b"lovp_return=%2Fproef")],
    }
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, SignInAnswers(theirs)(scope, receive, send)).result()
    return [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]


def _set(headers: list[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in headers if key == "set-cookie" and value.startswith(f"{name}=")]


def test_cookies_last_as_long_as_they_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOVP_PUBLIC_URL", raising=False)
    monkeypatch.setenv("LOVP_SIGN_IN_HOURS", "2")
    headers = _answer("/oauth2callback", "state=x", [THEIRS, SESSION, "other=1; Max-Age=2592000"])
    assert _set(headers, "_streamlit_user") == [THEIRS.replace("2592000", "7200")]
    assert _set(headers, "_streamlit_session") == [SESSION]
    assert _set(headers, "other") == ["other=1; Max-Age=2592000"]


def test_cookies_travel_encrypted_only_where_the_public_address_is_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOVP_PUBLIC_URL", "https://lovp.example.nl")
    headers = _answer("/", "", [THEIRS, SESSION, SESSION + "; Secure"], status=200)
    assert [value.count("; Secure") for name, value in headers if name == "set-cookie"] == [1, 1, 1]
    monkeypatch.setenv("LOVP_PUBLIC_URL", "http://localhost:8501")
    assert "Secure" not in str(_answer("/", "", [THEIRS, SESSION], status=200))


@pytest.mark.parametrize(
    ("query", "cookies", "place", "told"),
    [
        ("code=x&state=y", [GONE, THEIRS], "/proef", "Max-Age=0"),
        ("code=x&state=y", [GONE], "/proef", "Max-Age=60"),
        ("error=access_denied", [], "/proef", "Max-Age=60"),
        ("", [], "/", None),  # back from signing out
    ],
)
def test_the_way_back_leads_to_the_view_and_tells_of_failure(
    query: str, cookies: list[str], place: str, told: str | None
) -> None:
    headers = _answer("/oauth2callback", query, cookies)
    assert dict(headers)["location"] == place
    assert [told in each for each in _set(headers, "lovp_sign_in") if told] == ([True] if told else [])
    assert len(_set(headers, "lovp_return")) == (1 if told else 0)


def test_no_other_redirect_is_led_elsewhere() -> None:
    assert dict(_answer("/auth/login", "state=x", []))["location"] == "/"


@given(st.text("/\\%25CF0da?.:\t") | st.text())
def test_whatever_the_cookie_holds_leads_to_a_path_of_this_server(text: str) -> None:
    path = return_path(f"lovp_return={text}")
    assert not path or (path[0] == "/" and path[1:2] not in ("/", "\\") and path.isascii() and path.isprintable())
