"""Beeld: one chart alone, for a page of another site."""

from lovp_view.screen.charts import show_picture
from lovp_view.state import scene as current_scene

show_picture(current_scene())
