"""Verantwoording: sources, definitions of measures, statuses and dates, data downloads."""

from lovp_view.screen.controls import foot
from lovp_view.screen.definitions import data_downloads, definitions, provenance, sources
from lovp_view.screen.parts import heading
from lovp_view.state import scene as current_scene

scene = current_scene()
heading(scene, "account")
definitions(scene)
provenance(scene)
sources(scene)
data_downloads(scene)
foot(scene)
