"""PDF files: the text of their pages, tables with lines around their cells row by row."""

import io
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise, zip_longest

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from lovp_data.documents.archives import bomb
from lovp_data.documents.document_faults import DocumentError, refuse
from lovp_data.documents.note_text import CUT, NoteText, left_out, quoted, table_row
from lovp_data.documents.pdf_tables import arranged_pages

MOST_PAGES = 200
_EDGE_LINES = 3  # at the top and the bottom of a page, in which its head and foot stand


def read_pdf(content: bytes, name: str) -> NoteText:
    """The text of all pages, a form feed between, without heads and feet of pages. Raises DocumentError."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refuse("password", name)
        if len(reader.pages) > MOST_PAGES:
            raise refuse("too_large_text", name, f"{len(reader.pages)} pages", f"{MOST_PAGES} pages or 200000")
        return _note_text(content, reader)
    except DocumentError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise refuse("password", name) from error
    except (LimitReachedError, MemoryError) as error:
        raise bomb(name) from error
    except Exception as error:  # a damaged object makes the library raise what it likes
        raise refuse("broken", name, details="PDF") from error


def _note_text(content: bytes, reader: pypdf.PdfReader) -> NoteText:
    pages = [page.extract_text().split("\n") for page in reader.pages]
    has_words = any(line.strip() for lines in pages for line in lines)
    arranged, pictures = arranged_pages(content) if has_words else ({}, 0)
    pages = [arranged[at].lines if at in arranged else lines for at, lines in enumerate(pages)]
    heads = _running_lines(pages)
    dropped = [line for lines in pages for at, line in enumerate(lines) if _is_head(lines, at, heads)]
    words = quoted(line for line in dropped if re.search(r"[^\W\d_]{3}", line))
    kept = [[line for at, line in enumerate(lines) if not _is_head(lines, at, heads)] for lines in pages]
    blank = [str(number) for number, lines in enumerate(pages, start=1) if not any(line.strip() for line in lines)]
    told = f"{len(blank)}/{len(pages)} ({', '.join(blank)})" if blank and len(blank) < len(pages) else ""
    columns = ", ".join(str(at + 1) for at, page in arranged.items() if page.has_columns)
    apart = [("pictures", str(pictures or "")), ("blank_pages", told), ("page_heads", words), ("columns", columns)]
    return NoteText("\f".join("\n".join(lines) for lines in _with_rows_joined(kept)), left_out(apart))


def _with_rows_joined(pages: list[list[str]]) -> list[list[str]]:
    """A row that goes on over the page is one row; a head that is told again on the next page is told once."""
    joined = [list(lines) for lines in pages]
    for before, lines in pairwise(joined):
        rows = [line for line in before if line.startswith("|")]
        if not rows or not lines or not lines[0].startswith("|") or before[-1] != rows[-1]:
            continue
        first = next((at for at, line in enumerate(before) if line.startswith("|")), 0)
        if lines[0] == before[first]:
            del lines[0]
        if lines and _goes_on(lines[0]):
            before[-1] = _one_row(before[-1], lines.pop(0))
    return joined


def _cells(row: str) -> list[str]:
    """The cells of a row as `table_row` wrote it; a bar within a cell is itself again."""
    return [cell.strip().replace(r"\|", "|") for cell in CUT.split(row)[1:-1]]


def _goes_on(row: str) -> bool:
    """A row without its number or its first words, which begins in the middle of a sentence."""
    cells = _cells(row)
    told = [cell for cell in cells if cell]
    return len(told) < len(cells) and bool(told) and all(cell[0].islower() for cell in told)


def _one_row(row: str, rest: str) -> str:
    return table_row([f"{a} {b}".strip() for a, b in zip_longest(_cells(row), _cells(rest), fillvalue="")])


def _running_lines(pages: list[list[str]]) -> set[str]:
    """The shapes of lines that stand at the edge of more than one page; a number counts as any other."""
    edges = [{_shape(line) for line in _edge(lines)} for lines in pages]
    counts = Counter(shape for edge in edges for shape in edge if shape)
    return {shape for shape, count in counts.items() if count > 1}


def _edge(lines: list[str]) -> Iterable[str]:
    told = _told(lines)
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
