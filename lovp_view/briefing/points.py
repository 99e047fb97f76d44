"""The groups of points on a slide: what was agreed last, what came back, what is urgent, what is to come, a topic."""

from typing import Any

import pandas as pd

from lovp_data import measures
from lovp_view.briefing.deck import Group, Point, Tag
from lovp_view.view.facts import named_as, safe_address
from lovp_view.view.scene import Scene
from lovp_view.view.wording import meeting_labels, status_tags, term_phrase

_GROUPS = ("agreed", "asked", "said")
MOST_OPEN = 12  # open points of other topics that slides tell one by one; of more, numbers by topic
MOST_EARLIER = 6  # with less that came back since the last meeting, what did before it fills the slide up


def last_meeting_groups(scene: Scene, meeting: str) -> list[Group]:
    """What was agreed, asked and said in a meeting, all of it; where nothing was, what was on the table."""
    rows = scene.selected.follow_ups
    return _by_group(scene, rows[rows["meeting"] == meeting], with_topic=True) or _discussed(scene, meeting)


def _by_group(scene: Scene, rows: pd.DataFrame, *, with_topic: bool = False) -> list[Group]:
    """What was agreed, asked and said, each under its number."""
    return [
        Group(scene.texts.plural(f"slide.group_{code}", len(of)), tuple(points(scene, of, with_topic=with_topic)))
        for code in _GROUPS
        if len(of := rows[rows["group"] == code])
    ]


def _discussed(scene: Scene, meeting: str) -> list[Group]:
    rows, titles = scene.selected.discussions, scene.register.topic_titles
    rows = rows[rows["meeting"] == meeting]
    facts = [(titles[row.topic], row.summary if isinstance(row.summary, str) else "") for row in rows.itertuples()]
    return [Group(scene.texts("slide.discussed"), facts=tuple(facts))] if facts else []


def came_back_groups(scene: Scene) -> list[Group]:
    """What came back since the last meeting; where little did, also the last things that came back before it."""
    rows, texts = measures.follow_ups_came_back(scene.selected), scene.texts
    last = measures.last_meeting(scene.register)
    fresh = rows[rows["status_on"] >= last["held_on_end"]] if last is not None else rows
    earlier = rows[~rows["id"].isin(fresh["id"])].head(max(MOST_EARLIER - len(fresh), 0))
    found = [(texts.plural("slide.back_since", len(fresh)), fresh)]
    found += [(texts("slide.back_earlier" if len(fresh) else "slide.back_only_earlier"), earlier)]
    groups = [Group(head, tuple(points(scene, each, with_topic=True))) for head, each in found if len(each)]
    return [*groups, *_fallen_through(scene)]


def _fallen_through(scene: Scene) -> list[Group]:
    rows, labels = measures.meetings_fallen_through(scene.register), meeting_labels(scene)
    texts = scene.texts
    facts = [
        (labels[row.id], texts("slide.replaced_by", meeting=labels[row.replaced_by]))
        if isinstance(row.replaced_by, str)
        else (labels[row.id], texts.label("state", row.state))
        for row in rows.itertuples()
    ]
    return [Group(texts("slide.cancelled"), facts=tuple(facts))] if facts else []


def urgent_groups(scene: Scene) -> list[Group]:
    """What is late, longest first, then what was asked and not answered; all of it."""
    rows, texts = measures.follow_ups_late_or_unanswered(scene.selected), scene.texts
    late, waiting = rows[rows["is_late"]], rows[~rows["is_late"]]
    found = [("late", late), ("unanswered", waiting)]
    return [
        Group(texts(f"slide.{name}", n=texts.number(len(of))), tuple(points(scene, of, with_topic=True)))
        for name, of in found
        if len(of)
    ]


def coming_groups(scene: Scene) -> list[Group]:
    """What is due, under the meeting it comes back in."""
    texts, due = scene.texts, measures.follow_ups_due_next(scene.selected)
    labels = meeting_labels(scene)
    names = due["due_meeting"].map(lambda key: labels.get(key, texts("slide.no_meeting"))).astype(str)
    return [
        Group(str(name), tuple(points(scene, due[names == name], with_topic=True))) for name in dict.fromkeys(names)
    ]


