"""The text of a note in, a draft of meetings, discussions, follow-ups and parties out. It stores nothing and knows
no clock.
"""
