"""What an office writes beside an agenda: kept as a draft, for its editors only, never part of the register."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

PREFIX = "preparation-"  # of the ids under which these are kept


@dataclass(frozen=True)
class OfficeNote:
    """Of one item of the agenda: the office's own line, its questions, who speaks, and the documents; '' for none."""

    line: str = ""
    questions: str = ""
    speaker: str = ""
    documents: str = ""


NOTE_FIELDS = tuple(each.name for each in fields(OfficeNote))


def preparation_key(meeting: str) -> str:
    """The id under which the notes on a meeting, told by its id or day, are kept."""
    return f"{PREFIX}{meeting}"


def read_notes(content: Mapping[str, Any] | None) -> dict[str, OfficeNote]:
    """The notes per item of the agenda, by its code in the address; what cannot be read is left out."""
    kept = (content or {}).get("notes", {})
    rows = {code: row for code, row in kept.items() if isinstance(row, dict)} if isinstance(kept, dict) else {}
    return {code: OfficeNote(**{name: str(row.get(name, "")) for name in NOTE_FIELDS}) for code, row in rows.items()}


def with_note(content: Mapping[str, Any] | None, code: str, note: OfficeNote) -> dict[str, Any]:
    """The content with this note on one item, the notes on others as they were; an empty note is none."""
    notes = {**read_notes(content), code: note}
    return {"notes": {key: asdict(each) for key, each in notes.items() if each != OfficeNote()}}
