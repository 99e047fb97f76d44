"""Overzicht: the five numbers, what comes back when, what is late or unanswered, what changed, where topics stand."""

from lovp_view.screen.charts import show_chart
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.in_full import only_discussed
from lovp_view.screen.parts import content, heading
from lovp_view.screen.tiles import changed_tile, headline_tiles, item_tiles, urgent_tile
from lovp_view.view.headlines import coverage_line
from lovp_view.view.scene import Scene


def _draw(scene: Scene) -> None:
    heading(scene, "overview", coverage_line(scene))

    if not empty_notice(scene) and not only_discussed(scene):
        headline_tiles(scene)
        show_chart(scene, "moments")
        item_tiles(scene, [urgent_tile(scene), changed_tile(scene)], key="now")
        show_chart(scene, "topic_status")


content(_draw)
