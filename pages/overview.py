"""Overzicht: the five numbers, what comes back when, what is late or unanswered, what changed, where topics stand."""

from lovp_data import measures
from lovp_view.screen.charts import show_chart
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.in_full import only_discussed
from lovp_view.screen.parts import columns, content, heading
from lovp_view.screen.tiles import headline_tiles, item_tile
from lovp_view.view.headlines import coverage_line
from lovp_view.view.scene import Scene
from lovp_view.view.wording import (
    change_items,
    follow_up_items,
    previous_meeting_label,
)


def _draw(scene: Scene) -> None:
    texts = scene.texts
    heading(scene, "overview", coverage_line(scene))

    if not empty_notice(scene) and not only_discussed(scene):
        headline_tiles(scene)
        show_chart(scene, "moments")
        left, right = columns(scene, [1, 1])
        with left:
            urgent = scene.cached(
                "urgent", lambda: follow_up_items(measures.follow_ups_late_or_unanswered(scene.selected), texts)
            )
            item_tile(scene, texts("tile.urgent"), urgent, empty=texts("empty.urgent"), key="urgent", most=3)
        with right:
            changed = scene.cached(
                "changed",
                lambda: change_items(
                    measures.changes_since_previous_meeting(scene.selected), scene.selected.follow_ups, texts
                ),
            )
            title = texts("tile.changed", meeting=previous_meeting_label(scene))
            item_tile(scene, title, changed, empty=texts("empty.changed"), key="changed", most=3)
        show_chart(scene, "topic_status")


content(_draw)
