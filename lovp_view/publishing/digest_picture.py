"""The picture of a mail: the five numbers of the first screen, drawn by typst as a PNG of twice 600 pixels wide."""

import json
from functools import cache
from pathlib import Path

from lovp_view.documents.pdf import compiled
from lovp_view.documents.plain import plain
from lovp_view.view.headlines import headline_cards
from lovp_view.view.scene import Scene
from lovp_view.view.theme import HEADLINE_COLORS, INK, MUTED

_FILE = Path(__file__).parent / "digest_picture.typ"
_DENSITY = 144.0  # points an inch: twice what a screen of old has


def picture_png(scene: Scene) -> bytes:
    """The numbers of the selection; the same each time for the same selection."""
    return scene.cached("digest picture", lambda: _drawn(scene))


def _drawn(scene: Scene) -> bytes:
    cards = [
        {name: plain(card[name]) for name in ("value", "label", "note")} | {"color": HEADLINE_COLORS[card["code"]]}
        for card in headline_cards(scene)
    ]
    data = json.dumps({"cards": cards, "ink": INK, "muted": MUTED}).encode()
    return compiled({_FILE.name: _template(), "data.json": data}, _FILE.name, format="png", ppi=_DENSITY)


@cache
def _template() -> bytes:
    return _FILE.read_bytes()
