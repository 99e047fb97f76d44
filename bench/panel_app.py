"""The same four charts and filters in Panel: data loaded once, a session per viewer, one process."""

import sys

import panel as pn

from bench import charts

pn.extension("plotly")
DATA = charts.load()
ROWS = DATA.follow_ups
CODES = dict(sorted(zip(ROWS["topic_title"], ROWS["topic"], strict=True)))
PAGES = {"": "topics", "tijdlijn": "timeline"}


def page(name: str) -> pn.Column:
    """Filters at the left, tiles and charts at the right."""
    topic = pn.widgets.MultiChoice(name="topic", options=CODES)
    others = [
        pn.widgets.MultiChoice(name=name, options=sorted(ROWS[name].dropna().unique())) for name in charts.FILTERS
    ]
    graphs = [pn.pane.Plotly(figure) for figure in charts.figures(DATA, name)]
    tiles = pn.pane.HTML(numbers(DATA))

    def draw(topics: list[str]) -> None:
        shown = DATA.cut(topics)
        tiles.object = numbers(shown)
        for pane, figure in zip(graphs, charts.figures(shown, name), strict=True):
            pane.object = figure

    pn.bind(draw, topic, watch=True)
    links = pn.pane.HTML('<a href="/">Onderwerpen</a> <a href="/tijdlijn">Tijdlijn</a>')
    side = pn.Column(pn.widgets.DatePicker(), topic, *others, pn.widgets.TextInput(), width=320)
    return pn.Column(links, pn.Row(side, pn.Column(tiles, *graphs, sizing_mode="stretch_width")))


def numbers(data: charts.Data) -> str:
    """The tiles, as HTML."""
    return " ".join(f"<b>{name} {n}</b>" for name, n in data.follow_ups["status"].value_counts().items())


if __name__ == "__main__":
    made = {path or "/": lambda name=name: page(name) for path, name in PAGES.items()}
    port = int(sys.argv[1])
    pn.serve(made, port=port, address="127.0.0.1", websocket_origin=[f"127.0.0.1:{port}"], show=False)
