"""Gold notes: texts with what a careful reader finds in them (format: gold/README.md)."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lovp_data.package.files import Package
from lovp_data.reading.draft import Place

GOLD_DIR = Path(__file__).resolve().parent / "gold"
CURATED = "lovp_2020_02_10"


@dataclass(frozen=True)
class GoldDue:
    """`on` EDTF, `at` 'next' or a month, `meeting` an id of the calendar; all empty for words without a date."""

    wording: str
    on: str = ""
    at: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class GoldFollowUp:
    """A follow-up as annotated."""

    kind: str
    quote: Place
    due: GoldDue | None


@dataclass(frozen=True)
class GoldDiscussion:
    """A discussion as annotated; `topic` is empty for a new one. `parties` are (code, role)."""

    meeting: str
    topic: str
    start: int
    parties: frozenset[tuple[str, str]]
    follow_ups: tuple[GoldFollowUp, ...]


@dataclass(frozen=True)
class GoldNote:
    """A note with its answers. `asked` is the day a person fills in where the text has none."""

    name: str
    text: str
    asked: date | None
    meetings: tuple[tuple[str, str], ...]
    discussions: tuple[GoldDiscussion, ...]


def find_quote(text: str, quote: str) -> Place:
    """The one passage that fits. Raises ValueError if none or several do."""
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in quote.split("…")]
    found = [
        *re.finditer(parts[0] if len(parts) == 1 else f"{parts[0]}(?:(?!{parts[0]}).)*?{parts[1]}", text, re.DOTALL)
    ]
    if len(found) != 1:
        raise ValueError(f"{len(found)} places fit the quote {quote!r}; one must")
    return Place(found[0].start(), found[0].end(), found[0][0])


def _follow_up(text: str, raw: dict[str, Any]) -> GoldFollowUp:
    due = GoldDue(raw["due"], raw.get("on", ""), raw.get("at", "")) if raw.get("due") else None
    return GoldFollowUp(raw["kind"], find_quote(text, raw["quote"]), due)


def _start(text: str, raw: dict[str, Any]) -> int:
    if raw.get("heading"):
        line = re.search(rf"^[^\S\n]*({re.escape(raw['heading'])})[^\S\n]*$", text, re.MULTILINE)
        if line is None:
            raise ValueError(f"no line holds the heading {raw['heading']!r}")
        return line.start(1)
    return find_quote(text, raw["starts"]).start


def _discussion(text: str, raw: dict[str, Any], meetings: list[dict[str, str]]) -> GoldDiscussion:
    return GoldDiscussion(
        meeting=raw.get("meeting", meetings[0]["held_on"]),
        topic="" if raw["topic"] == "new" else raw["topic"],
        start=_start(text, raw),
        parties=frozenset((who, role) for who, role in (party.split() for party in raw["parties"])),
        follow_ups=tuple(_follow_up(text, each) for each in raw["follow_ups"]),
    )


def load_note(path: Path) -> GoldNote:
    """One annotated note. Raises ValueError for a quote that fits no or several places."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    asked = raw.get("asked_date")
    return GoldNote(
        name=path.stem,
        text=text,
        asked=date.fromisoformat(asked) if asked else None,
        meetings=tuple((each["held_on"], each["state"]) for each in raw["meeting"]),
        discussions=tuple(_discussion(text, each, raw["meeting"]) for each in raw["discussion"]),
    )


def load_gold(part: str) -> list[GoldNote]:
    """All notes of 'dev' or 'test', by name."""
    return [load_note(path) for path in sorted((GOLD_DIR / part).glob("*.toml"))]


def curated_note(package: Package) -> GoldNote:
    """The note of 10 February 2020 with the answers of the package."""
    rows = {name: [r for r in table if r.get("meeting") == CURATED] for name, table in package.rows.items()}
    text = package.texts["sources/lovp-2020-02-10.txt"]
    return GoldNote(
        name=CURATED,
        text=text,
        asked=date(2020, 2, 10),
        meetings=(("2020-02-10", "held"),),
        discussions=tuple(_curated(row, rows) for row in rows["discussions"]),
    )


def _curated(row: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> GoldDiscussion:
    follow_ups = [each for each in rows["follow_ups"] if each["topic"] == row["topic"]]
    parties = [each for each in rows["involvements"] if each["topic"] == row["topic"]]
    return GoldDiscussion(
        meeting="2020-02-10",
        topic=row["topic"],
        start=_section_start(row["section_start"], follow_ups, rows["discussions"]),
        parties=frozenset((each["stakeholder"], each["role"]) for each in parties),
        follow_ups=tuple(_curated_follow_up(each) for each in follow_ups),
    )


def _section_start(own: int | None, follow_ups: list[dict[str, Any]], discussions: list[dict[str, Any]]) -> int:
    """Where a topic is told: in its own section, or in that of another topic which holds its quotes."""
    if own is not None:
        return own
    quoted = min(int(each["quote_start"]) for each in follow_ups)
    return max(int(each["section_start"]) for each in discussions if (each["section_start"] or quoted) < quoted)


def _curated_follow_up(row: dict[str, Any]) -> GoldFollowUp:
    place = Place(row["quote_start"], row["quote_end"], row["quote"])
    due = GoldDue(row["due_wording"], row["due_on"] or "", "", row["due_meeting"] or "") if row["due_wording"] else None
    return GoldFollowUp(row["kind"], place, due)
