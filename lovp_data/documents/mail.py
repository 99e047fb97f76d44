"""Mails (.eml): the head as mail programs show it in Dutch, then the text; what is quoted is marked with '>'."""

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from babel.dates import format_date

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.encodings import decode
from lovp_data.documents.html_page import blocks_of
from lovp_data.documents.note_text import NoteText, left_out

_HEAD = {"From": "Van", "To": "Aan", "Cc": "CC"}


def read_mail(content: bytes, name: str) -> NoteText:
    """Sender, day, receivers and subject as lines, then the body (HTML where it has one). Raises DocumentError."""
    try:
        mail = BytesParser(policy=policy.default).parsebytes(content)
        body = mail.get_body(("html", "plain"))
        text = _text(body, name) if body is not None else ""
        files = [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
        return NoteText(f"{_head(mail)}\n\n{text}", left_out([("attachments", ", ".join(files))]))
    except (ValueError, LookupError, AttributeError, TypeError, IndexError) as error:  # as the library fails on no mail
        raise refuse("broken", name, details="EML") from error


def _text(body: MIMEPart, name: str) -> str:
    declared = body.get_content_charset() or ""
    given = body.get_payload(decode=True)
    text = decode(given if isinstance(given, bytes) else b"", name, declared)
    return "\n".join(blocks_of(text, is_mail=True)) if body.get_content_subtype() == "html" else text


def _head(mail: EmailMessage) -> str:
    """'Van: …', 'Verzonden: 10 maart 2026', 'Aan: …', 'Onderwerp: …', a line each."""
    lines = [f"{told}: {' '.join(str(mail[name]).split())}" for name, told in _HEAD.items() if mail[name]]
    return "\n".join([*lines[:1], *_sent(mail), *lines[1:], *_subject(mail)])


def _sent(mail: EmailMessage) -> Iterator[str]:
    if mail["Date"]:
        yield f"Verzonden: {format_date(parsedate_to_datetime(str(mail['Date'])), 'd MMMM y', locale='nl')}"


def _subject(mail: EmailMessage) -> Iterator[str]:
    if mail["Subject"]:
        yield f"Onderwerp: {' '.join(str(mail['Subject']).split())}"
