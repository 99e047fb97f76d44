"""A briefing as a document: PowerPoint, Word and PDF, all from the same deck, so that they say the same.

Pure: no Streamlit, no data layer, no clock. Every builder takes a `step`, which it calls with the share of the work
that is done (0 to 1); a caller cancels by raising from it, and then nothing is left behind.
"""
