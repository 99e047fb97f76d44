"""One thing in full: a follow-up in a dialog, its source text with the passage marked, its updates."""

import re
from typing import Any

import pandas as pd
import streamlit as st

from lovp_view import markup, state
from lovp_view.editing.status_note import note_in_detail
from lovp_view.scene import Scene
from lovp_view.theme import ACCENT, MUTED, STATUS_COLORS, STATUS_GLYPHS
from lovp_view.wording import first_term_text, meeting_labels, status_tags, term_text

_ROLES = ("owner", "asks", "asked", "author", "supports", "informs", "affected", "named")


def follow_up_dialog(scene: Scene) -> None:
    """The opened follow-up, over the page; closing it takes it out of the address."""
    rows = scene.register.follow_ups
    row = next(rows[rows["id"] == scene.view.item].itertuples(), None)
    if row is None:
        return
    show = st.dialog(markup.escaped(row.title), width="large", on_dismiss=lambda: state.go(item=None))(_follow_up)
    show(scene, row)


def _follow_up(scene: Scene, row: Any) -> None:
    texts = scene.texts
    markup.show("tags.html", tags=follow_up_tags(scene, row))
    markup.show("what.html", what=row.what, aspects=row.aspects or ())
    markup.show("facts.html", facts=follow_up_facts(scene, row))
    if isinstance(row.quote, str):
        markup.show("quote.html", quote=" ".join(row.quote.split()))
    markup.show("title.html", title=texts("detail.updates"))
    show_updates(scene, row.id)
    note_in_detail(scene, row.id)
    markup.show("title.html", title=texts("detail.source"))
    source_text(scene, row.meeting, [(row.quote_start, row.quote_end)], row.source_url)


def follow_up_tags(scene: Scene, row: Any) -> list[dict[str, str]]:
    """Its kind, its status, and that it is late."""
    kind = {"text": scene.texts.label("kind", row.kind), "color": ACCENT}
    return [kind, *status_tags(row.status, row.is_late, scene.texts)]


def follow_up_facts(scene: Scene, row: Any) -> list[tuple[str, str, str | None]]:
    """Name, value and address of everything known about a follow-up; what is not named says so."""
    texts, labels = scene.texts, meeting_labels(scene)
    facts: list[tuple[str, str, str | None]] = [
        (texts("detail.topic"), row.topic_title, None),
        (texts("detail.said"), labels[row.meeting], markup.safe_address(row.source_url)),
        (texts("detail.term"), term_text(row, texts), None),
    ]
    if isinstance(row.due_meeting, str):
        facts.append((texts("detail.due_meeting"), labels.get(row.due_meeting, row.due_meeting), None))
    if row.is_moved and pd.notna(row.first_start):
        facts.append((texts("detail.first_term"), first_term_text(row, texts), None))
    return [*facts, *_party_facts(scene, row)]


def _party_facts(scene: Scene, row: Any) -> list[tuple[str, str, str | None]]:
    texts, rows = scene.texts, scene.register.involvements
    rows = rows[rows["follow_up"] == row.id]
    facts: list[tuple[str, str, str | None]] = []
    for role in _ROLES:
        named = [named_as(scene, party) for party in rows[rows["role"] == role].itertuples()]
        if named or role == "owner":
            facts.append((texts.label("role", role), "; ".join(named) or texts("not_named.owner"), None))
    return facts


def named_as(scene: Scene, party: Any) -> str:
    """The party's name today, and how the source names it where that is an older name: 'NSOC (destijds MIT)'."""
    names, older = scene.remember_whole("party names", lambda: _names(scene))
    name = names[party.stakeholder]
    is_old = isinstance(party.named_as, str) and (party.stakeholder, party.named_as) in older
    return scene.texts("detail.formerly", name=name, alias=party.named_as) if is_old else name


def _names(scene: Scene) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The name today per party, and the pairs of party and a name that it had."""
    rows, aliases = scene.register.stakeholders, scene.register.stakeholder_aliases
    aliases = aliases[aliases["valid_until"].notna()]
    older = set(zip(aliases["stakeholder"], aliases["name"], strict=True))
    return dict(zip(rows["id"], rows["name"], strict=True)), older


def show_updates(scene: Scene, follow_up: str) -> None:
    """What became of it, oldest first, each with its address."""
    if updates := updates_of(scene, follow_up):
        markup.show("updates.html", updates=updates, source=scene.texts("detail.source_link"))
    else:
        st.caption(scene.texts("empty.updates"))


def updates_of(scene: Scene, follow_up: str) -> list[dict[str, object]]:
    """What is known to have become of a follow-up, oldest first, ready for its template."""
    rows = scene.register.status_updates
    rows = rows[rows["follow_up"] == follow_up].sort_values("on_end", kind="stable")
    return [_update(row, scene) for row in rows.itertuples()]


def _update(row: Any, scene: Scene) -> dict[str, object]:
    texts = scene.texts
    is_telling = isinstance(row.status, str)
    label = (
        f"{STATUS_GLYPHS[row.status]} {texts.label('status', row.status)}" if is_telling else texts("status.related")
    )
    return {
        "day": texts.interval(row.on_start, row.on_end),
        "label": label,
        "color": STATUS_COLORS[row.status] if is_telling else MUTED,
        "note": row.note,
        "address": markup.safe_address(row.source_url),
    }


def source_text(scene: Scene, meeting: str, places: list[tuple[Any, Any]], address: object) -> None:
    """The note with the passages marked; where the package does not hold it, where to read it."""
    texts = scene.texts
    paths = scene.register.calendar.set_index("id")["text_path"]
    text = scene.register.texts.get(str(paths.get(meeting)))
    if text is None:
        link = markup.safe_address(address)
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
    """Hard line ends inside a paragraph become blanks, so that the text wraps to the screen; paragraphs stay."""
    paragraphs = re.sub(r"[ \t]*\n(?:[ \t]*\n)+", "\n\n", text)
    return re.sub(r"[ \t]*(?<!\n)\n(?!\n)[ \t]*", " ", paragraphs)
