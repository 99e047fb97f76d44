"""Measured: which earlier follow-ups a note speaks of, beside what a careful reader says (gold/returns.toml)."""

import tomllib
from typing import Any

from lovp_data.evaluation.gold_notes import GOLD_DIR
from lovp_data.evaluation.scoring import Score, score_sets
from lovp_data.package.files import Package, Row
from lovp_data.package.schema import group_by_kind
from lovp_data.reading.comeback import open_follow_up, propose_comebacks
from lovp_data.reading.known import make_known
from lovp_data.reading.reader import read_note


def load_returns() -> list[dict[str, Any]]:
    """Notes, each with the day it was held on and the ids of the follow-ups that came back in it."""
    notes: list[dict[str, Any]] = tomllib.loads((GOLD_DIR / "returns.toml").read_text(encoding="utf-8"))["note"]
    return notes


def score_returns(package: Package) -> Score:
    """Right: a follow-up of an earlier meeting, agreed or asked, is proposed and did come back."""
    known = make_known(package.rows)
    total = Score()
    for note in load_returns():
        asked = [open_follow_up(row, package) for row in _earlier(note["held_on"], package)]
        found = propose_comebacks(read_note(note["text"].strip(), known), asked).proposals
        total += score_sets({each.follow_up for each in found}, note["returns"])
    return total


def _earlier(held_on: str, package: Package) -> list[Row]:
    held = {row["id"]: row["held_on"] for row in package.rows["meetings"]}
    tasks = (row for row in package.rows["follow_ups"] if group_by_kind()[row["kind"]] != "said")
    return [row for row in tasks if held[row["meeting"]] < held_on]
