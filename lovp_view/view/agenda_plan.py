"""The agenda of a meeting that is prepared, as it stands in the address.

Pure. `?prepare=2027-02-15&agenda=ondermijning&agenda=~Opening&agenda=jaarwisseling~Terugblik%20jaarwisseling`: the code
of a topic, a heading in words after the sign, or both. No items, and the agenda is the one that the data propose.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_ITEMS = 60
LONGEST_HEADING = 160  # characters of a heading that are kept
_SIGN = "~"
_TOPIC = re.compile(r"[a-z0-9_-]{1,100}")


@dataclass(frozen=True)
class AgendaItem:
    """One item: the code of its topic, '' for none; its own heading, '' where it is called by its topic."""

    topic: str = ""
    heading: str = ""

    @property
    def code(self) -> str:
        """The item as it stands in the address; no two items of an agenda are the same."""
        return f"{self.topic}{_SIGN}{self.heading}" if self.heading else self.topic


def read_agenda(codes: Sequence[str]) -> tuple[tuple[AgendaItem, ...], tuple[str, ...]]:
    """The items of an address, once each and in order, and what was not understood."""
    items: list[AgendaItem] = []
    unknown: list[str] = []
    for code in dict.fromkeys(codes):
        topic, _, heading = code.partition(_SIGN)
        item = AgendaItem(topic, " ".join(heading.split())[:LONGEST_HEADING].rstrip())
        is_known = bool(item.code) and (not topic or _TOPIC.fullmatch(topic)) and len(items) < MOST_ITEMS
        if is_known and item not in items:
            items.append(item)
        elif not is_known:
            unknown.append(code)
    return tuple(items), tuple(unknown)


def write_agenda(items: Iterable[AgendaItem]) -> list[str]:
    """The items as they stand in the address."""
    return [item.code for item in items]