def topic_groups(scene: Scene, topic: str, rows: pd.DataFrame) -> list[Group]:
    """What was agreed, asked and said on a topic, open ones first, and the parties with their roles."""
    rows = rows.sort_values(["is_late", "is_open", "said_start"], ascending=[False, False, False], kind="stable")
    parties = party_facts(scene, topic)
    told = [Group(scene.texts("detail.parties"), facts=tuple(parties))] if parties else []
    return [*_by_group(scene, rows), *told]


def other_groups(scene: Scene, topics: list[str], *, is_paper: bool = False) -> list[Group]:
    """Of topics without a slide of their own: what is open in each, then the others in a line each.

    Where that is much, slides have every topic in a line: what is late, unanswered or due next stands before this one.
    """
    rows, titles = scene.selected.follow_ups, scene.register.topic_titles
    rows = rows[rows["topic"].isin(topics)]
    is_open, heading = rows[rows["is_open"]], scene.texts("slide.nothing_open")
    if len(is_open) > MOST_OPEN and not is_paper:
        is_open, heading = is_open.head(0), ""
    groups = [Group(titles[key], tuple(points(scene, of))) for key, of in is_open.groupby("topic", sort=False)]
    rest = [topic for topic in topics if topic not in set(is_open["topic"])]
    facts = tuple((titles[topic], _topic_line(scene, rows[rows["topic"] == topic])) for topic in rest)
    return [*groups, *([Group(heading, facts=facts)] if facts else [])]


def _topic_line(scene: Scene, rows: pd.DataFrame) -> str:
    """'1 te laat, 2 nog open, 3 afgerond, 2 gezegd'"""
    is_late, is_open, is_task = rows["is_late"], rows["is_open"], rows["is_task"]
    stages = {"late": is_late, "open": is_open & ~is_late, "closed": is_task & ~is_open, "said": ~is_task}
    counts = {name: int(of.sum()) for name, of in stages.items()}
    return ", ".join(scene.texts.plural(f"count.{name}", n) for name, n in counts.items() if n)


def party_facts(scene: Scene, topic: str) -> list[tuple[str, str]]:
    """Each party in the topic, as named today, with its roles."""
    rows = scene.selected.involvements
    roles: dict[str, list[str]] = {}
    for row in rows[rows["topic"] == topic].itertuples():
        held, role = roles.setdefault(named_as(scene, row), []), scene.texts.label("role", row.role)
        held.extend([role] if role not in held else [])
    return [(name, scene.texts.listing(held)) for name, held in roles.items()]


def points(scene: Scene, rows: pd.DataFrame, *, with_topic: bool = False) -> list[Point]:
    """A point per follow-up, in the order of the rows: status, kind, meeting and term, last news, quote, source."""
    return [_point(scene, row, with_topic=with_topic) for row in rows.itertuples()]


def _point(scene: Scene, row: Any, *, with_topic: bool) -> Point:
    texts = scene.texts
    said = texts("item.said", day=texts.interval(row.said_start, row.said_end))
    term = [term_phrase(row, texts)] if row.is_task else []
    meta = [texts.label("kind", row.kind), *([row.topic_title] if with_topic else []), said, *term]
    tags = tuple(Tag(**tag) for tag in status_tags(row, texts))
    quote = " ".join(row.quote.split()) if isinstance(row.quote, str) else None
    address = safe_address(row.source_url) or ""
    return Point(row.id, row.title, " · ".join(meta), tags, quote, _last_news(scene, row), address)


def _last_news(scene: Scene, follow_up: Any) -> str:
    """The latest update of a follow-up, of one that is done the update that says so; '' if nothing is known."""
    rows = scene.selected.status_updates
    rows = rows[rows["follow_up"] == follow_up.id].assign(counts=lambda of: of["status"] == follow_up.status)
    last = rows.sort_values(["counts", "on_end"] if follow_up.status == "done" else "on_end", kind="stable").tail(1)
    told = (f"{scene.texts.interval(row.on_start, row.on_end)}: {row.note}" for row in last.itertuples())
    return next(told, "")
