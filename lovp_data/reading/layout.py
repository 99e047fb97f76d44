"""Lines into blocks: title, publication, heading, paragraph, list item. Blank lines say little, so they decide nothing.

Notes are pasted at any width, with blank lines doubled, missing or in mid-sentence. What tells a heading from wrapped
text is that the next word would have fitted on its line, and that a sentence ended before it and begins after it. Where
a line is marked ('#', '|', '>'; `documents.note_text`), the mark decides.
"""

import re
from dataclasses import replace

from lovp_data.reading.marked_lines import Block, Line, find_lines, mark_lines
from lovp_data.reading.plain_text import Plain
from lovp_data.reading.sentences import ends_within
from lovp_data.reading.stakeholder_roles import is_party_name
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import find_day, is_date_line

_LONGEST_HEADING, _MOST_WORDS, _MOST_LINES = 110, 12, 3
# Lines longer than this are not wrapped: each is a paragraph.
_WIDEST_PAGE = 180
_RUN_IN = re.compile(
    r"((?:[•·▪◦‣●○■□–—*-]|[0-9]{1,2}[.)])\s+)?([A-Z][^.:!?]{2,50}):(?:\s+(?=[A-Z])|(?<=:)\s+(?=[a-z]))"
)
_HEADLINE = re.compile("'[^']{10,90}'|\"[^\"]{10,90}\"")  # what somebody says, above an interview
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")


def find_blocks(plain: Plain) -> list[Block]:
    """The blocks of a text, in order; together they hold every line."""
    lines = find_lines(plain)
    marked = mark_lines(plain, lines)
    width = max((len(line.text) for at, line in enumerate(lines) if at not in marked), default=0)
    width = width if width <= _WIDEST_PAGE else len(plain.text)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if at in marked:
            blocks += [_marked_block(marked[at], lines[at], blocks)] if marked[at].kind else []
            at += 1
            continue
        upto = next((later for later in range(at, len(lines)) if later in marked), len(lines))
        kind, count = _block_at(lines, at, width, blocks)
        count = min(count, upto - at)
        blocks.extend(_parts(kind, lines[at : at + count]))
        at += count
    return blocks


def _marked_block(block: Block, line: Line, before: list[Block]) -> Block:
    """A heading, or the subject of a mail, that names the meeting is a title."""
    text = re.sub(load_rules("layout")["mail_subject"], "", line.text.lstrip("# "), flags=re.IGNORECASE)
    if block.kind == "heading" and _is_title(text, before):
        return replace(block, kind="title")
    if block.kind == "subject":
        return replace(block, kind="title" if _has(text, "title_words") else "greeting")
    return block


def _parts(kind: str, lines: list[Line]) -> list[Block]:
    """A run-in heading ('Roosterdruk: De korpschef …') is a heading and a paragraph, in a list too."""
    first = lines[0]
    whole = Block(kind, first.start, lines[-1].end, level=first.indent if kind == "item" else 0)
    run_in = kind in ("paragraph", "item") and _RUN_IN.match(first.text)
    if not run_in or not _is_label(run_in[2], is_item=kind == "item"):
        return [whole]
    is_said = _has(run_in[2], "office") or not first.text[run_in.end() :][:1].islower()
    if is_party_name(run_in[2]) and is_said:
        return [whole]  # who speaks
    middle = first.start + run_in.end(2) + 1
    if not first.text[run_in.end() :].strip() and len(lines) == 1:
        return [whole]
    return [Block("heading", first.start, middle), Block("paragraph", middle, lines[-1].end)]


def _is_label(text: str, *, is_item: bool) -> bool:
    """A phrase that names a topic, and not what kind of line this is."""
    if not _is_phrase(text) or len(text.split()) > (4 if is_item else 6) or _has(text, "title_words"):
        return False
    return not _has(text, "act_label")


def _block_at(lines: list[Line], at: int, width: int, before: list[Block]) -> tuple[str, int]:
    line = lines[at]
    if count := _title_lines(lines, at, width, before):
        return "title", count
    if _has(line.text, "closing"):
        return "closing", 1
    if _has(line.text, "greeting") or (_has(line.text, "letterhead") and not _is_turn(line.text)):
        return "greeting", 1
    if _is_head(before) and (_has(line.text, "paper") or _has(line.text, "letter")):
        return "greeting", 1
    follows_title = bool(before) and before[-1].kind in ("title", "heading", "row")
    if count := _heading_lines(lines, at, width, follows_title=follows_title):
        return "heading", count
    kind = "item" if _is_item(line.text) else "paragraph"
    count = 1
    while at + count < len(lines) and not _ends_before(lines, at + count, width):
        if kind == "item" and _leaves_list(lines, at + count, width):
            break
        count += 1
    return kind, count


def _is_turn(text: str) -> bool:
    """'Voorzitter: Dank. Dan …' is what somebody says, and not the head of a note."""
    return _has(text, "speaker") and _has(text, "office") and bool(_SENTENCE_END.search(text))


def _leaves_list(lines: list[Line], at: int, width: int) -> bool:
    """True for a line that begins as a sentence does, and goes on no item: this left room for more words, or it had
    ended and the line leads in what follows.
    """
    previous, line = lines[at - 1], lines[at]
    leads_in = line.text.endswith(":") and bool(_SENTENCE_END.search(previous.text))
    return line.text[:1].isupper() and (leads_in or _would_have_fitted(previous, line, width))


