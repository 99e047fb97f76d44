"""Filters as small objects: each says which discussions and follow-ups it keeps; filters intersect.

A new filter is one entry in FILTERS and its label in the text files.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from lovp_data.package.dates import months_between
from lovp_data.package.schema import group_by_kind, load_schema
from lovp_data.register.links import Mask
from lovp_data.register.register import SAID_STATUSES, Register
from lovp_data.register.search import fold, has_all, indexed, pairs

Values = tuple[str, ...]
LATE = "late"
# What a month can mean; a chosen month followed by one of these ('2020-02.said') is narrowed to it.
MONTH_PARTS = ("said", "due", "happened")


@dataclass(frozen=True)
class KeptRows:
    """Masks over a register's frames. `discussions` None: those that hold a kept follow-up."""

    follow_ups: pd.Series
    discussions: pd.Series | None = None


@dataclass(frozen=True)
class Filter:
    """One filter: its key (also the URL parameter), the codes it can take, and what given codes keep.

    `options` None marks a free text. An option may be narrowed to one of the `parts`: '<option>.<part>'.
    """

    key: str
    keep: Callable[[Register, Values], KeptRows]
    options: Callable[[Register], list[str]] | None = None
    parts: tuple[str, ...] = ()


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
        values = [value for value in _apart(each, raw.get(each.key, ())) if value.strip()]
        known = values[:1] if each.options is None else _known(each, register, values)
        chosen[each.key] = tuple(known)
        unknown += [(each.key, value) for value in values if each.options and value not in known]
    return Parsed(Selection.of(chosen), tuple(unknown))


def _apart(each: Filter, values: Sequence[str]) -> list[str]:
    """The values one by one; codes may come as 'a,b' too, a free text is one."""
    return [part.strip() for value in values for part in value.split(",")] if each.options else list(values)


def options_of(each: Filter, register: Register) -> list[str]:
    """The codes that a filter can take, in order; worked out once per register. None for a free text."""
    if each.key not in register.options_by_filter:
        register.options_by_filter[each.key] = each.options(register) if each.options else []
    return register.options_by_filter[each.key]


def _known(each: Filter, register: Register, values: list[str]) -> list[str]:
    if not values:
        return []
    offered = ((code, *(f"{code}.{part}" for part in each.parts)) for code in options_of(each, register))
    return [code for codes in offered for code in codes if code in values]


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


def _keep_group(register: Register, values: Values) -> KeptRows:
    return KeptRows(register.follow_ups["group"].isin(values))


def _keep_month(register: Register, values: Values) -> KeptRows:
    """What was said in a meeting of the month, what was due in it, and what happened in it; or one of these three."""
    rows, said_in = register.follow_ups, register.discussions
    kept, discussed = (pd.Series(False, index=each.index) for each in (rows, said_in))
    for value in values:
        month, _, part = value.partition(".")
        for mask in [in_month(register, month)[part]] if part else in_month(register, month).values():
            kept |= mask
        if part in ("", "said"):
            discussed |= _touches(said_in["said_start"], said_in["said_end"], month)
    held = pairs(said_in).isin(pairs(rows[kept]))
    return KeptRows(kept, discussed | held)


def in_month(register: Register, month: str) -> dict[str, pd.Series]:
    """Masks over the follow-ups per part of a month ('YYYY-MM'); a follow-up can be in several.

    said: in a meeting of the month. due: a task whose term touches it, or its first promise if that was put off.
    happened: a confirmed update lies wholly within it; a related one is not shown to be about this very thing, and of
    one known by its year only nobody knows the month.
    """
    rows, updates = register.follow_ups, register.status_updates
    first, last = _bounds(month)
    is_within = _is_confirmed(updates) & (updates["on_start"] >= first) & (updates["on_end"] <= last)
    is_due = _touches(rows["due_start"], rows["due_end"], month) | _touches(
        rows["first_start"], rows["first_end"], month
    )
    return {
        "said": _touches(rows["said_start"], rows["said_end"], month),
        "due": rows["is_task"] & is_due,
        "happened": rows["is_task"] & rows["id"].isin(updates.loc[is_within, "follow_up"]),
    }


def _is_confirmed(updates: pd.DataFrame) -> pd.Series:
    """Mask of what is known to have happened: a status was reached; a search in vain is none."""
    return updates["status"].notna() & (updates["status"] != "no_trace")


