"""Figures about topics: their status, the meetings they were in, the parties involved."""

import textwrap
from typing import Any

import pandas as pd

from lovp_view.figures.frame import Figure, empty_figure, listing, safe
from lovp_view.figures.matrix import Cell, Matrix, matrix_spec
from lovp_view.figures.part import MOST_COLUMNS, MOST_ROWS, Part, both, cut, last_meetings, most_frequent, part_of
from lovp_view.figures.units import Units, counted, units_spec
from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts
from lovp_view.view.theme import ACCENT, INK, PAPER, STAGES, Size

_MOST_NAMED = 3  # topics that a title names
_MOST_PARTIES = 20  # columns in which the letters of several roles still fit
_ANNOUNCED = ("planned", "unconfirmed")  # meetings of which nobody reports that they were held


def follow_ups_by_topic_and_status(members: pd.DataFrame, texts: Texts, caption: Caption, size: Size) -> Figure:
    """members: topic, topic_title, stage, status, group, is_late, title, follow_up, most urgent topic first.

    A row per topic, a column per stage, a square per follow-up.
    """
    columns = [texts("column.topic"), texts("column.status"), texts("column.n")]
    if members.empty:
        return empty_figure(texts("title.topic_status_empty"), caption, size, texts("empty.chart"), columns)
    title = _urgency_title(members, texts)
    topics, part = _shown_topics(members, texts, size)
    stages = [code for code in STAGES if code in set(members["stage"])]
    rows = {topic: place for place, topic in enumerate(topics["topic"])}
    drawn = members[members["topic"].isin(rows)]
    drawn = drawn.assign(row=drawn["topic"].map(rows), column=drawn["stage"].map(stages.index))
    marks = {(r, c): f"topic_status.{topic}.{stage}" for topic, r in rows.items() for c, stage in enumerate(stages)}
    units = Units(list(topics["topic_title"]), [texts.label("stage", code) for code in stages], drawn, marks)
    spec = units_spec(units, title=title, caption=part.captioned(caption), size=size, texts=texts)
    counts = counted(members, ["topic_title"])
    labels = counts["status"].map(lambda code: texts.label("status", code))
    table = pd.DataFrame(dict(zip(columns, [counts["topic_title"], labels, counts["n"]], strict=True)))
    return Figure(spec, part.described(texts("alt.matrix", title=title, listing=listing(table, texts))), table)


def _urgency_title(members: pd.DataFrame, texts: Texts) -> str:
    """What is most urgent: where something is late, else where something is open, else that nothing is."""
    late, is_open = (_titles(members, stage) for stage in ("late", "open"))
    if late:
        key = "title.topics_late_named" if len(late) <= _MOST_NAMED else "title.topics_late"
        return texts.plural(key, len(late), topics=texts.listing(late))
    if is_open:
        key = "title.topics_open_named" if len(is_open) <= _MOST_NAMED else "title.topics_open"
        return texts.plural(key, len(is_open), topics=texts.listing(is_open))
    return texts("title.topics_closed" if (members["stage"] == "closed").any() else "title.topics_said")


def _titles(members: pd.DataFrame, stage: str) -> list[str]:
    return list(dict.fromkeys(members.loc[members["stage"] == stage, "topic_title"]))


def _shown_topics(rows: pd.DataFrame, texts: Texts, size: Size) -> tuple[pd.DataFrame, Part]:
    """topic and topic_title of the first topics, in the order of the rows; of a picture in parts those of its part."""
    topics = rows[["topic", "topic_title"]].drop_duplicates()
    shown = topics.head(MOST_ROWS)
    return shown.iloc[cut(range(len(shown)), size)], part_of("topics", min(len(topics), MOST_ROWS), len(topics), texts)


