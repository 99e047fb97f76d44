"""A draft in plain values, for programs and for the command line."""

from collections.abc import Sequence
from typing import Any

from lovp_data.documents.note_text import LeftOut
from lovp_data.reading.draft import Discussion, Draft, Due, FollowUp


def plain_draft(draft: Draft, left_out: Sequence[LeftOut] = ()) -> dict[str, Any]:
    """JSON: `meetings`, `topics`, `follow_ups` and `possible` ones by place, `unplaced`, and the `text` that was read.

    `left_out` says in sentences what the document holds besides that text.

    A follow-up has its quote with its place in the text, its first wording of time, and the codes of its owners. What
    was not found is an empty string or list.
    """
    return {
        "meetings": [{"held_on": each.held_on, "state": each.state} for each in draft.meetings],
        "topics": [_topic(each) for each in draft.discussions],
        "follow_ups": [_follow_up(each) for each in draft.follow_ups],
        "possible": [{"quote": each.place.quote, "why": each.why} for d in draft.discussions for each in d.possible],
        "unplaced": [{"quote": each.place.quote, "why": each.reason} for each in draft.unplaced],
        "text": draft.text,
        "left_out": [str(each) for each in left_out],
    }


def _topic(discussion: Discussion) -> dict[str, str]:
    return {"title": discussion.title, "topic": discussion.topic}


def _follow_up(found: FollowUp) -> dict[str, Any]:
    owners = dict.fromkeys(party.stakeholder for party in found.parties if party.role == "owner")
    place = {"quote": found.quote.quote, "start": found.quote.start, "end": found.quote.end}
    return {"kind": found.kind, **place, **_due(found.due), "owner": list(owners)}


def _due(due: Due | None) -> dict[str, str]:
    if due is None:
        return dict.fromkeys(("due_wording", "due_on", "due_at", "due_meeting"), "")
    return {"due_wording": due.wording.quote, "due_on": due.on, "due_at": due.at, "due_meeting": due.meeting}


def told(draft: Draft, left_out: Sequence[LeftOut] = ()) -> str:
    """The same for a person: a line per meeting, topic and follow-up, and for what was left out."""
    lines = [f"meeting {each.held_on or '(no day found)'}, {each.state}" for each in draft.meetings]
    for discussion in draft.discussions:
        lines.append(f"{discussion.title or '(no heading)'} [{discussion.topic or 'new topic'}]")
        for row in map(_follow_up, discussion.follow_ups):
            owner, term = ", ".join(row["owner"]) or "nobody named", row["due_wording"] or "no term"
            lines.append(f"  {row['kind']}: {' '.join(row['quote'].split())} ({owner}; {term}; {row['due_on'] or '-'})")
    return "\n".join([*lines, *map(str, left_out)])
