"""A meeting put off or cancelled, as the changes of one write. Pure: no Streamlit."""

from datetime import date

from lovp_data.package.files import Package
from lovp_data.store.new_rows import new_id
from lovp_data.store.writing import Change, Item


def moved_meeting(item: Item, day: date | None, package: Package) -> list[Change]:
    """The meeting is cancelled; on a new day one takes its place, added if the calendar has none on that day.

    What was to come back at the old meeting moves with it, because it points at a meeting and not at a day.
    """
    old = item.row
    if day is None:
        return [Change("meetings", old["id"], {"state": "cancelled", "replaced_by": None}, item.digest)]
    there = next((row for row in package.rows["meetings"] if row["held_on"] == day.isoformat()), None)
    new = there["id"] if there else new_id(package.rows, "meetings", {"held_on": day.isoformat()})
    values = {"held_on": day.isoformat(), "kind": old["kind"], "state": "planned"}
    cancelled = Change("meetings", old["id"], {"state": "cancelled", "replaced_by": new}, item.digest)
    return [cancelled] if there else [Change("meetings", new, values | {"id": new}), cancelled]
