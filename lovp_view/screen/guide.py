"""The guide for users, as it stands in docs/handleiding.md, with its pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

import streamlit as st

DOCS = Path(__file__).resolve().parents[2] / "docs"
_WIDTH = 820  # pixels: lines that can be read
_PICTURE = re.compile(r"^!\[([^\]]+)\]\(([\w-]+\.png)\)$", re.MULTILINE)


def guide() -> None:
    """All parts in order; the page's own heading takes the place of the guide's title."""
    with st.container(width=_WIDTH):
        for text, picture, caption in parts((DOCS / "handleiding.md").read_text(encoding="utf-8")):
            st.markdown(text)
            if picture:
                st.image(DOCS / picture, caption=caption)


def parts(markdown: str) -> Iterator[tuple[str, str, str]]:
    """Text, the picture after it and its caption; the last text has no picture. The title is left out."""
    body = re.sub(r"\A# .*\n+", "", markdown)
    pieces = _PICTURE.split(body)
    for place in range(0, len(pieces), 3):
        caption, picture = pieces[place + 1 : place + 3] or ("", "")
        yield pieces[place].strip(), picture, caption
