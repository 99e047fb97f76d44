"""Filters as small objects: each says which discussions and follow-ups it keeps; filters intersect.

A new filter is one entry in FILTERS and its label in the text files.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from lovp_data.package.dates import months_between
from lovp_data.package.schema import load_schema
from lovp_data.register.links import Mask
from lovp_data.register.register import Register
from lovp_data.register.search import fold, pairs

Values = tuple[str, ...]
LATE = "late"


@dataclass(frozen=True)
class KeptRows:
    """Masks over a register's frames. `discussions` None: those that hold a kept follow-up."""

    follow_ups: pd.Series
    discussions: pd.Series | None = None


@dataclass(frozen=True)
class Filter:
    """One filter: its key (also the URL parameter), the codes it can take, and what given codes keep.

    `options` None marks a free text.
    """

    key: str
    keep: Callable[[Register, Values], KeptRows]
    options: Callable[[Register], list[str]] | None = None


@dataclass(frozen=True)
class Selection:
    """The chosen codes per filter key; hashable, so that it can be part of a cache key."""

    chosen: tuple[tuple[str, Values], ...] = ()

    @staticmethod
    def of(chosen: Mapping[str, Sequence[str]]) -> "Selection":
        """A selection in the order of FILTERS, without empty values."""
        return Selection(tuple((f.key, tuple(chosen[f.key])) for f in FILTERS if chosen.get(f.key)))

    def values(self, key: str) -> Values:
        """The chosen codes of a filter; none if it is not in use."""
        return dict(self.chosen).get(key, ())

    def with_values(self, key: str, values: Sequence[str]) -> "Selection":
        """The same selection with one filter set anew; no values take it away."""
        return Selection.of({**dict(self.chosen), key: tuple(values)})

    def __bool__(self) -> bool:
        return bool(self.chosen)


@dataclass(frozen=True)
class Parsed:
    """A selection read from outside, and what was not understood: (key, value) pairs."""

    selection: Selection
    unknown: tuple[tuple[str, str], ...] = field(default=())


def parse_selection(raw: Mapping[str, Sequence[str]], register: Register) -> Parsed:
    """Codes that exist, in the order of the options and once each; the others are reported, never fatal."""
    chosen: dict[str, Values] = {}
    unknown: list[tuple[str, str]] = []
    for each in FILTERS:
        values = [value for value in raw.get(each.key, ()) if value.strip()]
        known = values[:1] if each.options is None else _known(each, register, values)
        chosen[each.key] = tuple(known)
        unknown += [(each.key, value) for value in values if each.options and value not in known]
    return Parsed(Selection.of(chosen), tuple(unknown))


def options_of(each: Filter, register: Register) -> list[str]:
    """The codes that a filter can take, in order; worked out once per register. None for a free text."""
    if each.key not in register.options_by_filter:
        register.options_by_filter[each.key] = each.options(register) if each.options else []
    return register.options_by_filter[each.key]


def _known(each: Filter, register: Register, values: list[str]) -> list[str]:
    return [code for code in options_of(each, register) if code in values] if values else []


def apply_filters(register: Register, selection: Selection) -> Register:
    """The register cut to the selection; all tables by semi-join, so that every number on a screen agrees."""
    kept = [FILTER_BY_KEY[key].keep(register, values) for key, values in selection.chosen]
    if not kept:
        return register
    follow_ups = _all_of([each.follow_ups for each in kept])
    masks = [each.discussions for each in kept if each.discussions is not None]
    discussions = _all_of(masks) if masks else np.ones(len(register.discussions), dtype=bool)
    if len(masks) < len(kept):
        discussions = discussions & register.links.discussed(follow_ups)
    return _cut(register, follow_ups, discussions)


def _all_of(masks: list[pd.Series]) -> Mask:
    return np.logical_and.reduce([mask.to_numpy(dtype=bool) for mask in masks])


def _cut(register: Register, follow_ups: Mask, discussions: Mask) -> Register:
    links = register.links
    return register.with_frames(
        follow_ups=register.follow_ups[follow_ups],
        discussions=register.discussions[discussions],
        involvements=register.involvements[links.involvements(follow_ups, discussions)],
        topics=register.topics[links.topics_of(discussions)],
        meetings=register.meetings[links.meetings_of(discussions)],
        status_updates=register.status_updates[links.updates(follow_ups)],
    )


