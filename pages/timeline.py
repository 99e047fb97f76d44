"""Tijdlijn: tasks as life lines, with meetings, updates and the reference date; terms per month."""

from lovp_data import measures
from lovp_view import figures
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.headings import heading
from lovp_view.screen.in_full import only_discussed
from lovp_view.screen.tiles import chart
from lovp_view.screen.timeline_period import timeline_window, zoom_control
from lovp_view.state import scene as current_scene

scene = current_scene()
texts = scene.texts
heading(scene, "timeline")

if not empty_notice(scene) and not only_discussed(scene):
    zoom_control(scene)
    window = scene.cached("window", lambda: timeline_window(scene), scene.view.zoom)
    chart(
        scene,
        "timeline",
        lambda caption, size: figures.follow_up_intervals(
            measures.follow_up_intervals(scene.selected),
            measures.updates_by_follow_up(scene.selected),
            measures.meetings_by_day(scene.register),
            window,
            texts,
            caption,
            size,
        ),
        extra=scene.view.zoom,
    )
    chart(
        scene,
        "by_month",
        lambda caption, size: figures.follow_ups_by_month(
            measures.count(measures.follow_ups_by_month(scene.selected), ["month", "certainty"]), texts, caption, size
        ),
    )
