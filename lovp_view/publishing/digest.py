"""A mail about a selection: what changed, what is due soon, and what is open; readable as text and as a page.

It holds no address that tells who read it, and nothing that is fetched when it is opened.
"""

from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

import pandas as pd

from lovp_data import measures
from lovp_view.documents.plain import noon, plain
from lovp_view.files.calendar_entries import FILE_NAME, agenda_bytes
from lovp_view.publishing.atom import changes_of
from lovp_view.publishing.digest_picture import picture_png
from lovp_view.screen.markup import render
from lovp_view.view import paths
from lovp_view.view.address import View, query_text
from lovp_view.view.facts import safe_address
from lovp_view.view.headlines import headline_cards
from lovp_view.view.scene import Scene
from lovp_view.view.wording import caption, term_phrase

MOST = 40  # lines of a part; of more it is said how many
_PICTURE = "stand@lovp"


@dataclass(frozen=True)
class Occasion:
    """Why a mail is sent: what changed from `since` on, what is due within `days`, and the words that say why."""

    since: date
    days: int
    why: str


@dataclass(frozen=True)
class Line:
    """One follow-up in a mail: what is told of it, and where it is found here and where it is said."""

    title: str
    told: str
    address: str
    source: str


Parts = list[tuple[str, list[Line]]]


def digest(scene: Scene, base: str, sender: str, receiver: str, occasion: Occasion) -> EmailMessage:
    """The mail, whole. Raises ValueError for a sender or receiver that is no address (a line end in it, say)."""
    parts, texts = digest_parts(scene, base, occasion), scene.texts
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _subject(scene, parts)
    mail["From"], mail["To"] = sender, receiver
    mail["Date"] = format_datetime(noon(scene.today))
    mail["List-Unsubscribe"] = f"<mailto:{mail['From'].addresses[0].addr_spec}?subject=stop>"
    mail["Auto-Submitted"] = "auto-generated"
    told = _told(scene, base, parts, occasion, str(mail["From"].addresses[0].addr_spec))
    mail.set_content(_as_text(told))
    mail.add_alternative(render("mail.html", texts=texts, picture=_PICTURE, **told), subtype="html")
    page = mail.get_payload()[1]  # type: ignore[index] # the alternative just added
    page.add_related(picture_png(scene), "image", "png", cid=f"<{_PICTURE}>")  # type: ignore[union-attr]
    mail.add_attachment(agenda_bytes(scene, base), "text", "calendar", filename=FILE_NAME)
    return mail


def why(scene: Scene, reason: str, days: int) -> str:
    """Why a mail comes, in words: 'U krijgt dit bericht elke week, voor: Onderwerp: Jaarwisseling.'"""
    filters = plain(caption(scene).filters) if scene.view.selection else scene.texts("digest.everything")
    return scene.texts(f"digest.why_{reason}", query=filters, days=days)


def digest_parts(scene: Scene, base: str, occasion: Occasion) -> Parts:
    """What changed, what is due and, of a party, everything that is open; parts with nothing in them are left out."""
    found = [("changed", _changed(scene, base, occasion)), ("due", _due(scene, base, occasion.days))]
    if scene.view.selection.values("stakeholder"):
        found.append(("open", _open(scene, base)))
    return [(name, lines) for name, lines in found if lines]


def _changed(scene: Scene, base: str, occasion: Occasion) -> list[Line]:
    rows, texts = _by_id(scene), scene.texts
    changes = [each for each in changes_of(scene) if each.end.date() >= occasion.since]
    return [
        _line(
            base,
            rows[each.follow_up],
            f"{texts.label('change', each.kind)}, {texts.interval(each.start, each.end)}: {each.note}",
            each.source_url,
        )
        for each in changes
    ]


def _due(scene: Scene, base: str, days: int) -> list[Line]:
    """Open, with a term that ends within so many days."""
    rows = measures.follow_ups_due_next(scene.selected)
    return _lines(scene, base, rows[rows["due_end"] <= pd.Timestamp(scene.reference_date) + pd.Timedelta(days=days)])


def _open(scene: Scene, base: str) -> list[Line]:
    rows = scene.selected.follow_ups
    return _lines(scene, base, rows[rows["is_open"]].sort_values(["due_end", "id"]))


def _lines(scene: Scene, base: str, rows: pd.DataFrame) -> list[Line]:
    return [_line(base, row, term_phrase(row, scene.texts), row.source_url) for row in rows.itertuples()]


def _line(base: str, row: Any, told: str, source: object) -> Line:
    address = paths.item_address(base, "follow_ups", row.id)
    return Line(plain(row.title), plain(told), address, safe_address(source) or "")


def _by_id(scene: Scene) -> dict[str, Any]:
    return {row.id: row for row in scene.selected.follow_ups.itertuples()}


def _subject(scene: Scene, parts: Parts) -> str:
    """'LOVP: 3 wijzigingen, 2 termijnen dichtbij'"""
    told = [scene.texts.plural(f"digest.n_{name}", len(lines)) for name, lines in parts]
    return f"LOVP: {', '.join(told) or scene.texts('digest.nothing')}"


def _told(scene: Scene, base: str, parts: Parts, occasion: Occasion, sender: str) -> dict[str, Any]:
    """What both forms of the mail say, by the names of the template."""
    texts, told = scene.texts, caption(scene)
    heads = {name: texts(f"digest.{name}", days=occasion.days) for name, _ in parts}
    more = {name: texts.plural("digest.left", len(lines) - MOST) for name, lines in parts if len(lines) > MOST}
    query = query_text(View(scene.view.language, selection=scene.view.selection))
    return {
        "title": _subject(scene, parts),
        "selection": plain(told.filters),
        "parts": [(heads[name], lines[:MOST], more.get(name, "")) for name, lines in parts],
        "nothing": texts("digest.nothing_long"),
        "alt": "; ".join(f"{card['label']}: {card['value']}" for card in headline_cards(scene)),
        "why": plain(occasion.why),
        "stop": texts("digest.stop", sender=sender),
        "footer": plain(told.footer),
        "link": paths.with_query(f"{base}/", query),
        "source": texts("detail.source_link"),
        "dashboard": texts("published.in_dashboard"),
    }


def _as_text(told: dict[str, Any]) -> str:
    """The mail for who reads text."""
    blocks = [told["title"], told["selection"], told["alt"]]
    for head, lines, more in told["parts"]:
        blocks.append(head.upper())
        blocks += [_block(line, told["source"]) for line in lines]
        blocks += [more] if more else []
    blocks += [] if told["parts"] else [told["nothing"]]
    blocks += [f"{told['dashboard']}: {told['link']}", told["footer"], f"-- \n{told['why']} {told['stop']}"]
    return "\n\n".join(blocks) + "\n"


def _block(line: Line, source: str) -> str:
    """'- Plan van aanpak', what is told of it and the addresses, indented below."""
    below = [line.told, line.address, *([f"{source}: {line.source}"] if line.source else [])]
    return "\n".join([f"- {line.title}", *(f"  {each}" for each in below)])
