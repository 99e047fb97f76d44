"""Texts, numbers and dates in one language. One TOML file per language; a new language is a new file."""

import re
import tomllib
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_interval, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent / "languages"
DEFAULT_LANGUAGE = "nl"
_MOST_KEPT = 20_000  # days and numbers in words, some 100 bytes each, for which Babel takes tens of microseconds


class MissingTextError(KeyError):
    """A text that the language file does not hold."""


@cache
def languages() -> list[str]:
    """Language codes, the default first; never to be changed."""
    codes = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return sorted(codes, key=lambda code: code != DEFAULT_LANGUAGE)


@cache
def load_texts(language: str) -> "Texts":
    """The texts of a language. Raises FileNotFoundError for one without a file."""
    return Texts(language, tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))


class Texts:
    """Looks texts up by dotted key; formats dates, numbers and plurals by Babel."""

    def __init__(self, language: str, tree: dict[str, Any]) -> None:
        self.language = language
        self.locale = Locale.parse(tree["locale"])
        self.flat = dict(_flatten(tree))
        self._groups: dict[str, dict[str, str]] = {}

    def __call__(self, key: str, **values: object) -> str:
        """The text, with its {names} filled in. Raises MissingTextError."""
        if key not in self.flat:
            raise MissingTextError(f"{self.language}: {key}")
        return self.flat[key].format(**values) if values else self.flat[key]

    def label(self, group: str, code: str) -> str:
        """The label of a code: label('status', 'done')."""
        return self(f"{group}.{code}")

    def group(self, name: str) -> dict[str, str]:
        """All texts of a group, by what follows its name; never to be changed."""
        if name not in self._groups:
            start = f"{name}."
            self._groups[name] = {key[len(start) :]: text for key, text in self.flat.items() if key.startswith(start)}
        return self._groups[name]

    def plural(self, key: str, n: int, **values: object) -> str:
        """The form of the text that fits the number: <key>.one, <key>.other."""
        form = self.locale.plural_form(n)
        chosen = f"{key}.{form}" if f"{key}.{form}" in self.flat else f"{key}.other"
        return self(chosen, n=self.number(n), **values)

    def number(self, n: float) -> str:
        """1.234"""
        return _in_figures(n, self.locale)

    def day(self, day: date) -> str:
        """10 februari 2020"""
        return _in_words(_plain(day), self("format.day"), self.locale)

    def short_day(self, day: date) -> str:
        """10 feb 2020"""
        return _in_words(_plain(day), self("format.short_day"), self.locale).replace(".", "")

    def day_of_year(self, day: date) -> str:
        """10 feb"""
        return _in_words(_plain(day), self("format.day_of_year"), self.locale).replace(".", "")

    def month(self, month: str | date) -> str:
        """september 2020"""
        day = date.fromisoformat(f"{month}-01") if isinstance(month, str) else _plain(month)
        return _in_words(day, "MMMM y", self.locale)

    def short_month(self, day: date) -> str:
        """sep"""
        return _in_words(_plain(day), "MMM", self.locale).replace(".", "")

    def ago(self, day: date, until: date) -> str:
        """'1 jaar geleden'"""
        return str(format_timedelta(_plain(day) - until, add_direction=True, locale=self.locale))

    def moment(self, at: datetime) -> str:
        """10 feb 2020 14:05, in the time of the Netherlands."""
        local = at.astimezone(ZoneInfo("Europe/Amsterdam"))
        return f"{self.short_day(local)} {local:%H:%M}"

    def interval(self, start: date, end: date) -> str:
        """One day, a whole month, a whole year, or from-to, as short as can be said: never finer than it is known."""
        start, end = _plain(start), _plain(end)
        if start == end:
            return self.short_day(start)
        is_month = start.day == 1 and (start.year, start.month) == (end.year, end.month) and _is_last(end)
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
            return str(start.year)
        return self.month(start) if is_month else _span_in_words(start, end, self.locale)

    def listing(self, parts: list[str]) -> str:
        """a, b en c"""
        return format_list(parts, locale=self.locale) if parts else ""


def status_label(texts: Texts, group: str, status: str, outcome: object = None) -> str:
    """What a status is called: of something asked 'open' is 'no answer'; of anything else its own label.

    Of what is done the outcome is told with it, where it is known: 'Gedaan, anders dan afgesproken'.
    """
    key = f"outcome_{group}.{outcome}" if status == "done" and outcome else f"status_{group}.{status}"
    return texts(key) if key in texts.flat else texts.label("status", status)


def status_words(texts: Texts, row: Any) -> str:
    """'Open, te laat'; the row has group, status, outcome and is_late."""
    label = status_label(texts, row.group, row.status, row.outcome)
    return ", ".join([label, *([texts("status.late").lower()] if row.is_late else [])])


def _plain(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


@lru_cache(_MOST_KEPT)
def _in_figures(n: float, locale: Locale) -> str:
    return str(format_decimal(n, locale=locale))


@lru_cache(_MOST_KEPT)
def _in_words(day: date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale=locale)


@lru_cache(_MOST_KEPT)
def _span_in_words(start: date, end: date, locale: Locale) -> str:
    return format_interval(start, end, "yMMMd", locale=locale)


def _is_last(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).month != day.month


def _flatten(tree: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        pairs += _flatten(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", str(value))]
    return pairs


def placeholders(text: str) -> set[str]:
    """The {names} that a text wants filled in."""
    return set(re.findall(r"{(\w+)}", text))
