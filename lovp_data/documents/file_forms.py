"""Which form a file has: what its bytes say, and its name only where they say nothing."""

import io
import re
import zipfile
from pathlib import PurePath

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # an OLE container: Office before 2007, Outlook, and locked files of today
# Names of streams in such a container, in the UTF-16 of its directory, and the form that has one.
_STREAMS = {
    "EncryptedPackage": "locked",
    "__properties_version1.0": ".msg",
    "__substg1.0_": ".msg",
    "WordDocument": ".doc",
    "Workbook": ".xls",
    "PowerPoint Document": ".ppt",
}
_OPEN_DOCUMENT = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp", "text-template": ".odt"}
# Folders of an Open XML archive, whatever the file is called: .docx, .docm, .dotx and .dotm are all Word.
_OPEN_XML = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_PICTURES = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"II*\0": ".tif", b"MM\0*": ".tif"}
# Suffixes that mean something where the bytes do not. Any other is part of the name, as in 'LOVP 8.11'.
_SUFFIXES = (".html", ".htm", ".pdf", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".msg", ".rtf", ".odt", ".eml", ".md")
# A head as mail servers write it: lines that name things, and among them the standard that all mails follow.
_MAIL = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
TEXT = ".txt"
# Every form that is recognised and cannot be read.
UNREADABLE = sorted(
    ({*_STREAMS.values(), *_OPEN_DOCUMENT.values(), *_OPEN_XML.values(), *_PICTURES.values()} | {".zip"})
    - {"locked", ".docx", ".odt"}
)


def form_of(content: bytes, name: str) -> str:
    """A suffix such as '.docx', 'locked' for an Office file with a password, TEXT where nothing says otherwise."""
    start = content.lstrip()[:8]
    suffix = PurePath(name).suffix.lower()
    if start.startswith(OLD_OFFICE):
        return _ole_form(content, suffix)
    if start.startswith(b"PK\x03\x04"):
        return _archive_form(content)
    if start.startswith(b"%PDF-"):
        return ".pdf"
    if start.startswith(b"{\\rtf"):
        return ".rtf"
    if picture := next((form for sign, form in _PICTURES.items() if start.startswith(sign)), None):
        return picture
    if _MAIL.match(content[:4_096]):
        return ".eml"
    if suffix in _SUFFIXES:
        return ".docx" if suffix in (".docm", ".dotx", ".dotm") else suffix
    return TEXT


def _ole_form(content: bytes, suffix: str) -> str:
    found = (form for stream, form in _STREAMS.items() if stream.encode("utf-16-le") in content)
    return next(found, suffix if suffix in _STREAMS.values() else ".doc")


def _archive_form(content: bytes) -> str:
    """A broken archive is taken for a Word file, whose reader says what is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:80].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return ".docx"
    if kind.startswith("application/vnd.oasis.opendocument."):
        return _OPEN_DOCUMENT.get(kind.rpartition(".")[2].strip(), ".odt")
    found = (form for folder, form in _OPEN_XML.items() if any(name.startswith(folder) for name in names))
    return next(found, ".zip")
