"""Toegankelijkheid: the accessibility statement; it has no tab, and is linked to from the sidebar's foot."""

from lovp_view.screen.accessibility import statement
from lovp_view.screen.parts import heading
from lovp_view.state import scene as current_scene

scene = current_scene()
heading(scene, "accessibility")
statement(scene)
