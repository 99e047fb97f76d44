"""The data layer of the LOVP register: it knows neither Streamlit nor Plotly, and "today" is always passed in."""
