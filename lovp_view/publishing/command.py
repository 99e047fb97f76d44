"""`python -m lovp_view digest`: one mail about a selection, or all that the subscriptions ask for on a day."""

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from smtplib import SMTPException

from lovp_view import state
from lovp_view.publishing.digest import Occasion, digest, digest_parts, why
from lovp_view.publishing.mailing import Ledger, MailError, Send, SubscriptionError, mail_server
from lovp_view.publishing.subscriptions import Due, due_on, is_address, read_subscriptions
from lovp_view.view import paths
from lovp_view.view.address import query_of_text


def run_digest(options: argparse.Namespace) -> str:
    """Make, write, print or send. Raises MailError, SubscriptionError, PackageError, StoreError or OSError."""
    if options.subscriptions:
        return _run_subscriptions(options)
    mail = _asked_for(options)
    if options.send:
        with mail_server(os.environ.get("LOVP_SMTP_URL", "")) as send:
            send(mail)
        return f"sent to {mail['To']}: {mail['Subject']}"
    if options.output:
        options.output.write_bytes(mail.as_bytes())
        return f"{options.output}: written"
    body = mail.get_body(("plain",))
    return f"{mail['Subject']}\n\n{body.get_content() if body else ''}"


def _asked_for(options: argparse.Namespace) -> EmailMessage:
    if (options.send or options.to) and not is_address(options.to or ""):
        raise SubscriptionError(f"--to: found {options.to or 'nothing'!r}, expected one mail address")
    scene = state.build_scene({"on": [options.day.isoformat()]} | query_of_text(options.query))
    since = options.since or options.day - timedelta(days=7)
    occasion = Occasion(since, options.days, why(scene, "asked", options.days))
    return digest(scene, _base(is_needed=options.send), _sender(), options.to or _sender(), occasion)


def _base(*, is_needed: bool) -> str:
    """LOVP_PUBLIC_URL, with which every address in a mail begins. Raises MailError where it is needed and not there."""
    base = paths.public_base("")
    if is_needed and not base:
        raise MailError(
            "LOVP_PUBLIC_URL: found nothing, expected where the dashboard is found: https://lovp.example.nl"
        )
    return base or "http://localhost:8501"


def _sender() -> str:
    """LOVP_MAIL_FROM; who only looks needs none. Raises MailError for what is no address."""
    named = os.environ.get("LOVP_MAIL_FROM") or "LOVP <lovp@lovp.invalid>"
    if not is_address(parseaddr(named)[1]) or "\n" in named or "\r" in named:
        raise MailError(f"LOVP_MAIL_FROM: found {named!r}, expected an address such as LOVP <lovp@example.nl>")
    return named


def _run_subscriptions(options: argparse.Namespace) -> str:
    """Everything that is due and was not sent yet; a mail that cannot be sent hinders no other."""
    asked = list(due_on(read_subscriptions(options.subscriptions), options.day))
    if not options.send:
        return "\n".join(f"due: {each.subscription.address}, {each.occasion.why}" for each in asked) or "nothing is due"
    base, ledger = _base(is_needed=True), Ledger(options.ledger or options.subscriptions.with_suffix(".sent.sqlite"))
    for key in ledger.unfinished():
        print(f"begun in an earlier run and not sent again, since it may have gone out: {key[:12]}", file=sys.stderr)
    with mail_server(os.environ.get("LOVP_SMTP_URL", "")) as send:
        sent, failed = _send_all(asked, ledger, base, send)
    told = f"{sent} of {len(asked)} due were sent, {failed} failed, the others were sent before"
    if failed:
        raise MailError(f"{told}; those that failed are tried again next time")
    return told


def _send_all(asked: Iterable[Due], ledger: Ledger, base: str, send: Send) -> tuple[int, int]:
    """How many were sent and how many could not be. A mail with nothing to tell waits until there is something."""
    sent = failed = 0
    for each in asked:
        if not digest_parts(each.scene, base, each.occasion):
            continue
        fresh = [key for key in each.keys if ledger.begin(key)]
        if not fresh:
            continue
        is_sent = _is_sent(each, base, send)
        for key in fresh:
            ledger.end(key, is_sent=is_sent)
        sent, failed = sent + is_sent, failed + (not is_sent)
    return sent, failed


def _is_sent(due: Due, base: str, send: Send) -> bool:
    mail = digest(due.scene, base, _sender(), due.subscription.address, due.occasion)
    try:
        send(mail)
    except (SMTPException, OSError) as error:
        print(f"{due.subscription.address}: not sent: {error}", file=sys.stderr)
        return False
    return True
