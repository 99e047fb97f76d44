"""The usual Streamlit app: the same four charts on two pages with Plotly Express, figures not cached.

The data are read once (st.cache_data), as a usual app would.
"""

import pandas as pd
import streamlit as st

from bench import charts


@st.cache_data
def load() -> charts.Data:
    return charts.load()


def numbers(data: charts.Data) -> None:
    """Five tiles."""
    status, is_late = data.follow_ups["status"], data.follow_ups["due_on_end"] < pd.Timestamp.now()
    masks = {"done": status == "done", "open": status != "done", "moved": status == "moved", "late": is_late}
    masks["trace"] = status == "no_trace"
    for place, (label, mask) in zip(st.columns(5), masks.items(), strict=True):
        place.metric(label, int(mask.sum()))


def show(page: str) -> None:
    """One page of the app."""
    data = load()
    rows = data.follow_ups
    with st.sidebar:
        st.date_input("Peildatum")
        codes = list(dict(zip(rows["topic"], rows["topic_title"], strict=True)))
        chosen = st.multiselect("Onderwerp", sorted(codes), key="topic", bind="query-params")
        for column in charts.FILTERS:
            st.multiselect(column, sorted(rows[column].dropna().unique()))
        st.text_input("Zoeken")
    shown = data.cut(chosen)
    numbers(shown)
    for figure in charts.figures(shown, page):
        st.plotly_chart(figure)


def topics() -> None:
    show("topics")


def timeline() -> None:
    show("timeline")


st.set_page_config(layout="wide")
st.navigation(
    [st.Page(topics, title="Onderwerpen", default=True), st.Page(timeline, title="Tijdlijn", url_path="tijdlijn")],
    position="top",
).run()
