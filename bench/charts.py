"""The four charts of the usual app and of the Dash app: Plotly Express on frames, as most dashboards draw them."""

from dataclasses import dataclass

import pandas as pd
import plotly.express as px
from plotly.graph_objects import Figure

from lovp_data.package.files import read_package
from lovp_data.register.frames import build_tables

PAGES = ("topics", "timeline")
FILTERS = ("meeting", "kind", "status", "due_meeting", "openness", "due_wording")  # beside the topic, in every peer


@dataclass(frozen=True)
class Data:
    """Follow-ups with title of the topic and status; discussions; updates; meetings."""

    follow_ups: pd.DataFrame
    discussions: pd.DataFrame
    updates: pd.DataFrame
    meetings: pd.DataFrame

    def cut(self, topics: list[str]) -> "Data":
        """What belongs to the topics; everything if none is chosen."""
        if not topics:
            return self
        follow_ups = self.follow_ups[self.follow_ups["topic"].isin(topics)]
        discussions = self.discussions[self.discussions["topic"].isin(topics)]
        updates = self.updates[self.updates["follow_up"].isin(follow_ups["id"])]
        return Data(follow_ups, discussions, updates, self.meetings)


def load() -> Data:
    """The shipped package."""
    tables = build_tables(read_package())
    titles = tables["topics"].set_index("id")["title"]
    status = tables["status_updates"].dropna(subset=["status"]).groupby("follow_up")["status"].last()
    rows = tables["follow_ups"].drop(columns="aspects")
    rows = rows.assign(topic_title=rows["topic"].map(titles), status=rows["id"].map(status).fillna("open"))
    said = tables["discussions"].assign(topic_title=tables["discussions"]["topic"].map(titles))
    said = said.merge(tables["meetings"][["id", "held_on_start"]], left_on="meeting", right_on="id")
    return Data(rows, said, tables["status_updates"], tables["meetings"])


def topics_by_meeting(data: Data) -> Figure:
    """A square per discussion."""
    return px.scatter(data.discussions, x="held_on_start", y="topic_title", symbol_sequence=["square"])


def topics_by_status(data: Data) -> Figure:
    """A circle per topic and status, with the number in it."""
    counts = data.follow_ups.groupby(["topic_title", "status"]).size().rename("n").reset_index()
    return px.scatter(counts, x="status", y="topic_title", text="n", color="status", size="n")


def timeline(data: Data) -> Figure:
    """Terms as bars, meetings as lines, updates as dots."""
    dated = data.follow_ups.dropna(subset=["due_on_start"])
    dated = dated.assign(end=dated["due_on_end"] + pd.Timedelta(days=1))
    figure = px.timeline(dated, x_start="due_on_start", x_end="end", y="title", color="status")
    # Not add_vline, which costs 10 ms a line: whoever measures once finds that out.
    line = {"type": "line", "yref": "paper", "y0": 0, "y1": 1}
    figure.update_layout(shapes=[{**line, "x0": day, "x1": day} for day in data.meetings["held_on_start"]])
    titles = data.follow_ups[["id", "title"]]
    points = data.updates.merge(titles, left_on="follow_up", right_on="id")
    figure.add_traces(px.scatter(points, x="on_start", y="title", color="relation").data)
    return figure


def by_month(data: Data) -> Figure:
    """Terms per month and status."""
    dated = data.follow_ups.dropna(subset=["due_on_start"])
    months = dated["due_on_start"].dt.strftime("%Y-%m").rename("month")
    counts = dated.groupby([months, "status"]).size().rename("n").reset_index()
    return px.bar(counts, x="month", y="n", color="status")


def figures(data: Data, page: str) -> tuple[Figure, Figure]:
    """The two charts of a page."""
    if page == "timeline":
        return timeline(data), by_month(data)
    return topics_by_meeting(data), topics_by_status(data)
