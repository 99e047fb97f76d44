"""What can be wrong with a document, said so that its owner can mend it."""

from dataclasses import dataclass

# code: (what was expected, what to do).
MESSAGES: dict[str, tuple[str, str]] = {
    "empty": ("a note with text in it", "paste the text, or choose another file; a scan needs text recognition first"),
    "too_large_file": ("a file of at most {expected} MB", "choose the note itself, without pictures or annexes"),
    "too_large_text": ("at most {expected} characters of text", "paste one note at a time"),
    "unknown_format": (
        "a .docx, .odt, .rtf, .pdf, .eml, .html, .md or .txt file",
        "save it in one of these forms, or paste its text",
    ),
    "binary": ("text", "open the file in the program it was made with and paste its text"),
    "wrong_encoding": ("UTF-8 or Windows-1252 text", "save the file again as UTF-8"),
    "password": ("a file that opens without a password", "save it without a password, or paste its text"),
    "broken": ("a sound {expected} file", "open it and save it again, or paste its text"),
    "zip_bomb": ("at most {expected} MB after unpacking", "save the file again without pictures, or paste its text"),
    "not_dutch": ("a note in Dutch", "the rules know Dutch only; read this note by hand"),
}


@dataclass(frozen=True)
class Fault:
    """One fault of a document: where, found, expected, what to do."""

    code: str
    file: str
    found: str = ""
    details: str = ""

    def __str__(self) -> str:
        expected, action = (text.replace("{expected}", self.details) for text in MESSAGES[self.code])
        found = f" found «{self.found}»," if self.found else ""
        return f"{self.file}:{found} expected {expected}. What to do: {action}."


class DocumentError(Exception):
    """The document cannot be read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def refuse(code: str, file: str, found: str = "", details: str = "") -> DocumentError:
    """The error to raise."""
    return DocumentError(Fault(code, file, found[:80], details))
