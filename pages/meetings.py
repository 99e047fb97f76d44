"""Vergaderingen: the calendar with states and replacements; one meeting in full beside its note."""

from lovp_view.screen.charts import show_chart
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.in_full import meeting_choice, meeting_in_full
from lovp_view.screen.parts import content, heading
from lovp_view.view.scene import Scene


def _draw(scene: Scene) -> None:
    heading(scene, "meetings")
    empty_notice(scene)

    if meeting := meeting_choice(scene):
        meeting_in_full(scene, meeting)
    show_chart(scene, "meetings")


content(_draw)
