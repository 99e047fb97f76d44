"""Tijdlijn: tasks as life lines, with meetings, updates and the reference date; terms per month."""

from lovp_view.screen.charts import show_chart
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.in_full import only_discussed
from lovp_view.screen.parts import content, heading
from lovp_view.screen.timeline_period import zoom_control
from lovp_view.view.scene import Scene


def _draw(scene: Scene) -> None:
    heading(scene, "timeline")

    if not empty_notice(scene) and not only_discussed(scene):
        zoom_control(scene)
        show_chart(scene, "timeline")
        show_chart(scene, "by_month")


content(_draw)
