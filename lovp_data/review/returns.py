"""Came back? What the note says of earlier follow-ups, and what a person makes of that."""

from dataclasses import replace
from typing import Any

from lovp_data.package.dates import Interval, parse_interval
from lovp_data.package.files import Package, Row
from lovp_data.package.schema import group_by_kind
from lovp_data.reading.comeback import Comeback, open_follow_up, propose_comebacks
from lovp_data.reading.known import Known, make_known
from lovp_data.reading.reader import read_note
from lovp_data.review.dues import due_days, reckon
from lovp_data.review.edits import home_of, trimmed_span
from lovp_data.review.review import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    MeetingItem,
    Passage,
    ReturnItem,
    Review,
    ReviewError,
    Span,
)
from lovp_data.review.start import is_possible_day
from lovp_data.review.stored import recognise, stored_meeting
from lovp_data.review.titles import flat

RETURN_STATUSES = ("done", "in_progress", "moved", "related")
_CLOSED = ("done", "dropped")


def open_follow_ups(review: Review, package: Package) -> list[Row]:
    """What was agreed or asked earlier and open on the day of the note's last meeting, the newest meeting first.

    What is already noted of this meeting is not asked again. None while no day is given.
    """
    kept = [each for each in review.held_meetings if each.is_kept and is_possible_day(each.held_on)]
    if not kept:
        return []
    day = max(parse_interval(each.held_on).end for each in kept)
    first = min(parse_interval(each.held_on).start for each in kept)
    here = {row["id"] for each in kept if (row := stored_meeting(each, package))}
    held = {row["id"]: parse_interval(row["held_on"]) for row in package.rows["meetings"]}
    updates = [row for row in package.rows["status_updates"] if parse_interval(row["on"]).end <= day]
    told = {row["follow_up"] for row in package.rows["status_updates"] if row["meeting"] in here}
    tasks = [row for row in package.rows["follow_ups"] if group_by_kind()[row["kind"]] != "said"]
    earlier = [row for row in tasks if held[row["meeting"]].end < first and row["id"] not in told]
    found = [row for row in earlier if _status(row["id"], updates) not in _CLOSED]
    return sorted(found, key=lambda row: (_newest_first(held[row["meeting"]]), row["position"]))


def _newest_first(days: Interval) -> int:
    return -days.start.toordinal()


def _status(follow_up: str, updates: list[Row]) -> str:
    """That of the latest update that tells one; open before there is one."""
    telling = [row for row in updates if row["follow_up"] == follow_up and row["status"]]
    return max(telling, key=lambda row: parse_interval(row["on"]).end, default={"status": "open"})["status"]


def look_for_returns(review: Review, package: Package) -> Review:
    """Proposals for every open follow-up; those that a person has decided about stay as they are."""
    decided = {each.follow_up: each for each in review.returns if each.state != PROPOSED}
    rows = open_follow_ups(review, package)
    if not rows:
        return replace(review, returns=(), silent=())
    draft = read_note(review.text, make_known(package.rows), _day(review.meetings[0]))
    wanted = [open_follow_up(row, package) for row in rows]
    found: dict[str, list[Passage]] = {}
    for each in propose_comebacks(draft, wanted).proposals:
        found.setdefault(each.follow_up, []).append(_passage(each))
    keys = [row["id"] for row in rows if row["id"] in {*decided, *found}]
    returns = tuple(decided.get(key) or _proposed(key, tuple(found[key])) for key in keys)
    return replace(review, returns=returns, silent=tuple(row["id"] for row in rows if row["id"] not in keys))


def _day(meeting: MeetingItem) -> Any:
    return parse_interval(meeting.held_on).start if meeting.held_on else None


def _passage(found: Comeback) -> Passage:
    place, due = Span(found.quote.start, found.quote.end), found.due
    if due is None:
        return Passage(place, found.outcome, found.score)
    return Passage(place, found.outcome, found.score, flat(due.wording.quote), due_days(due), due.meeting)


def _proposed(key: str, passages: tuple[Passage, ...]) -> ReturnItem:
    return ReturnItem(key, PROPOSED, passages)


def return_of(review: Review, follow_up: str) -> ReturnItem:
    """Raises ReviewError if nothing is proposed for it."""
    for each in review.returns:
        if each.follow_up == follow_up:
            return each
    raise ReviewError("no_such_item")


def _put(review: Review, item: ReturnItem) -> Review:
    return replace(review, returns=tuple(item if r.follow_up == item.follow_up else r for r in review.returns))


def choose_passage(review: Review, follow_up: str, number: int) -> Review:
    """Another of the passages proposed counts."""
    item = return_of(review, follow_up)
    if not 0 <= number < len(item.passages):
        raise ReviewError("no_such_place")
    return _put(review, replace(item, chosen=number))


