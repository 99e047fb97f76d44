"""The selection as labelled tables, one per kind of row: what the Excel file holds.

Each `key` column names a row for good; the other tables refer to follow-ups by it.
"""

from typing import Any

import pandas as pd

from lovp_view.files.labelled_tables import alias_text, labelled_follow_ups
from lovp_view.files.workbook import About, Sheet, workbook_bytes
from lovp_view.view.scene import Scene
from lovp_view.view.texts import Texts
from lovp_view.view.wording import caption, meeting_labels, n_of_n, stakeholder_names


def selection_workbook(scene: Scene, link: str) -> bytes:
    """The Excel file of the selection; `link` is the address of the same view in the dashboard."""
    tables = sheets(scene)
    return workbook_bytes(about(scene, tables, link), tables, scene.reference_date)


def sheets(scene: Scene) -> list[Sheet]:
    """One sheet per table of the selection."""
    texts = scene.texts
    links = (texts("column.address"),)
    follow_ups = labelled_follow_ups(scene)
    follow_ups[texts("column.key")] = scene.selected.follow_ups["id"].to_numpy()
    return [
        Sheet(texts("page.follow_ups"), follow_ups, links),
        Sheet(texts("sheet.discussions"), labelled_discussions(scene), links),
        Sheet(texts("sheet.status_updates"), labelled_updates(scene), links),
        Sheet(texts("page.meetings"), labelled_meetings(scene), links),
        Sheet(texts("page.topics"), labelled_topics(scene)),
        Sheet(texts("page.stakeholders"), labelled_stakeholders(scene), links),
        Sheet(texts("sheet.roles"), labelled_roles(scene)),
    ]


def about(scene: Scene, tables: list[Sheet], link: str) -> About:
    """What the file tells of, and how many rows each sheet has."""
    texts = scene.texts
    facts: list[tuple[str, Any]] = [
        (texts("sheet.about"), texts("sheet.title")),
        (texts("controls.filters"), caption(scene).filters),
        (texts("controls.reference_date"), scene.reference_date),
        (texts("sheet.counted"), n_of_n(scene)),
        (texts("sheet.source"), texts("sheet.sources")),
        *([(texts("sheet.link"), link)] if link else []),
        *((sheet.name, len(sheet.table)) for sheet in tables),
    ]
    return About(texts("sheet.about"), facts)


