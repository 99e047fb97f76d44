"""What is known of one follow-up, as words for a screen or a file."""

from typing import Any

import pandas as pd

from lovp_view.view.scene import Scene
from lovp_view.view.texts import status_label
from lovp_view.view.theme import ACCENT, MUTED, STATUS_COLORS, STATUS_GLYPHS
from lovp_view.view.wording import first_term_text, meeting_labels, status_tags, term_text

_ROLES = ("owner", "asks", "asked", "author", "supports", "informs", "affected", "named")


def follow_up_tags(scene: Scene, row: Any) -> list[dict[str, str]]:
    """Its kind, its status, and that it is late."""
    kind = {"text": scene.texts.label("kind", row.kind), "color": ACCENT}
    return [kind, *status_tags(row, scene.texts)]


def follow_up_facts(scene: Scene, row: Any) -> list[tuple[str, str, str | None]]:
    """Name, value and address of everything known about a follow-up; what is not named says so."""
    texts, labels = scene.texts, meeting_labels(scene)
    facts: list[tuple[str, str, str | None]] = [
        (texts("detail.topic"), row.topic_title, None),
        (texts("detail.said"), labels[row.meeting], safe_address(row.source_url)),
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
        if named or (role == "owner" and row.is_task):
            facts.append((texts.label("role", role), "; ".join(named) or texts("not_named.owner"), None))
    return facts


def named_as(scene: Scene, party: Any) -> str:
    """The party's name today, and what it was then where the source uses an older name: 'NSOC (destijds MIT)'.

    Of an office also who held it on the day of the meeting: 'Korpschef (toen Erik Akerboom)'.
    """
    names, older = scene.cached_for_all("party names", lambda: _names(scene))
    name = names[party.stakeholder]
    if isinstance(party.named_as, str) and (party.stakeholder, party.named_as) in older:
        return scene.texts("detail.formerly", name=name, alias=party.named_as)
    holder = _holder(scene, party)
    return scene.texts("detail.held_by", name=name, holder=holder) if holder else name


def _holder(scene: Scene, party: Any) -> str | None:
    """Who held the office of the party on the last day of its meeting, where that is known."""
    days = scene.cached_for_all("meeting days", lambda: scene.register.calendar.set_index("id")["held_on_end"])
    rows, day = scene.register.stakeholder_aliases, days.get(party.meeting)
    rows = rows[(rows["kind"] == "office_holder") & (rows["stakeholder"] == party.stakeholder)]
    held = rows[~(rows["valid_from"] > day) & ~(rows["valid_until"] < day)]
    return str(held["name"].iloc[0]) if len(held) == 1 else None


def _names(scene: Scene) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The name today per party, and the pairs of party and a name that it had."""
    rows, aliases = scene.register.stakeholders, scene.register.stakeholder_aliases
    aliases = aliases[aliases["valid_until"].notna() & aliases["kind"].isna()]
    older = set(zip(aliases["stakeholder"], aliases["name"], strict=True))
    return dict(zip(rows["id"], rows["name"], strict=True)), older


def updates_of(scene: Scene, follow_up: str) -> list[dict[str, object]]:
    """What is known to have become of a follow-up, oldest first, ready for its template."""
    rows = scene.register.status_updates
    rows = rows[rows["follow_up"] == follow_up].sort_values("on_end", kind="stable")
    groups = scene.register.follow_ups.loc[scene.register.follow_ups["id"] == follow_up, "group"]
    return [_update(row, next(iter(groups), ""), scene) for row in rows.itertuples()]


def _update(row: Any, group: str, scene: Scene) -> dict[str, object]:
    texts = scene.texts
    is_telling = isinstance(row.status, str)
    label = texts("status.related")
    if is_telling:
        label = f"{STATUS_GLYPHS[row.status]} {status_label(texts, group, row.status, row.outcome)}"
    return {
        "day": texts.interval(row.on_start, row.on_end),
        "label": label,
        "color": STATUS_COLORS[row.status] if is_telling else MUTED,
        "note": row.note,
        "address": safe_address(row.source_url),
    }


def safe_address(address: object) -> str | None:
    """The address if it is one of the web; anything else (a script, a file) is not made a link."""
    text = address if isinstance(address, str) else ""
    return text if text.startswith(("https://", "http://")) else None
