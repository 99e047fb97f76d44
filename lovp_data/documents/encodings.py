"""Bytes as text, by what they say of themselves; guessed only between the two encodings that Dutch offices use."""

import codecs
import re
from contextlib import suppress

from lovp_data.documents.document_faults import refuse

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page says its encoding


def decode(content: bytes, name: str, declared: str = "") -> str:
    """Bytes as text: by their mark (UTF-8, UTF-16), else as declared, UTF-8 or Windows-1252. Raises DocumentError."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16", name)
    if b"\x00" in content:
        raise refuse("binary", name)
    first = [declared] if declared and not content.startswith(codecs.BOM_UTF8) else []
    for encoding in (*first, "utf-8-sig"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return _decoded(content, "cp1252", name)


def decode_page(content: bytes, name: str) -> str:
    """The same for HTML, which may say its encoding; what it says is not taken where the bytes deny it."""
    declared = _DECLARED.search(content[:_HEAD])
    return decode(content, name, _known(declared[1].decode("ascii")) if declared else "")


def _known(encoding: str) -> str:
    """The encoding by Python's name; '' if there is none. Browsers take Latin-1 for Windows-1252, and so do we."""
    try:
        found = codecs.lookup(encoding)
    except LookupError:
        return ""
    if not getattr(found, "_is_text_encoding", True):
        return ""
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse("wrong_encoding", name, f"byte {error.start + 1}") from error
