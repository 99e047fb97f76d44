"""Signing in, on the side of the server: settings that are refused, cookies that are mended."""

import asyncio
import json
import os
import random
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server import server_util
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value

from lovp_view.serving import sign_in
from lovp_view.serving.sign_in import SignInAnswers, return_path
from lovp_view.serving.sign_in_cookies import given as given_cookies
from tests.lovp_view.access.test_provider_settings import WHOLE

USER, TOKENS = "_streamlit_user", "_streamlit_user_tokens"
GROUPS = [str(uuid.UUID(int=random.Random(number).getrandbits(128))) for number in range(200)]
CLAIMS = {"is_logged_in": True, "origin": "http://localhost", "provider": "default", "iss": "https://id", "sub": "els"}
CLAIMS |= {"nonce": "n", "iat": 1, "exp": 2, "email": "els@example.nl", "email_verified": True, "name": "Els"}
_LIVES = "HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"


def _signed(name: str, value: str) -> str:
    return create_signed_value(server_util.get_cookie_secret(), name, value).decode()


def _theirs(claims: dict[str, object], tokens: dict[str, object]) -> list[str]:
    """The lines with which Streamlit keeps who has signed in, in as many cookies as it takes."""
    lines: list[str] = []
    for name, value in ((USER, claims), (TOKENS, tokens)):
        set_cookie_with_chunks(
            lambda piece, text: lines.append(f"{piece}={_signed(piece, text)}; {_LIVES}"),
            lambda piece, text: _signed(piece, text).encode(),
            name,
            value,
            cookie_attr_size=len(_LIVES),
        )
    return lines


(THEIRS,) = _theirs(CLAIMS, {})[:1]
SESSION = "_streamlit_session=abc; path=/; Max-Age=1209600; httponly; samesite=lax"
GONE = '_streamlit_user=""; expires=Wed, 25 Nov 2026 08:00:00 GMT; Max-Age=0; Path=/; SameSite=lax'
Answered = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """environment(values): only these of our settings are set."""
    for name in [each for each in os.environ if each.startswith(("LOVP_OIDC", "LOVP_COOKIE", "LOVP_PUBLIC"))]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(
        "lovp_view.serving.sign_in.st.get_option", lambda name: os.environ.get("STREAMLIT_SERVER_COOKIE_SECRET", "r")
    )
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "random")
    return lambda values: [monkeypatch.setenv(name, value) for name, value in values.items()] and None


def test_without_a_provider_streamlit_is_told_nothing(environment: Callable[[dict[str, str]], None]) -> None:
    environment({})
    assert sign_in.secrets() == {}


def test_one_secret_signs_all_cookies(environment: Callable[[dict[str, str]], None]) -> None:
    environment(WHOLE | {"LOVP_COOKIE_SECRET": "c" * 40})
    assert sign_in.secrets()["auth"]["cookie_secret"] == "c" * 40
    assert os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] == "c" * 40


def test_without_a_secret_the_one_that_streamlit_made_up_signs(environment: Callable[[dict[str, str]], None]) -> None:
    environment(WHOLE)
    assert sign_in.secrets()["auth"]["cookie_secret"] == "random"


@pytest.mark.parametrize(
    "values", [{"LOVP_OIDC_CLIENT_ID": "x"}, WHOLE | {"LOVP_COOKIE_SECRET": "x"}, {"LOVP_SIGN_IN_HOURS": "x"}], ids=str
)
def test_the_server_does_not_start_with_half_a_provider_and_says_why(
    values: dict[str, str], environment: Callable[[dict[str, str]], None]
) -> None:
    environment(values)
    with pytest.raises(SystemExit, match="LOVP: LOVP_"):
        sign_in.secrets()


