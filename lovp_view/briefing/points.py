"""The groups of points on a slide: what changed, one topic, what comes back."""

from dataclasses import replace
from typing import Any

import pandas as pd

from lovp_data import measures
from lovp_data.measures import Change
from lovp_view.briefing.deck import Group, Point, Tag
from lovp_view.view.facts import named_as
from lovp_view.view.scene import Scene
from lovp_view.view.theme import MUTED, STATUS_COLORS
from lovp_view.view.wording import meeting_labels, status_tags, term_phrase

MOST = 5  # points under one heading of the opening
_LONGEST_NOTE = 170  # characters; the whole opens on a click
# Headings of the opening, and the kinds of change that stand under each.
NEWS = {"new": ("new",), "done": ("done",), "moved": ("moved",)}
_TELLING = ("decision", "agreement", "request")  # kinds whose words are quoted before those of others
_OTHER_NEWS = ("dropped", "in_progress", "open", "related")


def opening_groups(scene: Scene) -> list[Group]:
    """New, done, moved, other news, silent, fallen through; a heading with nothing under it says so only if all do."""
    changes = measures.changes_since_previous_meeting(scene.selected)
    groups = [_change_group(scene, name, kinds, changes) for name, kinds in NEWS.items()]
    groups.append(_change_group(scene, "other_news", _OTHER_NEWS, changes))
    silent = measures.follow_ups_without_news(scene.selected)
    groups.append(_group(scene, "silent", _points(scene, silent)))
    groups.append(_meetings_group(scene))
    found = [group for group in groups if group.points or group.facts]
    return found or [Group(scene.texts("slide.news"), empty=scene.texts("empty.changed"))]


def _change_group(scene: Scene, name: str, kinds: tuple[str, ...], changes: list[Change]) -> Group:
    """One point per follow-up, with its latest change."""
    latest = {change.follow_up: change for change in changes if change.kind in kinds}
    rows = scene.selected.follow_ups
    points = [_changed_point(scene, row, latest[row.id]) for row in rows.itertuples() if row.id in latest]
    return _group(scene, name, points)


def _changed_point(scene: Scene, row: Any, change: Change) -> Point:
    texts = scene.texts
    tag = Tag(texts.label("change", change.kind), STATUS_COLORS.get(change.kind, MUTED))
    if change.kind == "new":
        return Point(row.id, row.title, _meta(scene, row), (tag,), _quote(row))
    return Point(row.id, row.title, "", (tag,), _quote(row), _said(scene, change.start, change.end, change.note))


def _meetings_group(scene: Scene) -> Group:
    rows, labels = measures.meetings_fallen_through(scene.register), meeting_labels(scene)
    texts = scene.texts
    facts = [
        (labels[row.id], texts("slide.replaced_by", meeting=labels[row.replaced_by]))
        if isinstance(row.replaced_by, str)
        else (labels[row.id], texts.label("state", row.state))
        for row in rows.itertuples()
    ]
    return Group(texts("slide.cancelled"), facts=tuple(facts[:MOST]))


def topic_groups(scene: Scene, topic: str, rows: pd.DataFrame) -> list[Group]:
    """The topic's follow-ups, the parties with their roles, and one quote: of an agreement if there is one."""
    texts = scene.texts
    points = [replace(point, quote=None, note=_last_news(scene, point.id)) for point in _points(scene, rows)]
    groups = [Group(texts.plural("detail.follow_ups", len(rows)), tuple(points))]
    if parties := party_facts(scene, topic):
        groups.append(Group(texts("detail.parties"), facts=tuple(parties)))
    weight = {kind: place for place, kind in enumerate(_TELLING)}
    quoted = rows[rows["quote"].notna()]
    quoted = quoted.iloc[quoted["kind"].map(lambda kind: weight.get(kind, len(weight))).argsort(kind="stable")]
    groups += [_quote_group(scene, row) for row in quoted.head(1).itertuples()]
    return groups


def _quote_group(scene: Scene, row: Any) -> Group:
    said = meeting_labels(scene)[row.meeting]
    return Group(scene.texts("slide.quote"), (Point(row.id, row.title, said, (), _quote(row)),))


def party_facts(scene: Scene, topic: str) -> list[tuple[str, str]]:
    """Each party in the topic, as named today, with its roles."""
    rows = scene.selected.involvements
    roles: dict[str, list[str]] = {}
    for row in rows[rows["topic"] == topic].itertuples():
        held, role = roles.setdefault(named_as(scene, row), []), scene.texts.label("role", row.role)
        held.extend([role] if role not in held else [])
    return [(name, scene.texts.listing(held)) for name, held in roles.items()]


def closing_groups(scene: Scene) -> list[Group]:
    """What is due, under the meeting it comes back in; then what is late."""
    texts, due = scene.texts, measures.follow_ups_due_next(scene.selected)
    labels = meeting_labels(scene)
    names = due["due_meeting"].map(lambda key: labels.get(key, texts("slide.no_meeting"))).astype(str)
    groups = [Group(str(name), tuple(_points(scene, due[names == name]))) for name in dict.fromkeys(names)]
    rows = scene.selected.follow_ups
    late = rows[rows["is_late"]].sort_values(["due_end", "id"])
    groups += [Group(texts("slide.late"), tuple(_points(scene, late)))] if len(late) else []
    return groups if len(due) else [Group(texts("slide.due"), empty=texts("empty.due_next")), *groups]


def _group(scene: Scene, name: str, points: list[Point]) -> Group:
    """At most MOST points; the heading says how many there are, the rest that some are left out."""
    texts, more = scene.texts, len(points) - MOST
    rest = texts.plural("slide.more", more) if more > 0 else ""
    return Group(texts(f"slide.{name}", n=texts.number(len(points))), tuple(points[:MOST]), rest=rest)


def _points(scene: Scene, rows: pd.DataFrame) -> list[Point]:
    return [Point(row.id, row.title, _meta(scene, row), _tags(scene, row), _quote(row)) for row in rows.itertuples()]


def _last_news(scene: Scene, follow_up: str) -> str:
    """The latest update of a follow-up in a few words; '' if nothing is known."""
    rows = scene.selected.status_updates
    last = rows[rows["follow_up"] == follow_up].sort_values("on_end", kind="stable").tail(1)
    return next((_said(scene, row.on_start, row.on_end, row.note) for row in last.itertuples()), "")


def _said(scene: Scene, start: pd.Timestamp, end: pd.Timestamp, note: str) -> str:
    return _shortened(f"{scene.texts.interval(start, end)}: {note}", _LONGEST_NOTE)


def _meta(scene: Scene, row: Any) -> str:
    texts = scene.texts
    said = texts("item.said", day=texts.interval(row.said_start, row.said_end))
    return " · ".join([texts.label("kind", row.kind), said, term_phrase(row, texts)])


def _tags(scene: Scene, row: Any) -> tuple[Tag, ...]:
    return tuple(Tag(**tag) for tag in status_tags(row.status, row.is_late, scene.texts))


def _quote(row: Any) -> str | None:
    return " ".join(row.quote.split()) if isinstance(row.quote, str) else None


def _shortened(text: str, most: int) -> str:
    """The text, or its first words and an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
