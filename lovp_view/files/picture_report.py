"""What goes with a chart into a report: its figure per paper format, its caption, and the link to exactly this view."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate, pairwise
from math import ceil
from typing import Any
from urllib.parse import urlencode

from plotly.io.json import to_json_plotly

from lovp_view.figures import Figure
from lovp_view.files.file_names import file_name
from lovp_view.frontend.font_faces import font_faces
from lovp_view.view.address import query_of
from lovp_view.view.scene import Scene
from lovp_view.view.theme import PAPERS, Paper, Size
from lovp_view.view.wording import caption, n_of_n

Draw = Callable[[Size], Figure]
_MOST_PARTS = 6  # of a narrow picture
_MOST_TRIES = 12
_LEAST_FILLED = 0.85
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
    """'lovp-tijdlijn-jaarwisseling-2020-12-01'"""
    return file_name(scene, scene.texts.label("chart_file", name))


def report(scene: Scene, name: str, draw: Draw) -> dict[str, Any]:
    """All that the browser needs to make the pictures and texts of a chart."""
    wholes = {paper: draw(paper.size) for paper in PAPERS}
    figure = wholes[PAPERS[0]]
    return {
        "papers": [s for paper in _papers(wholes) for s in _sheets(scene, name, draw, paper, wholes[paper])],
        "title": figure.title,
        "alt": figure.alt,
        "caption": caption_text(scene, figure),
        "query": exact_query(scene),
        "language": scene.view.language,
        "texts": scene.texts.group("picture"),
        "fonts": font_faces(),
    }


def _papers(wholes: dict[Paper, Figure]) -> list[Paper]:
    """The first format, and each other in which the picture does not take more parts than anyone would paste."""
    return [PAPERS[0], *(p for p in PAPERS[1:] if wholes[p].height <= p.most_pixels * _MOST_PARTS)]


def _sheets(scene: Scene, name: str, draw: Draw, paper: Paper, whole: Figure) -> list[dict[str, Any]]:
    """The picture in this format, in as many parts as it takes for none to be too high for a page."""
    figures = _parts(draw, paper, whole)
    return [_sheet(scene, name, paper, figure, at, len(figures)) for at, figure in enumerate(figures, start=1)]


def _parts(draw: Draw, paper: Paper, whole: Figure) -> list[Figure]:
    figures, bounds = [whole], [0.0, 1.0]
    for _ in range(_MOST_TRIES):
        heights = [figure.height for figure in figures]
        if max(heights) <= paper.most_pixels:
            break
        # As many as the whole takes; every cut adds a title and axes, and rows that belong together are not cut.
        room = paper.most_pixels if len(figures) == 1 else paper.most_pixels * _LEAST_FILLED
        bounds = _evened(bounds, heights, max(ceil(sum(heights) / room), len(figures) + 1))
        figures = [draw(size) for size in _part_sizes(paper.size, bounds)]
    return figures


def _part_sizes(size: Size, bounds: list[float]) -> list[Size]:
    parts = len(bounds) - 1
    return [replace(size, part=at, parts=parts, shares=each) for at, each in enumerate(pairwise(bounds))]


def _evened(bounds: list[float], heights: list[int], parts: int) -> list[float]:
    """Where to cut the rows, as shares of them, for so many parts to be about as high: rows are not equally high."""
    above = [0, *accumulate(heights)]
    wanted = [above[-1] * part / parts for part in range(parts + 1)]
    return [_share_at(each, above, bounds) for each in wanted]


def _share_at(height: float, above: list[int], bounds: list[float]) -> float:
    at = min(bisect_right(above, height), len(above) - 1)
    within = (height - above[at - 1]) / (above[at] - above[at - 1])
    return bounds[at - 1] + (bounds[at] - bounds[at - 1]) * within


def _sheet(scene: Scene, name: str, paper: Paper, figure: Figure, part: int, parts: int) -> dict[str, Any]:
    suffix = ("" if paper == PAPERS[0] else f"-{paper.code}") + (f"-{part}" if parts > 1 else "")
    label = scene.texts.label("picture", paper.code)
    return {
        "code": paper.code if part == 1 else f"{paper.code}-{part}",
        "label": label if parts == 1 else scene.texts("picture.part", format=label, part=part, parts=parts),
        "file": f"{file_stem(scene, name)}{suffix}",
        "width": paper.size.width,
        "millimetres": paper.millimetres,
        "figure": printable(figure),
    }


def printable(figure: Figure) -> str:
    """The figure's spec as JSON, without what only a mouse needs."""
    spec = figure.checked.to_dict()
    traces = [{key: value for key, value in trace.items() if key not in _ON_SCREEN_ONLY} for trace in spec["data"]]
    return str(to_json_plotly({"data": traces, "layout": spec["layout"]}))