def topics_by_meeting(
    discussed: pd.DataFrame, meetings: pd.DataFrame, texts: Texts, caption: Caption, size: Size
) -> Figure:
    """discussed: topic, topic_title, meeting, meeting_state, n. meetings: meeting, held_on_start, state, in order."""
    columns = [texts("column.topic"), texts("column.meeting"), texts("column.n")]
    if discussed.empty:
        return empty_figure(texts("title.topic_meeting_empty"), caption, size, texts("empty.chart"), columns)
    number = discussed["topic"].nunique()
    labels = discussed["meeting"].map(_days_of(meetings[meetings["meeting"].isin(discussed["meeting"])], texts))
    meetings, part_of_meetings = _shown_meetings(meetings, discussed, texts)
    topics, part = _shown_topics(discussed[discussed["meeting"].isin(meetings["meeting"])], texts, size)
    if part_of_meetings.counted:
        part = part_of("topics", len(topics), number, texts)
    part = both(part, part_of_meetings)
    days = [texts.interval(row.held_on_start, row.held_on_end) for row in meetings.itertuples()]
    rows, places = {t: i for i, t in enumerate(topics["topic"])}, {m: i for i, m in enumerate(meetings["meeting"])}
    cells = [
        _discussion_cell(row, rows[row.topic], places[row.meeting], days[places[row.meeting]], texts)
        for row in discussed.itertuples()
        if row.topic in rows and row.meeting in places
    ]
    held = discussed[~discussed["meeting_state"].isin(_ANNOUNCED)]
    title = _meetings_title(held if len(held) else discussed, number, texts)
    matrix = _meeting_matrix(list(topics["topic_title"]), meetings, cells, texts, size)
    key = [("■", texts("key.discussed_with"), ACCENT), ("■", texts("key.discussed"), "#a9bdd4")]
    key += [("□", texts("key.announced"), ACCENT)]
    spec = matrix_spec(matrix, title=title, caption=part.captioned(caption), size=size, key=key)
    table = pd.DataFrame(dict(zip(columns, [discussed["topic_title"], labels, discussed["n"]], strict=True)))
    return Figure(spec, part.described(texts("alt.matrix", title=title, listing=listing(table, texts))), table)


def _meetings_title(discussed: pd.DataFrame, number: int, texts: Texts) -> str:
    """The topic that came back most often, where there is one; else how many topics in how many meetings."""
    meetings = discussed["meeting"].nunique()
    per_topic = discussed.groupby("topic_title", sort=False)["meeting"].nunique().sort_values(ascending=False)
    if len(per_topic) > 1 and per_topic.iloc[0] > per_topic.iloc[1]:
        most = texts.number(int(per_topic.iloc[0]))
        return texts("title.topic_meeting_most", topic=per_topic.index[0], n=most, meetings=texts.number(meetings))
    return texts.plural("title.topic_meeting", number, meetings=texts.plural("count.meetings", meetings))


def _shown_meetings(meetings: pd.DataFrame, discussed: pd.DataFrame, texts: Texts) -> tuple[pd.DataFrame, Part]:
    """All meetings; of very many the last ones at which something in the selection was discussed."""
    if len(meetings) > MOST_COLUMNS:
        meetings = meetings[meetings["meeting"].isin(discussed["meeting"])]
    return last_meetings(meetings, MOST_COLUMNS, texts)


def _days_of(meetings: pd.DataFrame, texts: Texts) -> dict[str, str]:
    """The days of each meeting, in words."""
    return {row.meeting: texts.interval(row.held_on_start, row.held_on_end) for row in meetings.itertuples()}


def _meeting_matrix(rows: list[str], meetings: pd.DataFrame, cells: list[Cell], texts: Texts, size: Size) -> Matrix:
    """A column per meeting, grouped by year; on a phone only the years are named, unless the meetings are few."""
    return Matrix(
        rows,
        [_head(row, texts) for row in meetings.itertuples()],
        cells,
        column_groups=_years(meetings),
        are_columns_upright=True,
        mark_size=_mark_size(size, len(meetings)),
        shows_columns=not size.puts_labels_above or len(meetings) <= 15,
        initials=tuple(texts.short_month(day)[:1] for day in meetings["held_on_start"]),
    )


def _head(meeting: Any, texts: Texts) -> str:
    """'10 feb'; the month alone where the day is not known."""
    is_day = meeting.held_on_start == meeting.held_on_end
    return texts.day_of_year(meeting.held_on_start) if is_day else texts.short_month(meeting.held_on_start)


def _mark_size(size: Size, columns: int) -> float:
    left = 16 if size.puts_labels_above else size.label_width + 16
    return max(min((size.width - left - 8) / max(columns, 1) - 3, 24), 5)