def _title_lines(lines: list[Line], at: int, width: int, before: list[Block]) -> int:
    """How many lines from here on are a title, which a narrow page may have wrapped; 0 if there is none."""
    fitting = []
    for count in range(1, _MOST_LINES + 1):
        run, following = lines[at : at + count], lines[at + count : at + count + 1]
        if len(run) < count or (count > 1 and not _continues_title(run)) or _names_list(run[-1].text):
            break
        if _is_title(" ".join(each.text for each in run), before) and (
            not following or _starts_sentence(following[0].text) or is_date_line(following[0].text)
        ):
            fitting.append((bool(following) and not _would_have_fitted(run[-1], following[0], width), count))
    return min(fitting, default=(False, 0))[1]


def _continues_title(run: list[Line]) -> bool:
    """True unless the lines before the last already name the day, and the last names neither a meeting nor a day."""
    last = run[-1].text
    if is_date_line(last) or _has(last, "point"):
        return False
    return (
        _has(last, "title_words")
        or bool(re.search(r"\d", last))
        or not find_day(" ".join(each.text for each in run[:-1]))
    )


def _has(text: str, rule: str) -> bool:
    return bool(pattern(load_rules("layout")[rule]).search(text))


def _is_item(text: str) -> bool:
    return _has(text, "bullet")


def _is_title(text: str, before: list[Block]) -> bool:
    """A line that names a meeting, or holds a day alone; further down only the name of a meeting and its day."""
    if is_date_line(text):
        return all(block.kind == "title" for block in before) or (_is_head(before) and _has(text, "dated"))
    if not before and _HEADLINE.fullmatch(text):
        return True
    if re.search(r"[.!?,;]$", text) or ends_within(text) or len(text) > 120 or _has(text, "bullet"):
        return False
    if _names_list(text):
        return False
    if any(block.kind != "title" for block in before):
        return not text.endswith(":") and _has(text, "meeting_words") and _has(text, "later_title")
    return _has(text, "title_words") and (
        _is_phrase(text) or bool(re.match("(?:korte )?terugkoppeling", text, re.IGNORECASE))
    )


def _is_head(before: list[Block]) -> bool:
    """True as long as nothing but the name of the paper and lines with a label stood above."""
    return all(b.kind in ("title", "greeting") for b in before[1:]) and all(b.kind != "paragraph" for b in before[:1])


def _names_list(text: str) -> bool:
    """'Actielijst' and no more is the heading of a list."""
    return any(pattern(rule).search(text) for rule in load_rules("tables")["lists"].values())


def _is_phrase(text: str) -> bool:
    return not _has(text, "sentence_verbs") or _has(text, "clause")


def _would_have_fitted(line: Line, following: Line, width: int) -> bool:
    return len(line.text) + 1 + len(following.text.split()[0]) <= width


def _starts_sentence(text: str) -> bool:
    bare = text.lstrip("\"'“‘«([#=* ")
    return text.startswith(("|", ">")) or (bool(bare) and (bare[0].isupper() or bare[0].isdigit() or _is_item(text)))


def _heading_lines(lines: list[Line], at: int, width: int, *, follows_title: bool = False) -> int:
    """How many lines from here on are a heading; 0 if there is none."""
    if at and not follows_title and not _may_follow(lines[at - 1], lines[at], width):
        return 0
    for count in range(1, _MOST_LINES + 1):
        run, following = lines[at : at + count], lines[at + count : at + count + 1]
        if len(run) < count or not following or _SENTENCE_END.search(run[-1].text.rstrip(":")):
            return 0
        if _reads_as_heading(run, following[0], width):
            return count
    return 0


def _may_follow(previous: Line, line: Line, width: int) -> bool:
    return bool(_SENTENCE_END.search(previous.text)) or _would_have_fitted(previous, line, width)


def _reads_as_heading(run: list[Line], following: Line, width: int) -> bool:
    text = " ".join(line.text for line in run)
    bare = re.sub(load_rules("layout")["number"], "", text, flags=re.IGNORECASE)
    if len(text) > _LONGEST_HEADING or len(bare.split()) > _MOST_WORDS or text.endswith(","):
        return False
    if not _starts_sentence(text) or not re.search(r"[^\W\d_]{2}", text) or (_is_item(text) and bare == text):
        return False
    if _is_list_of_items(text, following.text) or not _is_phrase(bare):
        return False
    if text.endswith(":") and is_party_name(text[:-1]) and _is_item(following.text):
        return False  # what follows is what it does
    return _starts_sentence(following.text) and (text.endswith(":") or _would_have_fitted(run[-1], following, width))


def _is_list_of_items(text: str, following: str) -> bool:
    return _is_item(text) and _is_item(following)


def _ends_before(lines: list[Line], at: int, width: int) -> bool:
    """True if the block that holds the line before ends there."""
    previous, line = lines[at - 1], lines[at]
    if _is_item(line.text) or _heading_lines(lines, at, width):
        return True
    if _has(line.text, "closing") or _is_title(line.text, [Block("paragraph", 0, 0)]):
        return _may_follow(previous, line, width)
    ended = bool(_SENTENCE_END.search(previous.text))
    if ended and _has(line.text, "speaker"):
        return True
    return _starts_sentence(line.text) and ended and _would_have_fitted(previous, line, width)
