"""From a finished review to the changes of one write: the meeting, its text, and all that was accepted in it.

Rows that are there already are left as they are; of a meeting that was only planned, what was empty is filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lovp_data.package.files import Package, Row
from lovp_data.package.schema import load_schema
from lovp_data.review.checks import blockers, kept_items
from lovp_data.review.edits import home_of
from lovp_data.review.review import (
    ACCEPTED,
    REJECTED,
    STORED,
    DiscussionItem,
    FollowUpItem,
    MeetingItem,
    PartyItem,
    ReturnItem,
    Review,
    ReviewError,
    Span,
)
from lovp_data.review.stored import distinctive_text, find_earlier, recognise, stored_meeting
from lovp_data.store.new_rows import new_id, next_position
from lovp_data.store.rows import SOURCE_TEXTS
from lovp_data.store.writing import Change, digest_of, find_item

# What a list says of a follow-up, in the words in which it is kept.
STATUS_WORDS = {"done": "afgerond", "in_progress": "in uitvoering", "dropped": "vervallen"}
_BETWEEN = "\n\n"  # two texts of one meeting


def to_changes(review: Review, package: Package) -> list[Change]:
    """All changes of a review that nothing stands in the way of, for one write.

    What was stored since the review began is recognised and not added twice. Raises ReviewError with the first thing
    that stands in the way.
    """
    now = recognise(review, package)
    if found := blockers(now, package):
        raise ReviewError(found[0])
    return _Filing(now, package).changes()


@dataclass(frozen=True)
class _Home:
    """A meeting of the note as it will be stored. `is_new_text`: its text comes with this write."""

    id: str
    source_url: str
    is_new_text: bool


class _Filing:
    """Collects changes, with the rows as they will be, so that each new code and place is free."""

    def __init__(self, review: Review, package: Package) -> None:
        self._review, self._package = review, package
        self._rows = {name: list(rows) for name, rows in package.rows.items()}
        self._changes: list[Change] = []
        self._shift = 0

    def changes(self) -> list[Change]:
        """Meetings and text first, then what is said in them."""
        path, is_new = self._file_text()
        homes = {
            at: self._file_meeting(each, path, is_new_text=is_new)
            for at, each in enumerate(self._review.meetings)
            if each.is_kept
        }
        for party in self._review.new_parties:
            self._file_party(vars(party))
        for discussion in sorted(self._review.discussions, key=lambda each: each.section or Span(0, 0)):
            if discussion.meeting in homes:
                self._file_discussion(discussion, homes[discussion.meeting])
        for item in self._review.follow_ups:
            if item.row and item.state == ACCEPTED:
                self._quote(item)
        for back in self._review.returns:
            if back.state == ACCEPTED:
                self._file_return(back, homes)
        return self._changes

    def _add(self, resource: str, values: Mapping[str, Any], key: str | None = None) -> str:
        key = key or new_id(self._rows, resource, values)
        blank: Row = dict.fromkeys(load_schema()[resource].columns)
        row = blank | {name: None if value == "" else value for name, value in values.items()} | {"id": key}
        self._rows[resource].append(row)
        self._changes.append(Change(resource, key, {name: value for name, value in row.items() if value is not None}))
        return key

    def _change(self, resource: str, key: str, values: Mapping[str, Any]) -> None:
        item = find_item(self._package, resource, key)
        if item and values:
            self._changes.append(Change(resource, key, dict(values), item.digest))

    # --- the meeting and its text -----------------------------------------------------------------------------------

    def _file_text(self) -> tuple[str, bool]:
        """Where the text stands, and whether it came there by this write."""
        earlier, texts, text = find_earlier(self._review, self._package), self._package.texts, self._review.text
        if earlier is None:
            path = self._free_path(next(each.held_on for each in self._review.held_meetings if each.is_kept))
            self._changes.append(Change(SOURCE_TEXTS, path, {"text": text}))
            return path, True
        if earlier.is_same:
            return earlier.path, False
        before = texts[earlier.path]
        self._shift = len(before) + len(_BETWEEN)
        whole = {"text": before + _BETWEEN + text}
        self._changes.append(Change(SOURCE_TEXTS, earlier.path, whole, digest_of({"text": before})))
        return earlier.path, True

    def _free_path(self, held_on: str) -> str:
        stem = f"sources/lovp-{held_on}"
        names = [f"{stem}.txt", *(f"{stem}-{number}.txt" for number in range(2, len(self._package.texts) + 3))]
        return next(name for name in names if name not in self._package.texts)

    def _file_meeting(self, meeting: MeetingItem, path: str, *, is_new_text: bool) -> _Home:
        row = stored_meeting(meeting, self._package)
        if meeting.is_later:
            return _Home(self._file_told(meeting, row), path, False)
        given = {"published_on": meeting.published_on or None, "source_url": meeting.source_url or None}
        if row is None:
            values = {"held_on": meeting.held_on, "kind": meeting.kind, "state": meeting.state, "text_path": path}
            return _Home(self._add("meetings", values | given), meeting.source_url or path, is_new_text)
        filled = {name: value for name, value in (given | {"text_path": path}).items() if value and not row[name]}
        if row["state"] == "planned":
            filled["state"] = meeting.state
        self._change("meetings", row["id"], filled)
        return _Home(row["id"], row["source_url"] or meeting.source_url or path, is_new_text)

    def _file_told(self, meeting: MeetingItem, row: Row | None) -> str:
        """A later one is planned, or a planned one is cancelled; the text is about another."""
        if row is None:
            day = {"held_on": meeting.held_on, "kind": meeting.kind, "state": meeting.state}
            return self._add("meetings", day)
        if row["state"] == "planned" and meeting.state != "planned":
            self._change("meetings", row["id"], {"state": meeting.state})
        return str(row["id"])

    # --- topics and follow-ups --------------------------------------------------------------------------------------

    def _file_discussion(self, item: DiscussionItem, home: _Home) -> None:
        points = [each for each in self._review.of_discussion(item.id) if each.state == ACCEPTED and not each.row]
        if item.state not in (ACCEPTED, STORED) and not points:
            return
        topic = item.topic or self._new_topic(item)
        row = next((r for r in self._rows["discussions"] if (r["topic"], r["meeting"]) == (topic, home.id)), None)
        place = self._section(item)
        if row is None:
            position = next_position(self._rows, "discussions", home.id)
            values = {"topic": topic, "meeting": home.id, "position": position, "summary": item.summary.strip()}
            self._add("discussions", values | place | {"source_url": home.source_url})
        elif home.is_new_text and item.state == ACCEPTED and row in self._package.rows["discussions"]:
            summary = {"summary": item.summary.strip()} if item.summary.strip() and not row["summary"] else {}
            self._change("discussions", row["id"], (place if row["heading"] is None else {}) | summary)
        if item.state == ACCEPTED:
            self._file_parties(item.parties, {"topic": topic, "meeting": home.id, "follow_up": None})
        for each in points:
            self._file_follow_up(each, topic, home)

    def _new_topic(self, item: DiscussionItem) -> str:
        """The code of a new topic; two of the same title are one."""
        title = " ".join(item.title.split())
        same = next((row["id"] for row in self._rows["topics"] if row["title"].casefold() == title.casefold()), None)
        return same or self._add("topics", {"title": title, "theme": item.theme, "standing": item.standing})

    def _section(self, item: DiscussionItem) -> dict[str, Any]:
        """Heading and section; nothing where no line of the text is the heading and no more."""
        if item.heading is None or item.section is None:
            return {}
        quote = self._review.quote(item.heading)
        heading = quote.lstrip("#* ").strip()  # a mark before it is no part of it
        start, end = item.heading.start + len(quote) - len(quote.lstrip("#* ")), item.section.end
        if not heading or self._review.text[start:end].split("\n", 1)[0].strip() != heading:
            return {}
        return {"heading": heading, "section_start": start + self._shift, "section_end": end + self._shift}

    def _file_follow_up(self, item: FollowUpItem, topic: str, home: _Home) -> None:
        if self._is_told(item, home.id):
            return
        values = {
            "topic": topic,
            "meeting": home.id,
            "position": next_position(self._rows, "follow_ups", home.id),
            "kind": item.kind,
            "title": item.title.strip(),
            "what": item.what.strip(),
            "due_wording": item.due_wording.strip(),
            "due_on": item.due_on,
            "due_meeting": item.due_meeting,
            "openness": item.openness,
            "embargo_until": item.embargo_until if item.openness == "embargo" else None,
            "source_url": home.source_url,
        }
        key = self._add("follow_ups", values | self._place(item.quote))
        self._file_parties(item.parties, {"topic": topic, "meeting": home.id, "follow_up": key})
        if item.status:
            self._file_status(item, key, home)

    def _file_status(self, item: FollowUpItem, key: str, home: _Home) -> None:
        """What the table said of it on the day of the meeting."""
        held_on = next(row["held_on"] for row in self._rows["meetings"] if row["id"] == home.id)
        note = f"Volgens de lijst bij de terugkoppeling: {STATUS_WORDS[item.status]}."
        values = {"follow_up": key, "on": held_on, "status": item.status, "relation": "confirmed", "note": note}
        self._add("status_updates", values | {"meeting": home.id, "source_url": home.source_url})

    def _is_told(self, item: FollowUpItem, meeting: str) -> bool:
        """The meeting's other text says this in the same words already."""
        if not self._shift:
            return False
        words = distinctive_text(self._review.quote(item.quote))
        rows = [row for row in self._package.rows["follow_ups"] if row["meeting"] == meeting]
        return any(distinctive_text(row["quote"] or "") == words for row in rows)

    def _quote(self, item: FollowUpItem) -> None:
        """The quote of a follow-up that was noted before there was a text."""
        self._change("follow_ups", item.row, self._place(item.quote))

    def _place(self, span: Span | None) -> dict[str, Any]:
        if span is None:
            return {}
        shift = self._shift
        quote = self._review.quote(span)
        return {"quote": quote, "quote_start": span.start + shift, "quote_end": span.end + shift}

    # --- parties and what came back ---------------------------------------------------------------------------------

    def _file_party(self, party: Mapping[str, Any]) -> None:
        if all(row["id"] != party["id"] for row in self._rows["stakeholders"]) and self._is_wanted(party["id"]):
            self._add("stakeholders", party, key=party["id"])

    def _is_wanted(self, party: str) -> bool:
        items: list[DiscussionItem | FollowUpItem] = [*self._review.discussions, *self._review.follow_ups]
        return any(each.state == ACCEPTED and any(p.stakeholder == party for p in each.parties) for each in items)

    def _file_parties(self, parties: tuple[PartyItem, ...], said_in: Mapping[str, Any]) -> None:
        """Those that the package holds, or will; the others stay words of the text."""
        known = {row["id"] for row in self._rows["stakeholders"]}
        taken = {_role_key(row) for row in self._rows["involvements"]}
        for each in parties:
            values = {**said_in, "stakeholder": each.stakeholder, "role": each.role, "named_as": each.named_as}
            if each.stakeholder in known and _role_key(values) not in taken:
                self._add("involvements", values | self._place(each.place))

    def _file_return(self, item: ReturnItem, homes: dict[int, _Home]) -> None:
        place = item.passage.place
        discussion = home_of(self._review, place)
        held = [at for at in homes if not self._review.meetings[at].is_later]
        at = discussion.meeting if discussion and discussion.meeting in homes else max(held)
        home, held_on = homes[at], self._review.meetings[at].held_on
        values = {
            "follow_up": item.follow_up,
            "on": held_on,
            "status": "" if item.status == "related" else item.status,
            "relation": "related" if item.status == "related" else "confirmed",
            "note": item.note,
            "meeting": home.id,
            "due_wording": item.due_wording,
            "due_on": item.due_on,
            "due_meeting": item.due_meeting,
            "source_url": home.source_url,
        }
        self._add("status_updates", values)


def _role_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in ("topic", "meeting", "follow_up", "stakeholder", "role"))


@dataclass(frozen=True)
class Summary:
    """How many rows of each resource are added or changed, and how many proposals are left out."""

    added: dict[str, int]
    changed: dict[str, int]
    left_out: int


def summarise(review: Review, changes: list[Change]) -> Summary:
    """What one write will do, before it is done."""
    added: dict[str, int] = {}
    changed: dict[str, int] = {}
    for each in changes:
        counts = changed if each.expected else added
        counts[each.resource] = counts.get(each.resource, 0) + 1
    left_out = sum(each.state == REJECTED for each in kept_items(review))
    return Summary(added, changed, left_out)
