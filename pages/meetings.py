"""Vergaderingen: the calendar with states and replacements; one meeting in full beside its note."""

from lovp_data import measures
from lovp_view import figures
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.headings import heading
from lovp_view.screen.in_full import meeting_choice, meeting_in_full
from lovp_view.screen.tiles import chart
from lovp_view.state import scene as current_scene

scene = current_scene()
texts = scene.texts
heading(scene, "meetings")
empty_notice(scene)

if meeting := meeting_choice(scene):
    meeting_in_full(scene, meeting)
chart(
    scene,
    "meetings",
    lambda caption, size: figures.meetings_by_day(
        measures.meetings_by_day(scene.selected), scene.reference_date, texts, caption, size
    ),
)
