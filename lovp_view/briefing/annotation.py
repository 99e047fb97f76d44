"""What whoever prepares a meeting wants to know of one item of its agenda: the *annotatie*, as groups of points.

Everything is taken from the register, and every line leads to the follow-up, and so to the sentence, that it rests on.
"""

from dataclasses import replace
from typing import Any

import pandas as pd

from lovp_data import measures
from lovp_view.briefing.deck import Group, Point
from lovp_view.briefing.points import points
from lovp_view.view.agenda_plan import AgendaItem
from lovp_view.view.facts import named_as
from lovp_view.view.scene import Scene
from lovp_view.view.wording import first_term_text, meeting_labels

MOST_SAID = 4  # what was said counts for less: the last meeting's, so many at most
_SPEAKERS = ("author", "asks", "informs")  # roles of who said something


def occasion(scene: Scene) -> measures.Occasion | None:
    """The meeting that is prepared; None where none is chosen."""
    return measures.occasion_of(scene.register, scene.view.prepare) if scene.view.prepare else None


def occasion_title(scene: Scene) -> str:
    """'LOVP 15 feb 2027', or '' where no meeting is chosen."""
    found = occasion(scene)
    if found is None:
        return ""
    labels, texts = meeting_labels(scene), scene.texts
    return labels.get(found.meeting) or texts("preparing.of_day", day=texts.interval(found.start, found.end))


def agenda(scene: Scene) -> tuple[AgendaItem, ...]:
    """The items chosen, or else those that the data propose for the meeting; none where no meeting is chosen."""
    found = occasion(scene)
    if scene.view.agenda or found is None:
        return scene.view.agenda
    topics = scene.cached("agenda topics", lambda: measures.topics_for_agenda(scene.register, found)["topic"])
    return tuple(map(AgendaItem, topics))


def item_title(scene: Scene, item: AgendaItem) -> str:
    """Its own heading, or else the title of its topic."""
    return item.heading or scene.register.topic_titles.get(item.topic, item.topic)


def item_lead(scene: Scene, item: AgendaItem) -> str:
    """When it was last discussed; of an item without a topic, that nothing is known of it."""
    texts = scene.texts
    if not item.topic:
        return texts("preparing.no_topic")
    found = occasion(scene)
    last = measures.last_discussion(scene.register, item.topic, found) if found else None
    if last is None:
        return texts("preparing.never_discussed")
    return texts("preparing.last_discussed", meeting=meeting_labels(scene)[last["meeting"]])


def annotation(scene: Scene, item: AgendaItem, *, with_questions: bool = True) -> list[Group]:
    """The groups of one item: questions, agreed, asked, what became known since, and what was said last."""
    if not item.topic:
        return []
    rows = scene.register.follow_ups
    rows = rows[(rows["topic"] == item.topic)].sort_values(["is_late", "said_start"], ascending=[False, False])
    agreed, asked = (rows[rows["is_open"] & (rows["group"] == group)] for group in ("agreed", "asked"))
    found = [
        ("ask", _questions(scene, item.topic) if with_questions else []),
        ("agreed", [_with_slip(scene, *pair) for pair in zip(points(scene, agreed), agreed.itertuples(), strict=True)]),
        ("asked", points(scene, asked)),
        ("since", _since(scene, item.topic)),
        ("said", _said(scene, rows)),
    ]
    texts = scene.texts
    return [Group(texts(f"preparing.group_{name}", n=texts.number(len(of))), tuple(of)) for name, of in found if of]


def question_texts(scene: Scene, item: AgendaItem) -> list[str]:
    """The questions of an item alone, a line each, to be edited."""
    return [each.title for each in _questions(scene, item.topic)]


def not_on_agenda(scene: Scene) -> list[Point]:
    """What is due by the meeting that is prepared, and on none of its items."""
    found = occasion(scene)
    if found is None:
        return []
    topics = [item.topic for item in agenda(scene)]
    return points(scene, measures.follow_ups_not_on_agenda(scene.register, found, topics), with_topic=True)


def _by_id(scene: Scene, topic: str) -> dict[str, Any]:
    """The follow-ups of a topic, as rows."""
    rows = scene.register.follow_ups
    return {row.id: row for row in rows[rows["topic"] == topic].itertuples()}


def _questions(scene: Scene, topic: str) -> list[Point]:
    rows = _by_id(scene, topic)
    return [_question(scene, each, rows[each.follow_up]) for each in measures.questions_on_topic(scene.register, topic)]


def _question(scene: Scene, question: measures.Question, row: Any) -> Point:
    """The question, under it the follow-up that it is about, and why it is asked."""
    texts = scene.texts
    n = texts.number(question.meetings)
    term = texts.interval(row.first_start, row.first_end) if pd.notna(row.first_start) else ""
    title = texts(f"question.{question.rules[0]}", point=row.title, term=term, n=n)
    why = texts.listing([texts.plural(f"reason.{rule}", question.meetings) for rule in question.rules])
    return Point(row.id, title, texts("preparing.why", reasons=why))


def _with_slip(scene: Scene, point: Point, row: Any) -> Point:
    """Of what was put off, also what was promised first."""
    if not row.is_moved or pd.isna(row.first_start):
        return point
    slip = f"{scene.texts('detail.first_term')}: {first_term_text(row, scene.texts)}"
    return replace(point, meta=f"{point.meta} · {slip}")


def _since(scene: Scene, topic: str) -> list[Point]:
    """What became known after the topic was last discussed, each with its source."""
    rows, texts, found = _by_id(scene, topic), scene.texts, occasion(scene)
    if found is None:
        return []
    return [
        Point(
            each.follow_up,
            rows[each.follow_up].title,
            f"{texts.interval(each.on_start, each.on_end)}: {each.note}",
            address=each.source_url if isinstance(each.source_url, str) else "",
        )
        for each in measures.updates_since_discussion(scene.register, topic, found).itertuples()
    ]


def _said(scene: Scene, rows: pd.DataFrame) -> list[Point]:
    """What was merely said when the topic was last on, with who said it."""
    said = rows[rows["group"] == "said"]
    said = said[said["meeting"] == said["meeting"].iloc[0]].head(MOST_SAID) if len(said) else said
    return [_with_speakers(scene, each) for each in points(scene, said)]


def _with_speakers(scene: Scene, point: Point) -> Point:
    roles = scene.register.involvements
    roles = roles[(roles["follow_up"] == point.id) & roles["role"].isin(_SPEAKERS)]
    names = list(dict.fromkeys(named_as(scene, each) for each in roles.itertuples()))
    return replace(point, meta=" · ".join([*names, point.meta])) if names else point
