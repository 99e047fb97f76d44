"""What hangs on which moment: the previous meeting, now, the next meeting, later."""

import pandas as pd

from lovp_view.figures.frame import Figure, empty_figure, listing
from lovp_view.figures.units import Units, units_spec
from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts, status_label
from lovp_view.view.theme import Size


def follow_ups_by_moment(
    members: pd.DataFrame, heads: dict[str, str], texts: Texts, caption: Caption, size: Size
) -> Figure:
    """members: moment, status, group, is_late, title, follow_up. heads: the words over each moment, in order of time.

    One row, a column per moment, a square per task.
    """
    columns = [texts("column.moment"), texts("column.follow_up"), texts("column.status")]
    title = _title(members, texts)
    if members.empty:
        return empty_figure(title, caption, size, texts("empty.moments"), columns)
    codes = list(heads)
    drawn = members.assign(row=0, column=members["moment"].map(codes.index))
    marks = {(0, column): f"moment.{code}" for column, code in enumerate(codes)}
    units = Units([""], list(heads.values()), drawn, marks)
    spec = units_spec(units, title=title, caption=caption, size=size, texts=texts)
    labels = [status_label(texts, row.group, row.status, row.outcome) for row in members.itertuples()]
    table = pd.DataFrame(dict(zip(columns, [members["moment"].map(heads), members["title"], labels], strict=True)))
    return Figure(spec, texts("alt.matrix", title=title, listing=listing(table, texts)), table)


def _title(members: pd.DataFrame, texts: Texts) -> str:
    """How many come back, and how many should have."""
    n = {code: int((members["moment"] == code).sum()) for code in ("now", "next", "later")}
    coming = n["next"] + n["later"]
    numbers = {"waiting": texts.number(n["now"]), "later": texts.number(n["later"])}
    return texts.plural("title.moments" if coming else "title.moments_nothing", n["next"], **numbers)
