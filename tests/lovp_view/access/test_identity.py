"""Who has signed in: what the provider says is taken for no more than it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lovp_view.access.identity import LONGEST_ADDRESS, LONGEST_NAME, SignIn, folded, read_addresses, read_claims

CLAIMS = {
    "is_logged_in": True,
    "email": "Els@Example.nl",
    "email_verified": True,
    "name": "Els de Vries",
    "iat": 1_700_000_000,
    "iss": "https://id.example.nl",
    "sub": "42",
    "nonce": "n1",
}


def _person(**changes: object) -> SignIn:
    person = read_claims(CLAIMS | changes)
    assert person
    return person


def test_a_whole_token_names_a_person() -> None:
    person = _person()
    assert (person.address, person.name, person.is_verified, person.at) == (
        "Els@Example.nl", "Els de Vries", True, 1_700_000_000,
    )  # fmt: skip
    assert person.signature == "Els de Vries <Els@Example.nl>"


@pytest.mark.parametrize("claims", [{}, {"is_logged_in": False}, {"is_logged_in": "true"}, {"email": "a@b.nl"}])
def test_without_a_signing_in_there_is_nobody(claims: dict[str, object]) -> None:
    assert read_claims(claims) is None


@pytest.mark.parametrize("said", [None, False, "false", "", 0, [], "yes", "verified"])
def test_an_address_that_nobody_vouches_for_is_not_verified(said: object) -> None:
    assert not _person(email_verified=said).is_verified


@pytest.mark.parametrize("said", [True, "true", "True", "1", 1])
def test_a_word_or_a_number_vouches_too(said: object) -> None:
    assert _person(email_verified=said).is_verified


def test_another_claim_can_vouch_and_then_only_that() -> None:
    assert not read_claims(CLAIMS, "xms_edov").is_verified  # type: ignore[union-attr]
    claims = CLAIMS | {"email_verified": False, "xms_edov": "1"}
    assert read_claims(claims, "xms_edov").is_verified  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "email",
    [
        *(None, "", 7, ["els@example.nl"], "els@example.nl\n", "els\0@example.nl"),
        *("els@exam\u200bple.nl", "\u202eels@example.nl", "a" * LONGEST_ADDRESS + "@example.nl"),
    ],
)
def test_an_address_that_is_not_plain_is_not_verified(email: object) -> None:
    assert not _person(email=email).is_verified


@pytest.mark.parametrize("iat", [None, "1700000000", True, []])
def test_a_token_that_does_not_say_when_has_no_moment(iat: object) -> None:
    assert _person(iat=iat).at is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Els\nde\tVries", "Els de Vries"),
        ("Els\u202e de \u200bVries\x07", "Els de Vries"),
        ("Els <baas@example.nl>", "Els baas@example.nl"),
        ("els@example.NL", ""),
        (None, ""),
        ({"given": "Els"}, ""),
        ("E" * 500, "E" * LONGEST_NAME),
    ],
)
def test_the_ledger_gets_a_short_plain_name(name: object, kept: str) -> None:
    assert _person(name=name).name == kept


@given(st.text(), st.text())
def test_no_name_and_no_address_breaks_the_line_of_the_ledger(name: str, email: str) -> None:
    signature = _person(name=name, email=email).signature
    assert signature.isprintable()
    assert len(signature) <= LONGEST_NAME + LONGEST_ADDRESS + 3


def test_an_address_without_a_name_signs_alone() -> None:
    assert replace(_person(), name="").signature == "Els@Example.nl"


def test_every_signing_in_has_a_key_of_its_own() -> None:
    assert _person().key == _person().key
    assert len({_person(**{name: "other"}).key for name in ("iss", "sub", "nonce", "iat", "name")}) == 5
    assert _person(name="other").key == _person().key


def test_the_case_of_ascii_counts_for_nothing_and_no_other_letter_becomes_ascii() -> None:
    assert folded("ELS@Example.NL") == "els@example.nl"
    assert "\u212a".lower() == "k"  # the sign for Kelvin
    assert folded("\u212aees@example.nl") != "kees@example.nl"


def test_a_list_of_editors_has_remarks_commas_and_lines() -> None:
    lines = ["# redactie", "Els@Example.nl  # tot 1 maart", "", "jan@example.nl; kees@example.nl,", "geen adres"]
    assert read_addresses(lines) == {"els@example.nl", "jan@example.nl", "kees@example.nl"}
    assert read_addresses(["#els@example.nl"]) == frozenset()
