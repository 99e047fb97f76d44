"""The calendar over HTTP: /agenda.ics with the same parameters as a page, for calendars that subscribe to it."""

import hashlib
import logging
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from lovp_view import state
from lovp_view.files.calendar_entries import FILE_NAME, agenda_bytes
from lovp_view.files.calendar_file import MIME
from lovp_view.view.paths import public_base
from lovp_view.view.texts import DEFAULT_LANGUAGE, load_texts


def answer(request: Request) -> Response:
    """The calendar of an address; 304 if the caller has it already, 503 if the store does not answer."""
    try:
        scene = state.build_scene(parse_qs(request.url.query))
        content = agenda_bytes(scene, public_base(str(request.base_url)))
    except Exception:
        logging.getLogger(__name__).exception("calendar feed")
        return _sorry()
    # A weak one, since the server may pack what it sends.
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    # Whatever is kept is asked for again each time, so that what must no longer be seen is gone at once.
    headers = {"etag": tag, "cache-control": "no-cache"}
    if is_known(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    headers |= {"content-disposition": f'inline; filename="{FILE_NAME}"'}
    return Response(content, media_type=MIME, headers=headers)


def is_known(tag: str, sent: str) -> bool:
    """True if an If-None-Match header names the tag, as strong or weak one, or any tag."""
    tags = {each.strip().removeprefix("W/") for each in sent.split(",")}
    return tag.removeprefix("W/") in tags or "*" in tags


def _sorry() -> Response:
    """Short, without a word of what went wrong: that is for the log."""
    texts = load_texts(DEFAULT_LANGUAGE)
    return PlainTextResponse(texts("agenda.trouble"), 503, {"retry-after": "60", "cache-control": "no-store"})
