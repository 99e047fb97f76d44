"""Tables on pages: the follow-ups, with columns for people and real dates, a very long one in parts; the parties."""

from typing import Any

import pandas as pd
import streamlit as st

from lovp_data.register.search import marked_in
from lovp_view import state
from lovp_view.files.labelled_tables import labelled_follow_ups, labelled_parties, listed_follow_ups
from lovp_view.screen import components, markup
from lovp_view.screen.tiles import ItemTile, item_tiles
from lovp_view.view.scene import Scene
from lovp_view.view.texts import Texts
from lovp_view.view.wording import Item, follow_up_items, marks_in, meeting_labels

MOST_ROWS = 500  # in one part: more is slow to send and to draw, and nobody reads on
_PRINTED = ("follow_up", "status", "late", "due_from", "due_until", "topic", "kind", "owner", "meeting")


def follow_up_table(scene: Scene) -> None:
    """The table; its titles are buttons that open the follow-up, and so does choosing a row, which the keys can do.

    A chosen cell would do for both, but walking through the table with the keys chooses cells as well.
    """
    texts, (part, parts) = scene.texts, _part(scene)
    if parts > 1:
        _say_part(scene, part)
    table = scene.cached("follow_up_table", lambda: labelled_follow_ups(scene, part), part.start)
    keys = list(listed_follow_ups(scene)["id"].iloc[part])
    key = f"follow_ups_{scene.clicks}"  # a fresh one after each click, so that no row stays chosen
    with st.container(key="follow_up_table"):  # what is not for paper
        st.caption(texts("tile.open_row"))
        if parts > 1:
            _choose_part(scene, part, parts)
        st.dataframe(
            table,
            hide_index=True,
            placeholder="–",
            height=min(len(table), 14) * 35 + 40,
            key=key,
            on_select=lambda: _open_follow_up(state.chosen_row(key), keys),
            selection_mode=["single-row"],
            column_config=_columns(texts, keys),
            alt=texts("tile.follow_up_table"),
        )
    st.html(scene.cached("printed_table", lambda: _printed(table, texts), part.start))


def follow_up_cards(scene: Scene) -> None:
    """The follow-ups as cards, very many in parts: for a phone, on which a table shows one column."""
    part, parts = _part(scene)
    if parts > 1:
        _say_part(scene, part)
        _choose_part(scene, part, parts)
    rows = listed_follow_ups(scene).iloc[part]
    items = scene.cached("cards", lambda: follow_up_items(rows, scene.texts), part.start)
    components.item_list(items, empty=scene.texts("empty.mark"), key="follow_up_cards")


def search_hits(scene: Scene) -> None:
    """After a search: the best hits first with the words marked, then the discussions in which they stand."""
    words, texts = scene.view.selection.values("q"), scene.texts
    if not words:
        return
    hits = scene.cached("hits", lambda: _hits(scene, words[0]))
    discussed = scene.cached("hits discussed", lambda: _discussed(scene, words[0]))
    tiles = [
        ItemTile("hits", texts("tile.hits"), hits, most=5),
        ItemTile("hits_discussed", texts("tile.hits_discussed"), discussed, most=3),
    ]
    if found := [tile for tile in tiles if tile.items]:
        item_tiles(scene, found, key="hits")


def _hits(scene: Scene, query: str) -> list[Item]:
    """The follow-ups as items; where the words stand in none of what an item tells, the text in which they do."""
    rows = listed_follow_ups(scene)
    items = follow_up_items(rows, scene.texts, query=query)
    told = scene.selected.status_updates.groupby("follow_up")["note"].agg(list)
    found = []
    for row, item in zip(rows.itertuples(), items, strict=True):
        texts = [row.what, *told.get(row.id, []), " ".join((row.quote if isinstance(row.quote, str) else "").split())]
        hit = next((text for text in texts if marked_in(text, query)), "") if not item["marks"] else ""
        found.append(item | {"found": hit} | ({"marks": {"found": marked_in(hit, query)}} if hit else {}))
    return found


def _discussed(scene: Scene, query: str) -> list[Item]:
    rows, labels = scene.selected.discussions, meeting_labels(scene)
    rows = rows[[bool(marked_in(str(text), query)) for text in rows["summary"].fillna("")]]
    titles = scene.register.topic_titles
    items: list[Item] = [
        {
            "target": f"meeting:{row.meeting}",
            "title": f"{titles[row.topic]} · {labels[row.meeting]}",
            "meta": "" if pd.isna(row.summary) else row.summary,
        }
        for row in rows.itertuples()
    ]
    return [item | {"marks": marks_in(item, query)} for item in items]


def _part(scene: Scene) -> tuple[slice, int]:
    """The places of the follow-ups that are shown, all unless they are very many, and the number of parts.

    A part beyond the last is the last.
    """
    n = len(scene.selected.follow_ups)
    parts = max(-(-n // MOST_ROWS), 1)
    chosen = min(scene.view.part, parts)
    return slice((chosen - 1) * MOST_ROWS, min(chosen * MOST_ROWS, n)), parts


def _say_part(scene: Scene, part: slice) -> None:
    texts = scene.texts
    first, last, total = map(texts.number, (part.start + 1, part.stop, len(scene.selected.follow_ups)))
    st.caption(texts("tile.part", first=first, last=last, n=total))


def _choose_part(scene: Scene, part: slice, parts: int) -> None:
    field = state.field("part", part.start // MOST_ROWS + 1)
    st.pagination(parts, key=field.key, on_change=field.chosen(lambda number: state.go(part=number)))


def _printed(table: pd.DataFrame, texts: Texts) -> str:
    """The table for paper, which neither scrolls nor is as wide: the columns that fit, and all rows of the part."""
    names = [texts(f"column.{key}") for key in _PRINTED]
    rows = [[_printed_cell(cell, texts) for cell in row] for row in table[names].itertuples(index=False)]
    return markup.render("table.html", head=names, rows=rows)


def _printed_cell(cell: Any, texts: Texts) -> str:
    return "" if pd.isna(cell) else texts.short_day(cell) if isinstance(cell, pd.Timestamp) else str(cell)


def _columns(texts: Texts, keys: list[str]) -> dict[str, Any]:
    day = st.column_config.DateColumn(format=texts("format.table_date"), width=105)
    title = st.column_config.ButtonColumn(
        type="tertiary",
        width=355,
        alignment="left",
        pinned=True,
        key="open_row",
        on_click=lambda: _open_follow_up(state.clicked_row("open_row"), keys),
    )
    return {
        texts("column.follow_up"): title,
        texts("column.topic"): st.column_config.TextColumn(width=210),
        texts("column.late"): st.column_config.TextColumn(width=75),
        texts("column.due_from"): day,
        texts("column.due_until"): day,
        texts("column.address"): st.column_config.LinkColumn(width=120, display_text=texts("detail.source_link")),
    }


def _open_follow_up(row: int | None, keys: list[str]) -> None:
    if row is not None:
        state.follow(f"item:{keys[row]}")


def stakeholder_table(scene: Scene) -> None:
    """The parties in view: full name, kind, other names with the time of their use."""
    texts = scene.texts
    st.header(texts("tile.parties"), anchor=False)
    st.dataframe(
        scene.cached("parties", lambda: labelled_parties(scene)),
        hide_index=True,
        placeholder="–",
        alt=texts("tile.parties"),
    )
