"""A draft of the note that goes round after a meeting, from its agenda and what was noted in it; and its action list.

The note is Dutch, whatever the interface: that is the language of the notes, and the lines that lead in a list are
those by which the reader tells the kind of what stands below them. So it reads the draft back to the same points.
"""

import io
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lovp_view.briefing.annotation import agenda, item_title, occasion
from lovp_view.documents.plain import noon, plain
from lovp_view.documents.sealed import sealed
from lovp_view.documents.word_styles import TEXT_WIDTH, empty_document
from lovp_view.documents.word_tables import add_table
from lovp_view.files.workbook import About, Sheet, workbook_bytes
from lovp_view.view.scene import Scene
from lovp_view.view.texts import load_texts
from lovp_view.view.wording import stakeholder_names

# By kind, in the order in which a note tells them; a mere statement has no list, and stands as a sentence.
LEADS = {
    "agreement": "Afgesproken is:",
    "decision": "Besloten is:",
    "announcement": "Toegezegd is:",
    "request": "Gevraagd is:",
    "suggestion": "Gesuggereerd is:",
    "concern": "Aandachtspunten zijn:",
    "position": "Aangegeven is:",
    "ambition": "De ambitie is:",
}
_STATEMENT = "statement"
_LANGUAGE = "nl"


@dataclass(frozen=True)
class Part:
    """One topic of the note: sentences, then lists, each with the line that leads it in."""

    heading: str
    sentences: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]


def noted(scene: Scene) -> pd.DataFrame:
    """Grain: follow-up, as in the register. What was noted in the meeting, in the order of its note."""
    found, rows = occasion(scene), scene.register.follow_ups
    return rows[rows["meeting"] == found.meeting] if found and found.meeting else rows.head(0)


def note_title(scene: Scene) -> str:
    """'Terugkoppeling LOVP 15 februari 2027', on which days it was held in full."""
    found, texts = occasion(scene), load_texts(_LANGUAGE)
    if found is None:
        return ""
    day = texts.day(found.start) if found.start == found.end else texts.interval(found.start, found.end)
    return f"Terugkoppeling LOVP {day}"


def note_parts(scene: Scene) -> list[Part]:
    """The topics of the agenda in order, then others about which something was noted."""
    rows, titles = noted(scene), scene.register.topic_titles
    headings = {item.topic: item_title(scene, item) for item in agenda(scene) if item.topic}
    news = updates_noted(scene)
    others = dict.fromkeys([*rows["topic"], *news["topic"]])
    headings |= {topic: titles[topic] for topic in others if topic not in headings}
    return [
        _part(scene, heading, rows[rows["topic"] == topic], _told(news[news["topic"] == topic]))
        for topic, heading in headings.items()
    ]


def updates_noted(scene: Scene) -> pd.DataFrame:
    """Grain: status update noted in the meeting on a point of an earlier one. Columns also topic and title."""
    found, points = occasion(scene), scene.register.follow_ups
    updates = scene.register.status_updates
    earlier = points.loc[points["meeting"] != found.meeting, ["id", "topic", "title"]] if found else points.head(0)
    rows = updates[updates["meeting"].notna() & (updates["meeting"] == (found.meeting if found else ""))]
    return rows.merge(earlier.rename(columns={"id": "follow_up"}), on="follow_up")


def _told(updates: pd.DataFrame) -> tuple[str, ...]:
    """'Plan van aanpak: komt terug in het LOVP van juni.'"""
    return tuple(f"{plain(row.title)}: {plain(row.note)}" for row in updates.itertuples())


def _part(scene: Scene, heading: str, rows: pd.DataFrame, told: tuple[str, ...]) -> Part:
    said = tuple(plain(what) for what in rows.loc[rows["kind"] == _STATEMENT, "what"]) + told
    lists = [(lead, _lines(scene, rows[rows["kind"] == kind])) for kind, lead in LEADS.items()]
    return Part(plain(heading), said, tuple((lead, lines) for lead, lines in lists if lines))