def _answer(path: str, query: str, cookies: list[str], status: int = 302, held: str = "") -> list[tuple[str, str]]:
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
        "headers": [(b"cookie", f"lovp_return=%2Fproef; {held}".encode())],
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
    (line,) = _set(headers, "_streamlit_user")
    assert set(line.split("; ")[1:]) == {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=7200"}
    assert _set(headers, "_streamlit_session") == [SESSION]
    assert _set(headers, "other") == ["other=1; Max-Age=2592000"]


def test_cookies_travel_encrypted_only_where_the_public_address_is_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOVP_PUBLIC_URL", "https://lovp.example.nl")
    headers = _answer("/", "", [THEIRS, SESSION, SESSION + "; Secure"], status=200)
    assert [value.count("; Secure") for name, value in headers if name == "set-cookie"] == [1, 1, 1]
    monkeypatch.setenv("LOVP_PUBLIC_URL", "http://localhost:8501")
    assert "Secure" not in str(_answer("/", "", [THEIRS, SESSION], status=200))


def _kept(headers: list[tuple[str, str]]) -> dict[str, object]:
    """What the one cookie says that is left of those that an answer sets."""
    (line,) = [each for each in _set(headers, USER) if "Max-Age=0" not in each]
    value = line.partition(";")[0].partition("=")[2]
    return json.loads(decode_signed_value(server_util.get_cookie_secret(), USER, value) or b"null")


def _whole_size(headers: list[tuple[str, str]]) -> int:
    return sum(len(name) + len(value) for name, value in headers)


@pytest.mark.parametrize("number", [0, 60, 200])
def test_a_cookie_holds_what_is_needed_and_no_group_and_no_token(number: int) -> None:
    groups = GROUPS[:number]
    tokens: dict[str, object] = {"id_token": " ".join(groups), "access_token": " ".join(groups)}
    headers = _answer("/oauth2callback", "state=x", _theirs(CLAIMS | {"groups": groups, "picture": "p"}, tokens))
    assert _kept(headers) == CLAIMS
    assert not [value for name, value in headers if name == "set-cookie" and value.startswith(TOKENS)]
    assert _whole_size(headers) < 1500


def test_the_claim_that_vouches_for_an_address_is_kept_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOVP_OIDC_VERIFIED_CLAIM", "xms_edov")
    headers = _answer("/oauth2callback", "state=x", _theirs(CLAIMS | {"xms_edov": "1"}, {}))
    assert _kept(headers)["xms_edov"] == "1"


def test_a_claim_that_is_too_long_is_left_out_and_a_name_is_cut() -> None:
    headers = _answer("/oauth2callback", "state=x", _theirs(CLAIMS | {"name": "x" * 9000, "sub": "y" * 9000}, {}))
    assert _kept(headers)["name"] == "x" * 500
    assert "sub" not in _kept(headers)


def test_cookies_from_before_are_made_small_at_the_next_page() -> None:
    before = given_cookies(_theirs(CLAIMS | {"groups": GROUPS}, {"id_token": " ".join(GROUPS)}))
    assert len(before) > 4
    headers = _answer("/", "", [], 200, "; ".join(f"{name}={value}" for name, value in before.items()))
    assert _kept(headers) == CLAIMS
    gone = {line.partition("=")[0] for name, line in headers if name == "set-cookie" and "Max-Age=0" in line}
    assert gone == before.keys() - {USER}


def test_cookies_that_are_not_ours_to_read_are_taken_away_and_none_is_made_of_them() -> None:
    headers = _answer("/", "", [], 200, f"{USER}=chunks-2; {USER}_1=forged; {TOKENS}=x")
    assert [line.partition("=")[0] for name, line in headers if name == "set-cookie"] == [f"{USER}_1", TOKENS]
    assert all("Max-Age=0" in line for name, line in headers if name == "set-cookie")


def test_signing_out_with_cookies_from_before_keeps_nobody_signed_in() -> None:
    before = given_cookies(_theirs(CLAIMS | {"groups": GROUPS}, {"id_token": " ".join(GROUPS)}))
    headers = _answer("/auth/logout", "", [GONE], 302, "; ".join(f"{name}={value}" for name, value in before.items()))
    assert all("Max-Age=0" in line for line in _set(headers, USER))


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
