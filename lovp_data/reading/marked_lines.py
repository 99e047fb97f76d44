"""Lines that say themselves what they are: headings with '#', rows of tables, heads of mails, what a mail quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from lovp_data.reading.plain_text import Plain
from lovp_data.reading.tables import Cell, Row, cut_row, is_barred, is_rule, read_head, read_row, roles_of
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import is_date_line

_LONGEST_MARKED = 6  # words of a heading behind '>'
_LONGEST_LETTERED = 9  # words of a heading with its letter
_HEADING = re.compile(r"(#{1,6}|={2,6}(?=.*\S=*=$))\s+\S")  # '## Messen', '== Messen =='
_FEWEST_HEAD_LINES = 3  # of a mail, of a letter
_HIGHEST_SALUTATION, _LONGEST_HEAD_LINE = 16, 90  # lines above the salutation of a letter, characters in one of them
_LONGEST_SIGNATURE = 9  # words in a line of it
_LABEL = re.compile(r"([^:|]{2,24}):\s+")
_FOLLOWING = frozenset({"owner", "due", "status"})  # what the lines below an action are labelled as
_MOST_CELLS = 4
_OWN_WORDS = 8  # with more of his own above it, a writer quotes a mail; with fewer he passes it on


@dataclass(frozen=True)
class Line:
    """A non-blank line of the plain text, without the blanks around it; `indent` is how many stood before it."""

    start: int
    end: int
    text: str
    indent: int = 0


@dataclass(frozen=True)
class Block:
    """Lines that belong together, in the plain text.

    kind: title, heading, paragraph, item, row, head (of a table), greeting, sent (when a mail was), closing or quoted.
    `level`: how far in an item stands, or the number of marks of a heading.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    row: Row | None = None


def find_lines(plain: Plain) -> list[Line]:
    """All lines with something on them, in order."""
    found = re.finditer(r"([^\S\n]*)(\S(?:[^\n]*\S)?)", plain.text)
    return [Line(each.start(2), each.end(2), each[2], len(each[1])) for each in found]


def mark_lines(plain: Plain, lines: list[Line]) -> dict[int, Block]:
    """The marked lines by their number: each is a block of its own, or has gone with the one before (of no kind)."""
    marked = (
        dict(_records(lines))
        | dict(_rows(plain, lines))
        | dict(_lettered(lines))
        | dict(_questions(lines))
        | dict(_letter_head(lines))
    )
    for at, line in enumerate(lines):
        if at not in marked and (found := _HEADING.match(line.text)):
            marked[at] = Block("heading", line.start, line.end, len(found[1]))
        elif line.text.startswith(">") and not _has(line.text.lstrip("> "), "act_label"):
            marked[at] = _behind_mark(lines, at)
    return marked | dict(_mail(lines))


def _behind_mark(lines: list[Line], at: int) -> Block:
    """What stands behind '>' is quoted; but a short phrase alone, between lines without it, is a heading."""
    line, near = lines[at], [*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]]
    text = line.text.lstrip("> ")
    is_phrase = len(text.split()) <= _LONGEST_MARKED and text[:1].isupper() and text[-1:].isalnum()
    if is_phrase and not any(each.text.startswith(">") for each in near):
        return Block("heading", line.end - len(text), line.end)
    return Block("quoted", line.start, line.end)


def _lettered(lines: list[Line]) -> Iterator[tuple[int, Block]]:
    """'A. Opening', 'B. Demonstraties': short lines in the order of the alphabet are headings, and no initials."""
    due = ord("A")
    for at, line in enumerate(lines):
        is_short = len(line.text.split()) <= _LONGEST_LETTERED and line.text[-1:].isalnum()
        if is_short and re.match(rf"{chr(due)}[.)] [A-Z]", line.text) and (due > ord("A") or _comes_later(lines, at)):
            due += 1
            yield at, Block("heading", line.start, line.end)


def _comes_later(lines: list[Line], at: int) -> bool:
    return any(re.match(r"B[.)] [A-Z]", line.text) for line in lines[at + 2 :])


def _questions(lines: list[Line]) -> Iterator[tuple[int, Block]]:
    """In an interview the questions are the headings: lines that ask, above an answer between quotation marks."""
    for at, (line, answer) in enumerate(pairwise(lines)):
        if line.text.endswith("?") and answer.text.startswith(("'", '"')) and line.text[:1].isalnum():
            yield at, Block("heading", line.start, line.end)


