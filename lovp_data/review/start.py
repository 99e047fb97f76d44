"""A review is begun: the text is read, and what the store holds of the same note or meeting is found again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lovp_data.documents.note_text import LeftOut
from lovp_data.package.dates import parse_interval
from lovp_data.package.files import Package
from lovp_data.reading.draft import Discussion, Draft, FollowUp, Party, Place
from lovp_data.reading.known import make_known
from lovp_data.reading.reader import read_note
from lovp_data.review.dues import due_days
from lovp_data.review.review import (
    PROPOSED,
    DiscussionItem,
    FollowUpItem,
    MeetingItem,
    PartyItem,
    Review,
    Span,
    TopicScore,
)
from lovp_data.review.stored import find_same_text, recognise
from lovp_data.review.titles import first_title, flat

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)  # days on which a meeting can have been

# The mark of an item, and the word before a colon that says what it is.
_LABEL = re.compile(r"^\W*(?:[A-Z][a-z ]{2,20}: )?")

Removed = Sequence[Mapping[str, Any]]


def start_review(
    text: str, name: str, package: Package, removed: Removed = (), left_out: tuple[LeftOut, ...] = ()
) -> Review:
    """The review of a note that nobody has looked at yet.

    `removed` are the cells of follow-ups once taken away, `left_out` what the document holds besides its text.

    A text that the store holds already, whatever its line ends and blanks, is reviewed as it is stored, so that places
    agree. Nothing is raised for any text.
    """
    same = find_same_text(text, package)
    given = package.texts[same] if same else with_plain_line_ends(text)
    draft = read_note(given, make_known(package.rows))
    review = replace(_review_of(draft, name, package), left_out=left_out)
    return recognise(review, package, removed)


def with_plain_line_ends(text: str) -> str:
    r"""The text with \n for every line end, which is how texts and quotes are stored."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_possible_day(text: str) -> bool:
    """True for one day in the years that the dashboard shows."""
    try:
        days = parse_interval(text)
    except ValueError:
        return False
    return days.is_day and FIRST_DAY <= days.start <= LAST_DAY


def _review_of(draft: Draft, name: str, package: Package) -> Review:
    meetings = tuple(
        MeetingItem(m.held_on if is_possible_day(m.held_on) else "", m.kind, m.state, _possible(m.published_on))
        for m in draft.meetings
    )
    meetings += tuple(_told(draft, package))
    discussions: list[DiscussionItem] = []
    follow_ups: list[FollowUpItem] = []
    for each in draft.discussions:
        key = f"d{len(discussions) + len(follow_ups) + 1}"
        discussions.append(_discussion(key, each))
        for number, point in enumerate(each.follow_ups, start=len(discussions) + len(follow_ups) + 1):
            follow_ups.append(_follow_up(f"f{number}", key, point))
        for number, seen in enumerate(each.possible, start=len(discussions) + len(follow_ups) + 1):
            words = FollowUp(seen.kind, seen.place, ())
            follow_ups.append(replace(_follow_up(f"f{number}", key, words), is_possible=True))
    number = len(discussions) + len(follow_ups)
    return Review(name, draft.text, meetings, tuple(discussions), tuple(follow_ups), number=number)


def _told(draft: Draft, package: Package) -> Iterator[MeetingItem]:
    """The later meetings that the calendar lacks, and those of its planned ones that are said to be cancelled."""
    known = [parse_interval(row["held_on"]) for row in package.rows["meetings"]]
    planned = {row["held_on"] for row in package.rows["meetings"] if row["state"] == "planned"}
    for each in (one for one in draft.announced if is_possible_day(one.held_on)):
        day = parse_interval(each.held_on).start
        is_new = each.state == "planned" and not any(days.start <= day <= days.end for days in known)
        if is_new or (each.state == "cancelled" and each.held_on in planned):
            yield MeetingItem(each.held_on, state=each.state, is_told=True)


def _possible(day: str) -> str:
    return day if is_possible_day(day) else ""


def _discussion(key: str, found: Discussion) -> DiscussionItem:
    quotes = [_span(each.quote) for each in found.follow_ups]
    apart = [each for each in found.parties if not any(_span(each.named_as).covered_by(quote) for quote in quotes)]
    return DiscussionItem(
        id=key,
        meeting=found.meeting,
        state=PROPOSED,
        topic=found.topic,
        title=flat(found.title) or first_title(_LABEL.sub("", found.section.quote)),
        standing=found.is_standing,
        proposals=tuple(TopicScore(each.topic, each.score) for each in found.proposals),
        section=_span(found.section),
        heading=_span(found.heading) if found.heading else None,
        parties=tuple(_parties(apart)),
    )


def _follow_up(key: str, discussion: str, found: FollowUp) -> FollowUpItem:
    due = found.due
    return FollowUpItem(
        id=key,
        discussion=discussion,
        state=PROPOSED,
        kind=found.kind,
        title=first_title(found.quote.quote, found.triggers[0].quote if found.triggers else ""),
        what=flat(found.quote.quote),
        quote=_span(found.quote),
        cues=tuple(_span(each) for each in found.triggers),
        due_wording=flat(due.wording.quote) if due else "",
        due_on=due_days(due) if due else "",
        due_meeting=due.meeting if due else "",
        parties=tuple(_parties(found.parties)),
        status=found.status,
    )


def _parties(found: Sequence[Party]) -> Iterator[PartyItem]:
    """Each party in a role once."""
    first = {(each.stakeholder, each.role): each for each in reversed(found)}
    for each in sorted(first.values(), key=lambda each: each.named_as):
        yield PartyItem(each.stakeholder, each.role, flat(each.named_as.quote), _span(each.named_as))


def _span(place: Place) -> Span:
    return Span(place.start, place.end)
