"""What the calendar holds: the terms of the selection and the known meetings, as entries in one language.

Open follow-ups with a term are in it, and closed ones for a while longer, marked, so that a subscriber sees what became
of them. Meetings are never cut by filters: they are the calendar in which things come back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lovp_data.register.register import FORESIGHT, NOT_HELD, UNCONFIRMED
from lovp_view.files.calendar_file import CANCELLED, CONFIRMED, TENTATIVE, Entry, calendar_bytes
from lovp_view.view import paths
from lovp_view.view.address import View, query_text
from lovp_view.view.facts import follow_up_facts
from lovp_view.view.scene import Scene
from lovp_view.view.texts import Texts, status_label
from lovp_view.view.wording import caption, meeting_labels

RECENT = pd.Timedelta(days=92)  # how long a closed follow-up stays in the calendar
_LONGEST_NAME = 120
_MOST_TOPICS = 3  # that the title of a meeting names
# An update outweighs whatever happened to the meeting before it, so that the number never falls.
_PER_UPDATE = 100


def agenda_bytes(scene: Scene, base: str) -> bytes:
    """The calendar file of the selection; `base` is the dashboard's address."""
    told = caption(scene)
    name = scene.texts("agenda.name")
    if scene.view.selection:
        name = f"{name} · {told.filters}"
    return calendar_bytes(
        agenda(scene),
        name=name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
        description=f"{told.filters}\n{told.footer}",
        language=scene.view.language,
        base=base,
    )


def agenda(scene: Scene) -> list[Entry]:
    """All entries: meetings and follow-ups, by day."""
    # The links say the reference date only if it was chosen, which the cache key does not tell.
    return scene.cached("agenda", lambda: _agenda(scene), scene.view.reference_date)


def _agenda(scene: Scene) -> list[Entry]:
    entries = [*_meeting_entries(scene), *_follow_up_entries(scene)]
    return sorted(entries, key=lambda entry: (entry.first, entry.last, entry.uid))


def follow_ups_in_agenda(scene: Scene) -> pd.DataFrame:
    """Grain: follow-up of the selection with a term, open or closed less than RECENT before the reference date."""
    rows = scene.selected.follow_ups
    is_recent = rows["status_on"] > pd.Timestamp(scene.reference_date) - RECENT
    return rows[rows["is_task"] & rows["due_start"].notna() & (rows["is_open"] | is_recent)]


FILE_NAME = "lovp-agenda.ics"


@dataclass(frozen=True)
class _History:
    """When things became known: per meeting, and the meetings that each one took the place of."""

    changed_on: dict[str, date]
    replaces: dict[str, list[str]]

    def line(self, meeting: object) -> list[str]:
        """The meeting and those it took the place of, one after another; nothing without a meeting."""
        found: list[str] = []
        ahead = [meeting] if isinstance(meeting, str) else []
        while ahead:
            found.append(ahead.pop())
            ahead += [each for each in self.replaces.get(found[-1], []) if each not in found]
        return found


def _history(scene: Scene) -> _History:
    calendar = scene.register.calendar
    ends = dict(zip(calendar["id"], calendar["held_on_end"], strict=True))
    replaces: dict[str, list[str]] = {}
    for row in calendar.dropna(subset=["replaced_by"]).itertuples():
        replaces.setdefault(row.replaced_by, []).append(row.id)
    day = pd.Timestamp(scene.reference_date)
    changed = {row.id: min(_changed_on(row, ends), day).date() for row in calendar.itertuples()}
    return _History(changed, replaces)


def _changed_on(row: Any, ends: dict[str, pd.Timestamp]) -> pd.Timestamp:
    """The day of a meeting's latest news: published, decided by its own day or its replacement's, or foreseen."""
    if row.state in ("planned", UNCONFIRMED):
        return row.held_on_start - FORESIGHT
    decided = min(row.held_on_end, ends.get(row.replaced_by, row.held_on_end))
    return decided if pd.isna(row.published_on) else max(decided, row.published_on)


def _path(scene: Scene, resource: str, key: str) -> str:
    """The permanent address of a row; of the same day as this calendar, and of no filter that could hide it."""
    query = query_text(View(scene.view.language, scene.view.reference_date))
    return f"{paths.item_address('', resource, key)}?{query}".strip("/?")


# --- meetings -------------------------------------------------------------------------------------------------------


def _meeting_entries(scene: Scene) -> Iterator[Entry]:
    history, labels = _history(scene), meeting_labels(scene)
    for row in scene.register.calendar.itertuples():
        yield Entry(
            uid=f"meeting-{row.id}@lovp",
            first=row.held_on_start.date(),
            last=row.held_on_end.date(),
            summary=_meeting_summary(scene, row),
            description="\n".join(_meeting_lines(scene, row, labels)),
            path=_path(scene, "meetings", row.id),
            category=scene.texts("filter.meeting"),
            status=_meeting_status(row.state),
            sequence=int(row.state not in ("planned", UNCONFIRMED)) + int(pd.notna(row.published_on)),
            changed_on=history.changed_on[row.id],
        )


