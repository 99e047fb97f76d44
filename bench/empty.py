"""The empty page: what any rerun costs."""

import streamlit as st

st.title("Empty")