def _letter_head(lines: list[Line]) -> Iterator[tuple[int, Block]]:
    """Short lines above the salutation of a letter: from whom, to whom, when, on what. A day alone says itself so."""
    upto = next((at for at, line in enumerate(lines[:_HIGHEST_SALUTATION]) if _has(line.text, "salutation")), 0)
    labelled = [line for line in lines[:upto] if _is_label_of_letter(line.text)]
    if upto >= _FEWEST_HEAD_LINES and labelled and all(len(line.text) <= _LONGEST_HEAD_LINE for line in lines[:upto]):
        for at, line in enumerate(lines[:upto]):
            is_title = _has(line.text, "title_words") and not (line in labelled and not _has(line.text, "mail_subject"))
            if line in labelled or not is_date_line(line.text):
                yield at, Block("subject", line.start, line.end) if is_title else _head_block(line)


def _is_label_of_letter(text: str) -> bool:
    return any(_has(text, rule) for rule in ("letterhead", "letter", "mail_head"))


# --- tables -----------------------------------------------------------------------------------------------------------


def _rows(plain: Plain, lines: list[Line]) -> Iterator[tuple[int, Block]]:
    """A head holds for all rows of as many cells that follow before the next heading, on later pages too."""
    head: Row | None = None
    above: Row | None = None
    is_within, at = False, -1
    while (at := at + 1) < len(lines):
        line, last = lines[at], _last_of_row(plain, lines, at) if is_within else at
        if _HEADING.match(line.text):
            head = None
        whole = replace(line, end=lines[last].end)
        row = _row(plain, whole, head if is_within or is_barred(line.text) else None, above if is_within else None)
        is_within = row is not None
        above = row
        if row is None:
            continue
        head = row if row.is_head else head
        is_told = row.is_head or is_rule(line.text)
        kind = "head" if is_told else _kind_of_row(plain, row)
        yield at, Block(kind, line.start, whole.end, row=row if kind == "row" else None)
        yield from ((later, Block("", 0, 0)) for later in range(at + 1, last + 1))
        at = last


def _records(lines: list[Line]) -> Iterator[tuple[int, Block]]:
    """An action, and below it a line for who and one for when: a row whose cells stand below each other."""
    at = 0
    while at < len(lines):
        cells = [_labelled(line) for line in lines[at : at + _MOST_CELLS]]
        count = next((nth for nth, cell in enumerate(cells[1:], 1) if not cell.roles & _FOLLOWING), len(cells))
        if count > 1 and cells[0].roles == {"agreement"}:
            row = Row(lines[at].start, lines[at + count - 1].end, tuple(cells[:count]))
            yield at, Block("row", row.start, row.end, row=row)
            yield from ((at + nth, Block("", 0, 0)) for nth in range(1, count))
        at += count if count > 1 else 1


def _labelled(line: Line) -> Cell:
    """What stands behind the label of a line, with what its label says of it; the whole line where it has none."""
    label = _LABEL.match(line.text)
    roles = roles_of(re.sub(r"[\s\d.-]+$", "", label[1])) if label else frozenset[str]()
    return Cell(line.start + (label.end() if label and roles else 0), line.end, roles)


def _last_of_row(plain: Plain, lines: list[Line], at: int) -> int:
    """A cell that was copied from a sheet goes on over lines between quotation marks."""
    text = plain.text[lines[at].start : lines[at].end]
    tabs = plain.original[plain.starts[lines[at].start] : plain.ends[lines[at].end - 1]].count("\t")
    last = at
    while tabs and text.count('"') % 2 and last + 1 < len(lines):
        last += 1
        text = plain.text[lines[at].start : lines[last].end]
    return last if not text.count('"') % 2 else at


def _kind_of_row(plain: Plain, row: Row) -> str:
    """A row that names who was there, or the day, is part of the head of the note."""
    told = [plain.text[cell.start : cell.end].strip("* ") for cell in row.cells if cell.end > cell.start]
    label = f"{told[0].rstrip(':')}:" if len(told) == 2 else ""
    return "title" if _has(label, "dated") else "greeting" if _has(label, "letterhead") else "row"


def _row(plain: Plain, line: Line, head: Row | None, above: Row | None) -> Row | None:
    if found := read_head(plain, line.start, line.end):
        return found
    if is_rule(line.text) and "|" in line.text:
        return read_row(plain, line.start, line.end, None)
    cells = cut_row(plain, line.start, line.end, head)
    fits = head is not None and len(cells) in (len(head.cells), len(head.cells) - 1)
    if is_barred(line.text) or (fits and len(cells) > 1):
        return read_row(plain, line.start, line.end, head if fits else None, above)
    return None


