"""The same four charts and filters in Dash: data loaded once, one callback per page, served by gunicorn."""

from typing import Any

from dash import Dash, Input, Output, dcc, html

from bench import charts

DATA = charts.load()
ROWS = DATA.follow_ups
TITLES = dict(zip(ROWS["topic"], ROWS["topic_title"], strict=True))
CHARTS = ("first", "second")
COUNTS = ("done", "open", "moved", "late", "trace")


def dropdown(column: str) -> dcc.Dropdown:
    """A filter that, as in the usual app, is there to be chosen from."""
    return dcc.Dropdown(sorted(ROWS[column].dropna().unique()), multi=True, placeholder=column)


def page() -> html.Div:
    """Filters at the left, tiles and charts at the right."""
    topic = dcc.Dropdown({code: TITLES[code] for code in sorted(TITLES)}, multi=True, id="topic")
    others = [dropdown(column) for column in charts.FILTERS]
    links = html.Nav([dcc.Link("Onderwerpen", href="/"), " ", dcc.Link("Tijdlijn", href="/tijdlijn")])
    tiles = html.Div([html.B(id=name, style={"marginRight": "2rem"}) for name in COUNTS])
    graphs = html.Div([tiles, *(dcc.Graph(id=name) for name in CHARTS)], style={"flex": 1})
    side = html.Div([dcc.DatePickerSingle(), topic, *others, dcc.Input()], style={"width": "20rem"})
    return html.Div([dcc.Location(id="place"), links, html.Div([side, graphs], style={"display": "flex"})])


app = Dash(__name__)
app.layout = page()
server = app.server


@app.callback(
    [Output(name, "figure") for name in CHARTS],
    [Output(name, "children") for name in COUNTS],
    Input("topic", "value"),
    Input("place", "pathname"),
)
def draw(topics: list[str] | None, place: str) -> list[Any]:
    """Both charts and the tiles of the page for the chosen topics."""
    shown = DATA.cut(topics or [])
    status = shown.follow_ups["status"]
    numbers = [f"{name} {int((status == name).sum())}" for name in COUNTS]
    return [*charts.figures(shown, "timeline" if place == "/tijdlijn" else "topics"), *numbers]
