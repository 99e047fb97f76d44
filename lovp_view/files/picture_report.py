"""What goes with a chart into a report: its figure per paper format, its caption, and the link to exactly this view."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from plotly.io.json import to_json_plotly

from lovp_view.figures import Figure
from lovp_view.frontend.font_faces import font_faces
from lovp_view.view.address import query_of
from lovp_view.view.scene import Scene
from lovp_view.view.theme import PAPERS, Paper, Size
from lovp_view.view.wording import caption, n_of_n

Draw = Callable[[Size], Figure]
# What only a mouse needs; left out, the figure is half as large.
_ON_SCREEN_ONLY = ("hovertext", "hoverinfo", "customdata")


def exact_query(scene: Scene) -> str:
    """The view as a query string that stays true: language and reference date are named, though they be the default.

    An opened item is left out: it would lie over the chart.
    """
    query = query_of(scene.view.changed(item=None, reference_date=scene.reference_date))
    return urlencode(query | {"lang": [scene.view.language]}, doseq=True)


def caption_text(scene: Scene, figure: Figure) -> str:
    """The caption for under the figure, without its link."""
    texts = scene.texts
    parts = {"filters": caption(scene).filters, "counted": n_of_n(scene), "source": texts("caption.source")}
    return texts("chart.caption", title=figure.title, day=texts.day(scene.reference_date), **parts)


def file_stem(scene: Scene, name: str) -> str:
    """'lovp-timeline-2020-12-01'"""
    return f"lovp-{name}-{scene.reference_date.isoformat()}"


def report(scene: Scene, name: str, draw: Draw) -> dict[str, Any]:
    """All that the browser needs to make the pictures and texts of a chart."""
    figure = draw(PAPERS[0].size)
    return {
        "papers": [_sheet(scene, name, draw, paper) for paper in PAPERS],
        "title": figure.title,
        "alt": figure.alt,
        "caption": caption_text(scene, figure),
        "query": exact_query(scene),
        "language": scene.view.language,
        "texts": scene.texts.group("picture"),
        "fonts": font_faces(),
    }


def _sheet(scene: Scene, name: str, draw: Draw, paper: Paper) -> dict[str, Any]:
    suffix = "" if paper == PAPERS[0] else f"-{paper.code}"
    return {
        "code": paper.code,
        "file": f"{file_stem(scene, name)}{suffix}",
        "width": paper.size.width,
        "millimetres": paper.millimetres,
        "figure": printable(draw(paper.size)),
    }


def printable(figure: Figure) -> str:
    """The figure's spec as JSON, without what only a mouse needs."""
    spec = figure.checked.to_dict()
    traces = [{key: value for key, value in trace.items() if key not in _ON_SCREEN_ONLY} for trace in spec["data"]]
    return str(to_json_plotly({"data": traces, "layout": spec["layout"]}))
