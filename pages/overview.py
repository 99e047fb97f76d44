"""Overzicht: where things stand, what comes next, what is open longest, what changed."""

from lovp_data import measures
from lovp_view import figures
from lovp_view.screen.controls import empty_notice
from lovp_view.screen.headings import columns, heading
from lovp_view.screen.tiles import chart, headline_tiles, item_tile
from lovp_view.state import scene as current_scene
from lovp_view.view.theme import HEADLINE_COLORS, WIDE_HALF
from lovp_view.view.wording import change_items, follow_up_items, headline_notes, previous_meeting_label

scene = current_scene()
texts = scene.texts
heading(scene, "overview")

if not empty_notice(scene):
    counts = scene.cached(
        "headline", lambda: measures.count(measures.follow_ups_by_headline(scene.selected), ["headline"])
    )
    numbers = dict(zip(counts["headline"], counts["n"], strict=True))
    notes = scene.cached("headline notes", lambda: headline_notes(scene))
    headline_tiles(scene, numbers, notes, HEADLINE_COLORS)
    left, right = columns(scene, [3, 2])
    with left:
        chart(
            scene,
            "topic_status",
            lambda caption, size: figures.follow_ups_by_topic_and_status(
                measures.count(
                    measures.follow_ups_by_topic_and_status(scene.selected), ["topic", "topic_title", "status"]
                ),
                texts,
                caption,
                size,
            ),
            size=WIDE_HALF,
            measure="topic_status",
        )
    with right:
        due = scene.cached("due", lambda: follow_up_items(measures.follow_ups_due_next(scene.selected), texts))
        item_tile(scene, texts("tile.due_next"), due, empty=texts("empty.due_next"), key="due_next", most=3)
        changed = scene.cached(
            "changed",
            lambda: change_items(
                measures.changes_since_previous_meeting(scene.selected), scene.selected.follow_ups, texts
            ),
        )
        title = texts("tile.changed", meeting=previous_meeting_label(scene))
        item_tile(scene, title, changed, empty=texts("empty.changed"), key="changed", most=3)
        oldest = scene.cached(
            "oldest", lambda: follow_up_items(measures.follow_ups_open_longest(scene.selected), texts)
        )
        item_tile(scene, texts("tile.open_longest"), oldest, empty=texts("empty.open_longest"), key="oldest", most=3)
