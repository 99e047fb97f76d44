"""From rows to words: labels of codes that live in the data, captions, and the items of lists."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from lovp_data.measures import Change, Mark, previous_meeting
from lovp_data.register.filters import FILTER_BY_KEY, options_of
from lovp_data.register.search import marked_in
from lovp_view.view.caption import Caption
from lovp_view.view.scene import Scene
from lovp_view.view.texts import Texts, status_label
from lovp_view.view.theme import LATE, MUTED, STATUS_COLORS, STATUS_GLYPHS

Item = dict[str, Any]
_MARK_PARTS = (
    "headline",
    "moment",
    "topic",
    "stakeholder",
    "asks",
    "asked",
    "meeting",
    "month",
    "certainty",
    "stage",
    "group",
    "row",
    "result",
)
_GROUP_OF = {"moment": "moment_name"}  # texts under another name than the part of the mark
MOST_OFFERED = 1000  # options of a filter: all of them go to the browser at every click


def stakeholder_names(scene: Scene) -> dict[str, str]:
    """Short name per stakeholder, in package order: 'NSOC (destijds MIT)', or 'MIT' while that was its name."""
    return scene.cached_for_all("stakeholder_names", lambda: _stakeholder_names(scene))


def _stakeholder_names(scene: Scene) -> dict[str, str]:
    register, texts = scene.register, scene.texts
    names = dict(zip(register.stakeholders["id"], register.stakeholders["short_name"], strict=True))
    dated = register.stakeholder_aliases[register.stakeholder_aliases["kind"].isna()]
    dated = dated.dropna(subset=["valid_until"]).drop_duplicates("stakeholder")
    for row in dated.to_dict("records"):
        then = texts("detail.formerly", name=names[row["stakeholder"]], alias=row["name"])
        is_current = pd.Timestamp(scene.reference_date) <= row["valid_until"]
        names[row["stakeholder"]] = row["name"] if is_current else then
    return names


def meeting_labels(scene: Scene) -> dict[str, str]:
    """'LOVP 10 feb 2020' per known meeting, by date."""
    return scene.cached_for_all("meeting labels", lambda: _meeting_labels(scene))


def _meeting_labels(scene: Scene) -> dict[str, str]:
    rows = scene.register.calendar[["id", "held_on_start", "held_on_end"]].itertuples(index=False)
    return {key: f"LOVP {scene.texts.interval(start, end)}" for key, start, end in rows}


def filter_labels(scene: Scene, key: str) -> dict[str, str]:
    """Label per code of a filter; a free text is its own label. Raises KeyError for an unknown filter."""
    return scene.cached_for_all(f"labels {key}", lambda: _filter_labels(scene, key))


def _filter_labels(scene: Scene, key: str) -> dict[str, str]:
    register, texts = scene.register, scene.texts
    codes = options_of(FILTER_BY_KEY[key], register)
    match key:
        case "topic":
            return {code: register.topic_titles[code] for code in codes}
        case "meeting":
            labels = meeting_labels(scene)
            return {code: labels[code] for code in codes}
        case "stakeholder":
            names = dict(zip(register.stakeholders["id"], register.stakeholders["name"], strict=True))
            return {code: names[code] for code in codes}
        case "month":
            return {code: texts.month(code) for code in codes}
    return {code: texts.label(key, code) for code in codes}


def offered_labels(scene: Scene, key: str) -> dict[str, str]:
    """The labels to choose from: all, or of very many those in the selection, so that a search brings the rest in."""
    labels = filter_labels(scene, key)
    return labels if len(labels) <= MOST_OFFERED else scene.cached(f"offered {key}", lambda: _offered(scene, key))


def _offered(scene: Scene, key: str) -> dict[str, str]:
    selected = scene.selected
    frames = {"topic": selected.topics["id"], "meeting": selected.meetings["id"]}
    labels = filter_labels(scene, key)
    return nearest_labels(labels, frames.get(key, labels), scene.view.selection.values(key))


def nearest_labels(labels: dict[str, str], near: Iterable[str], chosen: Iterable[str]) -> dict[str, str]:
    """Of very many labels those of what is near, MOST_OFFERED at most, and of what is chosen; in the same order."""
    if len(labels) <= MOST_OFFERED:
        return labels
    wanted = set(near)
    kept = {*[code for code in labels if code in wanted][:MOST_OFFERED], *chosen}
    return {code: label for code, label in labels.items() if code in kept}


def offered_note(scene: Scene, shown: int, total: int) -> str | None:
    """What is said beside a choice that does not offer everything; None if it does."""
    texts = scene.texts
    return texts("controls.offered", shown=texts.number(shown), n=texts.number(total)) if shown < total else None


def value_label(scene: Scene, key: str, code: str) -> str:
    """The label of a chosen value, for chips and captions; of a narrowed month also the part: 'mei 2020: gezegd'."""
    labels, (whole, _, part) = filter_labels(scene, key), code.partition(".")
    if part and whole in labels:
        return f"{labels[whole]}: {scene.texts.label('month_part', part)}"
    return labels.get(code, f"‘{code}’")


def caption(scene: Scene) -> Caption:
    """Active filters, and a footer with reference date, n of N and source."""
    texts = scene.texts
    chosen = [
        f"{texts.label('filter', key)}: {texts.listing([value_label(scene, key, code) for code in values])}"
        for key, values in scene.view.selection.chosen
    ]
    filters = " · ".join(chosen) if chosen else texts("caption.no_filter")
    day = texts.day(scene.reference_date)
    counted = n_of_n(scene)
    return Caption(filters, texts("caption.footer", day=day, counted=counted, source=texts("caption.source")))


def n_of_n(scene: Scene) -> str:
    """'12 van 39 punten'"""
    texts, total = scene.texts, len(scene.register.follow_ups)
    return texts.plural("caption.n_of_n", total, k=texts.number(len(scene.selected.follow_ups)))


def status_tags(row: Any, texts: Texts) -> list[dict[str, str]]:
    """The status of a follow-up as a tag with glyph and colour, and a second one that tells how late it is."""
    label = f"{STATUS_GLYPHS[row.status]} {status_label(texts, row.group, row.status, row.outcome)}"
    tags = [{"text": label, "color": STATUS_COLORS[row.status]}]
    return tags + ([{"text": texts.plural("item.late", row.months_late), "color": LATE}] if row.is_late else [])


def term_text(row: Any, texts: Texts) -> str:
    """'‘in september’: september 2020', the interval alone, or that none was named."""
    wording = f"‘{row.due_wording}’" if isinstance(row.due_wording, str) else ""
    if pd.isna(row.due_start):
        return wording or texts("not_named.term")
    interval = texts.interval(row.due_start, row.due_end)
    if row.is_moved:
        return texts("item.moved_term", term=interval)
    return f"{wording}: {interval}" if wording else interval


def term_phrase(row: Any, texts: Texts) -> str:
    """'termijn: ‘in september’: september 2020', or 'geen termijn genoemd'."""
    text = term_text(row, texts)
    return text if text == texts("not_named.term") else texts("item.term", term=text)


def first_term_text(row: Any, texts: Texts) -> str:
    """The first promise of a follow-up that was put off: its wording and its days."""
    interval = texts.interval(row.first_start, row.first_end)
    return f"‘{row.due_wording}’: {interval}" if isinstance(row.due_wording, str) else interval


def follow_up_items(
    rows: pd.DataFrame, texts: Texts, *, with_quote: bool = False, in_topic: bool = False, query: str = ""
) -> list[Item]:
    """Items for follow-ups, in the order of the rows. `in_topic`: they stand under their topic and meeting already.

    The words of a search, the `query`, are marked in what they are told with.
    """
    items = [_follow_up_item(row, texts, with_quote=with_quote, in_topic=in_topic) for row in rows.itertuples()]
    return [item | {"marks": marks_in(item, query)} for item in items] if query else items


def marks_in(item: Item, query: str) -> dict[str, list[tuple[int, int]]]:
    """The places of the searched words in each text of an item."""
    texts = {name: item[name] for name in ("title", "meta", "quote", "found") if item.get(name)}
    return {name: places for name, text in texts.items() if (places := marked_in(text, query))}


def _follow_up_item(row: Any, texts: Texts, *, with_quote: bool, in_topic: bool) -> Item:
    said = texts("item.said", day=texts.interval(row.said_start, row.said_end))
    place = [] if in_topic else [row.topic_title, said]
    term = [term_phrase(row, texts)] if row.is_task or pd.notna(row.due_start) else []
    item: Item = {
        "target": f"item:{row.id}",
        "title": row.title,
        "meta": " · ".join([texts.label("kind", row.kind), *place, *term]),
        "tags": status_tags(row, texts),
    }
    if with_quote and isinstance(row.quote, str):
        item["quote"] = " ".join(row.quote.split())
    return item


def change_items(changes: list[Change], rows: pd.DataFrame, texts: Texts) -> list[Item]:
    """Items for what changed in follow-ups that are among the rows; each opens its follow-up."""
    titles = dict(zip(rows["id"], rows["title"], strict=True))
    return [
        {
            "target": f"item:{change.follow_up}",
            "title": titles[change.follow_up],
            "meta": f"{texts.interval(change.start, change.end)} · {change.note}",
            "tags": [{"text": texts.label("change", change.kind), "color": STATUS_COLORS.get(change.kind, MUTED)}],
        }
        for change in changes
        if change.follow_up in titles
    ]


def mark_label(mark: Mark, scene: Scene) -> str:
    """What a clicked mark stands for: 'Jaarwisseling · Gedaan'."""
    register, texts = scene.register, scene.texts
    names = {**stakeholder_names(scene), "not_named": texts("not_named.asked")}
    labels = {"topic": register.topic_titles, "meeting": meeting_labels(scene)}
    labels |= dict.fromkeys(("stakeholder", "asks", "asked"), names)
    labels["row"] = result_labels(scene, mark.code("axis") or "")
    parts = []
    for column in _MARK_PARTS:
        if code := mark.code(column):
            parts.append(labels[column].get(code, code) if column in labels else _code_label(column, code, texts))
    return " · ".join(parts)


def result_labels(scene: Scene, axis: str) -> dict[str, str]:
    """The names of the rows of one axis of what became of promises; a year names itself."""
    if axis == "stakeholder":
        return {**stakeholder_names(scene), "not_named": scene.texts("not_named.party")}
    return scene.register.topic_titles if axis == "topic" else {}


def _code_label(column: str, code: str, texts: Texts) -> str:
    try:
        return texts.month(code) if column == "month" else texts.label(_GROUP_OF.get(column, column), code)
    except (KeyError, ValueError):
        return code


def previous_meeting_label(scene: Scene) -> str:
    """'LOVP 24 nov 2025', or that there was none."""
    return scene.cached_for_all("previous meeting", lambda: _previous_meeting_label(scene))


def _previous_meeting_label(scene: Scene) -> str:
    meeting = previous_meeting(scene.register)
    return scene.texts("not_named.previous_meeting") if meeting is None else meeting_labels(scene)[meeting["id"]]
