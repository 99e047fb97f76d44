"""Betrokkenen: with whom the ball lies, who asks whom, who has which role in which topic."""

from lovp_data import measures
from lovp_view import figures
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.headings import columns, heading
from lovp_view.screen.tables import stakeholder_table
from lovp_view.screen.tiles import chart
from lovp_view.state import scene as current_scene
from lovp_view.view.theme import HALF
from lovp_view.view.wording import stakeholder_names

scene = current_scene()
texts = scene.texts
heading(scene, "stakeholders")

if not empty_notice(scene):
    names = stakeholder_names(scene)
    left, right = columns(scene, [1, 1])
    with left:
        chart(
            scene,
            "open_work",
            lambda caption, size: figures.follow_ups_by_stakeholder_and_status(
                measures.follow_ups_by_stakeholder_and_status(scene.selected), names, texts, caption, size
            ),
            size=HALF,
        )
    with right:
        chart(
            scene,
            "asks_asked",
            lambda caption, size: figures.stakeholders_by_asking_and_asked(
                measures.stakeholders_by_asking_and_asked(scene.selected), names, texts, caption, size
            ),
            size=HALF,
        )
    chart(
        scene,
        "topic_stakeholder",
        lambda caption, size: figures.stakeholders_by_topic(
            measures.stakeholders_by_topic(scene.selected), names, texts, caption, size
        ),
    )
    stakeholder_table(scene)
