"""Permanent addresses: /punt/<id> and the like. A person is led to the item in the dashboard; a machine gets its row.

The page in between has no script. What it says is for whoever does not go on: a search engine, the preview of a link
in a chat, a browser without JavaScript.
"""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lovp_view.publishing.records import Record
from lovp_view.screen.markup import render
from lovp_view.serving.api import found_row
from lovp_view.serving.published import JSON, Asked, answered, as_json, texts_of
from lovp_view.view.address import View, query_text
from lovp_view.view.pages import ADDRESS_OF_PAGE
from lovp_view.view.paths import ITEMS, item_address
from lovp_view.view.scene import Scene
from lovp_view.view.wording import meeting_labels

_LONGEST = 300  # characters of a description
# The page that shows an item, and the parameter by which.
_SHOWN = {
    "follow_ups": ("follow_ups", "item"),
    "meetings": ("meetings", "open_meeting"),
    "topics": ("topics", "open_topic"),
    "stakeholders": ("stakeholders", "stakeholder"),
}


def row(request: Request, table: str) -> Response:
    """The row as JSON."""
    key = request.path_params["key"]
    return answered(request, lambda asked: as_json(found_row(asked, table, key)), JSON)


def page(request: Request, table: str) -> Response:
    """A page about the item that leads on to the dashboard; JSON for who asks for that only; 404 in words."""
    if request.headers.get("accept", "").startswith(JSON):
        return row(request, table)
    answer = answered(request, lambda asked: _page(asked, table, request.path_params["key"]), "text/html")
    if answer.status_code == 404:
        texts = texts_of(request)
        told = render("item_page.html", texts=texts, title=texts("published.gone"), text="", quote="", to="/", own="")
        answer = Response(told, 404, {"cache-control": "no-store"}, "text/html")
    answer.headers["vary"] = "Accept"
    return answer


def _page(asked: Asked, table: str, key: str) -> str:
    found = found_row(asked, table, key)
    own = item_address(asked.base, table, key)
    return render(
        "item_page.html",
        texts=asked.scene.texts,
        title=_title(asked.scene, table, found),
        text=_text(found),
        quote=" ".join((found.get("quote") or "").split()),
        to=_shown(asked.scene, table, key),
        own=own,
    )


def _title(scene: Scene, table: str, found: Record) -> str:
    """'Structurele financiering · LOVP 10 feb 2020'."""
    labels = meeting_labels(scene)
    if table == "follow_ups":
        return f"{found['title']} · {labels[found['meeting']]}"
    return labels[found["id"]] if table == "meetings" else str(found.get("title") or found.get("name"))


def _text(found: Record) -> str:
    text = str(found.get("what") or found.get("note") or "")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _shown(scene: Scene, table: str, key: str) -> str:
    """The page of the dashboard with the item opened, in this language and on this day."""
    page_key, parameter = _SHOWN[table]
    view = View(scene.view.language, scene.view.reference_date)
    if parameter == "stakeholder":
        view = view.changed(selection=scene.view.selection.with_values(parameter, [key]))
    else:
        view = view.changed(**{parameter: key})
    return f"/{ADDRESS_OF_PAGE[page_key]}?{query_text(view)}"


ROUTES = tuple(
    Route(f"/{segment}/{{key}}{ending}", partial(answer, table=table), methods=["GET", "HEAD"])
    for table, segment in ITEMS.items()
    for ending, answer in ((".json", row), ("", page))
)
