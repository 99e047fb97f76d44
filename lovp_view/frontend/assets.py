"""The scripts and style sheets of our own that go to the browser."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def asset(name: str) -> str:
    """The text of a file in frontend/."""
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def style() -> str:
    """The page's own style sheet as HTML; read once, and in one line, which Streamlit is soonest through."""
    rules = (_FOLDER / "style.css").read_text(encoding="utf-8")
    return f"<style>{' '.join(rules.split())}</style>"
