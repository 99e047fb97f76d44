"""What the server believes of a visitor without a browser, who can send whatever he likes."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string

from bench.client import Viewer
from tests.support.sign_in_trial import COOKIE_SECRET, ELS, TrialServer, running, trial_server

TOKEN = generate_xsrf_token_string()
EDITOR, GATE = b"topics", b"Voor redacteuren"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrialServer]:
    with trial_server(tmp_path_factory.mktemp("wire")) as started:
        yield started


def _claims(server: TrialServer, **changes: object) -> dict[str, object]:
    """What Streamlit keeps in its cookie of a signing in a minute ago."""
    claims = {"is_logged_in": True, "origin": server.address, "provider": "default", "iss": "x", "sub": "els"}
    claims |= {"email": ELS, "email_verified": True, "name": "Els", "iat": time.time() - 60, "nonce": "n"}
    return claims | changes


def _cookies(claims: dict[str, object], secret: str = COOKIE_SECRET) -> str:
    signed = create_signed_value(secret, "_streamlit_user", json.dumps(claims)).decode()
    return f"_streamlit_user={signed}; _streamlit_xsrf={TOKEN}"


def _sent(
    server: TrialServer, headers: dict[str, str], tokens: tuple[str, ...] = (TOKEN,), host: str = "127.0.0.1"
) -> bytes:
    """All that a visitor is sent who asks for the page for editors."""
    with Viewer(server.port, headers, tokens, host) as viewer:
        return b"".join(viewer.messages("proef", ""))


def _is_editor(sent: bytes) -> bool:
    """True for the page itself, False for what stands in its place; never both, never neither."""
    assert (EDITOR in sent) is not (GATE in sent)
    return EDITOR in sent


def test_a_sound_cookie_opens_the_page_so_the_others_would_be_seen_to(server: TrialServer) -> None:
    assert _is_editor(_sent(server, {"Cookie": _cookies(_claims(server))}))


@pytest.mark.parametrize(
    "changes",
    [
        {"iat": 0},
        pytest.param({"iat": time.time() - 13 * 3600}, id="too long ago"),
        pytest.param({"iat": time.time() + 3600}, id="in an hour"),
        {"iat": None},
        {"email_verified": False},
        {"email_verified": None},
        {"email": "piet@example.nl"},
        {"email": "els@example.nl.evil.example"},
        {"email": ["els@example.nl"]},
        {"is_logged_in": False},
        {"origin": "https://evil.example"},
    ],
    ids=str,
)
def test_a_cookie_that_says_too_little_opens_nothing(server: TrialServer, changes: dict[str, object]) -> None:
    assert not _is_editor(_sent(server, {"Cookie": _cookies(_claims(server, **changes))}))


def test_a_cookie_signed_by_another_opens_nothing(server: TrialServer) -> None:
    claims = _claims(server)
    assert not _is_editor(_sent(server, {"Cookie": _cookies(claims, "another secret, just as long as ours is")}))
    name, _, rest = _cookies(claims).partition("=")
    assert not _is_editor(_sent(server, {"Cookie": f"{name}=x{rest}"}))


@pytest.mark.parametrize("tokens", [(), ("another",), (generate_xsrf_token_string(),)])
def test_a_page_of_another_site_cannot_use_the_cookie(server: TrialServer, tokens: tuple[str, ...]) -> None:
    assert not _is_editor(_sent(server, {"Cookie": _cookies(_claims(server))}, tokens))


@pytest.mark.parametrize(
    ("headers", "host"),
    [
        ({}, "127.0.0.1"),
        ({}, "localhost"),
        ({"X-Forwarded-For": "127.0.0.1"}, "localhost"),
        ({"X-Forwarded-Host": "localhost", "X-Real-IP": "127.0.0.1"}, "127.0.0.1"),
        ({"X-Forwarded-User": ELS, "X-Forwarded-Email": ELS, "Remote-User": "els"}, "127.0.0.1"),
    ],
    ids=str,
)
def test_being_or_seeming_to_be_at_the_machine_is_not_enough(
    server: TrialServer, headers: dict[str, str], host: str
) -> None:
    assert not _is_editor(_sent(server, headers, (), host))


def test_another_site_by_its_own_name_is_not_where_the_cookie_belongs(server: TrialServer) -> None:
    assert not _is_editor(_sent(server, {"Cookie": _cookies(_claims(server))}, host="lovp.evil.example"))


def test_a_session_of_an_editor_is_not_handed_to_who_knows_its_name(server: TrialServer) -> None:
    with Viewer(server.port, {"Cookie": _cookies(_claims(server))}, (TOKEN,)) as viewer:
        messages = [ForwardMsg.FromString(raw) for raw in viewer.messages("proef", "")]
    (session,) = [each.new_session.initialize.session_id for each in messages if each.HasField("new_session")]
    assert session
    assert not _is_editor(_sent(server, {}, (TOKEN, session)))


# --- where no provider, or another way to name it, is set up --------------------------------------------------------


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrialServer]:
    started = TrialServer(tmp_path_factory.mktemp("plain"), {})
    with running(started):
        yield started


@pytest.mark.parametrize(
    ("headers", "host", "is_editor"),
    [
        ({}, "127.0.0.1", True),
        ({}, "localhost", True),
        ({}, "lovp.evil.example", False),
        ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1", False),
        ({"Forwarded": "for=127.0.0.1"}, "localhost", False),
    ],
    ids=str,
)
def test_without_a_provider_only_who_is_at_the_machine_edits(
    plain: TrialServer, headers: dict[str, str], host: str, is_editor: bool
) -> None:
    assert _is_editor(_sent(plain, headers, (), host)) is is_editor


def test_a_cookie_means_nothing_without_a_provider(plain: TrialServer) -> None:
    headers = {"Cookie": _cookies(_claims(plain)), "X-Forwarded-For": "192.0.2.7"}
    assert not _is_editor(_sent(plain, headers))


def test_a_proxy_that_hides_itself_opens_nothing_where_the_public_address_is_known(tmp_path: Path) -> None:
    hidden = TrialServer(tmp_path, {"LOVP_PUBLIC_URL": "https://lovp.example.nl"})
    with running(hidden):
        assert not _is_editor(_sent(hidden, {}))


def test_streamlits_own_file_of_secrets_names_the_provider_too(tmp_path: Path) -> None:
    secrets = {"client_id": "lovp", "client_secret": "s", "server_metadata_url": "http://localhost:1/x"}
    by_file = TrialServer(tmp_path, {}, secrets | {"cookie_secret": COOKIE_SECRET})
    with running(by_file):
        assert not _is_editor(_sent(by_file, {}))
        assert _is_editor(_sent(by_file, {"Cookie": _cookies(_claims(by_file))}))


# --- the way to the provider and back -------------------------------------------------------------------------------


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


def _asked(server: TrialServer, path: str, **headers: str) -> Message:
    """The headers of the redirect that answers."""
    request = urllib.request.Request(f"{server.address}{path}", headers=headers)
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.build_opener(_Stay).open(request, timeout=30)
    assert caught.value.code == 302
    return caught.value.headers


def _given(headers: Message) -> list[str]:
    """The names of the cookies that are set to something."""
    return [each.partition("=")[0] for each in headers.get_all("set-cookie") or [] if "Max-Age=0" not in each]


@pytest.mark.parametrize(
    "query", ["code=x", "code=x&state=forged", "error=access_denied&state=forged", "error=%0d%0aX:y"]
)
def test_an_answer_of_a_provider_that_nobody_asked_for_lets_nobody_in(server: TrialServer, query: str) -> None:
    answer = _asked(server, f"/oauth2callback?{query}")
    assert answer["location"] == "/"
    assert "_streamlit_user" not in _given(answer)
    assert ("lovp_sign_in" in _given(answer)) is (query != "code=x")


@pytest.mark.parametrize(
    ("remembered", "place"),
    [
        ("%2Fproef%3Ftopic%3Da%2520b", "/proef?topic=a%20b"),
        ("%2F%2Fevil.example", "/"),
        ("%2F%5Cevil.example", "/"),
        ("https%3A%2F%2Fevil.example", "/"),
        ("%2F%09%2Fevil.example", "/"),
        ("%2Fa%0d%0aSet-Cookie%3A%20x%3Dy", "/"),
        ("%2Foauth2callback%3Fstate%3Dx", "/"),
        ("%2Fauth%2Flogout", "/"),
        ("%2F" + "a" * 3500, "/"),
    ],
)
def test_the_way_back_never_leads_to_another_site(server: TrialServer, remembered: str, place: str) -> None:
    answer = _asked(server, "/oauth2callback?code=x&state=forged", Cookie=f"a=b; lovp_return={remembered}")
    assert answer["location"] == place


def test_who_is_sent_to_the_provider_comes_back_to_the_address_that_was_set(server: TrialServer) -> None:
    assert _asked(server, "/auth/login?provider=forged")["location"] == "/"
    provider = _login_token()
    answer = _asked(
        server, f"/auth/login?provider={provider}", Host="evil.example", **{"X-Forwarded-Host": "evil.example"}
    )
    assert parse_qs(urlsplit(answer["location"]).query)["redirect_uri"] == [f"{server.address}/oauth2callback"]
    assert "evil.example" not in answer["location"]


def _login_token() -> str:
    """What Streamlit puts into its own link to the provider."""
    from joserfc import jwt
    from joserfc.jwk import OctKey

    claims = {"provider": "default", "exp": int(time.time()) + 60}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(COOKIE_SECRET))


def test_the_cookie_of_the_way_to_the_provider_is_signed_with_the_secret_that_was_set(server: TrialServer) -> None:
    """So that a second instance of the server, or this one after a restart, can take the answer."""
    answer = _asked(server, f"/auth/login?provider={_login_token()}")
    (cookie,) = [each for each in answer.get_all("set-cookie") or [] if each.startswith("_streamlit_session=")]
    from itsdangerous import TimestampSigner

    assert TimestampSigner(COOKIE_SECRET).unsign(cookie.partition("=")[2].partition(";")[0])
