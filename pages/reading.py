"""Inlezen: a note comes in, is reviewed by a person, and is stored; for editors."""

from lovp_view.reading.screen import show_reading
from lovp_view.screen.editor_menu import editors_only
from lovp_view.screen.parts import heading
from lovp_view.state import scene as current_scene

scene = current_scene()

if editors_only(scene):
    heading(scene, "reading")
    show_reading(scene)
