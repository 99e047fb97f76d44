"""Onderwerpen: one topic as a story over time, and which topic in which meeting."""

from lovp_view.screen.charts import show_chart
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.in_full import topic_choice, topic_in_full
from lovp_view.screen.parts import content, heading
from lovp_view.view.scene import Scene


def _draw(scene: Scene) -> None:
    heading(scene, "topics")

    if not empty_notice(scene):
        if topic := topic_choice(scene):
            topic_in_full(scene, topic)
        show_chart(scene, "topic_meeting")


content(_draw)
