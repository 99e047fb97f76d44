"""Figures about parties: who asks whom, and what lies with whom."""

import pandas as pd

from lovp_view.figures.bars import Bar, bars_spec
from lovp_view.figures.frame import Figure, empty_figure, listing, safe
from lovp_view.figures.matrix import Cell, Matrix, matrix_spec
from lovp_view.figures.part import MOST_COLUMNS, MOST_ROWS, first_of, most_frequent
from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts
from lovp_view.view.theme import STATUS_COLORS, STATUS_GLYPHS, Size


def stakeholders_by_asking_and_asked(
    counts: pd.DataFrame, names: dict[str, str], texts: Texts, caption: Caption, size: Size
) -> Figure:
    """counts: asks, asked, n. names: short name per stakeholder. A row per asking party, a column per asked one."""
    columns = [texts("column.asks"), texts("column.asked"), texts("column.n")]
    if counts.empty:
        return empty_figure(texts("title.asks_asked_empty"), caption, size, texts("empty.chart"), columns)
    names = {**names, "not_named": texts("not_named.asked")}
    asks, part_of_asks = most_frequent(counts["asks"], MOST_ROWS, "parties", texts)
    asked, part_of_asked = most_frequent(counts["asked"], MOST_COLUMNS, "parties", texts)
    part = part_of_asks if part_of_asks.note else part_of_asked
    cells = [
        Cell(
            row=asks.index(row.asks),
            column=asked.index(row.asked),
            text=texts.number(row.n),
            hover=f"{safe(names[row.asks])} → {safe(names[row.asked])}: {row.n}",
            mark=f"asks_asked.{row.asks}.{row.asked}",
        )
        for row in counts[counts["asks"].isin(asks) & counts["asked"].isin(asked)].itertuples()
    ]
    matrix = Matrix([names[code] for code in asks], [names[code] for code in asked], cells, mark_size=30)
    title = texts.plural("title.asks_asked", int(counts["n"].sum()))
    spec = matrix_spec(matrix, title=title, caption=part.captioned(caption), size=size)
    parts = [counts["asks"].map(names), counts["asked"].map(names), counts["n"]]
    table = pd.DataFrame(dict(zip(columns, parts, strict=True)))
    return Figure(spec, part.described(texts("alt.matrix", title=title, listing=listing(table, texts))), table)


def follow_ups_by_stakeholder_and_status(
    counts: pd.DataFrame, names: dict[str, str], texts: Texts, caption: Caption, size: Size
) -> Figure:
    """counts: stakeholder, status, n: open work that a party owns or was asked. A bar per party, by status."""
    columns = [texts("column.stakeholder"), texts("column.status"), texts("column.n")]
    if counts.empty:
        return empty_figure(texts("title.open_work_empty"), caption, size, texts("empty.open_work"), columns)
    totals = counts.groupby("stakeholder", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    parties, part = first_of(totals.index.to_series(), MOST_ROWS, "parties", texts)
    bars = [
        Bar(
            row=parties.index(row.stakeholder),
            length=row.n,
            text=f"{STATUS_GLYPHS[row.status]} {texts.number(row.n)}",
            hover=f"{safe(names[row.stakeholder])}<br>{texts.label('status', row.status)}: {row.n}",
            mark=f"stakeholder_status.{row.stakeholder}.{row.status}",
            color=STATUS_COLORS[row.status],
        )
        for row in counts[counts["stakeholder"].isin(parties)].itertuples()
    ]
    used = [code for code in STATUS_COLORS if code in set(counts["status"])]
    key = [(STATUS_GLYPHS[code], texts.label("status", code), STATUS_COLORS[code]) for code in used]
    caption = part.captioned(caption)
    title = texts.plural("title.open_work", len(totals), follow_ups=texts.number(int(counts["n"].sum())))
    spec = bars_spec([names[code] for code in parties], bars, title=title, caption=caption, size=size, key=key)
    labels = counts["status"].map(lambda code: texts.label("status", code))
    table = pd.DataFrame(dict(zip(columns, [counts["stakeholder"].map(names), labels, counts["n"]], strict=True)))
    return Figure(spec, part.described(texts("alt.bars", title=title, listing=listing(table, texts))), table)
