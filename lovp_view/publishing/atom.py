"""What became known of a selection, as an Atom feed (RFC 4287): an entry a change, and no clock."""

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring  # nosec B405 # writes only

import pandas as pd

from lovp_data import measures
from lovp_view import VERSION
from lovp_view.publishing.openapi import LICENCE
from lovp_view.view import paths
from lovp_view.view.address import View, query_text
from lovp_view.view.facts import safe_address
from lovp_view.view.scene import Scene
from lovp_view.view.wording import caption

MOST = 100  # entries: the last changes
_NAMESPACE = "http://www.w3.org/2005/Atom"
_BARRED = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML cannot hold
register_namespace("", _NAMESPACE)


def changes_of(scene: Scene) -> list[measures.Change]:
    """Everything that became known of the selection, the last first; worked out once for feed and mail."""
    return scene.cached("changes by day", lambda: measures.changes_by_day(scene.selected))


def atom_bytes(scene: Scene, base: str) -> bytes:
    """The feed of the selection; `base` is the dashboard's address."""
    changes = changes_of(scene)[:MOST]
    query = query_text(View(scene.view.language, scene.view.reference_date, scene.view.selection))
    feed = Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": scene.texts.language})
    _add(feed, "id", _urn(f"feed?{query}"))
    _add(feed, "title", scene.texts("published.feed"))
    _add(feed, "subtitle", caption(scene).filters)
    _add(feed, "updated", _moment(changes[0].end if changes else pd.Timestamp(scene.reference_date)))
    _add(feed, "rights", LICENCE)
    _add(feed, "generator", "LOVP-dashboard", version=VERSION)
    _add(_add(feed, "author"), "name", "LOVP-dashboard")
    _add(feed, "link", rel="self", href=paths.with_query(f"{base}{paths.ATOM}", query), type=paths.ATOM_TYPE)
    _add(feed, "link", rel="alternate", href=paths.with_query(f"{base}/", query), type="text/html")
    rows = {row.id: row for row in scene.selected.follow_ups.itertuples()}
    for change in changes:
        _entry(feed, scene, change, rows[change.follow_up], base)
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(feed: Element, scene: Scene, change: measures.Change, row: Any, base: str) -> None:
    """'Verschoven: Plan van aanpak', when and what, with where it is found here and where it is said."""
    texts, kind = scene.texts, scene.texts.label("change", change.kind)
    entry = _add(feed, "entry")
    _add(entry, "id", _urn(change.key))
    _add(entry, "title", f"{kind}: {row.title}")
    _add(entry, "updated", _moment(change.end))
    _add(entry, "category", term=change.kind, label=kind)
    _add(
        entry, "link", rel="alternate", href=paths.item_address(base, "follow_ups", change.follow_up), type="text/html"
    )
    if source := safe_address(change.source_url):
        _add(entry, "link", rel="via", href=source)
    told = f"{texts.interval(change.start, change.end)} · {row.topic_title}\n{change.note}"
    _add(entry, "content", told, type="text")


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """One element, its texts without what XML cannot hold."""
    made = SubElement(parent, _name(name), {key: _BARRED.sub("", value) for key, value in attributes.items()})
    made.text = _BARRED.sub("", text) or None
    return made


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _urn(key: str) -> str:
    """The same for the same thing, wherever the dashboard is found."""
    return uuid5(NAMESPACE_URL, f"lovp:{key}").urn


def _moment(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}T00:00:00Z"
