"""Afspraken: the table of follow-ups, with sorting, downloads, and a row that opens its detail."""

from lovp_view.screen.controls import empty_notice
from lovp_view.screen.downloads import downloads
from lovp_view.screen.follow_up_table import follow_up_table
from lovp_view.screen.headings import heading
from lovp_view.state import scene as current_scene

scene = current_scene()
heading(scene, "follow_ups")

if not empty_notice(scene):
    follow_up_table(scene)
    downloads(scene)