def _bounds(month: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    period = pd.Period(month, freq="M")
    return period.start_time.normalize(), period.end_time.normalize()


def _touches(start: pd.Series, end: pd.Series, month: str) -> pd.Series:
    first, last = _bounds(month)
    return (start <= last) & (end >= first)


def _keep_stakeholder(register: Register, values: Values) -> KeptRows:
    """Follow-ups in which the party has a role; discussions in which it has one, whatever the role."""
    rows = register.involvements[register.involvements["stakeholder"].isin(values)]
    discussed = pairs(register.discussions).isin(pairs(rows))
    return KeptRows(register.follow_ups["id"].isin(rows["follow_up"]), discussed)


def _keep_text(register: Register, values: Values) -> KeptRows:
    """Every word must occur, in any of its forms: in the follow-up and what hangs on it, or in the discussion."""
    words = fold(" ".join(values)).split()
    own, said = register.search_texts
    return KeptRows(_has_all(own, words), _has_all(said, words))


def _has_all(indexed: pd.Series, words: list[str]) -> pd.Series:
    return pd.Series([has_all(each, words) for each in indexed], index=indexed.index, dtype=bool)


def ranked(follow_ups: pd.DataFrame, text: str) -> pd.DataFrame:
    """The follow-ups, those first whose title or topic the searched words stand in, then those whose own words do."""
    words = fold(text).split()
    named = [has_all(indexed(fold(f"{row.title} {row.topic_title}")), words) for row in follow_ups.itertuples()]
    told = [has_all(indexed(fold(f"{row.what} {row.quote}")), words) for row in follow_ups.itertuples()]
    rank = pd.Series([2 * a + b for a, b in zip(named, told, strict=True)], index=follow_ups.index)
    return follow_ups.loc[rank.sort_values(ascending=False, kind="stable").index]


def _codes(frame: str, column: str) -> Callable[[Register], list[str]]:
    """The codes that occur, in the frame's order."""
    return lambda register: [str(code) for code in getattr(register, frame)[column].dropna().unique()]


def _declared(resource: str, name: str, *extra: str) -> Callable[[Register], list[str]]:
    """The codes that the schema declares, whether they occur or not."""
    return lambda register: [*load_schema()[resource].field(name).enum, *extra]


def _month_options(register: Register) -> list[str]:
    """Every month with a meeting on a topic, a term of a task, or a confirmed update; the last first."""
    rows, updates = register.follow_ups[register.follow_ups["is_task"]], register.status_updates
    happened = updates[_is_confirmed(updates) & updates["follow_up"].isin(rows["id"])][["on_start", "on_end"]]
    one_month = happened["on_start"].dt.strftime("%Y-%m") == happened["on_end"].dt.strftime("%Y-%m")
    said = register.discussions[["said_start", "said_end"]]
    terms = [rows[["due_start", "due_end"]].dropna(), rows[["first_start", "first_end"]].dropna()]
    events = [said, *terms, happened[one_month]]
    spans = {(start.date(), end.date()) for each in events for start, end in each.itertuples(index=False)}
    return sorted({month for start, end in spans for month in months_between(start, end)}, reverse=True)


def _involved_options(register: Register) -> list[str]:
    involved = register.stakeholders["id"].isin(register.involvements["stakeholder"])
    return list(register.stakeholders.loc[involved, "id"])


def _topic_options(register: Register) -> list[str]:
    """Topics discussed by the reference date, by title."""
    discussed = register.topics[register.topics["id"].isin(register.discussions["topic"])]
    return list(discussed.sort_values("title", key=lambda titles: titles.map(fold))["id"])


FILTERS: tuple[Filter, ...] = (
    Filter("topic", _by_column("topic"), _topic_options),
    Filter("month", _keep_month, _month_options, MONTH_PARTS),
    Filter("group", _keep_group, lambda register: list(dict.fromkeys(group_by_kind().values()))),
    Filter("theme", _keep_theme, lambda register: ["capacity", "safety"]),
    Filter("meeting", _by_column("meeting"), _codes("discussions", "meeting")),
    Filter("kind", _keep_kind, _declared("follow_ups", "kind")),
    Filter("status", _keep_status, _declared("status_updates", "status", LATE, *SAID_STATUSES)),
    Filter("stakeholder", _keep_stakeholder, _involved_options),
    Filter("q", _keep_text),
)
FILTER_BY_KEY = {each.key: each for each in FILTERS}