def _lines(scene: Scene, rows: pd.DataFrame) -> tuple[str, ...]:
    """'Het plan bespreken (politie, eind april)': what, who and when as worded; an item of a list is one sentence."""
    told = ((_what(row).rstrip(".").replace(". ", "; "), row) for row in rows.itertuples())
    return tuple(f"{what}{_behind(scene, row.id, row.due_wording)}." for what, row in told)


def _what(row: Any) -> str:
    """What it is, and where it has aspects these too: 'Opnieuw agenderen: toezicht en handhaving'."""
    what, aspects = plain(row.what), [plain(each) for each in row.aspects or ()]
    return f"{what.rstrip('.:')}: {load_texts(_LANGUAGE).listing(aspects)}" if aspects else what


def _behind(scene: Scene, follow_up: str, wording: object) -> str:
    told = [*_who(scene, follow_up, "owner", ""), *_who(scene, follow_up, "asked", "aan ")]
    told += _who(scene, follow_up, "asks", "door ")
    told += [plain(wording)] if isinstance(wording, str) else []
    return f" ({', '.join(told)})" if told else ""


def _who(scene: Scene, follow_up: str, role: str, before: str) -> list[str]:
    rows, names = scene.register.involvements, stakeholder_names(scene)
    keys = rows.loc[(rows["follow_up"] == follow_up) & (rows["role"] == role), "stakeholder"]
    told = load_texts(_LANGUAGE).listing([names[key] for key in dict.fromkeys(keys)])
    return [f"{before}{told}"] if told else []


def note_text(scene: Scene) -> str:
    """The draft as text; '' where no meeting is chosen."""
    blocks = [note_title(scene)]
    for part in note_parts(scene):
        lists = ["\n".join([lead, *(f"• {line}" for line in lines)]) for lead, lines in part.lists]
        blocks += [f"# {part.heading}", *part.sentences, *lists]
    return "\n\n".join(blocks).strip() + "\n" if blocks[0] else ""


def note_word(scene: Scene) -> bytes:
    """The draft as a .docx, to be finished by hand."""
    made = empty_document("nl-NL")
    made.add_paragraph(note_title(scene), style="Title")
    for part in note_parts(scene):
        made.add_heading(part.heading, 1)
        for sentence in part.sentences:
            made.add_paragraph(sentence)
        for lead, lines in part.lists:
            made.add_paragraph(lead).paragraph_format.keep_with_next = True
            for line in lines:
                made.add_paragraph(line, style="List Bullet")
    return _file(scene, made)


def _file(scene: Scene, made: Any) -> bytes:
    properties, out = made.core_properties, io.BytesIO()
    properties.title, properties.author, properties.comments = note_title(scene), "LOVP", ""
    properties.created = properties.modified = noon(scene.reference_date)
    made.save(out)
    return sealed(out.getvalue(), scene.reference_date)


def action_list(scene: Scene) -> pd.DataFrame:
    """Grain: what was agreed or asked. Columns: Nr, Onderwerp, Actie, Wie, Wanneer; '' where not named."""
    rows = noted(scene)
    tasks = rows[rows["is_task"]]
    told = [
        {
            "Nr": str(number),
            "Onderwerp": row.topic_title,
            "Actie": _what(row),
            "Wie": "".join([*_who(scene, row.id, "owner", ""), *_who(scene, row.id, "asked", "")][:1]),
            "Wanneer": plain(row.due_wording) if isinstance(row.due_wording, str) else "",
        }
        for number, row in enumerate(tasks.itertuples(), start=1)
    ]
    return pd.DataFrame(told, columns=["Nr", "Onderwerp", "Actie", "Wie", "Wanneer"])


def actions_word(scene: Scene) -> bytes:
    """The action list as a table in Word."""
    made, table = empty_document("nl-NL"), action_list(scene)
    made.add_paragraph(f"Actielijst bij {note_title(scene)}", style="Title")
    add_table(made, list(table.columns), [list(row) for row in table.itertuples(index=False)], TEXT_WIDTH)
    return _file(scene, made)


def actions_workbook(scene: Scene) -> bytes:
    """The action list as an Excel file."""
    about = About("Toelichting", [("Actielijst bij", note_title(scene)), ("Peildatum", scene.reference_date)])
    return workbook_bytes(about, [Sheet("Actielijst", action_list(scene))], scene.reference_date)
