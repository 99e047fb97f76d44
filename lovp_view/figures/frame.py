"""What all figures share: a frame that explains the picture, wrapped text, rows with labels."""

import html
import textwrap
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from lovp_view.figures.ground import GAP, Spec, grounded
from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts
from lovp_view.view.theme import FAINT, INK, MUTED, STATE_COLORS, STATE_GLYPHS, STATE_SYMBOLS, TEMPLATE, Size

CHAR = 0.5  # mean width of a character of Source Sans, in ems
_KEY_CHAR = 0.43  # of the words of a key, which are mostly small letters
_LEADING = 1.3  # line height Plotly uses for <br>, in ems


class Checked(go.Figure):
    """A figure that Plotly has checked and that no one changes any more."""

    def to_dict(self) -> Spec:
        """The spec, made once: Streamlit asks for it on every rerun, and Plotly copies it each time."""
        if not hasattr(self, "_once"):
            self._once = super().to_dict()
        return self._once


@dataclass(frozen=True)
class Figure:
    """A finished picture: Plotly spec (never to be changed), text alternative, and its table with labels as header."""

    spec: Spec
    alt: str
    table: pd.DataFrame

    @property
    def title(self) -> str:
        """What is to be seen, as printed in the picture."""
        return str(self.spec["layout"]["meta"]["title"])

    @property
    def height(self) -> int:
        """Pixels that the picture needs at the width it was laid out for."""
        return int(self.spec["layout"]["height"])

    @cached_property
    def checked(self) -> Checked:
        """The spec checked by Plotly once. A plain dict Streamlit would check again on every rerun."""
        return Checked(self.spec)

    @cached_property
    def json(self) -> str:
        """The spec as it goes to the browser, checked and written once for all viewers."""
        return str(self.checked.to_json(validate=False))


def safe(text: object) -> str:
    """Text from the data, for Plotly's pseudo-HTML."""
    return html.escape(str(text), quote=False)


def wrap(text: str, width: float, size: int) -> list[str]:
    """Lines that fit into `width` pixels at a font size; long words are broken at hyphens or where they must."""
    columns = max(int(width / (size * CHAR)), 6)
    return textwrap.wrap(text, columns) or [""]


def lines_height(lines: int, size: int) -> float:
    """The pixels that lines of text take."""
    return lines * size * _LEADING


def broken(lines: list[str]) -> str:
    """Lines as one text with Plotly's line breaks, escaped."""
    return "<br>".join(safe(line) for line in lines)


def framed(
    data: list[Spec],
    layout: Spec,
    *,
    title: str,
    caption: Caption,
    size: Size,
    plot_height: float,
    key: list[tuple[str, str, str]] | None = None,
    left: float = 8,
    right: float = 8,
    above: float = 8,
    below: float = 30,
    is_elastic: bool = False,
) -> Spec:
    """A spec with title, key (glyph, label, colour), filters and footer inside, none of them clipped.

    `above` and `below` are the pixels that axis texts need beside the plot area; one `is_elastic` takes any height.
    """
    title = (caption.title or title) + (f" ({size.part + 1}/{size.parts})" if size.parts > 1 else "")
    head, head_height = _head(title, caption, size, key or [])
    foot = wrap(caption.footer, size.width - 16, size.small)
    top, bottom = head_height + above + 10, below + lines_height(len(foot), size.small) + 14
    grown, spare = _spread(plot_height, size.height - top - bottom, is_elastic)
    bottom += spare
    notes = [*layout.get("annotations", []), _title(head, size, left, top), _footer(foot, size, left, bottom)]
    drawn, layout = grounded(data, layout | {"annotations": notes})
    margin = {"l": left, "r": right, "t": top, "b": bottom, "pad": 0}
    look = {"template": TEMPLATE, "margin": margin, "height": round(grown + top + bottom), "dragmode": False}
    # Plotly refuses a picture without any trace.
    drawn = drawn or [{"type": "scatter", "x": [], "y": [], "hoverinfo": "skip"}]
    told = {"meta": {"title": title, "wide": size.width}, "font": {"size": size.text}}
    return {"data": drawn, "layout": {**layout, **look, **told}}


def _spread(plot_height: float, room: float, is_elastic: bool) -> tuple[float, float]:
    """The plot's height in a picture with this much room for it, and what stays empty above the footer.

    A few rows spread over a whole picture would be bars as fat as blocks: they get twice their room at most.
    """
    grown = max(plot_height, room if is_elastic else min(room, plot_height * 2))
    return grown, max(room - grown, 0)


def _head(title: str, caption: Caption, size: Size, key: list[tuple[str, str, str]]) -> tuple[str, float]:
    """Title, filters and key as one multi-line text, and its height in pixels."""
    width = size.width - 16
    titles = wrap(title, width * 0.93, size.title)  # bold runs wider
    filters = wrap(caption.filters, width, size.text)
    keys = _key_lines(key, width, size.text)
    muted = f'<span style="font-size:{size.text}px;color:{MUTED}">'
    parts = [f"<b>{broken(titles)}</b>"]
    parts += [f"{muted}{safe(line)}</span>" for line in filters if line]
    parts += [f'<span style="font-size:{size.text}px">{line}</span>' for line in keys]
    # Plotly spaces every line of a title by the title's own size.
    return "<br>".join(parts), lines_height(len(titles) + len(parts) - 1, size.title)


