"""Figures: a tidy, already aggregated frame and texts in, a finished picture out. No Streamlit, no data layer.

A figure and the measure it shows share their name.
"""

from lovp_view.figures.frame import Figure
from lovp_view.figures.fulfilment import follow_ups_by_result, follow_ups_by_slip
from lovp_view.figures.moments import follow_ups_by_moment
from lovp_view.figures.months import follow_ups_by_month, meetings_by_day
from lovp_view.figures.stakeholders import follow_ups_by_stakeholder_and_status, stakeholders_by_asking_and_asked
from lovp_view.figures.timeline import Window, follow_up_intervals
from lovp_view.figures.topics import follow_ups_by_topic_and_status, stakeholders_by_topic, topics_by_meeting
from lovp_view.view.caption import Caption

__all__ = [
    "Caption",
    "Figure",
    "Window",
    "follow_up_intervals",
    "follow_ups_by_moment",
    "follow_ups_by_month",
    "follow_ups_by_result",
    "follow_ups_by_slip",
    "follow_ups_by_stakeholder_and_status",
    "follow_ups_by_topic_and_status",
    "meetings_by_day",
    "stakeholders_by_asking_and_asked",
    "stakeholders_by_topic",
    "topics_by_meeting",
]
