"""One thing in full: a follow-up in a dialog, its source text with the passage marked, its updates."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from lovp_view import state
from lovp_view.screen import markup
from lovp_view.view.facts import follow_up_facts, follow_up_tags, safe_address, updates_of
from lovp_view.view.scene import Scene


def follow_up_dialog(scene: Scene, below_updates: Callable[[Scene, str], None]) -> None:
    """The opened follow-up, over the page; closing it takes it out of the address.

    `below_updates` draws what else belongs to a follow-up (by its id): the form of an editor.
    """
    rows = scene.register.follow_ups
    row = next(rows[rows["id"] == scene.view.item].itertuples(), None)
    if row is None:
        return
    show = st.dialog(markup.escaped(row.title), width="large", on_dismiss=lambda: state.go(item=None))(_follow_up)
    show(scene, row, below_updates)


def _follow_up(scene: Scene, row: Any, below_updates: Callable[[Scene, str], None]) -> None:
    texts = scene.texts
    markup.show("tags.html", tags=follow_up_tags(scene, row))
    markup.show("what.html", what=row.what, aspects=row.aspects or ())
    markup.show("facts.html", facts=follow_up_facts(scene, row))
    if isinstance(row.quote, str):
        markup.show("quote.html", quote=" ".join(row.quote.split()))
    markup.show("title.html", title=texts("detail.updates"))
    show_updates(scene, row.id)
    below_updates(scene, row.id)
    markup.show("title.html", title=texts("detail.source"))
    source_text(scene, row.meeting, [(row.quote_start, row.quote_end)], row.source_url)


def show_updates(scene: Scene, follow_up: str) -> None:
    """What became of it, oldest first, each with its address."""
    if updates := updates_of(scene, follow_up):
        markup.show("updates.html", updates=updates, source=scene.texts("detail.source_link"))
    else:
        st.caption(scene.texts("empty.updates"))


def source_text(scene: Scene, meeting: str, places: list[tuple[Any, Any]], address: object) -> None:
    """The note with the passages marked; where the package does not hold it, where to read it."""
    texts = scene.texts
    paths = scene.register.calendar.set_index("id")["text_path"]
    text = scene.register.texts.get(str(paths.get(meeting)))
    if text is None:
        link = safe_address(address)
        st.caption(texts("detail.no_text"))
        if link:
            st.link_button(texts("detail.read_source"), link)
        return
    marks = [(int(start), int(end), "mark") for start, end in places if pd.notna(start) and pd.notna(end)]
    parts = marked_parts(text, [*marks, *_headings(scene, meeting)])
    markup.show("source.html", parts=parts, label=texts("detail.source"))


def _headings(scene: Scene, meeting: str) -> list[tuple[int, int, str]]:
    rows = scene.register.discussions
    rows = rows[(rows["meeting"] == meeting) & rows["heading"].notna()]
    return [(row.section_start, row.section_start + len(row.heading), "heading") for row in rows.itertuples()]


def marked_parts(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """The text in pieces with their kind: 'mark', 'heading' or 'plain'; overlapping spans count as one."""
    parts: list[tuple[str, str]] = []
    place = 0
    for start, end, kind in sorted(spans):
        start = max(start, place)
        if end > start:
            parts += [(unwrapped(text[place:start]), "plain"), (unwrapped(text[start:end]), kind)]
            place = end
    parts.append((unwrapped(text[place:]), "plain"))
    return [(part, kind) for part, kind in parts if part]


def unwrapped(text: str) -> str:
    """Hard line ends inside a paragraph become blanks, so that the text wraps to the screen; paragraphs stay.

    Rows and items keep their line. Marks of headings and bars of tables, which are for the reader of notes, are not
    shown: a row reads 'Kader delen · OM · 1 mei'.
    """
    headed = re.sub(r"^#{1,6} +(.*)$", r"\1\n", text, flags=re.MULTILINE)
    paragraphs = re.sub(r"[ \t]*\n(?:[ \t]*\n)+", "\n\n", headed)
    lines = re.sub(r"[ \t]*(?<!\n)(?<!\|)\n(?![\n|•#])[ \t]*", " ", paragraphs)
    cells = re.sub(r"^\| ?|(?: ?\|)+$", "", lines.replace("| ^^ |", "| 〃 |"), flags=re.MULTILINE)
    return re.sub(r" \|(?: \|)*(?= )", " ·", cells)
