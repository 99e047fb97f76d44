"""The briefing as one file for a room without network: slides, pictures, quotes and the player, nothing fetched."""

import json

from markupsafe import Markup
from plotly import offline

from lovp_view.briefing.deck_content import build_deck
from lovp_view.briefing.player import player_data
from lovp_view.frontend.assets import asset, script
from lovp_view.frontend.font_faces import font_faces
from lovp_view.screen.markup import render
from lovp_view.view.scene import Scene
from lovp_view.view.slide_plan import ALL


def snapshot_html(scene: Scene, codes: tuple[str, ...] = (ALL,)) -> bytes:
    """A whole HTML page, UTF-8, of the slides with these codes."""
    deck = build_deck(scene, codes)
    data = player_data(scene, deck)
    page = render(
        "snapshot.html",
        language=deck.language,
        title=deck.title,
        css=Markup(font_faces() + asset("player.css")),  # noqa: S704 # nosec B704 # our own file
        data=Markup(json_in_html(data)),  # noqa: S704 # nosec B704 # made safe by json_in_html
        plotly=Markup(script_in_html(offline.get_plotlyjs())),  # noqa: S704 # nosec B704 # no data in it
        player=Markup(script_in_html(script("player.js"))),  # noqa: S704 # nosec B704 # our own file
        no_script=scene.texts("player.no_script"),
    )
    return page.encode()


def json_in_html(data: object) -> str:
    """JSON that cannot end the script element it stands in, whatever its texts say."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def script_in_html(script: str) -> str:
    """A script whose texts cannot end the element it stands in."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
