"""Rows of tables in a text: lines cut into cells by bars or tabs, each cell with what its column holds.

A table begins at a row between bars, or at a line whose cells are names of columns (rules/tables.toml). It ends where
the lines have no such cuts any more.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from lovp_data.documents.note_text import ABOVE, CUT
from lovp_data.reading.plain_text import Plain
from lovp_data.rules.rulebook import load_rules

_RULE = re.compile(r"[|\s:+=-]+$")  # the line under a head in Markdown: '|---|---|'
_LONGEST_HEAD = 40


@dataclass(frozen=True)
class Cell:
    """Characters start to end of the plain text. `roles` is what its column holds; a kind of follow-up is one.

    `is_above`: it is one with the cell above, and this is the place of that one.
    """

    start: int
    end: int
    roles: frozenset[str] = frozenset()
    is_above: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a table. `is_head`: its cells are names of columns."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    is_head: bool = False


def cut_row(plain: Plain, start: int, end: int, head: Row | None = None) -> list[Cell]:
    """The cells of a line; one where nothing cuts it.

    Where no bar stands before the head of the table, one that begins a row follows an empty cell.
    """
    text = plain.text[start:end]
    if CUT.search(text):
        is_open = head is not None and plain.text[head.start] != "|"
        inner = None if is_open else re.match(r"\s*\|?", text)
        begin = inner.end() if inner else 0
        upto = len(text.rstrip()) - (1 if re.search(r"(?<!\\)\|\s*$", text) else 0)
        cuts = [begin - 1, *(each.start() for each in CUT.finditer(text, begin, max(upto, begin))), max(upto, begin)]
    else:
        tabs = [at for at in range(start, end) if plain.original[plain.starts[at]] == "\t"]
        cuts = [-1, *(at - start for at in tabs), len(text)]
    return [_trimmed(text, start, a + 1, b) for a, b in pairwise(cuts)]


def _trimmed(text: str, offset: int, start: int, end: int) -> Cell:
    bare = text[start:end]
    first = start + len(bare) - len(bare.lstrip())
    return Cell(offset + first, offset + max(start + len(bare.rstrip()), first))


def is_barred(text: str) -> bool:
    """True for a line between bars, of two cells at least."""
    return text.startswith("|") and len(CUT.findall(text)) > 2


def is_rule(text: str) -> bool:
    """True for a line that only draws: between head and rows, or around them."""
    return "-" in text and len(text) > 3 and bool(_RULE.match(text))


@cache
def roles_of(name: str) -> frozenset[str]:
    """What a column of this name holds; empty where the name is none that is known."""
    bare = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)|[:*_?]", " ", name)).strip(" .").lower()
    if not bare or len(bare) > _LONGEST_HEAD:
        return frozenset()
    parts = [bare] if _role(bare) else re.split(r"\s*(?:/|&|,|\+|\ben\b)\s*", bare)
    found = [_role(part) for part in parts if part]
    return frozenset(found) if found and all(found) else frozenset()


def _role(name: str) -> str:
    rules = load_rules("tables")
    for role, rule in [*rules["roles"].items(), *rules["kinds"].items()]:
        if re.fullmatch(rule, name):
            return str(role)
    return ""


def read_head(plain: Plain, start: int, end: int) -> Row | None:
    """The line as the head of a table, if its cells are names of columns: two at least, and hardly any other."""
    cells = cut_row(plain, start, end)
    told = [cell for cell in cells if cell.end > cell.start]
    known = [cell for cell in told if roles_of(plain.text[cell.start : cell.end])]
    if len(known) < 2 or len(known) * 2 <= len(told):
        return None
    if not any(roles_of(plain.text[cell.start : cell.end]) - {"number", "day", "status", "remark"} for cell in known):
        return None
    named = tuple(Cell(c.start, c.end, roles_of(plain.text[c.start : c.end]) or frozenset({"remark"})) for c in cells)
    return Row(start, end, named, is_head=True)


def read_row(plain: Plain, start: int, end: int, head: Row | None, above: Row | None = None) -> Row:
    """The line as a row; its cells hold what the head says, nothing is known of them where there is no head."""
    cells = [_merged(plain, cell, at, above) for at, cell in enumerate(cut_row(plain, start, end, head))]
    roles = [cell.roles for cell in head.cells] if head else []
    roles += [frozenset({"remark"})] * (len(cells) - len(roles)) if head else [frozenset()] * len(cells)
    return Row(start, end, tuple(replace(cell, roles=role) for cell, role in zip(cells, roles, strict=False)))


def _merged(plain: Plain, cell: Cell, at: int, above: Row | None) -> Cell:
    """The cell that it is one with, if it says so."""
    if above is None or at >= len(above.cells) or plain.text[cell.start : cell.end] != ABOVE:
        return cell
    return Cell(above.cells[at].start, above.cells[at].end, is_above=True)


def is_above(text: str) -> bool:
    """True for a cell that says: as above."""
    return text.strip() in (ABOVE, '"', "''", "〃", "idem")
