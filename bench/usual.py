"""The usual Streamlit app: the same charts, lists and filters with Plotly Express, figures not cached.

The data are read once (st.cache_data), as a usual app would; the filter comes from the address, as in ours.
"""

import pandas as pd
import plotly.express as px
import streamlit as st

from lovp_data.package import read_package
from lovp_data.tables import build_tables


@st.cache_data
def load() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    tables = build_tables(read_package())
    titles = tables["topics"].set_index("id")["title"]
    status = tables["status_updates"].dropna(subset=["status"]).groupby("follow_up")["status"].last()
    rows = tables["follow_ups"].assign(
        topic_title=lambda f: f["topic"].map(titles), status=lambda f: f["id"].map(status)
    )
    rows["status"] = rows["status"].fillna("open")
    return rows.drop(columns="aspects"), tables["status_updates"], tables["meetings"]


st.set_page_config(layout="wide")
rows, updates, meetings = load()
chosen = st.query_params.get_all("topic")
with st.sidebar:
    st.date_input("Peildatum")
    for column in ("topic_title", "meeting", "kind", "status", "due_meeting", "openness", "due_wording"):
        st.multiselect(column, sorted(rows[column].dropna().unique()))
    st.text_input("Zoeken")
shown = rows[rows["topic"].isin(chosen)] if chosen else rows
for place, (label, mask) in zip(
    st.columns(5),
    {
        "open": shown["status"] != "done",
        "late": shown["due_on_end"] < pd.Timestamp.now(),
        "done": shown["status"] == "done",
        "moved": shown["status"] == "moved",
        "trace": shown["status"] == "no_trace",
    }.items(),
    strict=True,
):
    place.metric(label, int(mask.sum()))

if st.query_params.get("page") == "timeline":
    dated = shown.dropna(subset=["due_on_start"]).assign(end=lambda f: f["due_on_end"] + pd.Timedelta(days=1))
    figure = px.timeline(dated, x_start="due_on_start", x_end="end", y="title", color="status")
    for day in meetings["held_on_start"]:
        figure.add_vline(x=day)
    points = updates[updates["follow_up"].isin(shown["id"])].merge(
        shown[["id", "title"]], left_on="follow_up", right_on="id"
    )
    marks = px.scatter(points, x="on_start", y="title", color="relation")
    figure.add_traces(marks.data)
    st.plotly_chart(figure)
    months = dated.assign(month=lambda f: f["due_on_start"].dt.strftime("%Y-%m")).groupby(["month", "status"]).size()
    st.plotly_chart(px.bar(months.rename("n").reset_index(), x="month", y="n", color="status"))
else:
    counts = shown.groupby(["topic_title", "status"]).size().rename("n").reset_index()
    st.plotly_chart(px.scatter(counts, x="status", y="topic_title", text="n", color="status", size="n"))
    st.dataframe(shown[shown["status"] == "open"][["title", "topic_title", "due_wording"]].head(5))
    st.dataframe(updates[updates["follow_up"].isin(shown["id"])][["on", "status", "note"]].tail(5))
    st.dataframe(shown[["title", "topic_title", "status"]].head(5))
