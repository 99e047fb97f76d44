"""Everything that became known, by day: said, updated, and become late."""

from collections.abc import Callable

import pandas as pd

from lovp_data import measures
from lovp_data.register.register import Register

RegisterOn = Callable[..., Register]


def test_what_became_late_is_a_change_on_the_day_after_its_term(register_on: RegisterOn) -> None:
    follow_ups = [{"id": key, "due_on": "2020-01-20"} for key in ("waiting", "came_late", "on_time")]
    updates = [
        {"follow_up": "came_late", "on": "2020-02-01", "status": "done"},
        {"follow_up": "on_time", "on": "2020-01-20", "status": "done"},
    ]
    register = register_on("2020-03-01", follow_ups=follow_ups, status_updates=updates)
    changes = measures.changes_by_day(register)
    late = {change.follow_up: (change.key, change.end) for change in changes if change.kind == "late"}
    day = pd.Timestamp("2020-01-21")
    assert late == {key: (f"{key}.late.20200121", day) for key in ("waiting", "came_late")}
    assert [change.end for change in changes] == sorted((change.end for change in changes), reverse=True)
    assert len({change.key for change in changes}) == len(changes) == 7
