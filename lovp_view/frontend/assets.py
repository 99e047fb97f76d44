"""The scripts and style sheets of our own that go to the browser."""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.MULTILINE)


def asset(name: str) -> str:
    """The text of a file in frontend/."""
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def script(name: str) -> str:
    """A script as one text, which is what Streamlit's components take: those that it imports before it, once each."""
    found: dict[str, str] = {}

    def collect(file: str) -> None:
        text = asset(file)
        for each in _IMPORT.findall(text):
            if each not in found:
                collect(each)
        found[file] = _IMPORT.sub("", text)

    collect(name)
    return "\n".join(found.values())


@cache
def style() -> str:
    """The page's own style sheet as HTML; read once, and in one line, which Streamlit is soonest through."""
    rules = (_FOLDER / "style.css").read_text(encoding="utf-8")
    return f"<style>{' '.join(rules.split())}</style>"