def state_key(states: set[str], texts: Texts) -> list[tuple[str, str, str]]:
    """What the marks of meetings in these states look like."""
    used = (code for code in STATE_SYMBOLS if code in states)
    return [(STATE_GLYPHS[code], texts.label("state", code), STATE_COLORS[code]) for code in used]


def _key_lines(key: list[tuple[str, str, str]], width: float, size: int) -> list[str]:
    """The key's entries, as many to a line as fit."""
    lines: list[list[str]] = [[]]
    used = 0.0
    for glyph, label, color in key:
        need = (len(glyph) + len(label) + 3) * size * _KEY_CHAR
        if lines[-1] and used + need > width:
            lines.append([])
            used = 0.0
        lines[-1].append(f'<b><span style="color:{color}">{safe(glyph)}</span></b> {safe(label)}')
        used += need
    return ["   ".join(line) for line in lines if line]


def _title(head: str, size: Size, left: float, top: float) -> Spec:
    """The head as an annotation: Plotly's own title clips its first line and knows no left margin."""
    place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 8 - left, "y": 1, "yref": "paper"}
    place |= {"yanchor": "top", "yshift": top - 4, "showarrow": False, "align": "left", "name": "title"}
    return {**place, "text": head, "font": {"size": size.title, "color": INK}}


def _footer(lines: list[str], size: Size, left: float, bottom: float) -> Spec:
    return {
        "text": broken(lines),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8 - left,
        "y": 0,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 6 - bottom,
        "showarrow": False,
        "align": "left",
        "name": "footer",
        "font": {"size": size.small, "color": MUTED},
    }


@dataclass(frozen=True)
class RowLabel:
    """A row of a picture: its label, whether it is the heading of a group, and the pixels that its marks need.

    A heading without `mark_height` has no marks.
    """

    label: str
    is_heading: bool = False
    mark_height: float = 0


@dataclass(frozen=True)
class Rows:
    """Rows laid out from top to bottom: the y of each row's marks, and what to draw for the labels."""

    y: list[float]
    height: float
    left: float
    annotations: list[Spec]
    shapes: list[Spec]


def lay_out_rows(
    labels: list[RowLabel], size: Size, *, mark_height: float = 26, left_width: float | None = None
) -> Rows:
    """Place rows so that every label has the lines it needs, left of its row or above it.

    y runs downwards from 0 in pixels; give the y axis the range [height, 0].
    """
    is_above = size.puts_labels_above
    left_width = size.label_width if left_width is None else left_width
    width = size.width - 20 if is_above else left_width
    left = 8.0 if is_above or not left_width else left_width + 16
    y: list[float] = []
    notes: list[Spec] = []
    shapes: list[Spec] = []
    top = 0.0
    for row in labels:
        needed = row.mark_height or (0 if row.is_heading else mark_height)
        lines = wrap(row.label, width * (0.93 if row.is_heading else 1), size.text) if row.label else []
        text_height = lines_height(len(lines), size.text) + 6 if lines else 0
        is_beside = not is_above and not (row.is_heading and not row.mark_height)
        height = max(text_height, needed) if is_beside else text_height + needed
        middle = top + height / 2 if is_beside else top + text_height + needed / 2
        at = top + (height if is_beside else text_height) / 2
        notes += [_row_note(row, lines, size, left, at, is_beside)] if lines else []
        shapes.append(_row_line(top))
        y.append(middle)
        top += height
    return Rows(y, max(top, 40), left, notes, shapes)


def _row_note(row: RowLabel, lines: list[str], size: Size, left: float, y: float, is_beside: bool) -> Spec:
    text = f"<b>{broken(lines)}</b>" if row.is_heading else broken(lines)
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "right" if is_beside else "left",
        "xshift": -GAP if is_beside else 8 - left,
        "y": y,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "align": "right" if is_beside else "left",
        "font": {"size": size.text, "color": INK},
    }


def _row_line(y: float) -> Spec:
    line = {"color": FAINT, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y, "line": line} | {
        "layer": "below"
    }


def hidden_axis(low: float, high: float) -> Spec:
    """An axis without texts, over a fixed range (from low to high as drawn)."""
    return {"range": [low, high], "visible": False, "fixedrange": True}


def empty_figure(title: str, caption: Caption, size: Size, message: str, columns: list[str]) -> Figure:
    """A picture that says that there is nothing to draw."""
    note = {"text": safe(message), "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    note |= {"font": {"size": size.text, "color": MUTED}, "text": broken(wrap(message, size.width - 40, size.text))}
    layout: Spec = {"xaxis": hidden_axis(0, 1), "yaxis": hidden_axis(0, 1), "annotations": [note]}
    spec = framed([], layout, title=title, caption=caption, size=size, plot_height=80, below=8)
    return Figure(spec, f"{title} {message}", pd.DataFrame(columns=columns))


def listing(table: pd.DataFrame, texts: Texts, most: int = 12) -> str:
    """The rows in words, for a text alternative; a long table is cut and said to be."""
    rows = [", ".join(str(cell) for cell in row) for row in table.head(most).itertuples(index=False)]
    rest = texts.plural("alt.more", len(table) - most) if len(table) > most else ""
    return "; ".join(rows) + (f"; {rest}" if rest else "")
