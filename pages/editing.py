"""Bijwerken: status, follow-ups, meetings, topics, parties and moments, and the ledger; for editors."""

from lovp_view.editing.screen import show_editing
from lovp_view.screen.editor_menu import editors_only
from lovp_view.screen.parts import heading
from lovp_view.state import scene as current_scene

scene = current_scene()

if editors_only(scene):
    heading(scene, "editing")
    show_editing(scene)
