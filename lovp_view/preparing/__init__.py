"""Preparing a meeting: its agenda, what to know and ask per item, and taking that along. Slides are in `briefing`."""
