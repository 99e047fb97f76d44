"""The provider, the secrets and the list of editors, as the environment names them."""

from pathlib import Path

import pytest

from lovp_view.access import provider
from lovp_view.access.provider import SettingsError

WHOLE = {
    "LOVP_OIDC_CLIENT_ID": "lovp",
    "LOVP_OIDC_CLIENT_SECRET": "s3cret",
    "LOVP_OIDC_METADATA_URL": "https://id.example.nl/.well-known/openid-configuration",
    "LOVP_PUBLIC_URL": "https://lovp.example.nl/",
}


def test_without_a_name_there_is_no_provider() -> None:
    assert provider.read_provider({}) is None
    assert provider.read_provider({"LOVP_PUBLIC_URL": "https://x.nl", "LOVP_EDITORS": "a@b.nl"}) is None
    assert not provider.is_named({"LOVP_OIDC_CLIENT_ID": " "})


def test_a_provider_becomes_streamlits_settings() -> None:
    named = provider.read_provider(WHOLE)
    assert named
    assert named.secrets("c" * 32) == {
        "client_id": "lovp",
        "client_secret": "s3cret",
        "server_metadata_url": WHOLE["LOVP_OIDC_METADATA_URL"],
        "redirect_uri": "https://lovp.example.nl/oauth2callback",
        "cookie_secret": "c" * 32,
    }


@pytest.mark.parametrize("name", WHOLE)
def test_a_provider_named_in_part_is_refused_by_the_name_of_what_is_missing(name: str) -> None:
    rest = {key: value for key, value in WHOLE.items() if key != name}
    with pytest.raises(SettingsError, match=name):
        provider.read_provider(rest)
    assert provider.is_named(rest)


@pytest.mark.parametrize("name", ["LOVP_OIDC_METADATA_URL", "LOVP_PUBLIC_URL"])
@pytest.mark.parametrize("address", ["http://id.example.nl/x", "id.example.nl", "ftp://id.example.nl", "https://"])
def test_an_address_without_encryption_is_refused(name: str, address: str) -> None:
    with pytest.raises(SettingsError, match=name):
        provider.read_provider(WHOLE | {name: address})


def test_this_machine_needs_no_encryption() -> None:
    assert provider.read_provider(WHOLE | {"LOVP_PUBLIC_URL": "http://localhost:8501"})


def test_secrets_come_from_files_too(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from-file\n")
    rest = {key: value for key, value in WHOLE.items() if key != "LOVP_OIDC_CLIENT_SECRET"}
    named = provider.read_provider(rest | {"LOVP_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret")})
    assert named
    assert named.client_secret == "from-file"
    with pytest.raises(SettingsError, match="LOVP_OIDC_CLIENT_SECRET_FILE"):
        provider.read_provider(rest | {"LOVP_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "none")})


def test_a_cookie_secret_that_can_be_guessed_is_refused() -> None:
    assert provider.read_cookie_secret({}) == ""
    assert provider.read_cookie_secret({"LOVP_COOKIE_SECRET": "x" * 32}) == "x" * 32
    with pytest.raises(SettingsError, match="LOVP_COOKIE_SECRET"):
        provider.read_cookie_secret({"LOVP_COOKIE_SECRET": "x" * 31})


def test_no_message_tells_a_secret() -> None:
    with pytest.raises(SettingsError) as caught:
        provider.read_cookie_secret({"LOVP_COOKIE_SECRET": "geheim"})
    assert "geheim" not in str(caught.value)


def test_the_list_is_read_anew_from_both_places(tmp_path: Path) -> None:
    listed = tmp_path / "editors"
    listed.write_text("\ufeffJan@example.nl\r\n", encoding="utf-8")
    environment = {"LOVP_EDITORS": "els@example.nl", "LOVP_EDITORS_FILE": str(listed)}
    assert provider.read_editors(environment) == {"els@example.nl", "jan@example.nl"}
    listed.write_text("")
    assert provider.read_editors(environment) == {"els@example.nl"}


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00els@example.nl"])
def test_a_list_that_cannot_be_read_lets_nobody_in(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "editors").write_bytes(content)
    assert provider.read_editors({"LOVP_EDITORS_FILE": str(tmp_path / "editors")}) == frozenset()


@pytest.mark.parametrize("text", ["0", "-1", "x", "nan", "inf", "721"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="LOVP_SIGN_IN_HOURS"):
        provider.sign_in_hours({"LOVP_SIGN_IN_HOURS": text})


def test_hours_are_twelve_or_what_is_asked() -> None:
    assert provider.sign_in_hours({}) == 12
    assert provider.sign_in_hours({"LOVP_SIGN_IN_HOURS": "0.5"}) == 0.5


def test_the_public_name_is_that_of_the_address() -> None:
    assert provider.public_name({}) == ""
    assert provider.public_name({"LOVP_PUBLIC_URL": "https://lovp.example.nl:8443/x"}) == "lovp.example.nl"
    assert provider.public_name({"LOVP_PUBLIC_URL": "lovp.example.nl"}) == "lovp.example.nl"
