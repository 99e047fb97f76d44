"""PDF files: the text of their pages, tables with lines around their cells row by row."""

import io
import re
from collections import Counter
from collections.abc import Iterable

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from lovp_data.documents.document_faults import DocumentError, refuse
from lovp_data.documents.note_text import NoteText, left_out
from lovp_data.documents.pdf_tables import lines_with_tables
from lovp_data.documents.word_file import bomb

MOST_PAGES = 200
_EDGE_LINES = 3  # at the top and the bottom of a page, in which its head and foot stand
_RULES = re.compile(rb"\b(?:re|l)\b")  # what draws a box or a line
_FEWEST_RULES = 4


def read_pdf(content: bytes, name: str) -> NoteText:
    """The text of all pages, a form feed between, without heads and feet of pages. Raises DocumentError."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refuse("password", name)
        if len(reader.pages) > MOST_PAGES:
            raise refuse("too_large_text", name, f"{len(reader.pages)} pages", f"{MOST_PAGES} pages or 200000")
        return _note_text(_with_tables(content, reader))
    except DocumentError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise refuse("password", name) from error
    except (LimitReachedError, MemoryError) as error:
        raise bomb(name) from error
    except Exception as error:  # a damaged object makes the library raise what it likes
        raise refuse("broken", name, details="PDF") from error


def _with_tables(content: bytes, reader: pypdf.PdfReader) -> list[list[str]]:
    """The lines of each page; those on which lines are drawn are read again by a library that finds tables."""
    pages = [page.extract_text().split("\n") for page in reader.pages]
    ruled = [at for at, page in enumerate(reader.pages) if pages[at] and _has_rules(page)]
    for at, lines in lines_with_tables(content, ruled).items():
        pages[at] = lines
    return pages


def _has_rules(page: pypdf.PageObject) -> bool:
    contents = page.get_contents()
    return contents is not None and len(_RULES.findall(contents.get_data())) >= _FEWEST_RULES


def _note_text(pages: list[list[str]]) -> NoteText:
    heads = _running_lines(pages)
    kept = [[line for at, line in enumerate(lines) if not _is_head(lines, at, heads)] for lines in pages]
    blank = [str(number) for number, lines in enumerate(pages, start=1) if not any(line.strip() for line in lines)]
    told = f"{len(blank)}/{len(pages)} ({', '.join(blank)})" if blank and len(blank) < len(pages) else ""
    dropped = dict.fromkeys(
        f"«{line.strip()}»" for lines in pages for at, line in enumerate(lines) if _is_head(lines, at, heads)
    )
    words = [each for each in dropped if re.search(r"[^\W\d_]{3}", each)]
    text = "\f".join("\n".join(lines) for lines in kept)
    return NoteText(text, left_out([("blank_pages", told), ("page_heads", ", ".join(words))]))


def _running_lines(pages: list[list[str]]) -> set[str]:
    """The shapes of lines that stand at the edge of more than one page; a number counts as any other."""
    edges = [{_shape(line) for line in _edge(lines)} for lines in pages]
    counts = Counter(shape for edge in edges for shape in edge if shape)
    return {shape for shape, count in counts.items() if count > 1}


def _edge(lines: list[str]) -> Iterable[str]:
    told = [line for line in lines if line.strip()]
    return [*told[:_EDGE_LINES], *told[-_EDGE_LINES:]]


def _is_head(lines: list[str], at: int, heads: set[str]) -> bool:
    """At the edge of its page, with nothing but heads between it and that edge."""
    if _shape(lines[at]) not in heads or lines[at].startswith("|"):
        return False
    before, after = _told(lines[:at]), _told(lines[at + 1 :])
    return any(len(rest) < _EDGE_LINES and all(_shape(each) in heads for each in rest) for rest in (before, after))


def _told(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))
