"""Our own rules on a package: what no table schema can say. Source of each rule: the field descriptions."""

from collections.abc import Callable, Iterator
from typing import Any

from lovp_data.package.dates import parse_interval
from lovp_data.package.errors import Problem
from lovp_data.package.files import Package, Row
from lovp_data.package.schema import Resource, load_schema

Rule = Callable[[Package], Iterator[Problem]]


def _numbered(package: Package, name: str) -> Iterator[tuple[int, Row]]:
    """Rows with their number in the file; the header is row 1."""
    return enumerate(package.rows[name], start=2)


def _file(name: str) -> str:
    return load_schema()[name].path


def _text_of(package: Package) -> dict[str, str | None]:
    """The held text per meeting."""
    return {row["id"]: package.texts.get(row["text_path"]) for row in package.rows["meetings"]}


def dates_exist(package: Package) -> Iterator[Problem]:
    """Every EDTF cell names days that exist, the first not after the last."""
    for resource in load_schema().values():
        edtf = [field.name for field in resource.fields if field.is_edtf]
        for number, row in _numbered(package, resource.name):
            yield from _bad_dates(resource, number, {name: row[name] for name in edtf if row[name]})


def _bad_dates(resource: Resource, number: int, cells: dict[str, str]) -> Iterator[Problem]:
    for name, cell in cells.items():
        try:
            interval = parse_interval(cell)
        except ValueError:
            yield Problem("impossible_date", resource.path, number, name, cell)
            continue
        if interval.start > interval.end:
            yield Problem("start_after_end", resource.path, number, name, cell)


def aliases_run_forward(package: Package) -> Iterator[Problem]:
    """A name is not valid until before it is valid from."""
    for number, row in _numbered(package, "stakeholder_aliases"):
        first, last = row["valid_from"], row["valid_until"]
        if first and last and first > last:
            yield Problem("start_after_end", _file("stakeholder_aliases"), number, "valid_from", f"{first}/{last}")


def composite_keys_are_unique(package: Package) -> Iterator[Problem]:
    """The descriptor's x_uniqueKeys, which frictionless does not know."""
    for resource in load_schema().values():
        for fields in resource.unique_keys:
            seen: set[tuple[Any, ...]] = set()
            for number, row in _numbered(package, resource.name):
                key = tuple(row[name] for name in fields)
                if key in seen:
                    yield Problem("duplicate_key", resource.path, number, ", ".join(fields), ", ".join(map(str, key)))
                seen.add(key)


def quotes_are_literal(package: Package) -> Iterator[Problem]:
    """text[quote_start:quote_end] == quote for every quoted row."""
    texts = _text_of(package)
    for name in ("follow_ups", "involvements"):
        for number, row in _numbered(package, name):
            if problem := _quote_problem(row, texts[row["meeting"]], _file(name), number):
                yield problem


def _quote_problem(row: Row, text: str | None, file: str, number: int) -> Problem | None:
    quote, start, end = row["quote"], row["quote_start"], row["quote_end"]
    if (quote is None, start is None, end is None) not in {(True,) * 3, (False,) * 3}:
        found = next(str(value) for value in (quote, start, end) if value is not None)
        return Problem("quote_incomplete", file, number, "quote", found)
    if quote is None:
        is_missing = text is not None and file == _file("follow_ups")
        return Problem("quote_missing", file, number, "quote") if is_missing else None
    if text is None:
        return Problem("quote_without_source", file, number, "quote", quote, row["meeting"])
    if start > end:
        return Problem("start_after_end", file, number, "quote_start", f"{start}/{end}")
    return (
        None
        if text[start:end] == quote
        else Problem("quote_not_in_source", file, number, "quote", quote, row["meeting"])
    )


