"""What a new row gets without anyone typing it: its code, its place in the meeting, the place of its quote.

The forms of the codes are those of the field descriptions in datapackage.json.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lovp_data.package.dates import parse_interval

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Values = Mapping[str, Any]
_LONGEST = 60  # characters of a code made of words


def new_id(rows: Rows, resource: str, values: Values) -> str:
    """A code for a new row that no row of the resource has. Raises KeyError if a value it is made of is missing."""
    taken = {row["id"] for row in rows[resource]}
    stem = _STEMS[resource](rows, values)
    if resource in _NUMBERED:
        return _numbered(taken, stem + _NUMBERED[resource])
    return stem if stem not in taken else _numbered(taken, f"{stem}_", first=2)


def slug(text: str) -> str:
    """Lower snake case of a title: 'Réserve én BOA's' gives 'reserve_en_boas'; 'item' where no letter is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub("[^a-z0-9]+", "_", plain)[:_LONGEST].strip("_") or "item"


def meeting_code(held_on: str) -> str:
    """'lovp_2020_02_10' for a day, 'lovp_2019_05' for an interval within one month, else with both months' names.

    Raises ValueError if it is no EDTF date.
    """
    days = parse_interval(held_on)
    if days.is_day:
        return f"lovp_{days.start:%Y_%m_%d}"
    return f"lovp_{days.start:%Y_%m}"


def next_position(rows: Rows, resource: str, meeting: str) -> int:
    """The place after the last one in the meeting, from 1."""
    return max((row["position"] for row in rows[resource] if row["meeting"] == meeting), default=0) + 1


def find_quote(text: str, words: str, near: int = 0) -> tuple[int, int] | None:
    """Where the words stand in the text, blanks and line ends aside; of several places the one nearest to `near`.

    None if they do not stand there.
    """
    if not words.split():
        return None
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [found.span() for found in re.finditer(pattern, text)]
    return min(places, key=lambda place: abs(place[0] - near), default=None)


def _numbered(taken: set[str], stem: str, first: int = 1) -> str:
    """The stem with the number after the highest one taken, as wide as the others are."""
    tails = [key.removeprefix(stem) for key in taken if key.startswith(stem)]
    numbers = [tail for tail in tails if re.fullmatch("[0-9]+", tail)]
    width = max((len(tail) for tail in numbers if tail.startswith("0")), default=_WIDTHS.get(stem[-1:], 1))
    return f"{stem}{max((int(tail) for tail in numbers), default=first - 1) + 1:0{width}d}"


def _day_of(meeting: str) -> str:
    return meeting.removeprefix("lovp_")


_WIDTHS = {"f": 2, "i": 2}
_NUMBERED = {"follow_ups": "_f", "status_updates": "_u", "involvements": "_i", "stakeholder_aliases": "_"}
_STEMS: dict[str, Callable[[Rows, Values], str]] = {
    "meetings": lambda rows, values: meeting_code(values["held_on"]),
    "topics": lambda rows, values: slug(values["title"]),
    "discussions": lambda rows, values: f"{_day_of(values['meeting'])}_{values['topic']}",
    "follow_ups": lambda rows, values: _day_of(values["meeting"]),
    "status_updates": lambda rows, values: str(values["follow_up"]),
    "stakeholders": lambda rows, values: slug(values["short_name"]),
    "stakeholder_aliases": lambda rows, values: str(values["stakeholder"]),
    "involvements": lambda rows, values: _day_of(values["meeting"]),
    "moments": lambda rows, values: slug(values["name"]),
    "publications": lambda rows, values: f"{_day_of(values['meeting'])}_{values['kind']}",
}
