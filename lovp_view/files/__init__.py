"""The selection as files without pages: tables as CSV and Excel, the calendar, a picture for a report. No
Streamlit.
"""
