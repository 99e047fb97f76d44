"""What can be wrong with a package, said so that a reader can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# code: (what was expected, what to do); {…} is filled from the problem's own details.
MESSAGES: dict[str, tuple[str, str]] = {
    "missing_file": ("a file at this path", "put the file back, or take its row out of datapackage.json"),
    "encoding": ("UTF-8 text", "save the file again as UTF-8 (in Excel: 'CSV UTF-8')"),
    "separator": ("commas between the cells", "save as CSV with commas and UTF-8; a Dutch Excel writes semicolons"),
    "descriptor": ("a valid Tabular Data Package descriptor", "mend datapackage.json at the place named"),
    "header": ("the columns {expected}, in this order", "restore the header row; add or rename no column"),
    "cell_count": ("as many cells as there are columns", "check for a missing or extra comma or quotation mark"),
    "blank_row": ("a row with values", "take the empty line out"),
    "wrong_type": ("a value of type {expected}", "write the value in that form, or leave the cell empty"),
    "required": ("a value", "fill the cell in"),
    "unknown_code": ("one of {expected}", "use one of these codes, or add the code to datapackage.json"),
    "wrong_pattern": ("a value of the form {expected}", "write the value in that form"),
    "duplicate_key": ("a key that stands in one row only", "give one of the two rows another key"),
    "dangling_key": ("a key that exists in {expected}", "add the row it points to, or correct the key"),
    "date_form": (
        "a day as 2020-12-31",
        "write year, month, day; in Excel, make the column text first",
    ),
    "impossible_date": ("a day, month, year or interval (EDTF) that exists", "correct the date"),
    "start_after_end": ("a first day on or before the last day", "swap or correct the two days"),
    "before_meeting": ("a day on or after the meeting, {expected}", "correct the day, or the follow-up it belongs to"),
    "quote_incomplete": ("quote, quote_start and quote_end all filled in, or all empty", "complete the three cells"),
    "quote_not_in_source": (
        "the text of {expected} at that place",
        "copy the passage literally and count its place again",
    ),
    "quote_missing": ("the passage of the note that says so", "quote the note; its text is in the package"),
    "quote_without_source": ("a meeting with text_path", "add the text of the note, or empty the quote"),
    "heading_not_in_source": (
        "the heading at the start of its section",
        "correct heading, section_start and section_end",
    ),
    "embargo": ("embargo_until filled in if and only if openness is embargo", "fill in the day, or empty it"),
    "related_with_status": ("no status on a related event", "empty status, or set relation to confirmed"),
    "outcome_without_done": ("an outcome only where status is done", "empty outcome, or set status to done"),
    "moved_without_term": ("the new term in due_on or due_meeting", "fill in what it was moved to"),
    "other_discussion": ("a follow-up of the same topic and meeting", "correct topic, meeting or follow_up"),
    "replaced_in_a_circle": (
        "a replacement that does not lead back to the meeting itself",
        "empty replaced_by, or name the meeting that was really held",
    ),
    "unsafe_text": ("text without NUL characters", "take the control characters out"),
}


@dataclass(frozen=True)
class Problem:
    """One fault: where (file, row counted from 1 with the header, field), found, expected, what to do."""

    code: str
    file: str
    row: int | None = None
    field: str | None = None
    found: str = ""
    details: str = ""

    @property
    def place(self) -> str:
        """File, row and field, as far as they are known."""
        parts = [self.file, f"row {self.row}" if self.row else "", f"field {self.field}" if self.field else ""]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        expected, action = (text.replace("{expected}", self.details) for text in MESSAGES[self.code])
        found = f" found «{self.found}»," if self.found else ""
        return f"{self.place}:{found} expected {expected}. What to do: {action}."


class PackageError(Exception):
    """The package cannot be taken in; `problems` holds every fault found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class StoreError(Exception):
    """The store cannot be reached, read or written; the message says which and what to do.

    `fault` names the cause in one word, for who says it in another language; 'silent' where none is known.
    """

    def __init__(self, message: str, fault: str = "silent") -> None:
        super().__init__(message)
        self.fault = fault


class DamagedStoreError(StoreError):
    """The store is there, but it is no sound database, or only half a store: a backup must be put back."""

    def __init__(self, message: str, fault: str = "damaged") -> None:
        super().__init__(message, fault)


class ForeignTablesError(StoreError):
    """The database holds tables of these names that some other program made: nothing of them is touched."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "foreign")


class NewerStoreError(StoreError):
    """The store was made by a newer version of the dashboard than this one."""


@dataclass(frozen=True)
class Stale:
    """One row that was changed since its writer saw it: as it is stored now, and what the writer wanted.

    `stored` and `own` are None where the row was removed, or was to be removed.
    """

    resource: str
    id: str
    stored: Mapping[str, Any] | None
    own: Mapping[str, Any] | None

    def __str__(self) -> str:
        return f"{self.resource} {self.id}: {'changed' if self.stored else 'removed'} since you opened it"


class ConflictError(StoreError):
    """Someone else was first; nothing was stored. `stale` holds both sides of every row concerned."""

    def __init__(self, stale: list[Stale], advice: str = "Look at what is stored now and write again") -> None:
        super().__init__("\n".join([*map(str, stale), f"Nothing was stored. {advice}."]))
        self.stale = stale