def sections_open_with_their_heading(package: Package) -> Iterator[Problem]:
    """The heading is the first line of its section, literally."""
    texts = _text_of(package)
    for number, row in _numbered(package, "discussions"):
        text, start, end = texts[row["meeting"]], row["section_start"], row["section_end"]
        if row["heading"] is None and start is None and end is None:
            continue
        if not text or start is None or end is None or text[start:end].split("\n", 1)[0].strip() != row["heading"]:
            yield Problem("heading_not_in_source", _file("discussions"), number, "heading", row["heading"] or "")


def source_texts_are_held(package: Package) -> Iterator[Problem]:
    """Every text_path leads to a text in the package."""
    for number, row in _numbered(package, "meetings"):
        if row["text_path"] and row["text_path"] not in package.texts:
            yield Problem("missing_file", row["text_path"], number, "text_path")


def embargoes_have_a_day(package: Package) -> Iterator[Problem]:
    """embargo_until is filled in if and only if the item is under embargo."""
    for number, row in _numbered(package, "follow_ups"):
        if (row["openness"] == "embargo") != (row["embargo_until"] is not None):
            found = f"{row['openness']}, {row['embargo_until'] or ''}"
            yield Problem("embargo", _file("follow_ups"), number, "embargo_until", found)


def updates_are_coherent(package: Package) -> Iterator[Problem]:
    """Related events have no status, outcomes are of what is done, moves have a term; nothing is before it was said."""
    said_on = _said_on(package)
    file = _file("status_updates")
    for number, row in _numbered(package, "status_updates"):
        if row["relation"] == "related" and row["status"]:
            yield Problem("related_with_status", file, number, "status", row["status"])
        if row["outcome"] and row["status"] != "done":
            yield Problem("outcome_without_done", file, number, "outcome", row["outcome"])
        if row["status"] == "moved" and not (row["due_on"] or row["due_meeting"]):
            yield Problem("moved_without_term", file, number, "due_on")
        if parse_interval(row["on"]).end < parse_interval(said_on[row["follow_up"]]).start:
            yield Problem("before_meeting", file, number, "on", row["on"], said_on[row["follow_up"]])


def _said_on(package: Package) -> dict[str, str]:
    held_on = {row["id"]: row["held_on"] for row in package.rows["meetings"]}
    return {row["id"]: held_on[row["meeting"]] for row in package.rows["follow_ups"]}


def involvements_match_their_follow_up(package: Package) -> Iterator[Problem]:
    """A role in a follow-up stands in the discussion of that follow-up."""
    own = {row["id"]: (row["topic"], row["meeting"]) for row in package.rows["follow_ups"]}
    for number, row in _numbered(package, "involvements"):
        if row["follow_up"] and own[row["follow_up"]] != (row["topic"], row["meeting"]):
            yield Problem("other_discussion", _file("involvements"), number, "follow_up", row["follow_up"])


def replacements_lead_somewhere(package: Package) -> Iterator[Problem]:
    """No meeting is replaced by itself, nor by one that leads back to it."""
    replaced_by = {row["id"]: row["replaced_by"] for row in package.rows["meetings"]}
    for number, row in _numbered(package, "meetings"):
        chain = [row["id"]]
        while (later := replaced_by[chain[-1]]) and later not in chain:
            chain.append(later)
        if later == row["id"]:
            found = " → ".join([*chain, later])
            yield Problem("replaced_in_a_circle", _file("meetings"), number, "replaced_by", found)


# Later rules read dates, so dates come first and alone.
_FIRST: tuple[Rule, ...] = (dates_exist, source_texts_are_held)
_THEN: tuple[Rule, ...] = (
    aliases_run_forward,
    composite_keys_are_unique,
    replacements_lead_somewhere,
    quotes_are_literal,
    sections_open_with_their_heading,
    embargoes_have_a_day,
    updates_are_coherent,
    involvements_match_their_follow_up,
)


def check_rules(package: Package) -> list[Problem]:
    """Every breach of our own rules in a package whose types and keys are sound."""
    first = [problem for rule in _FIRST for problem in rule(package)]
    return first or [problem for rule in _THEN for problem in rule(package)]