def _meeting_status(code: str) -> str:
    """Announced is not yet held; what was dealt with in writing did not take place either."""
    return CANCELLED if code in NOT_HELD else TENTATIVE if code in ("planned", UNCONFIRMED) else CONFIRMED


def _meeting_summary(scene: Scene, row: Any) -> str:
    """'LOVP (extra): Jaarwisseling, Ondermijning …'"""
    texts, discussions = scene.texts, scene.selected.discussions
    marks = [texts.label("meeting_kind", row.kind)] if row.kind != "regular" else []
    marks += [texts.label("state", row.state)] if row.state != "held" else []
    of = discussions.loc[discussions["meeting"] == row.id, "topic"]
    topics = [scene.register.topic_titles[topic] for topic in of[:_MOST_TOPICS]]
    more = " …" if len(of) > _MOST_TOPICS else ""
    return _marked("LOVP", marks) + (f": {', '.join(topics)}{more}" if topics else "")


def _marked(title: str, marks: list[str]) -> str:
    """'Jaarwisseling (verschoven, te laat)'"""
    return f"{title} ({', '.join(mark.lower() for mark in marks)})" if marks else title


def _meeting_lines(scene: Scene, row: Any, labels: dict[str, str]) -> Iterator[str]:
    texts, discussions = scene.texts, scene.selected.discussions
    yield f"{labels[row.id]} · {texts.label('state', row.state)}"
    if isinstance(row.replaced_by, str):
        yield f"{texts('detail.replaced_by')}: {labels.get(row.replaced_by, row.replaced_by)}"
    if isinstance(row.note, str):
        yield row.note
    if pd.notna(row.published_on):
        yield f"{texts('detail.published')}: {texts.day(row.published_on)}"
    titles = scene.register.topic_titles
    topics = [titles[topic] for topic in discussions.loc[discussions["meeting"] == row.id, "topic"]]
    if topics:
        yield f"{texts('page.topics')}: {'; '.join(topics)}"
    yield from _source(row, texts)


def _source(row: Any, texts: Texts) -> Iterator[str]:
    if isinstance(row.source_url, str):
        yield f"{texts('detail.source_link')}: {row.source_url}"


# --- follow-ups -----------------------------------------------------------------------------------------------------


def _follow_up_entries(scene: Scene) -> Iterator[Entry]:
    history, updates = _history(scene), scene.selected.status_updates.groupby("follow_up")["on_end"]
    counts, latest = updates.count(), updates.max()
    for row in follow_ups_in_agenda(scene).itertuples():
        line = history.line(row.due_meeting)
        news = [row.said_end.date(), *(history.changed_on[each] for each in line if each in history.changed_on)]
        news += [latest[row.id].date()] if row.id in latest.index else []
        yield Entry(
            uid=f"follow-up-{row.id}@lovp",
            first=row.due_start.date(),
            last=row.due_end.date(),
            summary=_follow_up_summary(row, scene.texts),
            description="\n".join(_follow_up_lines(scene, row)),
            path=_path(scene, "follow_ups", row.id),
            category=row.topic_title,
            status=_follow_up_status(row),
            sequence=_PER_UPDATE * int(counts.get(row.id, 0)) + 2 * max(len(line) - 1, 0) + int(row.is_term_void),
            changed_on=max(news),
        )


def _follow_up_status(row: Any) -> str:
    """What was given up is cancelled; a term at a meeting that fell through is uncertain."""
    return CANCELLED if row.status == "dropped" else TENTATIVE if row.is_term_void else CONFIRMED


def _follow_up_summary(row: Any, texts: Texts) -> str:
    marks = [status_label(texts, row.group, row.status, row.outcome)] if row.status != "open" else []
    marks += [texts("status.moved")] if row.is_moved and row.status != "moved" else []
    marks += [texts("status.late")] if row.is_late else []
    return _marked(row.title, marks)


def _follow_up_lines(scene: Scene, row: Any) -> Iterator[str]:
    """What, who and when; the quote; what became of it; where it is said."""
    texts = scene.texts
    yield f"{texts.label('kind', row.kind)}: {row.what}"
    yield from (f"- {aspect}" for aspect in row.aspects or ())
    if row.is_term_void:
        yield texts("agenda.void")
    yield from (f"{name}: {value}" for name, value, _ in follow_up_facts(scene, row))
    if isinstance(row.quote, str):
        yield f"{texts('column.quote')}: “{' '.join(row.quote.split())}”"
    yield from _update_lines(scene, row.id)
    yield from _source(row, texts)


def _update_lines(scene: Scene, follow_up: str) -> Iterator[str]:
    texts, rows = scene.texts, scene.selected.status_updates
    for row in rows[rows["follow_up"] == follow_up].sort_values("on_end", kind="stable").itertuples():
        status = texts.label("status", row.status if isinstance(row.status, str) else "related")
        yield f"{texts.interval(row.on_start, row.on_end)} · {status}: {row.note}"
