"""The scripts and style sheets of our own that go to the browser."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "frontend"


def asset(name: str) -> str:
    """The text of a file in frontend/."""
    return (_FOLDER / name).read_text(encoding="utf-8")