def _discussion_cell(row: Any, place: int, column: int, day: str, texts: Texts) -> Cell:
    is_held = row.meeting_state not in _ANNOUNCED
    color = ACCENT if row.n or not is_held else "#a9bdd4"
    told = texts.plural("count.follow_ups", row.n) if row.n else row.summary
    said = "<br>".join(safe(line) for line in textwrap.wrap(str(told), 60)) if isinstance(told, str) else ""
    return Cell(
        row=place,
        column=column,
        text="",
        hover=f"{safe(row.topic_title)}<br>{day}<br>{said}",
        mark=f"topic_meeting.{row.topic}.{row.meeting}",
        color=color,
        symbol="square" if is_held else "square-open",
    )


def _years(meetings: pd.DataFrame) -> list[tuple[int, str]]:
    """Where each year begins among the meetings."""
    years = [day.year for day in meetings["held_on_start"]]
    return [(place, str(year)) for place, year in enumerate(years) if place == 0 or years[place - 1] != year]


def stakeholders_by_topic(
    members: pd.DataFrame, names: dict[str, str], texts: Texts, caption: Caption, size: Size
) -> Figure:
    """members: topic, topic_title, stakeholder, role. names: short name per stakeholder, in the order of columns."""
    columns = [texts("column.topic"), texts("column.stakeholder"), texts("column.role")]
    if members.empty:
        return empty_figure(texts("title.topic_stakeholder_empty"), caption, size, texts("empty.chart"), columns)
    roles = members.drop_duplicates(["topic", "stakeholder", "role"])
    kept, part_of_topics = most_frequent(roles["topic"], MOST_ROWS, "topics", texts)
    parties, part_of_parties = most_frequent(roles["stakeholder"], _MOST_PARTIES, "parties", texts)
    part, numbers = both(part_of_topics, part_of_parties), (roles["stakeholder"].nunique(), roles["topic"].nunique())
    drawn = roles[roles["topic"].isin(cut(kept, size)) & roles["stakeholder"].isin(parties)]
    grouped = drawn.groupby(["topic", "topic_title", "stakeholder"], sort=False)["role"].agg(list).reset_index()
    topics = grouped[["topic", "topic_title"]].drop_duplicates()
    shown = [code for code in names if code in set(grouped["stakeholder"])]
    rows = {t: i for i, t in enumerate(topics["topic"])}
    cells = [
        _role_cell(row, rows[row.topic], shown.index(row.stakeholder), names, texts) for row in grouped.itertuples()
    ]
    title = texts.plural("title.topic_stakeholder", numbers[0], topics=texts.plural("count.topics", numbers[1]))
    matrix = Matrix(
        list(topics["topic_title"]), [names[code] for code in shown], cells,
        are_columns_upright=True, mark_size=min(_mark_size(size, len(shown)), 26),
    )  # fmt: skip
    used = list(roles["role"].drop_duplicates())
    key = [(texts.label("role_letter", role), texts.label("role", role), INK) for role in used]
    spec = matrix_spec(matrix, title=title, caption=part.captioned(caption), size=size, key=key)
    labels = roles["role"].map(lambda role: texts.label("role", role))
    parts = [roles["topic_title"], roles["stakeholder"].map(names), labels]
    table = pd.DataFrame(dict(zip(columns, parts, strict=True)))
    return Figure(spec, part.described(texts("alt.matrix", title=title, listing=listing(table, texts))), table)


def _role_cell(row: Any, place: int, column: int, names: dict[str, str], texts: Texts) -> Cell:
    letters = "".join(texts.label("role_letter", role) for role in row.role[:2])
    roles = ", ".join(texts.label("role", role) for role in row.role)
    is_acting = set(row.role) & {"asks", "asked", "owner"}
    return Cell(
        row=place,
        column=column,
        text=letters,
        hover=f"{safe(names[row.stakeholder])}<br>{safe(row.topic_title)}<br>{roles}",
        mark=f"topic_stakeholder.{row.topic}.{row.stakeholder}",
        color=ACCENT if is_acting else "#dbe4ef",
        text_color=PAPER if is_acting else INK,
    )
