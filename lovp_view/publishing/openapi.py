"""The API described (OpenAPI 3.1): made of the same columns and filters that answer, so it cannot say otherwise."""

from typing import Any

from lovp_data.package.schema import read_descriptor
from lovp_data.register.filters import FILTERS, Filter, options_of
from lovp_data.register.register import Register
from lovp_view import VERSION
from lovp_view.publishing.records import MEASURES, TABLES, Column, columns_of
from lovp_view.view.address import LONGEST_SEARCH
from lovp_view.view.paths import API
from lovp_view.view.scene import Scene
from lovp_view.view.texts import languages

PAGE, MOST = 100, 1000  # rows of a page: if nothing is said, and at most
LICENCE = str(read_descriptor()["licenses"][0]["path"])
TABLE_NAMES = (*TABLES, MEASURES)
# A day of this century: months of 31, of 30 and of 28 days, and the 29th of February in a leap year.
_DAY = (
    "^(20[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|20([02468][048]|[13579][26])-02-29)$"
)
Spec = dict[str, Any]


def filter_codes(each: Filter, register: Register) -> list[str]:
    """Every value that a filter can take, those narrowed to a part included."""
    return [code for option in options_of(each, register) for code in (option, *(f"{option}.{p}" for p in each.parts))]


def description(scene: Scene, base: str) -> Spec:
    """The whole description, with the codes that the filters can take today."""
    schemas = {name: _row_schema(name) for name in TABLE_NAMES} | {"problem": _problem_schema()}
    return {
        "openapi": "3.1.0",
        "info": _info(),
        "servers": [{"url": base}],
        "paths": {path: operation for name in TABLE_NAMES for path, operation in _paths(scene, name)},
        "components": {"schemas": schemas, "parameters": _parameters(scene)},
    }


def _info() -> Spec:
    told = (
        "What the LOVP agrees, asks and says, and what becomes of it. Read-only. The parameters are those of the "
        "dashboard's addresses, so what is in the address bar can be asked here. Every row has its source."
    )
    return {
        "title": "LOVP",
        "version": VERSION,
        "description": told,
        "license": {"name": "CC BY 4.0", "url": LICENCE},
    }


def _paths(scene: Scene, name: str) -> list[tuple[str, Spec]]:
    title = "Numbers behind the charts" if name == MEASURES else TABLES[name].title
    filters = [{"$ref": f"#/components/parameters/{each}"} for each in (*(f.key for f in FILTERS), "on", "lang")]
    paging = [{"$ref": f"#/components/parameters/{each}"} for each in ("limit", "cursor")]
    page = _operation(f"list_{name}", title, [*filters, *paging], {"application/json": {"schema": _page_schema(name)}})
    file = _operation(f"csv_{name}", f"{title}, as CSV", filters, {"text/csv": {"schema": {"type": "string"}}})
    found = [(f"{API}/{name}", {"get": page}), (f"{API}/{name}.csv", {"get": file})]
    if name != MEASURES:
        key: Spec = {
            "name": "id",
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": "^[a-z0-9_]+$"},
        }
        schema = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        one = _operation(f"get_{name}", f"{title}: one row", [key, *filters[-2:]], schema)
        found.append((f"{API}/{name}/{{id}}", {"get": one}))
    return found


def _operation(key: str, summary: str, parameters: list[Spec], content: Spec) -> Spec:
    problems = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    told = {
        "200": {"description": summary, "content": content},
        "304": {"description": "You have it already (If-None-Match)."},
        "400": {
            "description": "A parameter or value that there is not; says which, and what there is.",
            "content": problems,
        },
        "404": {
            "description": "No such row or code on the reference date, or not there any more.",
            "content": problems,
        },
        "503": {"description": "The store does not answer; try again after a minute."},
    }
    return {"operationId": key, "summary": summary, "parameters": parameters, "responses": told}


def _parameters(scene: Scene) -> Spec:
    return {each.key: _filter(scene, each) for each in FILTERS} | {
        "on": _parameter("on", "Reference date: what was known on that day.", {"type": "string", "pattern": _DAY}),
        "lang": _parameter("lang", "Language of messages.", {"type": "string", "enum": languages()}),
        "limit": _parameter(
            "limit", "Rows of a page.", {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE}
        ),
        "cursor": _parameter("cursor", "The id of the last row that you have; follow `next`.", {"type": "string"}),
    }


def _parameter(name: str, told: str, schema: Spec) -> Spec:
    return {"name": name, "in": "query", "description": told, "schema": schema}


def _filter(scene: Scene, each: Filter) -> Spec:
    told = f"Only what has one of these. In the dashboard: {scene.texts.label('filter', each.key)}."
    if each.options is None:
        return _parameter(each.key, "Words to search for.", {"type": "string", "maxLength": LONGEST_SEARCH})
    codes = {"type": "string", "enum": filter_codes(each, scene.register)}
    return _parameter(each.key, told, {"type": "array", "items": codes}) | {"style": "form", "explode": True}


# --- schemas ----------------------------------------------------------------------------------------------------------


def _page_schema(name: str) -> Spec:
    parts: Spec = {
        "count": {"type": "integer", "description": "Rows on all pages."},
        "reference_date": {"type": "string", "format": "date"},
        "licence": {"type": "string", "format": "uri"},
        "next": {"type": ["string", "null"], "description": "Address of the next page; null on the last."},
        "data": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
    }
    return {"type": "object", "required": list(parts), "properties": parts}


def _row_schema(name: str) -> Spec:
    parts = {each.name: _column_schema(each) for each in columns_of(name)}
    return {"type": "object", "required": list(parts), "properties": parts, "additionalProperties": False}


def _column_schema(column: Column) -> Spec:
    kind = {"date": "string"}.get(column.type, column.type)
    schema: Spec = {"type": [kind, "null"], "description": column.description}
    return schema | {"format": "date"} if column.type == "date" else schema


def _problem_schema() -> Spec:
    text = {"type": "string"}
    error = {"type": "object", "properties": {"parameter": text, "found": text, "expected": text}}
    parts: Spec = {"type": text, "title": text, "status": {"type": "integer"}, "detail": text}
    parts |= {"errors": {"type": "array", "items": error}}
    return {"type": "object", "required": list(parts), "properties": parts}