def _labelled(texts: Texts, columns: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame({texts(f"column.{key}"): values for key, values in columns.items()}).reset_index(drop=True)


def _titles(scene: Scene) -> dict[str, str]:
    """Title per follow-up."""
    rows = scene.register.follow_ups
    return dict(zip(rows["id"], rows["title"], strict=True))


def labelled_discussions(scene: Scene) -> pd.DataFrame:
    """Grain: topic x meeting, by day."""
    texts, rows = scene.texts, scene.selected.discussions
    said = scene.selected.follow_ups.groupby(["topic", "meeting"])["id"].nunique()
    columns: dict[str, Any] = {
        "discussed_in": rows["meeting"].map(meeting_labels(scene)),
        "topic": rows["topic"].map(scene.register.topic_titles),
        "day_from": rows["said_start"],
        "day_until": rows["said_end"],
        "follow_ups": [int(said.get(pair, 0)) for pair in zip(rows["topic"], rows["meeting"], strict=True)],
        "summary": rows["summary"],
        "address": rows["source_url"],
        "key": rows["id"],
    }
    return _labelled(texts, columns)


def labelled_updates(scene: Scene) -> pd.DataFrame:
    """Grain: status update on a follow-up of the selection, by day."""
    texts, rows = scene.texts, scene.selected.status_updates.sort_values("on_end", kind="stable")
    meetings = meeting_labels(scene)
    columns: dict[str, Any] = {
        "follow_up": rows["follow_up"].map(_titles(scene)),
        "day_from": rows["on_start"],
        "day_until": rows["on_end"],
        "status": rows["status"].fillna("related").map(lambda code: texts.label("status", code)),
        "outcome": rows["outcome"].map(lambda code: texts.label("outcome", code), na_action="ignore"),
        "remark": rows["note"],
        "new_from": rows["due_on_start"],
        "new_until": rows["due_on_end"],
        "new_meeting": rows["due_meeting"].map(meetings),
        "discussed_in": rows["meeting"].map(meetings),
        "address": rows["source_url"],
        "key": rows["follow_up"],
    }
    return _labelled(texts, columns)


def labelled_meetings(scene: Scene) -> pd.DataFrame:
    """Grain: meeting in which something of the selection was discussed; the whole calendar without filters."""
    texts, rows, labels = scene.texts, scene.selected.meetings, meeting_labels(scene)
    topics = scene.selected.discussions.groupby("meeting")["topic"].nunique()
    said = scene.selected.follow_ups.groupby("meeting")["id"].nunique()
    columns: dict[str, Any] = {
        "a_meeting": rows["id"].map(labels),
        "day_from": rows["held_on_start"],
        "day_until": rows["held_on_end"],
        "kind": rows["kind"].map(lambda code: texts.label("meeting_kind", code)),
        "state": rows["state"].map(lambda code: texts.label("state", code)),
        "replaced_by": rows["replaced_by"].map(labels),
        "published": rows["published_on"],
        "topics": [int(topics.get(key, 0)) for key in rows["id"]],
        "follow_ups": [int(said.get(key, 0)) for key in rows["id"]],
        "remark": rows["note"],
        "address": rows["source_url"],
        "key": rows["id"],
    }
    return _labelled(texts, columns)


def labelled_topics(scene: Scene) -> pd.DataFrame:
    """Grain: topic of the selection."""
    texts, rows, said = scene.texts, scene.selected.topics, scene.selected.follow_ups
    discussed = scene.selected.discussions.groupby("topic")["meeting"].nunique()
    all_of, still = said.groupby("topic")["id"].nunique(), said.groupby("topic")["is_open"].sum()
    columns: dict[str, Any] = {
        "topic": rows["title"],
        "theme": rows["theme"].map(lambda code: texts.label("theme", code)),
        "standing": rows["standing"].map({True: texts("yes"), False: ""}),
        "meetings": [int(discussed.get(key, 0)) for key in rows["id"]],
        "follow_ups": [int(all_of.get(key, 0)) for key in rows["id"]],
        "open": [int(still.get(key, 0)) for key in rows["id"]],
        "key": rows["id"],
    }
    return _labelled(texts, columns)


def labelled_stakeholders(scene: Scene) -> pd.DataFrame:
    """Grain: party with a role in the selection."""
    texts, register = scene.texts, scene.selected
    rows = register.stakeholders[register.stakeholders["id"].isin(register.involvements["stakeholder"])]
    columns: dict[str, Any] = {
        "stakeholder": rows["name"],
        "short_name": rows["id"].map(stakeholder_names(scene)),
        "party_kind": rows["kind"].map(lambda code: texts.label("party_kind", code)),
        "aliases": rows["id"].map(lambda code: alias_text(scene, code)),
        "remark": rows["note"],
        "address": rows["source_url"],
        "key": rows["id"],
    }
    return _labelled(texts, columns)


def labelled_roles(scene: Scene) -> pd.DataFrame:
    """Grain: party x role x discussion or follow-up. `named_as` is what the source calls the party."""
    texts, rows = scene.texts, scene.selected.involvements
    names = dict(zip(scene.register.stakeholders["id"], scene.register.stakeholders["name"], strict=True))
    columns: dict[str, Any] = {
        "stakeholder": rows["stakeholder"].map(names),
        "role": rows["role"].map(lambda code: texts.label("role", code)),
        "topic": rows["topic"].map(scene.register.topic_titles),
        "discussed_in": rows["meeting"].map(meeting_labels(scene)),
        "follow_up": rows["follow_up"].map(_titles(scene)),
        "named_as": rows["named_as"],
        "quote": rows["quote"].map(lambda quote: " ".join(quote.split()), na_action="ignore"),
        "key": rows["follow_up"],
    }
    return _labelled(texts, columns)
