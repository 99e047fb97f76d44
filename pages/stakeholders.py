"""Betrokkenen: with whom the ball lies, who asks whom, who has which role in which topic."""

from lovp_view.screen.charts import show_chart
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.parts import columns, content, heading
from lovp_view.screen.tables import stakeholder_table
from lovp_view.view.scene import Scene
from lovp_view.view.theme import HALF


def _draw(scene: Scene) -> None:
    heading(scene, "stakeholders")

    if not empty_notice(scene):
        left, right = columns(scene, [1, 1])
        with left:
            show_chart(scene, "open_work", size=HALF)
        with right:
            show_chart(scene, "asks_asked", size=HALF)
        show_chart(scene, "topic_stakeholder")
        stakeholder_table(scene)


content(_draw)
