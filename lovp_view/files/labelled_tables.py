"""Rows as tables for people: columns carry labels, codes are words, days are days."""

from typing import Any

import pandas as pd

from lovp_data.register.filters import ranked
from lovp_view.view.scene import Scene
from lovp_view.view.texts import status_label
from lovp_view.view.wording import meeting_labels, stakeholder_names


def labelled_follow_ups(scene: Scene, part: slice = slice(None)) -> pd.DataFrame:
    """Grain: follow-up, as listed. Columns carry labels; days are real days, missing where none is named.

    `part` says which of the selection's follow-ups, by their places.
    """
    texts, rows = scene.texts, listed_follow_ups(scene).iloc[part]
    owners, asked = _parties(scene, rows["id"], "owner"), _parties(scene, rows["id"], "asked")
    meetings = meeting_labels(scene)
    columns: dict[str, Any] = {
        "follow_up": rows["title"],
        "status": [status_label(texts, row.group, row.status, row.outcome) for row in rows.itertuples()],
        "late": rows["is_late"].map({True: texts("yes"), False: ""}),
        "due_from": rows["due_start"],
        "due_until": rows["due_end"],
        "topic": rows["topic_title"],
        "group": rows["group"].map(lambda code: texts.label("group", code)),
        "kind": rows["kind"].map(lambda code: texts.label("kind", code)),
        "term": rows["due_wording"],
        "owner": rows["id"].map(owners).mask(rows["is_task"] & ~rows["id"].isin(owners), texts("not_named.owner")),
        "asked": rows["id"].map(asked),
        "meeting": rows["meeting"].map(meetings),
        "what": rows["what"],
        "quote": rows["quote"].map(lambda quote: " ".join(quote.split()), na_action="ignore"),
        "address": rows["source_url"],
    }
    return pd.DataFrame({texts(f"column.{key}"): values for key, values in columns.items()}).reset_index(drop=True)


def listed_follow_ups(scene: Scene) -> pd.DataFrame:
    """The follow-ups of the selection as a list has them: after a search the best hits first."""
    words = scene.view.selection.values("q")
    if not words:
        return scene.selected.follow_ups
    return scene.cached("ranked", lambda: ranked(scene.selected.follow_ups, words[0]))


def _parties(scene: Scene, keys: pd.Series, role: str) -> dict[str, str]:
    """Names per follow-up of the parties with a role in it."""
    rows = scene.register.involvements
    rows = rows[(rows["role"] == role) & rows["follow_up"].isin(keys)]
    names = rows["stakeholder"].map(stakeholder_names(scene))
    return dict(names.groupby(rows["follow_up"]).agg(", ".join))


def labelled_parties(scene: Scene) -> pd.DataFrame:
    """Grain: stakeholder involved in the selection. Columns carry labels."""
    texts, register = scene.texts, scene.selected
    rows = register.stakeholders[register.stakeholders["id"].isin(register.involvements["stakeholder"])]
    columns: dict[str, Any] = {
        "stakeholder": rows["name"],
        "party_kind": rows["kind"].map(lambda code: texts.label("party_kind", code)),
        "aliases": rows["id"].map(lambda code: alias_text(scene, code)),
        "remark": rows["note"],
    }
    return pd.DataFrame({texts(f"column.{key}"): values for key, values in columns.items()}).reset_index(drop=True)


def alias_text(scene: Scene, stakeholder: str) -> str:
    """'MIT (tot en met 24 mei 2022); NSOC (vanaf 25 mei 2022)'."""
    texts, rows = scene.texts, scene.register.stakeholder_aliases
    rows = rows[rows["stakeholder"] == stakeholder]
    return "; ".join(f"{row.name}{_validity(row.valid_from, row.valid_until, texts)}" for row in _named(rows))


def _named(rows: pd.DataFrame) -> list[Any]:
    # `Index` would shadow the column called name.
    return list(rows.itertuples(index=False))


def _validity(first: Any, last: Any, texts: Any) -> str:
    """When it was so: ' (vanaf 1 mei 2020 tot en met 29 februari 2024)', as far as it is known."""
    told = [texts("detail.from_day", day=texts.day(first))] if pd.notna(first) else []
    told += [texts("detail.until_day", day=texts.day(last))] if pd.notna(last) else []
    return f" ({' '.join(told)})" if told else ""
