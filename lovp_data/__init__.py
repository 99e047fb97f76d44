"""The data layer: package, store, tables, filters and measures of the LOVP register.

Knows neither Streamlit nor Plotly; "today" and the reference date are always passed in.
"""
