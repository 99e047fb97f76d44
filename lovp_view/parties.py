"""The parties: full name, kind, other names over time."""

from typing import Any

import pandas as pd
import streamlit as st

from lovp_view.scene import Scene


def party_list(scene: Scene) -> None:
    """A table of the parties in view, aliases joined with the time of their use."""
    texts = scene.texts
    st.header(texts("tile.parties"), anchor=False)
    st.dataframe(
        scene.remember("parties", lambda: labelled_parties(scene)),
        hide_index=True,
        placeholder="–",
        alt=texts("tile.parties"),
    )


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
    if pd.notna(first):
        return f" ({texts('detail.from_day', day=texts.day(first))})"
    return f" ({texts('detail.until_day', day=texts.day(last))})" if pd.notna(last) else ""
