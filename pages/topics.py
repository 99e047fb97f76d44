"""Onderwerpen: one topic as a story over time, and which topic in which meeting."""

from lovp_data import measures
from lovp_view import figures
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.headings import heading
from lovp_view.screen.in_full import topic_choice, topic_in_full
from lovp_view.screen.tiles import chart
from lovp_view.state import scene as current_scene

scene = current_scene()
texts = scene.texts
heading(scene, "topics")

if not empty_notice(scene):
    if topic := topic_choice(scene):
        topic_in_full(scene, topic)
    chart(
        scene,
        "topic_meeting",
        lambda caption, size: figures.topics_by_meeting(
            measures.topics_by_meeting(scene.selected), measures.meetings_by_day(scene.register), texts, caption, size
        ),
    )
