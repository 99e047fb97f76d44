"""Measured: how well the rules read notes whose answers are known, beside dateparser on the same terms."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from importlib import import_module
from typing import Any

from lovp_data.evaluation.gold_notes import CURATED, GoldNote, curated_note, load_gold
from lovp_data.evaluation.gold_returns import score_returns
from lovp_data.evaluation.scoring import (
    Score,
    score_dues,
    score_follow_ups,
    score_meetings,
    score_parties,
    score_topics,
)
from lovp_data.package.dates import Interval, parse_interval
from lovp_data.package.files import Package
from lovp_data.reading.draft import Draft
from lovp_data.reading.known import make_known, without_meeting
from lovp_data.reading.reader import read_note

MEASURES: dict[str, Callable[[Draft, GoldNote], Score]] = {
    "meetings (day, state)": score_meetings,
    "topics (section, topic)": score_topics,
    "follow-ups (kind, span)": score_follow_ups,
    "follow-ups (span only)": partial(score_follow_ups, with_kind=False),
    "due intervals": score_dues,
    "parties (with role)": score_parties,
    "parties (named)": partial(score_parties, with_role=False),
}
# Written by people who knew neither the rules nor each other's notes, and scored once before they were seen.
BY_OTHERS = ("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
Read = list[tuple[Draft, GoldNote]]


def read_gold(package: Package) -> dict[str, Read]:
    """Drafts beside their answers: the curated note, the notes tuned on, the third kept apart, and later sets.

    The package is taken as it was before the curated note came in, so that no reader meets its own answers.
    """
    known = make_known(without_meeting(package.rows, CURATED))
    parts = {"note of 2020-02-10": [curated_note(package)], "dev": load_gold("dev"), "test": load_gold("test")}
    parts |= {part: load_gold(part) for part in ("fresh", "later", "lists")}
    parts["by others"] = [note for part in BY_OTHERS for note in load_gold(part)]
    return {name: [(read_note(n.text, known, n.asked), n) for n in notes] for name, notes in parts.items()}


def score_part(read: Read) -> dict[str, Score]:
    """Every measure, summed over the notes of a part."""
    return {name: sum((measure(*each) for each in read), Score()) for name, measure in MEASURES.items()}


def _row(name: str, score: Score) -> str:
    counts = f"{score.right:4d} of {score.found:4d} found, {score.wanted:4d} wanted"
    return f"  {name:32s}  P {score.precision:.2f}  R {score.recall:.2f}  F1 {score.f1:.2f}  ({counts})"


def report(package: Package) -> str:
    """The table `python -m lovp_data eval` prints."""
    lines = [
        "A follow-up is right if its kind is, and its quote shares half of the characters (intersection over union)."
    ]
    for part, read in read_gold(package).items():
        lines.append(f"{part} ({len(read)} notes)" if len(read) > 1 else part)
        lines += [_row(name, score) for name, score in score_part(read).items()]
        lines += _comparison(read)
    return "\n".join([*lines, "earlier follow-ups that came back", _row("proposed", score_returns(package))])


def _terms(note: GoldNote) -> list[tuple[str, Interval | None]]:
    """Every passage that holds a follow-up, with its interval where gold has one."""
    passages = {f.quote.quote: f.due for d in note.discussions for f in d.follow_ups}
    return [(quote, parse_interval(due.on) if due and due.on else None) for quote, due in passages.items()]


def _comparison(read: Read) -> list[str]:
    """On the same passages, generously: a day anywhere within the wanted interval is right."""
    ours = sum((_own_days(*each) for each in read), Score())
    lines = [_row("a day within the due: the reader", ours)]
    try:
        search: Any = import_module("dateparser.search").search_dates
    except ImportError:
        return [*lines, "  dateparser is not installed (requirements-dev.txt); no comparison"]
    theirs = sum((_days_of_dateparser(search, *each) for each in read), Score())
    return [*lines, _row("a day within the due: dateparser", theirs)]


def _own_days(draft: Draft, note: GoldNote) -> Score:
    total = Score()
    for quote, wanted in _terms(note):
        dues = {each.due.on for each in draft.follow_ups if each.quote.quote == quote and each.due and each.due.on}
        total += _within([parse_interval(on) for on in dues], wanted)
    return total


def _within(found: list[Interval], wanted: Interval | None) -> Score:
    right = [each for each in found if wanted and wanted.start <= each.end <= wanted.end]
    return Score(min(len(right), 1), len(found), 1 if wanted else 0)


def _days_of_dateparser(search: Any, draft: Draft, note: GoldNote) -> Score:
    held_on = draft.meetings[-1].held_on or note.meetings[-1][0]
    base = datetime.combine(parse_interval(held_on).start, time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future"}
    total = Score()
    for quote, wanted in _terms(note):
        found = search(" ".join(quote.split()), languages=["nl"], settings=settings) or []
        total += _within([Interval(day.date(), day.date()) for _, day in found], wanted)
    return total