# --- mails ------------------------------------------------------------------------------------------------------------


def _mail(lines: list[Line]) -> Iterator[tuple[int, Block]]:
    """Heads of mails, signatures, and all that stands below a reply's head."""
    at = 0
    while at < len(lines):
        count = _head_lines(lines, at)
        if _quotes_from(lines, at, count):
            yield from ((later, Block("quoted", line.start, line.end)) for later, line in _rest(lines, at))
            return
        if count:
            yield from ((at + nth, _head_block(line)) for nth, line in enumerate(lines[at : at + count]))
        elif _has(lines[at].text, "mail_reply") or _has(lines[at].text, "mail_forward"):
            yield at, Block("greeting", lines[at].start, lines[at].end)
        elif _has(lines[at].text, "signature"):
            count = _signature_lines(lines, at)
            yield from (
                (at + nth, Block("closing", line.start, line.end)) for nth, line in enumerate(lines[at : at + count])
            )
        at += max(count, 1)


def _rest(lines: list[Line], at: int) -> Iterator[tuple[int, Line]]:
    return ((later, lines[later]) for later in range(at, len(lines)))


def _has(text: str, rule: str) -> bool:
    return bool(pattern(load_rules("layout")[rule]).search(text.lstrip("*_ ")))


def _head_lines(lines: list[Line], at: int) -> int:
    """How many lines from here on are the head of a mail; 0 where there is none. It names a sender and a subject."""
    count = 0
    while at + count < len(lines) and _has(lines[at + count].text, "mail_head"):
        count += 1
    told = [line.text for line in lines[at : at + count]]
    named = (any(_has(text, rule) for text in told) for rule in ("mail_sender", "mail_subject"))
    return count if count >= _FEWEST_HEAD_LINES and all(named) else 0


def _quotes_from(lines: list[Line], at: int, count: int) -> bool:
    """True where a mail that is answered begins: below a line that says so, or a head below words of one's own."""
    text = lines[at].text
    if _has(text, "mail_reply"):
        follows = lines[at + 1].text if at + 1 < len(lines) else ""
        return not follows.startswith(">") and not (_head_lines(lines, at + 1) and _is_passed_on(lines, at))
    return bool(count) and at > 0 and not _is_passed_on(lines, at)


def _is_passed_on(lines: list[Line], at: int) -> bool:
    """Hardly anything of the sender's own stands above it, or a line says that it is passed on."""
    above = [line.text for line in lines[:at] if not _has(line.text, "mail_head")]
    if any(_has(text, "mail_forward") for text in above[-2:]):
        return True
    own = [text for text in above if not _has(text, "greeting") and not _has(text, "mail_reply")]
    upto = next((nth for nth, text in enumerate(own) if _has(text, "signature")), len(own))
    is_sent_on = any(_has(line.text, "mail_sent_on") for line in lines[:at])
    return is_sent_on or sum(len(text.split()) for text in own[:upto]) <= _OWN_WORDS


def without_quote_marks(plain: Plain) -> Plain:
    """A mail that is passed on is read, also where every line of it stands behind '>': blanks take their place."""
    lines = find_lines(plain)
    at = next((at for at, line in enumerate(lines) if _has(line.text, "mail_reply")), len(lines))
    below = lines[at + 1 :]
    quoted = [line for line in below if line.text.startswith(">")]
    if not quoted or not _is_passed_on(lines, at):
        return plain
    start = quoted[0].start
    text = re.sub(r"(?m)^[> \t]*>", lambda found: " " * len(found[0]), plain.text[start:])
    return replace(plain, text=plain.text[:start] + text)


def _head_block(line: Line) -> Block:
    kind = "subject" if _has(line.text, "mail_subject") else "sent" if _has(line.text, "mail_sent") else "greeting"
    return Block(kind, line.start, line.end)


def _signature_lines(lines: list[Line], at: int) -> int:
    """A signature goes on until something is quoted or passed on, a heading is marked, or words run on."""
    count = 1
    while at + count < len(lines) and not _is_new_part(lines, at + count):
        count += 1
    return count


def _is_new_part(lines: list[Line], at: int) -> bool:
    text = lines[at].text
    marks = ("mail_reply", "mail_forward", "greeting")
    if len(text.split()) > _LONGEST_SIGNATURE or (_has(text, "title_words") and re.search(r"\d", text)):
        return True
    return text.startswith((">", "#", "|")) or bool(_head_lines(lines, at)) or any(_has(text, mark) for mark in marks)