def confirm_return(review: Review, follow_up: str, status: str, **values: Any) -> Review:
    """It came back: done, in_progress, or moved, with the new term that the passage names unless `values` give one.

    'related': the passage has to do with it, and says nothing of how it stands.

    `values` may hold note, due_wording, due_on and due_meeting. Raises ReviewError('no_new_term') for a move to
    nowhere.
    """
    item = return_of(review, follow_up)
    if status not in RETURN_STATUSES or not values.keys() <= {"note", "due_wording", "due_on", "due_meeting"}:
        raise ReviewError("no_such_field")
    named = item.passage if status == "moved" else None
    term: dict[str, Any] = {
        name: getattr(named, name) if named else "" for name in ("due_wording", "due_on", "due_meeting")
    }
    if status == "moved":
        term |= {name: value for name, value in values.items() if name != "note"}
    if status == "moved" and not (term["due_on"] or term["due_meeting"]):
        raise ReviewError("no_new_term")
    note = str(values.get("note") or "").strip() or first_note(review, item)
    return _put(review, replace(item, state=ACCEPTED, status=status, note=note, **term))


def first_note(review: Review, item: ReturnItem) -> str:
    """What the ledger of the follow-up will say, in the words of the note."""
    return f"In de terugkoppeling: ‘{flat(review.quote(item.passage.place))}’"


def refuse_return(review: Review, follow_up: str) -> Review:
    """The note does not speak of it."""
    return _put(review, replace(return_of(review, follow_up), state=REJECTED, status="", note=""))


def reopen_return(review: Review, follow_up: str) -> Review:
    """Back to being undecided."""
    return _put(review, replace(return_of(review, follow_up), state=PROPOSED, status=""))


def refuse_undecided(review: Review) -> Review:
    """The note does not speak of any of those that nobody has decided about."""
    for each in review.returns:
        review = refuse_return(review, each.follow_up) if each.state == PROPOSED else review
    return review


def add_return(review: Review, follow_up: str, place: Span) -> Review:
    """A person points at the passage that speaks of a follow-up for which none, or another, was proposed."""
    passage = Passage(trimmed_span(review, place), "returned", 1.0)
    if follow_up in review.silent:
        silent = tuple(each for each in review.silent if each != follow_up)
        return replace(review, returns=(*review.returns, _proposed(follow_up, (passage,))), silent=silent)
    item = return_of(review, follow_up)
    return _put(review, replace(item, state=PROPOSED, passages=(passage, *item.passages), chosen=0))


def change_meeting(review: Review, at: int, package: Package, **values: Any) -> Review:
    """Other facts about a meeting; with another day the terms that rest on it are reckoned anew.

    A term that a person has set stays. Raises ReviewError for a day that cannot be one.
    """
    was = review.meetings[at]
    day = values.get("held_on", was.held_on)
    if day and not is_possible_day(day):
        raise ReviewError("no_such_day")
    now = replace(was, **values)
    review = replace(review, meetings=tuple(now if n == at else each for n, each in enumerate(review.meetings)))
    if now.held_on == was.held_on and now.is_kept == was.is_kept:
        return review
    known = make_known(package.rows)
    review = _without_rows(review, at)
    moved = [_reckoned(review, each, at, (was, now), known) for each in review.follow_ups]
    review = recognise(replace(review, follow_ups=tuple(moved), is_joined=False), package)
    return look_for_returns(review, package)


def _without_rows(review: Review, at: int) -> Review:
    """Follow-ups of the meeting that it was are not of the one that it is."""
    own = {each.id for each in review.discussions if each.meeting == at} | {""}
    kept = [each for each in review.follow_ups if not (each.row and each.quote is None and each.discussion in own)]
    freed = tuple(replace(each, row="") if each.discussion in own else each for each in kept)
    return replace(review, follow_ups=freed)


def _reckoned(review: Review, item: Any, at: int, meetings: tuple[MeetingItem, MeetingItem], known: Known) -> Any:
    """The follow-up with its term by the new day, if the term was that of the old day."""
    home = home_of(review, item.quote) if item.quote and not item.discussion else None
    meeting = home.meeting if home else next((d.meeting for d in review.discussions if d.id == item.discussion), 0)
    if meeting != at or not item.due_wording:
        return item
    sentence = review.quote(item.quote)
    before = reckon(item.due_wording, sentence, _day(meetings[0]), known)
    if (item.due_on, item.due_meeting) != before:
        return item
    on, due_meeting = reckon(item.due_wording, sentence, _day(meetings[1]), known)
    return replace(item, due_on=on, due_meeting=due_meeting)
