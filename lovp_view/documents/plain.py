"""What goes into every document: literal text, safe addresses, days and languages in the forms that files want."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from lovp_view.briefing.deck import Point
from lovp_view.view import paths
from lovp_view.view.texts import Texts

Step = Callable[[float], None]
# PNG per place of a slide in the deck, counted from 0; made by the viewer's browser from the figure on that slide.
Pictures = Mapping[int, bytes]

# What XML does not allow (controls, halves of surrogate pairs, and the two that are no characters), and line ends.
_ILLEGAL = re.compile("[\x00-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def no_step(share: float) -> None:
    """The `step` of a caller that does not want to know."""


def legal(text: object) -> str:
    """Text as it is, save that a character which no document may hold, or a line end, becomes a blank."""
    return _ILLEGAL.sub(" ", str(text))


def plain(text: object) -> str:
    """Text from the data on one line, literal; every stretch of blanks becomes one."""
    return " ".join(legal(text).split())


def web_address(link: str) -> str:
    """The link if it is one of the web, else ''."""
    return link if link.startswith(("https://", "http://")) else ""


def item_link(link: str, follow_up: str) -> str:
    """The permanent address of a follow-up in the dashboard that `link` leads to; '' without either."""
    origin = urlsplit(web_address(link))
    base = f"{origin.scheme}://{origin.netloc}"
    return paths.item_address(base, "follow_ups", follow_up) if origin.netloc and follow_up else ""


def noon(day: date) -> datetime:
    """The moment that stands for a day: on that day in every time zone of the Netherlands."""
    return datetime(day.year, day.month, day.day, 12)


def language_tag(texts: Texts) -> str:
    """'nl-NL'"""
    return str(texts.locale).replace("_", "-")


def quoted(point: Point) -> str:
    """The quote between quotation marks."""
    return f"‘{plain(point.quote)}’"


def fact_words(name: str, value: str) -> tuple[str, str]:
    """A fact in two parts: 'Politie: ' and 'Gevraagd'."""
    return f"{plain(name)}: ", plain(value)


def numeric_columns(rows: Sequence[Sequence[str]], columns: int) -> list[bool]:
    """Per column whether it holds numbers, or nothing, only: those are set to the right."""
    return [all(not row[place] or row[place].replace(".", "").isdigit() for row in rows) for place in range(columns)]
