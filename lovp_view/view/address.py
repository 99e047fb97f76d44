"""The address of a view: everything on the screen as query parameters in stable codes, and back.

Pure: no Streamlit. Default values are left out, so that a plain view has a plain address.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

from lovp_data.package.dates import quarter_interval
from lovp_data.register.filters import FILTERS, Selection
from lovp_view.view.agenda_plan import AgendaItem, read_agenda, write_agenda
from lovp_view.view.slide_plan import read_plan, write_plan
from lovp_view.view.texts import languages

Query = dict[str, list[str]]
ZOOM_FIT, ZOOM_ALL = "fit", "all"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)  # the reference dates that can be chosen
LONGEST_SEARCH = 200  # characters of a search that are kept
# What belongs to the page it was asked for on, and stays there when another is turned to.
LEFT_BEHIND = ("item", "mark", "concept", "edit", "row", "asked", "picture", "part")
_TEXT_KEYS = ("item", "mark", "open_topic", "open_meeting", "concept", "edit", "row", "asked", "prepare", "picture")


@dataclass(frozen=True)
class View:
    """What is being looked at.

    `reference_date` None is the default: the latest date in the data. `briefing` holds the codes of the slides
    shown; none, and the page is shown. `concept` is the draft of a note that is reviewed. `edit` is what an editor
    works on, and `row` the one row of it. `asked` is an address that was asked for and is none. `prepare` is the
    meeting that is prepared, as its id or a day, and `agenda` the items chosen for it; none, and those that the
    data propose are meant. `picture` is the chart that is shown alone. `part` is which part of a long table is
    shown, counted from 1.
    """

    language: str
    reference_date: date | None = None
    selection: Selection = field(default_factory=Selection)
    item: str | None = None
    mark: str | None = None
    open_topic: str | None = None
    open_meeting: str | None = None
    concept: str | None = None
    edit: str | None = None
    row: str | None = None
    asked: str | None = None
    prepare: str | None = None
    agenda: tuple[AgendaItem, ...] = ()
    picture: str | None = None
    zoom: str = ZOOM_FIT
    briefing: tuple[str, ...] = ()
    part: int = 1

    def changed(self, **changes: object) -> "View":
        """The same view with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def carried(self) -> "View":
        """What a link to another page carries along."""
        return self.changed(**dict.fromkeys(LEFT_BEHIND) | {"part": 1})


@dataclass(frozen=True)
class Reading:
    """A view read from an address, before its filter codes are checked, and the pairs not understood."""

    view: View
    filters: dict[str, tuple[str, ...]]
    unknown: tuple[tuple[str, str], ...]


def read_query(query: Mapping[str, Sequence[str]], languages: Sequence[str]) -> Reading:
    """Read an address, its names in capitals or not. What is not understood is left out and reported, never raised."""
    query = {name.lower(): values for name, values in query.items()} | {
        name: values for name, values in query.items() if name.islower()
    }
    unknown: list[tuple[str, str]] = []
    language = _first(query, "lang") or languages[0]
    if language not in languages:
        unknown.append(("lang", language))
        language = languages[0]
    on, zoom = _first(query, "on"), _first(query, "zoom") or ZOOM_FIT
    reference_date = _day(on)
    if on and reference_date is None:
        unknown.append(("on", on))
    if not is_zoom(zoom):
        unknown.append(("zoom", zoom))
        zoom = ZOOM_FIT
    part = _first(query, "part") or "1"
    if not is_part(part):
        unknown.append(("part", part))
        part = "1"
    briefing, not_understood = read_plan(_first(query, "briefing") or "")
    unknown += [("briefing", code) for code in not_understood]
    agenda, not_items = read_agenda(query.get("agenda", ()))
    unknown += [("agenda", code) for code in not_items]
    texts: dict[str, Any] = {key: _first(query, key) for key in _TEXT_KEYS}
    filters = {each.key: tuple(query.get(each.key, ())) for each in FILTERS}
    filters["q"] = tuple(text[:LONGEST_SEARCH] for text in filters["q"])
    view = View(language, reference_date, agenda=agenda, zoom=zoom, briefing=briefing, part=int(part), **texts)
    return Reading(view, filters, tuple(unknown))


def write_query(view: View, languages: Sequence[str]) -> Query:
    """The address of a view, parameters always in the same order."""
    pairs: Query = {key: list(values) for key, values in view.selection.chosen}
    if view.reference_date:
        pairs["on"] = [view.reference_date.isoformat()]
    if view.zoom != ZOOM_FIT:
        pairs["zoom"] = [view.zoom]
    if view.part != 1:
        pairs["part"] = [str(view.part)]
    pairs |= {key: [value] for key in _TEXT_KEYS if (value := getattr(view, key))}
    if view.agenda:
        pairs["agenda"] = write_agenda(view.agenda)
    if view.briefing:
        pairs["briefing"] = [write_plan(view.briefing)]
    if view.language != languages[0]:
        pairs["lang"] = [view.language]
    return pairs


def is_zoom(code: str) -> bool:
    """'fit', 'all', a year '2020' or a quarter '2020_q2'."""
    return code in (ZOOM_FIT, ZOOM_ALL) or bool(re.fullmatch("20[0-9][0-9](_q[1-4])?", code))


def is_part(code: str) -> bool:
    """A whole number from 1 on."""
    return bool(re.fullmatch("[1-9][0-9]{0,5}", code))


def zoom_days(code: str) -> tuple[date, date]:
    """First and last day of a year or quarter. Raises ValueError for other zooms."""
    if "_q" in code:
        quarter = quarter_interval(code)
        return quarter.start, quarter.end
    return date(int(code), 1, 1), date(int(code), 12, 31)


def _first(query: Mapping[str, Sequence[str]], key: str) -> str | None:
    values = query.get(key, ())
    return values[0] if values and values[0] else None


def _day(text: str | None) -> date | None:
    """A day that can be a reference date, or None."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def query_of(view: View) -> Query:
    """The query parameters of a view, for links."""
    return write_query(view, languages())


def query_of_text(text: str) -> Query:
    """The parameters of a query string, as it stands behind the ? in an address, that sign included or not."""
    return parse_qs(text.lstrip("?"))


def query_text(view: View) -> str:
    """The query string of a view, without a question mark; '' for the plain view."""
    return urlencode(query_of(view), doseq=True)
