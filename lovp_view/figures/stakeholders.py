"""Figures about parties: who asks whom, and with whom the ball lies."""

import pandas as pd

from lovp_view.figures.frame import Figure, empty_figure, listing
from lovp_view.figures.part import MOST_ROWS, cut, first_of
from lovp_view.figures.units import Units, counted, units_spec
from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts, status_label
from lovp_view.view.theme import Size

_GROUPS = ("agreed", "asked")
_MOST_NAMED = 3  # parties that a title names
_WAITING = ("late", "open")


def stakeholders_by_asking_and_asked(
    members: pd.DataFrame, names: dict[str, str], texts: Texts, caption: Caption, size: Size
) -> Figure:
    """members: asks, asked, status, group, is_late, title, follow_up. names: short name per stakeholder.

    A row per pair of parties, as an arrow from who asks to who is asked; a square per thing asked.
    """
    columns = [texts("column.asks"), texts("column.asked"), texts("column.status"), texts("column.n")]
    if members.empty:
        return empty_figure(texts("title.asks_asked_empty"), caption, size, texts("empty.asks_asked"), columns)
    names = {**names, "not_named": texts("not_named.asked")}
    pairs = members["asks"] + "." + members["asked"]
    shown, part = first_of(pairs, MOST_ROWS, "parties", texts)
    shown = cut(shown, size)
    labels = [f"{names[asks]} → {names[asked]}" for asks, asked in (pair.split(".") for pair in shown)]
    drawn = members[pairs.isin(shown)].assign(row=pairs.map(shown.index), column=0)
    marks = {(row, 0): f"asks_asked.{pair}" for row, pair in enumerate(shown)}
    n = members["follow_up"].nunique()
    title = texts.plural("title.asks_asked", n, unanswered=texts.number(int(members["stage"].isin(_WAITING).sum())))
    units = Units(labels, [texts("column.asked_for")], drawn, marks)
    spec = units_spec(units, title=title, caption=part.captioned(caption), size=size, texts=texts)
    counts = counted(members, ["asks", "asked"])
    status = counts["status"].map(lambda code: status_label(texts, "asked", code))
    parts = [counts["asks"].map(names), counts["asked"].map(names), status, counts["n"]]
    table = pd.DataFrame(dict(zip(columns, parts, strict=True)))
    return Figure(spec, part.described(texts("alt.matrix", title=title, listing=listing(table, texts))), table)


def follow_ups_by_stakeholder_and_status(
    members: pd.DataFrame, names: dict[str, str], texts: Texts, caption: Caption, size: Size
) -> Figure:
    """members: stakeholder, group, status, is_late, title, follow_up: open tasks that a party owns or was asked.

    A row per party, a column for what was agreed and one for what was asked, a square per task, late ones first.
    """
    columns = [texts("column.stakeholder"), texts("column.status"), texts("column.n")]
    if members.empty:
        return empty_figure(texts("title.open_work_empty"), caption, size, texts("empty.open_work"), columns)
    parties, part = first_of(members["stakeholder"], MOST_ROWS, "parties", texts)
    names = {**names, "not_named": texts("not_named.asked")}
    title = _ball_title(members, names, texts)
    parties = cut(parties, size)
    groups = [code for code in _GROUPS if code in set(members["group"])]
    drawn = members[members["stakeholder"].isin(parties)]
    drawn = drawn.assign(row=drawn["stakeholder"].map(parties.index), column=drawn["group"].map(groups.index))
    places = ((row, column) for row in range(len(parties)) for column in range(len(groups)))
    marks = {(row, column): f"stakeholder_status.{parties[row]}.{groups[column]}" for row, column in places}
    units = Units([names[code] for code in parties], [texts.label("group", code) for code in groups], drawn, marks)
    spec = units_spec(units, title=title, caption=part.captioned(caption), size=size, texts=texts)
    counts = counted(members, ["stakeholder"])
    labels = counts["status"].map(lambda code: texts.label("status", code))
    table = pd.DataFrame(dict(zip(columns, [counts["stakeholder"].map(names), labels, counts["n"]], strict=True)))
    return Figure(spec, part.described(texts("alt.bars", title=title, listing=listing(table, texts))), table)


def _ball_title(members: pd.DataFrame, names: dict[str, str], texts: Texts) -> str:
    """With which parties the ball lies, or with how many; and how many tasks are nobody's."""
    parties = [names[code] for code in dict.fromkeys(members["stakeholder"]) if code != "not_named"]
    unnamed = int((members["stakeholder"] == "not_named").sum())
    few = len(parties) <= _MOST_NAMED
    named = texts.plural(
        "title.open_work_named" if few else "title.open_work", len(parties), parties=texts.listing(parties)
    )
    told = [named] if parties else []
    told += [texts.plural("title.open_work_unnamed", unnamed)] if unnamed else []
    return "; ".join(told)
