"""Nakoming: whether promises are kept, by year, topic and party; how late they came back; what was put off."""

from lovp_view.screen.controls import empty_notice
from lovp_view.screen.fulfilment import moved_tile, result_charts, result_definitions, result_summary, slip_chart
from lovp_view.screen.in_full import only_discussed
from lovp_view.screen.parts import content, heading
from lovp_view.view.scene import Scene


def _draw(scene: Scene) -> None:
    heading(scene, "fulfilment")

    if not empty_notice(scene) and not only_discussed(scene):
        result_summary(scene)
        result_charts(scene, "year")
        slip_chart(scene)
        moved_tile(scene)
        result_charts(scene, "topic")
        result_charts(scene, "stakeholder")
        result_definitions(scene)


content(_draw)
