"""Horizontal stacked bars with a label per row; the base of figures that compare counts."""

from dataclasses import dataclass

from lovp_view.figures.frame import RowLabel, Spec, framed, hidden_axis, lay_out_rows
from lovp_view.view.caption import Caption
from lovp_view.view.theme import PAPER, Size


@dataclass(frozen=True)
class Bar:
    """One piece of a row's bar; pieces of a row are stacked in the order given."""

    row: int
    length: int
    text: str
    hover: str
    mark: str
    color: str


def bars_spec(
    labels: list[str],
    bars: list[Bar],
    *,
    title: str,
    caption: Caption,
    size: Size,
    key: list[tuple[str, str, str]] | None = None,
) -> Spec:
    """A framed spec; every piece carries its mark as customdata."""
    rows = lay_out_rows([RowLabel(label) for label in labels], size, mark_height=34)
    totals = [sum(bar.length for bar in bars if bar.row == row) for row in range(len(labels))]
    layout: Spec = {
        "xaxis": hidden_axis(0, max(totals, default=1) * 1.02),
        "yaxis": hidden_axis(rows.height, 0),
        "annotations": rows.annotations,
        "shapes": rows.shapes,
        "barmode": "overlay",
        "hovermode": "closest",
    }
    trace = _trace(bars, rows.y)
    return framed(
        [trace], layout, title=title, caption=caption, size=size, plot_height=rows.height, key=key,
        left=rows.left, below=6,
    )  # fmt: skip


def _trace(bars: list[Bar], y: list[float]) -> Spec:
    begins: dict[int, int] = {}
    bases = []
    for bar in bars:
        bases.append(begins.get(bar.row, 0))
        begins[bar.row] = bases[-1] + bar.length
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.length for bar in bars],
        "base": bases,
        "y": [y[bar.row] for bar in bars],
        "width": 24,
        "text": [bar.text for bar in bars],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "textfont": {"color": PAPER, "size": 13},
        "constraintext": "none",
        "marker": {"color": [bar.color for bar in bars], "line": {"color": PAPER, "width": 2}},
        # A click must not fade the other pieces; without both, Plotly fails on the text of a clicked bar.
        "selected": {"marker": {"opacity": 1}, "textfont": {"color": PAPER}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": PAPER}},
        "customdata": [[bar.mark] for bar in bars],
        "hovertext": [bar.hover for bar in bars],
        "hoverinfo": "text",
    }
