"""Embargo: what must not be seen before its day, in rows and in the text of a note."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from lovp_data.package.files import Package, Row

_MASK = "█"
Span = tuple[str, int, int]  # path of the text, start, end


def without_embargoed(package: Package, day: date) -> Package:
    """The package without items under embargo on the day, without what hangs on them, and with their words masked."""
    hidden = {row["id"] for row in package.rows["follow_ups"] if (row["embargo_until"] or day) > day}
    parties = _parties_of(package, hidden)
    kept: dict[str, list[Row]] = {name: [] for name in package.rows}
    gone: dict[str, list[Row]] = {name: [] for name in package.rows}
    for name, rows in package.rows.items():
        for row in rows:
            (gone if _is_hidden(name, row, hidden, parties) else kept)[name].append(row)
    paths = {row["id"]: row["text_path"] for row in package.rows["meetings"]}
    return Package(kept, masked(package.texts, _spans(gone, paths), _spans(kept, paths)))


def _parties_of(package: Package, hidden: set[str]) -> set[str]:
    """The parties that are named with hidden items only."""
    roles = package.rows["involvements"]
    known = {row["stakeholder"] for row in roles if row["follow_up"] not in hidden}
    return {row["stakeholder"] for row in roles if row["follow_up"] in hidden} - known


def _is_hidden(name: str, row: Row, hidden: set[str], parties: set[str]) -> bool:
    own = {"follow_ups": hidden, "stakeholders": parties}.get(name, set())
    return row["id"] in own or row.get("follow_up") in hidden or row.get("stakeholder") in parties


def _spans(rows: dict[str, list[Row]], paths: dict[str, str]) -> list[Span]:
    quoted = (row for name in ("follow_ups", "involvements") for row in rows[name] if row["quote"])
    return [(paths[row["meeting"]], row["quote_start"], row["quote_end"]) for row in quoted]


def masked(texts: dict[str, str], hidden: Iterable[Span], shown: Iterable[Span]) -> dict[str, str]:
    """The texts with hidden passages blacked out, letter for letter, so that every other place in them stays true.

    Words that a shown passage quotes as well stay readable: they are public already.
    """
    public = {(path, place) for path, start, end in shown for place in range(start, end)}
    result = dict(texts)
    for path, start, end in hidden:
        letters = list(result.get(path, ""))
        for place in range(start, min(end, len(letters))):
            if (path, place) not in public and not letters[place].isspace():
                letters[place] = _MASK
        result |= {path: "".join(letters)} if path in result else {}
    return result


def spans_of(frames: Iterable[Any], paths: dict[str, str]) -> list[Span]:
    """The quoted passages of frames of follow-ups or involvements; `paths` by meeting."""
    rows = (row for frame in frames for row in frame.dropna(subset=["quote"]).itertuples())
    return [(paths[row.meeting], int(row.quote_start), int(row.quote_end)) for row in rows]
