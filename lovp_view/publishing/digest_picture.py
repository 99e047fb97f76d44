"""The picture of a mail: the five numbers of the first screen, drawn by typst as a PNG of twice 600 pixels wide."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from lovp_view.documents.pdf import FONTS
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
    data = {"cards": cards, "ink": INK, "muted": MUTED}
    with TemporaryDirectory(prefix="lovp-mail-") as folder:
        Path(folder, _FILE.name).write_bytes(_template())
        Path(folder, "data.json").write_text(json.dumps(data), encoding="utf-8")
        made = typst.compile(
            Path(folder, _FILE.name), root=Path(folder), font_paths=FONTS, ignore_system_fonts=True, format="png",
            ppi=_DENSITY,
        )  # fmt: skip
    return made


@cache
def _template() -> bytes:
    return _FILE.read_bytes()
