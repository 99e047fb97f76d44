"""Hulp: the guide for users; it has no tab, and is linked to from the sidebar's foot."""

from lovp_view.screen.guide import guide
from lovp_view.screen.parts import heading
from lovp_view.state import scene as current_scene

scene = current_scene()
heading(scene, "guide")
guide()
