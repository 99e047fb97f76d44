"""Which meetings a note reports on and which it announces: their day as the text says it, never guessed, and state."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from lovp_data.reading.acts import is_no_news
from lovp_data.reading.draft import Meeting
from lovp_data.reading.marked_lines import Block
from lovp_data.reading.plain_text import Plain, make_flow
from lovp_data.reading.sentences import Sentence, read_sentences
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import Wording, find_day, find_days, read_date_line

_YEAR = timedelta(365)
_RUNNING = ("paragraph", "item", "heading")
_LETTER_BLOCKS = 4  # at the top of a note, among which the place and day of a letter stand
_LONGEST_WAIT = 120  # days between a meeting and the letter about it


def _layout(rule: str) -> re.Pattern[str]:
    return pattern(load_rules("layout")[rule])


def _line(plain: Plain, block: Block) -> str:
    """A block in one line; a row of a table as 'Datum: 12 juni 2023'."""
    text = make_flow(plain, block.start, block.end).text
    return re.sub(r":* \| ", ": ", text.strip("| "), count=1) if text.startswith("|") else text


def _dates(days: Iterable[Wording]) -> list[date]:
    """Each once, in the order of the text."""
    return list(dict.fromkeys(date.fromisoformat(each.on) for each in days))


def _days_held(title: str) -> list[date]:
    """The days of a title that may be the meeting's: not those of a version, of an earlier meeting or of a point."""
    if _layout("point").search(title):
        return []
    others = ("day_of_paper", "earlier_meeting")
    return _dates(w for w in find_days(title) if not any(_layout(rule).search(title[: w.start]) for rule in others))


def meeting_of_title(plain: Plain, block: Block) -> list[Meeting]:
    """The meetings a title line names, in its order; none where it names none with its day."""
    text = make_flow(plain, block.start, block.end).text
    if not _layout("title_words").search(text):
        return []
    place = plain.place(block.start, block.end)
    days = _days_held(text)
    return [Meeting(day.isoformat(), place, _kind(text, day, len(days))) for day in days]


def _kind(text: str, day: date, count: int) -> str:
    """'extra' and 'themed' as said just before the day (of two meetings in one title, only one may be extra)."""
    if count > 1:
        upto = re.search(rf"\b{day.day} ", text)
        text = re.split(r"\ben\b", text[: upto.start()])[-1] if upto else text
    for kind in ("extra", "themed"):
        if pattern(load_rules("layout")["kind"][kind]).search(text):
            return kind
    return "regular"


def publication_day(plain: Plain, blocks: list[Block]) -> str:
    """The day on a line of its own in the title; empty where there is none."""
    lines = [(each.kind, _line(plain, each)) for each in blocks if each.kind in ("title", "sent")]
    days = (read_date_line(line) for kind, line in lines if kind == "sent" or not _layout("dated").search(line))
    return next((day.isoformat() for day in days if day), "")


def meeting_in_text(plain: Plain, blocks: list[Block]) -> Meeting | None:
    """One named in running text with its full day: 'het LOVP van 26 juni 2023'. A day without year will not do."""
    words, opening = load_rules("dates")["words"], opening_blocks(blocks)
    for block in blocks:
        text = make_flow(plain, block.start, block.end).text
        for w in find_days(text):
            before = text[: w.start + 4]
            if _layout("earlier_meeting").search(before) or _is_of_report(before, text, is_opening=block in opening):
                continue
            is_named = re.search(rf"\b{words['meeting']}\b[^.;:]{{0,60}}$", before, re.IGNORECASE) and not w.is_past
            if is_named and not _is_announced(plain, block, w):
                return Meeting(w.on, plain.place(block.start, block.end))
    return None


def _is_announced(plain: Plain, block: Block, day: Wording) -> bool:
    return any(each.isoformat() == day.on for said in read_sentences(plain, [block]) for each, _ in _told(said, None))


def _is_of_report(before: str, text: str, *, is_opening: bool) -> bool:
    """The report of a meeting is that of an earlier one where it is a point of this: below the opening, in a table."""
    is_point = not is_opening or _layout("point").search(text) or pattern(load_rules("acts")["of_order"]).search(text)
    return bool(is_point and _layout("report_of").search(before))


def _dated_line(plain: Plain, blocks: list[Block]) -> Meeting | None:
    """A line 'Datum: 12 juni 2023' among the titles, where these name no day: minutes give the meeting's so."""
    for block in blocks:
        text = _line(plain, block)
        if block.kind == "title" and _layout("dated").search(text) and (day := read_date_line(text)):
            return Meeting(day.isoformat(), plain.place(block.start, block.end))
    return None


def gathered_on(plain: Plain, blocks: list[Block]) -> Meeting | None:
    """One told of in the opening: 'maandag (9 juni 2025) kwamen wij bijeen', 'gisteren was het LOVP'.

    A day without its year, and 'gisteren', count from the day on which the mail or the letter was sent.
    """
    sent = _sent_on(plain, blocks)
    for block in (each for each in blocks if sent and each.kind == "title"):
        if len(days := _days_before(_line(plain, block), sent or date.min)) == 1:
            return Meeting(days[0].isoformat(), plain.place(block.start, block.end))
    for block in opening_blocks(blocks):
        for sentence in read_sentences(plain, [block]):
            is_told = _layout("gathered").search(sentence.text) or _layout("meeting_words").search(sentence.text)
            days = _dates(find_days(sentence.text)) or (_days_before(sentence.text, sent) if sent else [])
            if len(days) == 1 and is_told and not is_no_news(sentence.text):
                return Meeting(days[0].isoformat(), plain.place(block.start, block.end))
    return None


