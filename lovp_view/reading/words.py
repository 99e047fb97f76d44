"""Items of a review in words, for the two panes beside each other. Pure: no Streamlit."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from lovp_data.package.dates import parse_interval
from lovp_data.review.checks import faults, gaps, is_complete, kept_items, strangers
from lovp_data.review.review import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    STORED,
    DiscussionItem,
    FollowUpItem,
    PartyItem,
    Review,
    Span,
)
from lovp_data.review.titles import flat
from lovp_view.editing.names import Names
from lovp_view.view.texts import Texts

_VERBS = {
    PROPOSED: ["accept", "edit", "reject"],
    ACCEPTED: ["edit", "reopen", "reject"],
    REJECTED: ["accept", "edit", "reopen"],
    STORED: [],
}
_LONG_LINE = 55  # characters; a shorter line was ended by its writer, a longer one by the width of his page
_NEW_LINE = re.compile(r"[ \t]*(?:[-*•–]|\d+[.)])\s")
Card = dict[str, Any]


def item_cards(review: Review, names: Names) -> list[Card]:
    """One card an item, topics before what was said on them, in the order of the text; last what may be missing."""
    known = set(names.of("stakeholders"))
    return [_card(review, each, names, known) for each in kept_items(review)]


def next_proposed(review: Review, after: str | None) -> str:
    """The item to go on with: the next one that waits after this one, else this one; '' where no list was left."""
    items = kept_items(review)
    keys = [each.id for each in items]
    if after not in keys:
        return ""
    return next((each.id for each in items[keys.index(after) + 1 :] if each.state == PROPOSED), after)


def _card(review: Review, item: DiscussionItem | FollowUpItem, names: Names, known: set[str]) -> Card:
    texts = names.texts
    lacking = faults(review, item)
    told = lacking if item.state in (PROPOSED, ACCEPTED) else []
    card: Card = {
        "id": item.id,
        "state": item.state,
        "told": texts.label("review_state", item.state),
        "faults": [texts(f"review_fault.{code}") for code in told],
        "gaps": [_gap(code, review, item, known, texts) for code in gaps(review, item, known)],
        "verbs": [verb for verb in _VERBS[item.state] if not (verb == "accept" and lacking)],
        "missing": _missing(lacking, texts) if item.state != STORED else "",
        "missing_in": _home(item) if lacking == ["topic_not_chosen"] else item.id,
        "group": texts("reading.possible") if isinstance(item, FollowUpItem) and item.is_possible else "",
    }
    return card | (_topic_card(review, item, names) if isinstance(item, DiscussionItem) else _point_card(item, names))


def _missing(codes: Sequence[str], texts: Texts) -> str:
    """Why it cannot be taken over yet; nothing where it can."""
    found = "; ".join(texts(f"review_fault.{code}") for code in codes)
    return texts("reading.item_missing", faults=found) if codes else ""


def _home(item: DiscussionItem | FollowUpItem) -> str:
    return item.discussion if isinstance(item, FollowUpItem) else item.id


def legend(cards: Sequence[Card], texts: Texts) -> dict[str, str]:
    """What the sign of each state means: those a person can give, and others that one of these cards has."""
    possible = {PROPOSED, ACCEPTED, REJECTED, *(card["state"] for card in cards)} if cards else set()
    return {code: word.lower() for code, word in texts.group("review_state").items() if code in possible}


def _gap(code: str, review: Review, item: DiscussionItem | FollowUpItem, known: set[str], texts: Texts) -> str:
    """A party that is not known by the words of the note."""
    strange = strangers(review, item, known) if code == "unknown_party" else []
    return texts(f"review_gap.{code}", parties=texts.listing([each.named_as or each.stakeholder for each in strange]))


def _topic_card(review: Review, item: DiscussionItem, names: Names) -> Card:
    texts = names.texts
    title = topic_name(item, names)
    heading = flat(review.quote(item.heading)).strip("#*: ")
    meta = texts("reading.known_topic") if item.topic else texts("reading.new_topic")
    if heading and heading.casefold() != title.casefold():
        meta = f"{meta} · {texts('reading.heading', heading=heading)}"
    if len(review.held_meetings) > 1:
        meta = f"{meta} · {meeting_name(review, item.meeting, names)}"
    parties = party_line(item.parties, names)
    lines = [item.summary, parties] if item.summary else [parties]
    complete = sum(is_complete(review, each) for each in review.of_discussion(item.id))
    verbs = {"verbs": ["accept_topic", "edit", "reject"]} if complete and not faults(review, item) else {}
    return (
        verbs
        | {"is_topic": True, "letter": texts("reading.topic_letter"), "title": title, "meta": meta}
        | {"lines": [line for line in lines if line]}
    )


def topic_name(item: DiscussionItem, names: Names) -> str:
    """The title of the known topic, or of the new one."""
    return names.of("topics").get(item.topic, item.title) if item.topic else item.title


def meeting_name(review: Review, at: int, names: Names) -> str:
    """'LOVP 2 mrt 2026'"""
    held_on = review.meetings[at].held_on
    return f"LOVP {days(held_on, names)}" if held_on else names.texts("reading.undated")


def days(edtf: str, names: Names) -> str:
    """An EDTF day or interval in words."""
    interval = parse_interval(edtf)
    return names.texts.interval(interval.start, interval.end)


def _point_card(item: FollowUpItem, names: Names) -> Card:
    texts = names.texts
    kind = texts.label("kind", item.kind) if item.kind else texts("reading.no_kind")
    letter = texts.label("kind_letter", item.kind) if item.kind else "?"
    lines = [item.what, term_line(item, names), status_line(item, names), party_line(item.parties, names)]
    if item.openness == "embargo":
        lines.append(texts("openness.embargo"))
    meta = [kind, texts("reading.noted_before") if item.row else "", term_days(item, names)]
    return {
        "is_topic": False,
        "letter": letter,
        "title": item.title,
        "meta": " · ".join(each for each in meta if each),
    } | {"lines": [line for line in lines if line]}


def term_days(item: Any, names: Names) -> str:
    """The days of a term, or the meeting it is tied to; nothing where there is none."""
    if item.due_meeting:
        return names.row("meetings", item.due_meeting)
    return days(item.due_on, names) if item.due_on else ""


def term_line(item: Any, names: Names) -> str:
    """'Termijn: ‘in september’ (september 2026)'"""
    told = f"‘{item.due_wording}’" if item.due_wording else ""
    found = term_days(item, names)
    whole = f"{told} ({found})" if told and found else told or found
    return names.texts("reading.term", term=whole) if whole else ""


def status_line(item: FollowUpItem, names: Names) -> str:
    """'Stand volgens de lijst: gedaan'; nothing where the note tells none."""
    if not item.status:
        return ""
    return names.texts("reading.status_told", status=names.texts.label("status", item.status).lower())


def party_line(parties: Sequence[PartyItem], names: Names) -> str:
    """'Eigenaar: politie; Vraagt: regioburgemeesters'"""
    known = names.of("stakeholders")
    called = {each.stakeholder: known.get(each.stakeholder) or each.named_as or each.stakeholder for each in parties}
    told = [f"{names.code('involvements', 'role', each.role)}: {called[each.stakeholder]}" for each in parties]
    return "; ".join(told)


def note_parts(review: Review) -> tuple[list[Card], list[Card]]:
    """The text in pieces, and what stands where: every character in one piece, with the ids of its items.

    The bars of tables are pieces of their own (`row`), so that the screen can show cells instead.
    """
    places, bars = _places(review), _bars(review.text)
    marks = [*(span for _, span, _ in places), *bars]
    cuts = sorted({0, len(review.text), *(cut for span in marks for cut in (span.start, span.end))})
    shown = soft_line_ends(review.text).replace("| ^^ |", "| 〃  |")
    parts = [
        {
            "start": start,
            "text": shown[start:end],
            "items": [key for key, span, _ in places if span.start <= start and end <= span.end],
            "kind": next((kind for _, span, kind in places if span.start <= start and end <= span.end and kind), ""),
            "row": bars.get(Span(start, end), ""),
        }
        for start, end in pairwise(cuts)
    ]
    return parts, [{"id": key, "start": span.start} for key, span, _ in places]


def _bars(text: str) -> dict[Span, str]:
    """The bars around the cells of each row: 'first' opens a row, 'next' another cell, 'last' ends the row.

    With them the marks before headings, which the screen does not show either.
    """
    bars: dict[Span, str] = {}
    for row in re.finditer(r"^\|.*\|$\n?", text, re.MULTILINE):
        found = list(re.finditer(r" ?(?<!\\)\| ?\n?", row[0]))
        for at, bar in enumerate(found):
            place = Span(row.start() + bar.start(), row.start() + bar.end())
            bars[place] = "first" if at == 0 else "last" if at == len(found) - 1 else "next"
    marks = re.finditer(r"^#{1,6} +", text, re.MULTILINE)
    return bars | {Span(mark.start(), mark.end()): "mark" for mark in marks}


def _places(review: Review) -> list[tuple[str, Span, str]]:
    """Id, place and kind of every item that has a place; a topic's is its heading."""
    places: list[tuple[str, Span, str]] = []
    for each in kept_items(review):
        if isinstance(each, FollowUpItem):
            places += [(each.id, each.quote, "")] if each.quote else []
        elif each.heading:
            places.append((each.id, _without_marks(review, each.heading), "heading"))
    return places


def _without_marks(review: Review, heading: Span) -> Span:
    """A heading without the '#' before it."""
    quote = review.quote(heading)
    return Span(heading.start + len(quote) - len(quote.lstrip("#* ")), heading.end)


def soft_line_ends(text: str) -> str:
    """The text with a blank for a line end that only broke a long line: as many characters as before."""
    lines = text.split("\n")
    joined = [lines[0]]
    for before, line in pairwise(lines):
        is_soft = len(before) >= _LONG_LINE and line.strip() and not _NEW_LINE.match(line)
        joined.append((" " if is_soft else "\n") + line)
    return "".join(joined)
