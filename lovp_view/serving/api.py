"""The API over HTTP: /api/v1/<table>, read-only, over the filters of the pages; described at /api/v1/openapi.json."""

import re
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lovp_data.register.filters import FILTERS, options_of
from lovp_view import state
from lovp_view.publishing.openapi import LICENCE, MOST, PAGE, TABLE_NAMES, description, filter_codes
from lovp_view.publishing.records import MEASURES, Record, as_csv, record, records
from lovp_view.serving.published import JSON, Asked, RefusedError, answered, as_json, fault, preflight
from lovp_view.view.address import LONGEST_SEARCH, Query, read_query
from lovp_view.view.paths import API
from lovp_view.view.texts import languages

_CSV = "text/csv; charset=utf-8; header=present"
_PAGING = ("limit", "cursor")
_VIEW = ("on", "lang")
_FILTER_KEYS = tuple(each.key for each in FILTERS)


def table(request: Request) -> Response:
    """One page of a table, with the address of the next."""
    return answered(request, lambda asked: _page(asked, _table_name(request)), JSON)


def table_csv(request: Request) -> Response:
    """All of a table as a CSV file."""
    name = request.path_params["table"]
    more = {"content-disposition": f'inline; filename="lovp-{name}.csv"'} if name in TABLE_NAMES else {}

    def make(asked: Asked) -> bytes:
        _table_name(request)
        _refuse(asked, (*_FILTER_KEYS, *_VIEW))
        return as_csv([_addressed(row, asked.base) for row in records(asked.scene, name)], name)

    return answered(request, make, _CSV, more)


def row(request: Request) -> Response:
    """One row of a table."""

    def make(asked: Asked) -> bytes:
        _refuse(asked, _VIEW)
        return as_json(found_row(asked, _table_name(request), request.path_params["key"]))

    return answered(request, make, JSON)


def openapi(request: Request) -> Response:
    """The description of all this."""

    def make(asked: Asked) -> bytes:
        _refuse(asked, _VIEW)
        return as_json(description(asked.scene, asked.base))

    return answered(request, make, JSON)


def found_row(asked: Asked, name: str, key: str) -> Record:
    """A row by its id. Raises RefusedError (404) where the register knows none on the reference date."""
    found = None if name == MEASURES else record(asked.scene, name, key)
    if found is None:
        raise RefusedError(404, [fault("id", key, asked.scene.texts("published.an_id"))])
    return _addressed(found, asked.base)


def _table_name(request: Request) -> str:
    """Raises RefusedError (404) for a table that is none."""
    name = str(request.path_params["table"])
    if name not in TABLE_NAMES:
        raise RefusedError(404, [fault("table", name, ", ".join(TABLE_NAMES))])
    return name


def _page(asked: Asked, name: str) -> bytes:
    _refuse(asked, (*_FILTER_KEYS, *_VIEW, *_PAGING))
    every, limit = records(asked.scene, name), _limit(asked)
    begin = _begin(asked, every)
    rows = every[begin : begin + limit]
    more = begin + limit < len(every)
    following = _address(asked, {"cursor": [rows[-1]["id"]]}) if more else None
    told = {"count": len(every), "reference_date": asked.scene.reference_date.isoformat(), "licence": LICENCE}
    return as_json({**told, "next": following, "data": [_addressed(each, asked.base) for each in rows]})


def _begin(asked: Asked, every: list[Record]) -> int:
    """The place behind the row that the cursor names. Raises RefusedError (404) where that row is not there."""
    cursor = asked.query.get("cursor")
    if not cursor:
        return 0
    place = next((at for at, each in enumerate(every) if each["id"] == cursor[0]), None)
    if place is None:
        raise RefusedError(404, [fault("cursor", cursor[0], asked.scene.texts("published.a_cursor"))])
    return place + 1


def _limit(asked: Asked) -> int:
    return int(asked.query.get("limit", [str(PAGE)])[0])


def _address(asked: Asked, changed: Query) -> str:
    """The same request with some parameters changed."""
    return f"{asked.base}{asked.request.url.path}?{urlencode(asked.query | changed, doseq=True)}"


def _addressed(found: Record, base: str) -> Record:
    return found | {"address": f"{base}{found['address']}"} if "address" in found else found


def _refuse(asked: Asked, known: tuple[str, ...]) -> None:
    """Raises RefusedError (400) for every parameter that is none, or has a value that it cannot have.

    A page leaves out what it does not understand and says so; a machine would take what is left for what it asked.
    """
    texts = asked.scene.texts
    faults = [fault(name, values[0], ", ".join(known)) for name, values in asked.query.items() if name not in known]
    faults += [found for name, values in asked.query.items() if name in known for found in _wrong(asked, name, values)]
    if not read_query(asked.query, languages()).view.reference_date and "on" in asked.query:
        faults.append(fault("on", asked.query["on"][0], texts("published.a_day")))
    if faults:
        raise RefusedError(400, faults)
    _refuse_not_yet(asked)


def _refuse_not_yet(asked: Asked) -> None:
    """Raises RefusedError (404) for codes that there are, but were not yet known on the reference date."""
    day, texts = asked.scene.texts.day(asked.scene.reference_date), asked.scene.texts
    missing = [(name, value) for name, value in asked.scene.unknown if name in _FILTER_KEYS]
    if missing:
        raise RefusedError(404, [fault(name, value, texts("published.known_on", day=day)) for name, value in missing])


def _wrong(asked: Asked, name: str, values: list[str]) -> list[dict[str, str]]:
    texts = asked.scene.texts
    codes = {each.key: each for each in FILTERS if each.options}
    if name in codes:
        latest = state.build_scene({}).register
        can_be = set(filter_codes(codes[name], latest))
        listed = ", ".join(options_of(codes[name], latest))
        return [fault(name, value, listed) for value in values if value not in can_be]
    if len(values) > 1:
        return [fault(name, " & ".join(values), texts("published.one_value"))]
    rules = {
        "lang": ("|".join(languages()), ", ".join(languages())),
        "limit": ("[1-9][0-9]{0,3}", texts("published.a_limit", most=MOST)),
        "q": (rf"[^\x00]{{0,{LONGEST_SEARCH}}}", texts("published.a_search", most=LONGEST_SEARCH)),
    }
    pattern, expected = rules.get(name, ("(?s:.*)", ""))
    is_fit = re.fullmatch(pattern, values[0]) and (name != "limit" or int(values[0]) <= MOST)
    return [] if is_fit else [fault(name, values[0], expected)]


_READING = ["GET", "HEAD"]
ROUTES = tuple(
    Route(path, endpoint, methods=methods)
    for path, answer in (
        (f"{API}/openapi.json", openapi),
        (f"{API}/{{table}}.csv", table_csv),
        (f"{API}/{{table}}", table),
        (f"{API}/{{table}}/{{key}}", row),
    )
    for endpoint, methods in ((answer, _READING), (preflight, ["OPTIONS"]))
)
