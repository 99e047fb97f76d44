"""Measures: tidy frames over a register. A measure and its figure share a stem that says what by what.

A measure that a chart can be clicked on returns *members*: one row per mark x follow-up. What the chart counts and
what a click lists is then the same set; `count` turns members into numbers.
"""

from lovp_data.measures.counting import count
from lovp_data.measures.fulfilment import (
    AXES,
    CAME_BACK,
    RESULTS,
    follow_ups_by_moves,
    follow_ups_by_result,
    follow_ups_by_slip,
)
from lovp_data.measures.items import (
    Change,
    Coverage,
    changes_since_previous_meeting,
    coverage,
    follow_ups_came_back,
    follow_ups_due_next,
    follow_ups_late_or_unanswered,
    horizon,
    last_meeting,
    meetings_fallen_through,
    next_meeting,
    previous_meeting,
)
from lovp_data.measures.marks import MARKS, Mark, mark_of, members_behind, parse_mark
from lovp_data.measures.members import (
    HEADLINES,
    MOMENTS,
    STAGES,
    follow_ups_by_headline,
    follow_ups_by_moment,
    follow_ups_by_month,
    follow_ups_by_stakeholder_and_status,
    follow_ups_by_topic_and_meeting,
    follow_ups_by_topic_and_status,
    stakeholders_by_asking_and_asked,
    stakeholders_by_topic,
)
from lovp_data.measures.timeline import (
    follow_up_intervals,
    meetings_by_day,
    topics_by_meeting,
    updates_by_follow_up,
)

__all__ = [
    "AXES",
    "CAME_BACK",
    "HEADLINES",
    "MARKS",
    "MOMENTS",
    "RESULTS",
    "STAGES",
    "Change",
    "Coverage",
    "Mark",
    "changes_since_previous_meeting",
    "count",
    "coverage",
    "follow_up_intervals",
    "follow_ups_by_headline",
    "follow_ups_by_moment",
    "follow_ups_by_month",
    "follow_ups_by_moves",
    "follow_ups_by_result",
    "follow_ups_by_slip",
    "follow_ups_by_stakeholder_and_status",
    "follow_ups_by_topic_and_meeting",
    "follow_ups_by_topic_and_status",
    "follow_ups_came_back",
    "follow_ups_due_next",
    "follow_ups_late_or_unanswered",
    "horizon",
    "last_meeting",
    "mark_of",
    "meetings_by_day",
    "meetings_fallen_through",
    "members_behind",
    "next_meeting",
    "parse_mark",
    "previous_meeting",
    "stakeholders_by_asking_and_asked",
    "stakeholders_by_topic",
    "topics_by_meeting",
    "updates_by_follow_up",
]
