"""Between a follow-up of a review and the form about it. Pure: no Streamlit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lovp_data.package.dates import parse_interval
from lovp_data.package.files import Package
from lovp_data.reading.known import make_known
from lovp_data.review.dues import reckon
from lovp_data.review.review import FollowUpItem, PartyItem, Review, ReviewError, Span
from lovp_data.store.new_rows import find_quote
from lovp_view.editing.saving import RowForm
from lovp_view.editing.values import Values, changed_values, row_values

# Given by the note, by its meeting, or by what stands around the form.
_FIXED = ("topic", "meeting", "position", "aspects", "source_url")
_TERM = ("due_wording", "due_on", "due_meeting")


def point_form(key: str, item: FollowUpItem) -> RowForm:
    """The form: of a follow-up that the store holds already it asks for the quote only."""
    fixed = dict.fromkeys(_FIXED)
    if item.row:
        fixed |= dict.fromkeys(("kind", "title", "what", *_TERM, "openness", "embargo_until"))
    return RowForm(f"point_{key}_{item.id}", "follow_ups", item.id, fixed)


def point_row(review: Review, item: FollowUpItem) -> Values:
    """The item as a row of the package would hold it."""
    row: Values = {name: getattr(item, name) or None for name in ("kind", "title", "what", "openness", *_TERM)}
    until = date.fromisoformat(item.embargo_until) if item.embargo_until else None
    return row | {"quote": review.quote(item.quote) or None, "embargo_until": until}


def point_values(
    review: Review, item: FollowUpItem, before: Values, typed: Mapping[str, Any], package: Package
) -> Values:
    """What was changed since the form was opened, in the terms of the review. `before` is the row of that moment.

    Raises ReviewError('no_such_quote') for a quote that does not stand in the note.
    """
    form = point_form("", item)
    changed = changed_values("follow_ups", before, row_values(form.fields, typed))
    values: Values = {name: _plain(value) for name, value in changed.items() if name != "quote"}
    if "quote" in changed:
        values["quote"] = _place(review, item, changed["quote"] or "")
    if "due_wording" in values and not {"due_on", "due_meeting"} & values.keys():
        values |= _term(review, item, values["due_wording"], package)
    return values


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _place(review: Review, item: FollowUpItem, words: str) -> Span:
    place = find_quote(review.text, words, item.quote.start if item.quote else 0)
    if place is None:
        raise ReviewError("no_such_quote")
    return Span(*place)


def _term(review: Review, item: FollowUpItem, wording: str, package: Package) -> Values:
    """The days of the new wording, where those of the old one had not been set otherwise by a person."""
    held_on, known = _held_on(review, item), make_known(package.rows)
    sentence = review.quote(item.quote)
    before = reckon(item.due_wording, sentence, held_on, known)
    if (item.due_on, item.due_meeting) not in (before, ("", "")):
        return {}
    on, meeting = reckon(wording, sentence, held_on, known)
    return {"due_on": on, "due_meeting": meeting}


def _held_on(review: Review, item: FollowUpItem) -> date | None:
    at = review.discussion(item.discussion).meeting if item.discussion else 0
    day = review.meetings[at].held_on
    return parse_interval(day).end if day else None


def role_items(chosen: Mapping[str, list[str]], before: tuple[PartyItem, ...]) -> list[PartyItem]:
    """The parties chosen per role; those named before keep their words and place."""
    kept = {(each.stakeholder, each.role): each for each in before}
    return [kept.get((party, role)) or PartyItem(party, role) for role, parties in chosen.items() for party in parties]
