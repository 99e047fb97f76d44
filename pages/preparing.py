"""Voorbereiden: the next meeting with its agenda, and per item what to know and to ask."""

from lovp_view.preparing import screen
from lovp_view.state import scene as current_scene

screen.show(current_scene())