def _by_column(column: str) -> Callable[[Register, Values], KeptRows]:
    """Keeps rows of both frames by a column that both have."""

    def keep(register: Register, values: Values) -> KeptRows:
        return KeptRows(register.follow_ups[column].isin(values), register.discussions[column].isin(values))

    return keep


def _keep_theme(register: Register, values: Values) -> KeptRows:
    """A topic of both themes counts under each of them."""
    themes = {*values, "both"}
    topics = register.topics.loc[register.topics["theme"].isin(themes), "id"]
    return KeptRows(register.follow_ups["topic"].isin(topics), register.discussions["topic"].isin(topics))


def _keep_kind(register: Register, values: Values) -> KeptRows:
    return KeptRows(register.follow_ups["kind"].isin(values))


def _keep_status(register: Register, values: Values) -> KeptRows:
    follow_ups = register.follow_ups
    is_late = follow_ups["is_late"] if LATE in values else False
    return KeptRows(follow_ups["status"].isin(values) | is_late)


def _keep_month(register: Register, values: Values) -> KeptRows:
    """A follow-up counts in each month that its term touches, or its first promise if that was put off."""
    rows = register.follow_ups
    kept = pd.Series(False, index=rows.index)
    for value in values:
        month = pd.Period(value, freq="M")
        first, last = month.start_time.normalize(), month.end_time.normalize()
        kept |= (rows["due_start"] <= last) & (rows["due_end"] >= first)
        kept |= (rows["first_start"] <= last) & (rows["first_end"] >= first)
    return KeptRows(kept)


def _keep_stakeholder(register: Register, values: Values) -> KeptRows:
    """Follow-ups in which the party has a role; discussions in which it has one, whatever the role."""
    rows = register.involvements[register.involvements["stakeholder"].isin(values)]
    discussed = pairs(register.discussions).isin(pairs(rows))
    return KeptRows(register.follow_ups["id"].isin(rows["follow_up"]), discussed)


def _keep_text(register: Register, values: Values) -> KeptRows:
    """Every word must occur: in the follow-up and its topic's title, or in the discussion and what it holds."""
    words = fold(" ".join(values)).split()
    own, said = register.search_texts
    return KeptRows(_has_all(own, words), _has_all(said, words))


def _has_all(folded: pd.Series, words: list[str]) -> pd.Series:
    return pd.Series([all(word in each for word in words) for each in folded], index=folded.index, dtype=bool)


def _codes(frame: str, column: str) -> Callable[[Register], list[str]]:
    """The codes that occur, in the frame's order."""
    return lambda register: [str(code) for code in getattr(register, frame)[column].dropna().unique()]


def _declared(resource: str, name: str, *extra: str) -> Callable[[Register], list[str]]:
    """The codes that the schema declares, whether they occur or not."""
    return lambda register: [*load_schema()[resource].field(name).enum, *extra]


def _month_options(register: Register) -> list[str]:
    """Every month that a term or a first promise touches, in order."""
    rows = register.follow_ups
    terms = [rows[["due_start", "due_end"]].dropna(), rows[["first_start", "first_end"]].dropna()]
    spans = {(start.date(), end.date()) for each in terms for start, end in each.itertuples(index=False)}
    return sorted({month for start, end in spans for month in months_between(start, end)})


def _involved_options(register: Register) -> list[str]:
    involved = register.stakeholders["id"].isin(register.involvements["stakeholder"])
    return list(register.stakeholders.loc[involved, "id"])


def _topic_options(register: Register) -> list[str]:
    """Topics discussed by the reference date, by title."""
    discussed = register.topics[register.topics["id"].isin(register.discussions["topic"])]
    return list(discussed.sort_values("title", key=lambda titles: titles.map(fold))["id"])


FILTERS: tuple[Filter, ...] = (
    Filter("topic", _by_column("topic"), _topic_options),
    Filter("month", _keep_month, _month_options),
    Filter("theme", _keep_theme, lambda register: ["capacity", "safety"]),
    Filter("meeting", _by_column("meeting"), _codes("discussions", "meeting")),
    Filter("kind", _keep_kind, _declared("follow_ups", "kind")),
    Filter("status", _keep_status, _declared("status_updates", "status", LATE)),
    Filter("stakeholder", _keep_stakeholder, _involved_options),
    Filter("q", _keep_text),
)
FILTER_BY_KEY = {each.key: each for each in FILTERS}
