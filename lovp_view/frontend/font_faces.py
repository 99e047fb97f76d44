"""The project's own letters: a subset of Source Sans, to be carried along in files that stand alone."""

import base64
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "fonts"
_FILES = {400: "regular.woff2", 700: "bold.woff2"}  # per CSS weight


@cache
def font_faces() -> str:
    """CSS @font-face rules with the files inside, under the name that charts and slides call the font by."""
    return "".join(_font_face(weight, name) for weight, name in _FILES.items())


def _font_face(weight: int, name: str) -> str:
    letters = base64.b64encode((_FOLDER / name).read_bytes()).decode("ascii")
    source = f"url(data:font/woff2;base64,{letters}) format('woff2')"
    return f"@font-face {{ font-family: 'Source Sans'; font-weight: {weight}; src: {source}; }}\n"
