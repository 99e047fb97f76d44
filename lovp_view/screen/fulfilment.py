"""The tiles of Nakoming: what became of promises, how late they came back, what was put off, what the words mean."""

import streamlit as st

from lovp_data import measures
from lovp_view.screen.charts import RESULT_GROUPS, results, show_chart
from lovp_view.screen.parts import columns
from lovp_view.screen.tiles import ItemTile, item_tiles
from lovp_view.view.scene import Scene
from lovp_view.view.theme import FULL, HALF
from lovp_view.view.wording import Item, follow_up_items


def result_summary(scene: Scene) -> None:
    """The share that came back, as plainly as it can be said: with its n, how it turned out, and what is not known."""
    told = scene.cached("result summary", lambda: _summary(scene))
    if told:
        st.markdown(told)


def _summary(scene: Scene) -> str:
    texts, rows = scene.texts, results(scene)
    rows = rows[(rows["axis"] == "year") & (rows["group"] == "agreed")]
    if rows.empty:
        return ""
    back = rows[rows["result"].isin(measures.CAME_BACK)]
    n = {**rows["result"].value_counts(), **back["outcome"].value_counts()}
    unclear = int((back["outcome"] == "").sum())
    numbers = {code: texts.number(int(n.get(code, 0))) for code in (*measures.RESULTS, "kept", "otherwise", "partly")}
    shares = {"share": len(back) / len(rows), "gone": n.get("no_trace", 0) / len(rows)}
    numbers |= {name: texts.number(round(share * 100)) for name, share in shares.items()}
    return texts.plural(
        "account.result_summary", len(rows), back=texts.number(len(back)), unclear=texts.number(unclear), **numbers
    )


def result_charts(scene: Scene, axis: str) -> None:
    """What became of what was agreed, and beside it of what was asked, by year, topic or party.

    A group of which nothing is in the selection has no picture; where there is none at all, the first axis says so.
    """
    there = set(results(scene)["group"])
    groups = [group for group in RESULT_GROUPS if group in there] or list(
        RESULT_GROUPS[:1] if axis == measures.AXES[0] else ()
    )
    for group, place in zip(groups, columns(scene, [1] * len(groups)) if groups else (), strict=True):
        with place:
            size = HALF if len(groups) > 1 else FULL
            show_chart(scene, f"result_{axis}_{group}", size=size)


def slip_chart(scene: Scene) -> None:
    """How long after its term each promise came back."""
    show_chart(scene, "slip")


def moved_tile(scene: Scene) -> None:
    """What was put off most often, and why."""
    texts = scene.texts
    items = scene.cached("moved", lambda: _moved_items(scene))
    item_tiles(scene, [ItemTile("moved", texts("tile.moved"), items, texts("empty.moved"))], key="moved")


def _moved_items(scene: Scene) -> list[Item]:
    """Each with how often it was put off, and how often because its meeting fell through."""
    texts, moves = scene.texts, measures.follow_ups_by_moves(scene.selected)
    rows = scene.selected.follow_ups.set_index("id", drop=False).loc[moves["follow_up"]]
    items = follow_up_items(rows, texts)
    for item, move in zip(items, moves.itertuples(), strict=True):
        told = [texts.plural("item.put_off", move.put_off)] if move.put_off else []
        told += [texts.plural("item.fell_through", move.cancelled)] if move.cancelled else []
        item["meta"] = " · ".join([item["meta"], *told])
    return items


def result_definitions(scene: Scene) -> None:
    """What each word in the pictures means; the same as on Verantwoording."""
    st.header(scene.texts("account.result_title"), anchor=False)
    st.markdown(scene.texts("account.result"))
