"""Whether a server of our own runs in this process: plain `streamlit run` answers neither the feed nor news."""

from threading import Event

running = Event()