def _sent_on(plain: Plain, blocks: list[Block]) -> date | None:
    """The day of the head of the mail, of the letter, or of publication."""
    letter = (_line(plain, each) for each in blocks[:_LETTER_BLOCKS])
    letter_days = (find_day(text) for text in letter if _layout("letter_day").search(text))
    told = publication_day(plain, blocks)
    return date.fromisoformat(told) if told else next((day for day in letter_days if day), None)


def _days_before(text: str, sent: date) -> list[date]:
    """'gisteren', and days without a year, as the last such day up to the day of sending."""
    found = _dates(each for reference in (sent, sent - _YEAR) for each in find_days(text, reference))
    near = [day for day in found if day <= sent and (sent - day).days <= _LONGEST_WAIT]
    if not near and (said := re.search(r"\b(eergisteren|gisteren|vandaag)\b", text, re.IGNORECASE)):
        near = [sent - timedelta({"vandaag": 0, "gisteren": 1, "eergisteren": 2}[said[1].lower()])]
    return near


def find_state(plain: Plain, blocks: list[Block]) -> str:
    """held, cancelled, or in_writing where the points went round on paper. Only what is said before the first topic."""
    rules = load_rules("layout")["state"]
    texts = [sentence.text for sentence in read_sentences(plain, blocks)]
    is_off = [t for t in texts if pattern(rules["cancelled"]).search(t) and pattern(rules["subject"]).search(t)]
    if not [t for t in is_off if not pattern(rules["elsewhere"]).search(t)]:
        return "held"
    return "in_writing" if any(pattern(rules["in_writing"]).search(text) for text in texts) else "cancelled"


def find_meetings(plain: Plain, blocks: list[Block], asked: date | None) -> tuple[Meeting, ...]:
    """All meetings of a note by day. `asked`, the day a person filled in, goes before the one that the text names.

    Where the text names several meetings it is theirs that count.
    """
    titled = [m for each in blocks if each.kind == "title" for m in meeting_of_title(plain, each)]
    in_text = [] if titled else [_first_named(plain, blocks)]
    found = [each for each in [*titled, *in_text] if each]
    merged: dict[str, Meeting] = {}
    for each in found:
        first = merged.get(each.held_on)
        merged[each.held_on] = (
            replace(first, kind=first.kind if first.kind != "regular" else each.kind) if first else each
        )
    meetings = [merged[day] for day in sorted(merged)] or [Meeting("")]
    if asked and len(meetings) == 1:
        meetings = [replace(meetings[0], held_on=asked.isoformat())]
    published = publication_day(plain, [each for each in blocks if not any(_is_said_in(m, each) for m in meetings)])
    state = find_state(plain, opening_blocks(blocks)) if len(meetings) == 1 else "held"
    return tuple(replace(each, published_on=published, state=state) for each in meetings)


def _first_named(plain: Plain, blocks: list[Block]) -> Meeting | None:
    return _dated_line(plain, blocks) or meeting_in_text(plain, blocks) or gathered_on(plain, blocks)


def other_body(plain: Plain, blocks: list[Block]) -> str:
    """What the meeting is called where the titles name another body, and not the LOVP; else empty."""
    titles = " ".join(_line(plain, each) for each in blocks if each.kind == "title")
    found = _layout("other_bodies").search(titles)
    return found[0].lower().removesuffix("soverleg") if found and not _layout("meeting_words").search(titles) else ""


def _is_said_in(meeting: Meeting, block: Block) -> bool:
    return meeting.said_in is not None and block.start <= meeting.said_in.start < block.end


def opening_blocks(blocks: list[Block]) -> list[Block]:
    """What stands before the first heading; the first two blocks where there are no headings.

    A heading over the whole note is none of these: what opens the note stands below it.
    """
    blocks = blocks[1:] if blocks and blocks[0].kind == "heading" else blocks
    first = next((at for at, block in enumerate(blocks) if block.kind == "heading"), None)
    running = [block for block in blocks[:first] if block.kind in ("paragraph", "item")]
    return running if first is not None else running[:2]


# --- other meetings -----------------------------------------------------------------------------------------------


def announced_meetings(plain: Plain, blocks: list[Block], held_on: date | None) -> tuple[Meeting, ...]:
    """Planned and cancelled ones by day, later than the note's own; what is told first of a day counts."""
    found: dict[date, Meeting] = {}
    for sentence in read_sentences(plain, [each for each in blocks if each.kind in _RUNNING]):
        for day, state in _told(sentence, held_on):
            if held_on is None or day > held_on:
                found.setdefault(day, Meeting(day.isoformat(), sentence.whole, state=state))
    return tuple(found[day] for day in sorted(found))


def _told(sentence: Sentence, held_on: date | None) -> Iterator[tuple[date, str]]:
    """The days of a sentence that tells when there are meetings, or are none; each clause has its own say."""
    text = sentence.text[0 if _fits(sentence.text, "next_meeting") else sentence.label :]
    if pattern(load_rules("layout")["other_bodies"]).search(text):
        return
    is_planned = _fits(text, "next_meeting")
    days = find_days(text, held_on)
    for clause in re.finditer(r"[^,;()]+", text):
        is_off = _fits(clause[0].strip(), "falls_through")
        is_planned = is_planned or _fits(clause[0].strip(), "next_meeting")
        for each in (day for day in days if clause.start() <= day.start < clause.end() and (is_off or is_planned)):
            yield date.fromisoformat(each.on), "cancelled" if is_off else "planned"


def _fits(text: str, rule: str) -> bool:
    return bool(pattern(load_rules("acts")[rule]).search(text))
