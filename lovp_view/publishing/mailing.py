"""Sending mail: over which server, once and no more, and what to do when it does not answer.

What was sent is kept in a small SQLite file beside the subscriptions. A mail is noted before it is handed over: if the
program is stopped in between, it is not sent again and said so, since a mail too few is better than one twice.
"""

import sqlite3
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from smtplib import SMTP, SMTP_SSL, SMTPException
from urllib.parse import unquote, urlsplit

_TRIES, _PAUSE = 3, 5.0  # how often a server is asked in one run, and seconds in between
_TIMEOUT = 30.0  # seconds
_PORTS = {"smtp": 587, "smtps": 465}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


DAYS = 14  # how far ahead a mail looks where nothing is said


class SubscriptionError(ValueError):
    """What was asked for by hand or by a file is not as it should be: where, what was found, what was expected."""


class MailError(Exception):
    """A mail could not be sent, or nothing says over which server; says what to do."""


Send = Callable[[EmailMessage], None]


@contextmanager
def mail_server(url: str) -> Iterator[Send]:
    """What sends over the server of LOVP_SMTP_URL: smtp://user:password@host:587 (STARTTLS) or smtps://…:465.

    Without encryption to this very machine only. Raises MailError for a URL that is none, or a server that refuses.
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        found = parts.scheme or "nothing"
        raise MailError(f"LOVP_SMTP_URL: found {found}, expected smtp://host:587 or smtps://host:465")
    try:
        with _connected(parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            yield lambda mail: _hand_over(server, mail)
    except (SMTPException, OSError) as error:
        raise MailError(
            f"the mail server {parts.hostname} did not take it: {error}; it should be tried again later"
        ) from error


def _connected(scheme: str, host: str, port: int) -> SMTP:
    """Encrypted, its certificate checked; tried a few times."""
    for left in range(_TRIES - 1, -1, -1):
        try:
            if scheme == "smtps":
                return SMTP_SSL(host, port, timeout=_TIMEOUT, context=ssl.create_default_context())
            server = SMTP(host, port, timeout=_TIMEOUT)
            server.ehlo()
            if host not in _LOOPBACK or server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
        except OSError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return server
    raise AssertionError("the last try returns or raises")


def _hand_over(server: SMTP, mail: EmailMessage) -> None:
    refused = server.send_message(mail)
    if refused:
        raise SMTPException(f"refused: {', '.join(refused)}")


class Ledger:
    """What was sent: a key per mail, SQLite's own lock against two programs at once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with self._open() as store:
            store.execute("CREATE TABLE IF NOT EXISTS mail (key TEXT PRIMARY KEY, state TEXT)")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        store = sqlite3.connect(self._file, timeout=_TIMEOUT)
        try:
            with store:
                yield store
        finally:
            store.close()

    def begin(self, key: str) -> bool:
        """True if the mail has neither been sent nor begun; then it counts as begun."""
        with self._open() as store:
            made = store.execute("INSERT OR IGNORE INTO mail VALUES (?, 'begun')", (key,))
            return made.rowcount == 1

    def end(self, key: str, *, is_sent: bool) -> None:
        """It was sent; or it was not, and may be begun again."""
        with self._open() as store:
            if is_sent:
                store.execute("UPDATE mail SET state = 'sent' WHERE key = ?", (key,))
            else:
                store.execute("DELETE FROM mail WHERE key = ? AND state = 'begun'", (key,))

    def unfinished(self) -> list[str]:
        """Keys of mails that were begun in an earlier run and of which nobody knows whether they went out."""
        with self._open() as store:
            return [str(row[0]) for row in store.execute("SELECT key FROM mail WHERE state = 'begun' ORDER BY key")]
