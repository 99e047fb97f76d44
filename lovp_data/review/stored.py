"""What the store holds of the note under review: the same text, the same meeting, and which of its rows are there."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lovp_data.package.files import Package, Row
from lovp_data.reading.topics import telling_words
from lovp_data.review.review import (
    PROPOSED,
    REJECTED,
    STORED,
    DiscussionItem,
    FollowUpItem,
    MeetingItem,
    Review,
    Span,
)
from lovp_data.review.titles import flat

_SAME = 0.9  # how much of a quote must lie in a stored one to be the same
_ALIKE = 0.4  # how much of a stored follow-up's telling words a passage must share to be proposed for it
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class Earlier:
    """A meeting of the note that has a text already. `is_same`: it is this very text."""

    meeting: str
    path: str
    is_same: bool


def distinctive_text(text: str) -> str:
    """The text without what does not tell: blanks, line ends, invisible signs, forms of the same letter."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def find_same_text(text: str, package: Package) -> str | None:
    """The path of the stored text with these words; None if there is none."""
    wanted = distinctive_text(text)
    return next((path for path, held in package.texts.items() if distinctive_text(held) == wanted), None)


def stored_meeting(meeting: MeetingItem, package: Package) -> Row | None:
    """The row of the meeting of that day; None if the store holds none."""
    rows = package.rows["meetings"]
    return next((row for row in rows if meeting.held_on and row["held_on"] == meeting.held_on), None)


def find_earlier(review: Review, package: Package) -> Earlier | None:
    """The first of the note's meetings that has a text already; None if none has."""
    for each in review.held_meetings:
        row = stored_meeting(each, package) if each.is_kept else None
        if row and row["text_path"]:
            return Earlier(row["id"], row["text_path"], package.texts.get(row["text_path"]) == review.text)
    return None


def recognise(review: Review, package: Package, removed: Sequence[Mapping[str, Any]] = ()) -> Review:
    """The review with what the store holds already marked as such, and what was once taken away left out.

    Decisions that a person has taken stay. A follow-up that was noted without a quote becomes an item that gets one.
    """
    review = _with_day_of_same_text(review, package)
    rows = {at: stored_meeting(each, package) for at, each in enumerate(review.meetings)}
    has_text = {at: bool(row and package.texts.get(row["text_path"] or "") == review.text) for at, row in rows.items()}
    review = replace(
        review, discussions=tuple(_discussion(each, rows, has_text, package) for each in review.discussions)
    )
    follow_ups = [_follow_up(each, review, rows, has_text, package, removed) for each in review.follow_ups]
    review = replace(review, follow_ups=tuple(follow_ups))
    for at, row in rows.items():
        if row and not row["text_path"]:
            review = _with_unquoted(review, at, row["id"], package)
    return review


def _with_day_of_same_text(review: Review, package: Package) -> Review:
    """A note that does not name its day is of the meeting whose text it is."""
    if len(review.held_meetings) > 1 or review.meetings[0].held_on:
        return review
    path = next((path for path, text in package.texts.items() if text == review.text), None)
    row = next((row for row in package.rows["meetings"] if path and row["text_path"] == path), None)
    if row is None or "/" in row["held_on"]:
        return review
    known = replace(review.meetings[0], held_on=row["held_on"], kind=row["kind"], state=row["state"])
    return replace(review, meetings=(known, *review.meetings[1:]))


Rows = dict[int, Row | None]


def _discussion(item: DiscussionItem, rows: Rows, has_text: dict[int, bool], package: Package) -> DiscussionItem:
    row = rows.get(item.meeting)
    topics = {each["topic"] for each in package.rows["discussions"] if row and each["meeting"] == row["id"]}
    if has_text.get(item.meeting) and item.topic in topics:
        return replace(item, state=STORED)
    return replace(item, state=PROPOSED) if item.state == STORED else item


def _follow_up(
    item: FollowUpItem,
    review: Review,
    rows: Rows,
    has_text: dict[int, bool],
    package: Package,
    removed: Sequence[Mapping[str, Any]],
) -> FollowUpItem:
    at = next((each.meeting for each in review.discussions if each.id == item.discussion), 0)
    row = rows.get(at)
    if row is None or not has_text.get(at) or item.quote is None:
        return replace(item, state=PROPOSED) if item.state == STORED else item
    if _is_covered(item.quote, [each for each in package.rows["follow_ups"] if each["meeting"] == row["id"]]):
        return replace(item, state=STORED)
    gone = [each for each in removed if each.get("meeting") == row["id"]]
    if item.state == PROPOSED and _is_covered(item.quote, gone):
        return replace(item, state=REJECTED)
    return item


def _is_covered(quote: Span, rows: Sequence[Mapping[str, Any]]) -> bool:
    places = [Span(int(r["quote_start"]), int(r["quote_end"])) for r in rows if r["quote_start"] not in (None, "")]
    return any(quote.covered_by(place) >= _SAME or place.covered_by(quote) >= _SAME for place in places)


def _with_unquoted(review: Review, at: int, meeting: str, package: Package) -> Review:
    """Follow-ups noted during the meeting, before there was a note: each with the passage that is most like it."""
    taken = {each.row for each in review.follow_ups if each.row}
    for row in package.rows["follow_ups"]:
        if row["meeting"] == meeting and row["quote"] is None and row["id"] not in taken:
            review = _with_one_unquoted(review, at, row)
    return review


def _with_one_unquoted(review: Review, at: int, row: Row) -> Review:
    own = {each.id for each in review.discussions if each.meeting == at}
    free = [each for each in review.follow_ups if each.discussion in own and not each.row and each.state == PROPOSED]
    likest = max(free, key=lambda each: _likeness(row, review.quote(each.quote)), default=None)
    words = {"kind": row["kind"], "title": row["title"], "what": row["what"], "row": row["id"]}
    if likest and _likeness(row, review.quote(likest.quote)) >= _ALIKE:
        joined = replace(likest, **words)
        return replace(review, follow_ups=tuple(joined if each is likest else each for each in review.follow_ups))
    discussion = next((d.id for d in review.discussions if d.meeting == at and d.topic == row["topic"]), "")
    number = review.number + 1
    added = FollowUpItem(f"f{number}", discussion, PROPOSED, quote=None, **words)
    return replace(review, follow_ups=(*review.follow_ups, added), number=number)


def _likeness(row: Row, quote: str) -> float:
    wanted = telling_words(flat(f"{row['title']} {row['what']}"))
    return len(wanted & telling_words(flat(quote))) / (len(wanted) or 1)
