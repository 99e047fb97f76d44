"""Afspraken: what a search found, then the table of follow-ups with downloads; cards on a phone."""

from lovp_view.screen.controls import empty_notice
from lovp_view.screen.downloads import downloads
from lovp_view.screen.in_full import only_discussed
from lovp_view.screen.parts import content, heading
from lovp_view.screen.tables import follow_up_cards, follow_up_table, search_hits
from lovp_view.view.scene import Scene


def _draw(scene: Scene) -> None:
    heading(scene, "follow_ups")

    if not empty_notice(scene):
        search_hits(scene)
        if not only_discussed(scene):
            (follow_up_cards if scene.is_narrow else follow_up_table)(scene)
            downloads(scene)


content(_draw, has_charts=False)
