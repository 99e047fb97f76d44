"""Mails: what they say, to whom they go over a real SMTP server, never twice, and what is said if they cannot go."""

import email
import ssl
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from icalendar import Calendar

from bench.servers import free_port
from lovp_view import __main__ as command
from lovp_view import state
from lovp_view.publishing import mailing
from lovp_view.publishing.digest import Occasion, digest, digest_parts
from lovp_view.publishing.mailing import Ledger
from lovp_view.view.address import Query
from tests.support.nginx_proxy import NAME, certificate

BASE, FROM, TO = "https://lovp.example", "LOVP <lovp@example.nl>", "els@example.nl"
ALL = Occasion(date(2000, 1, 1), 366, "Omdat u het vroeg.")


class Box:
    """A mail server that keeps what it gets, or refuses a receiver."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    kept = Box()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    monkeypatch.setenv("LOVP_SMTP_URL", f"smtp://127.0.0.1:{controller.port}")
    monkeypatch.setenv("LOVP_MAIL_FROM", FROM)
    monkeypatch.setenv("LOVP_PUBLIC_URL", BASE)
    yield kept
    controller.stop()


@pytest.fixture
def subscriptions(tmp_path: Path) -> Path:
    file = tmp_path / "subscriptions.csv"
    lines = (
        "address,query,rhythm,days",
        "els@example.nl,stakeholder=korpschef,weekly,30",
        "piet@example.nl,lang=en,after_meeting,",
        "an@example.nl,,before_term,90",
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def _mail(**query: str) -> EmailMessage:
    scene = state.build_scene({"on": ["2026-11-27"]} | {key: [value] for key, value in query.items()})
    return digest(scene, BASE, FROM, TO, ALL)


def _part(mail: EmailMessage, kind: str) -> EmailMessage:
    (found,) = [part for part in mail.walk() if part.get_content_type() == kind]
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_forms_of_a_mail_say_the_same_and_it_brings_picture_and_calendar(language: str) -> None:
    mail = email.message_from_bytes(_mail(topic="jaarwisseling", lang=language).as_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    text, page = _part(mail, "text/plain").get_content(), _part(mail, "text/html").get_content()
    scene = state.build_scene({"topic": ["jaarwisseling"], "on": ["2026-11-27"], "lang": [language]})
    parts = digest_parts(scene, BASE, ALL)
    assert parts[0][0] == "changed"
    for _, lines in parts:
        for line in lines:
            assert line.title in text
            assert line.address in text
            assert f'href="{line.address}"' in page
    assert "Omdat u het vroeg." in text
    assert "lovp@example.nl" in text
    assert mail["List-Unsubscribe"] == "<mailto:lovp@example.nl?subject=stop>"
    assert _part(mail, "image/png").get_content().startswith(b"\x89PNG")
    assert 'src="cid:' in page
    assert "http:" not in page.replace('href="http:', "")
    assert Calendar.from_ical(_part(mail, "text/calendar").get_payload(decode=True)).walk("VEVENT")


def test_a_party_gets_everything_of_it_that_is_open() -> None:
    scene = state.build_scene({"stakeholder": ["korpschef"], "on": ["2026-11-27"]})
    told = dict(digest_parts(scene, BASE, Occasion(date(2026, 11, 27), 1, "")))
    rows = scene.selected.follow_ups
    assert {line.title for line in told["open"]} == set(rows.loc[rows["is_open"], "title"])


@pytest.mark.parametrize("query", [{"q": ["zzzz"]}, {"on": ["2019-01-01"]}])
def test_where_there_is_nothing_to_tell_it_says_so(query: Query) -> None:
    scene = state.build_scene(query)
    mail = digest(scene, BASE, FROM, TO, Occasion(date(2030, 1, 1), 1, ""))
    assert scene.texts("digest.nothing_long") in _part(mail, "text/plain").get_content()


@pytest.mark.parametrize("to", ["x", "a@b", "els@example.nl\r\nBcc: piet@example.nl", "els@example.nl,piet@example.nl"])
def test_an_address_that_is_none_goes_into_no_header(to: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["digest", "--to", to]) == 2
    assert "--to: found" in capsys.readouterr().err
    with pytest.raises(ValueError, match="Header values"):
        digest(state.build_scene({}), BASE, FROM, "els@example.nl\r\nBcc: piet@example.nl", ALL)


def test_the_command_prints_writes_and_sends(box: Box, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["digest", "--query", "topic=jaarwisseling", "--since", "2020-01-01", "--day", "2026-11-27"]
    assert command.main(asked) == 0
    assert capsys.readouterr().out.startswith("LOVP: ")
    target = tmp_path / "mail.eml"
    assert command.main([*asked, "-o", str(target)]) == 0
    assert command.main([*asked, "--to", TO, "--send"]) == 0
    (mail,) = box.mails
    assert mail["To"] == TO
    assert mail["Subject"] == email.message_from_bytes(target.read_bytes(), policy=default)["Subject"]
    assert f"{BASE}/punt/2020_02_10_f10" in _part(mail, "text/plain").get_content()


def test_nothing_is_sent_twice_and_something_new_is_sent(
    box: Box, subscriptions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["digest", "--subscriptions", str(subscriptions), "--send", "--day"]
    assert command.main([*asked, "2026-11-27"]) == 0
    assert [mail["To"] for mail in box.mails] == ["els@example.nl", "piet@example.nl", "an@example.nl"]
    assert "New" in str(_part(box.mails[1], "text/html").get_content())
    assert command.main([*asked, "2026-11-27"]) == 0
    assert len(box.mails) == 3
    assert command.main([*asked, "2026-11-30"]) == 0
    assert [mail["To"] for mail in box.mails[3:]] == ["els@example.nl"], "a new week"
    counts = [line.split(" of ")[0] for line in capsys.readouterr().out.splitlines()]
    assert counts == ["3", "0", "1"]


def test_a_mail_that_is_refused_hinders_no_other_and_is_tried_again(
    box: Box, subscriptions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["digest", "--subscriptions", str(subscriptions), "--send", "--day", "2026-11-27"]
    box.refused = {"els@example.nl"}
    assert command.main(asked) == 1
    assert [mail["To"] for mail in box.mails] == ["piet@example.nl", "an@example.nl"]
    assert "els@example.nl: not sent" in capsys.readouterr().err
    box.refused = set()
    assert command.main(asked) == 0
    assert [mail["To"] for mail in box.mails[2:]] == ["els@example.nl"]


def test_a_server_that_does_not_answer_is_told(
    subscriptions: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mailing, "_PAUSE", 0)
    monkeypatch.setenv("LOVP_PUBLIC_URL", BASE)
    monkeypatch.setenv("LOVP_SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    asked = ["digest", "--subscriptions", str(subscriptions), "--send", "--day", "2026-11-27"]
    assert command.main(asked) == 1
    assert "the mail server 127.0.0.1 did not take it" in capsys.readouterr().err
    assert Ledger(subscriptions.with_suffix(".sent.sqlite")).unfinished() == []


@pytest.mark.parametrize("is_trusted", [True, False])
def test_mail_goes_encrypted_and_only_to_a_server_that_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, is_trusted: bool
) -> None:
    kept, encrypted = Box(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust = certificate(tmp_path)
    encrypted.load_cert_chain(tmp_path / "fullchain.pem", tmp_path / "privkey.pem")
    if is_trusted:
        monkeypatch.setattr(mailing.ssl, "create_default_context", lambda: trust)
    monkeypatch.setattr(mailing, "_PAUSE", 0)
    monkeypatch.setenv("LOVP_PUBLIC_URL", BASE)
    options = {"tls_context": encrypted, "require_starttls": True}
    controller = Controller(kept, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    monkeypatch.setenv("LOVP_SMTP_URL", f"smtp://{NAME}:{controller.port}")
    code = command.main(["digest", "--to", TO, "--send", "--day", "2026-11-27"])
    controller.stop()
    assert (code, len(kept.mails)) == ((0, 1) if is_trusted else (1, 0))
    assert is_trusted or "certificate verify failed" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["", "mail.example.nl", "ftp://mail.example.nl", "smtp://"])
def test_a_server_that_is_named_badly_is_told(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOVP_PUBLIC_URL", BASE)
    monkeypatch.setenv("LOVP_SMTP_URL", url)
    assert command.main(["digest", "--to", TO, "--send"]) == 1
    assert "LOVP_SMTP_URL: found" in capsys.readouterr().err


def test_what_was_begun_and_not_ended_is_not_sent_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "sent.sqlite")
    assert ledger.begin("a")
    again = Ledger(tmp_path / "sent.sqlite")
    assert not again.begin("a")
    assert again.unfinished() == ["a"]
    again.end("a", is_sent=True)
    assert again.unfinished() == []
    assert not again.begin("a")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("els,,weekly,", "line 2, address: found 'els'"),
        ("els@example.nl,topic=zzz,weekly,", "line 2, query: not known: topic=zzz"),
        ("els@example.nl,,daily,", "line 2, rhythm: found 'daily'"),
        ("els@example.nl,,weekly,0", "line 2, days: found '0'"),
        ("els@example.nl,,weekly,٣", "line 2, days: found"),
        ('"els@example.nl\nBcc: an@example.nl",,weekly,', "address: found"),
    ],
)
def test_a_line_that_is_wrong_is_named(
    line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "s.csv"
    file.write_text(f"address,query,rhythm,days\n{line}\n", encoding="utf-8")
    assert command.main(["digest", "--subscriptions", str(file)]) == 2
    assert said in capsys.readouterr().err
    file.write_text("mail;query\n", encoding="utf-8")
    assert command.main(["digest", "--subscriptions", str(file)]) == 2
    assert "line 1: found 'mail;query'" in capsys.readouterr().err
