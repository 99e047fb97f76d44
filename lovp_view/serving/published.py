"""Answers for machines, all by one rule: conditional, readable from any site, faults in words, no traceback.

The tag of an answer is made of the store's version and of what was asked, before anything is worked out: who has it
already costs next to nothing.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from lovp_view import VERSION, state
from lovp_view.view.address import Query
from lovp_view.view.paths import public_base
from lovp_view.view.result_cache import ResultCache
from lovp_view.view.scene import Scene
from lovp_view.view.texts import DEFAULT_LANGUAGE, Texts, languages, load_texts

JSON, PROBLEM = "application/json", "application/problem+json"
_OPEN = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Link"}
_PREFLIGHT = {"access-control-allow-methods": "GET, HEAD", "access-control-allow-headers": "If-None-Match"}
_RECENT = ResultCache(64)  # answers as they were sent, some 100 kB each at most: what many ask for is made once


class RefusedError(Exception):
    """What was asked cannot be answered: a status, and per fault the parameter, what was found and expected."""

    def __init__(self, status: int, faults: list[dict[str, str]]) -> None:
        super().__init__(status)
        self.status, self.faults = status, faults


@dataclass(frozen=True)
class Asked:
    """A request read: its query, the scene it asks for, and where the dashboard is found."""

    request: Request
    query: Query
    scene: Scene
    base: str

    @property
    def tag(self) -> str:
        """Changes with the data, the day, the program and what is asked. Weak, since a proxy may pack what is sent."""
        url, scene = self.request.url, self.scene
        told = (VERSION, scene.version, scene.reference_date, scene.today, self.base, url.path, url.query)
        return f'W/"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


def answered(
    request: Request, make: Callable[[Asked], bytes | str], mime: str, more: Mapping[str, str] | None = None
) -> Response:
    """What `make` makes of the request; 304 if the caller has it, 503 if the store does not answer.

    A RefusedError of `make` is told as a problem (RFC 9457).
    """
    try:
        asked = _read(request)
        headers = {"etag": asked.tag, "cache-control": "no-cache", **_OPEN}
        if is_known(asked.tag, request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        content = _RECENT.cached((asked.scene.cache, asked.tag, mime), lambda: make(asked))
    except RefusedError as refused:
        return problem(request, refused)
    except Exception:
        logging.getLogger(__name__).exception("an answer for machines")
        return _sorry()
    return Response(content, media_type=mime, headers=headers | dict(more or {}))


def _read(request: Request) -> Asked:
    query = parse_qs(request.url.query, keep_blank_values=True)
    return Asked(request, query, state.build_scene(query), public_base(str(request.base_url)))


def preflight(_: Request) -> Response:
    """What a browser asks before a page of another site may read."""
    return Response(status_code=204, headers=_OPEN | _PREFLIGHT)


def is_known(tag: str, sent: str) -> bool:
    """True if an If-None-Match header names the tag, as strong or weak one, or any tag."""
    tags = {each.strip().removeprefix("W/") for each in sent.split(",")}
    return tag.removeprefix("W/") in tags or "*" in tags


def texts_of(request: Request) -> Texts:
    """In the language that the address asks for, if there is one."""
    asked = parse_qs(request.url.query).get("lang", [""])[0]
    return load_texts(asked if asked in languages() else DEFAULT_LANGUAGE)


def fault(name: str, found: str, expected: str) -> dict[str, str]:
    """One fault of a request: which parameter, what was found, what was expected."""
    return {"parameter": name, "found": found[:200], "expected": expected}


def problem(request: Request, refused: RefusedError) -> Response:
    """A problem (RFC 9457) that a person understands too."""
    texts = texts_of(request)
    lines = [texts("published.fault", **each) for each in refused.faults]
    told = {"type": "about:blank", "title": texts(f"published.status_{refused.status}"), "status": refused.status}
    content = as_json(told | {"detail": " ".join(lines), "errors": refused.faults})
    return Response(content, refused.status, {"cache-control": "no-store", **_OPEN}, PROBLEM)


def as_json(value: object) -> bytes:
    """JSON in UTF-8, as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _sorry() -> Response:
    """Short, without a word of what went wrong: that is for the log."""
    texts = load_texts(DEFAULT_LANGUAGE)
    return PlainTextResponse(texts("agenda.trouble"), 503, {"retry-after": "60", "cache-control": "no-store", **_OPEN})
