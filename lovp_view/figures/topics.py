"""Figures about topics: their status, the meetings they were in, the parties involved."""

from typing import Any

import pandas as pd

from lovp_view.figures.frame import Figure, empty_figure, listing, safe
from lovp_view.figures.matrix import Cell, Matrix, matrix_spec
from lovp_view.figures.part import MOST_COLUMNS, MOST_ROWS, Part, both, last_meetings, most_frequent, part_of
from lovp_view.view.caption import Caption
from lovp_view.view.texts import Texts
from lovp_view.view.theme import ACCENT, INK, PAPER, STATUS_COLORS, STATUS_GLYPHS, Size


def follow_ups_by_topic_and_status(counts: pd.DataFrame, texts: Texts, caption: Caption, size: Size) -> Figure:
    """counts: topic, topic_title, status, n. A row per topic, a column per status."""
    columns = [texts("column.topic"), texts("column.status"), texts("column.n")]
    total = int(counts["n"].sum())
    is_done = counts["status"] == "done"
    title = texts.plural("title.topic_status", total, done=texts.number(int(counts.loc[is_done, "n"].sum())))
    if counts.empty:
        return empty_figure(texts("title.topic_status_empty"), caption, size, texts("empty.chart"), columns)
    topics, part = _shown_topics(counts, texts)
    codes = list(STATUS_COLORS)
    place = {topic: row for row, topic in enumerate(topics["topic"])}
    cells = [
        Cell(
            row=place[row.topic],
            column=codes.index(row.status),
            text=texts.number(row.n),
            hover=f"{safe(row.topic_title)}<br>{texts.label('status', row.status)}: {row.n}",
            mark=f"topic_status.{row.topic}.{row.status}",
            color=STATUS_COLORS[row.status],
            symbol="circle",
        )
        for row in counts[counts["topic"].isin(place)].itertuples()
    ]
    heads, key = _status_heads(codes, texts, size)
    matrix = Matrix(list(topics["topic_title"]), heads, cells)
    spec = matrix_spec(matrix, title=title, caption=part.captioned(caption), size=size, key=key)
    labels = counts["status"].map(lambda code: texts.label("status", code))
    table = pd.DataFrame(dict(zip(columns, [counts["topic_title"], labels, counts["n"]], strict=True)))
    return Figure(spec, part.described(texts("alt.matrix", title=title, listing=listing(table, texts))), table)


def _shown_topics(rows: pd.DataFrame, texts: Texts) -> tuple[pd.DataFrame, Part]:
    """topic and topic_title of the first topics, in the order of the rows."""
    topics = rows[["topic", "topic_title"]].drop_duplicates()
    return topics.head(MOST_ROWS), part_of("topics", min(len(topics), MOST_ROWS), len(topics), texts)


def _status_heads(codes: list[str], texts: Texts, size: Size) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Column heads with glyph and label; on a phone the glyph alone, and a key that explains it."""
    labels = {code: texts.label("status", code) for code in codes}
    longest = max(len(word) for label in labels.values() for word in label.split())
    left = 16 if size.puts_labels_above else size.label_width + 24
    if (size.width - left) / len(codes) > longest * size.text * 0.56:
        return [f"{STATUS_GLYPHS[code]} {label}" for code, label in labels.items()], []
    return [STATUS_GLYPHS[code] for code in codes], [(STATUS_GLYPHS[c], labels[c], STATUS_COLORS[c]) for c in codes]


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
    topics, part = _shown_topics(discussed[discussed["meeting"].isin(meetings["meeting"])], texts)
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
    title = texts.plural(
        "title.topic_meeting", number, meetings=texts.plural("count.meetings", discussed["meeting"].nunique())
    )
    matrix = _meeting_matrix(list(topics["topic_title"]), meetings, cells, texts, size)
    key = [("■", texts("key.discussed_with"), ACCENT), ("■", texts("key.discussed"), "#a9bdd4")]
    key += [("□", texts("key.announced"), ACCENT)]
    spec = matrix_spec(matrix, title=title, caption=part.captioned(caption), size=size, key=key)
    table = pd.DataFrame(dict(zip(columns, [discussed["topic_title"], labels, discussed["n"]], strict=True)))
    return Figure(spec, part.described(texts("alt.matrix", title=title, listing=listing(table, texts))), table)


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
    )


def _head(meeting: Any, texts: Texts) -> str:
    """'10 feb'; the month alone where the day is not known."""
    is_day = meeting.held_on_start == meeting.held_on_end
    return texts.day_of_year(meeting.held_on_start) if is_day else texts.short_month(meeting.held_on_start)


def _mark_size(size: Size, columns: int) -> float:
    left = 16 if size.puts_labels_above else size.label_width + 16
    return max(min((size.width - left - 8) / max(columns, 1) - 3, 24), 5)


def _discussion_cell(row: Any, place: int, column: int, day: str, texts: Texts) -> Cell:
    is_held = row.meeting_state != "planned"
    color = ACCENT if row.n or not is_held else "#a9bdd4"
    said = texts.plural("count.follow_ups", row.n)
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
    parties, part_of_parties = most_frequent(roles["stakeholder"], MOST_COLUMNS, "parties", texts)
    part, numbers = both(part_of_topics, part_of_parties), (roles["stakeholder"].nunique(), roles["topic"].nunique())
    drawn = roles[roles["topic"].isin(kept) & roles["stakeholder"].isin(parties)]
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
