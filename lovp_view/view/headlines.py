"""The first screen in words: the five numbers, the moments of the strip, and what the numbers rest on."""

from lovp_data.measures import coverage, follow_ups_by_headline, next_meeting, previous_meeting
from lovp_view.view.scene import Scene
from lovp_view.view.wording import Item, meeting_labels


def headline_cards(scene: Scene) -> list[Item]:
    """The five numbers: code, value, label, a note, and the code of the headline that the note counts, if it does."""
    return scene.cached("headline cards", lambda: _headline_cards(scene))


def _headline_cards(scene: Scene) -> list[Item]:
    texts, rows = scene.texts, scene.selected.follow_ups
    n = follow_ups_by_headline(scene.selected)["headline"].value_counts()
    of = rows["group"].value_counts()
    promised = rows[(rows["group"] == "agreed") & ~rows["is_settled"]]
    dated = int(((promised["status"] == "done") & promised["first_end"].notna()).sum())
    late, on_time, again = (int(n.get(code, 0)) for code in ("agreed_late", "on_time", "came_up"))
    agreed, asked = len(promised), int(of.get("asked", 0))
    notes = {
        "agreed_open": (texts.plural("headline_note.agreed_late", late), "agreed_late" if late else None),
        "asked_open": (texts.plural("headline_note.asked", asked), None),
        "due_next": (_next_label(scene), None),
        "came_back": (
            texts.plural("headline_note.on_time", dated, on_time=texts.number(on_time)),
            "on_time" if on_time else None,
        ),
        "said": (texts.plural("headline_note.came_up", again), "came_up" if again else None),
    }
    values = {code: texts.number(int(n.get(code, 0))) for code in notes}
    labels = {code: texts(f"headline.{code}") for code in notes}
    labels["came_back"] = texts("headline.came_back_of", n=texts.number(agreed))
    return [
        {"code": code, "value": values[code], "label": labels[code], "note": note, "part": part}
        for code, (note, part) in notes.items()
    ]


def _next_label(scene: Scene) -> str:
    """'LOVP 15 feb 2027', or that it means the next three months."""
    meeting = next_meeting(scene.register)
    return scene.texts("headline_note.three_months") if meeting is None else meeting_labels(scene)[meeting["id"]]


def moment_heads(scene: Scene) -> dict[str, str]:
    """The words over each moment of the strip, in order of time."""
    texts, labels = scene.texts, meeting_labels(scene)
    previous, following = previous_meeting(scene.register), next_meeting(scene.register)
    told = None if following is None else labels[following["id"]]
    return {
        "previous": texts("moment.previous", meeting="–" if previous is None else labels[previous["id"]]),
        "now": texts("moment.now"),
        "next": texts("moment.next", meeting=told) if told else texts("moment.next_months"),
        "later": texts("moment.later"),
    }


def coverage_line(scene: Scene) -> str:
    """What is known of the next meeting, how old the last one is, and how much comes from one note."""
    return scene.cached("coverage", lambda: _coverage_line(scene))


def _coverage_line(scene: Scene) -> str:
    texts, told, following = scene.texts, coverage(scene.register), next_meeting(scene.register)
    parts = [texts("coverage.no_next")]
    if following is not None:
        due = int((follow_ups_by_headline(scene.selected)["headline"] == "due_next").sum())
        day = texts.interval(following["held_on_start"], following["held_on_end"])
        parts = [texts.plural("coverage.next", due, day=day)]
    if told.last_held is not None:
        ago = texts.ago(told.last_held.date(), scene.reference_date)
        parts.append(texts("coverage.last", day=texts.day(told.last_held), ago=ago))
    if told.most * 2 > told.total > told.most:
        parts.append(texts("coverage.most", most=texts.number(told.most), total=texts.number(told.total)))
    return " ".join(parts)
