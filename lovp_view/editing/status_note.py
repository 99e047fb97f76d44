"""'Stand noteren': what has become of a follow-up, noted while it is said."""

from datetime import date
from typing import Any

from lovp_data.dates import parse_interval
from lovp_data.package import Package, Row
from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.editing.row_form import removal_button, row_form
from lovp_view.editing.saving import RowForm
from lovp_view.scene import Scene


def status_form(scene: Scene, row: Row, names: Names, update: str | None = None, place: str = "page") -> None:
    """The form for one status update of a follow-up; `update` None for a new one, dated today.

    `place` tells forms about the same follow-up apart that can stand on one screen.
    """
    fixed = {"follow_up": row["id"]}
    if update:
        form = RowForm(f"update_{place}_{update}", "status_updates", update, fixed)
        row_form(form, names)
        removal_button(form, names, lambda: None)
        return
    preset = {"relation": "confirmed", **_of_today(scene.today, names.package)}
    form = RowForm(f"new_update_{place}_{row['id']}", "status_updates", None, fixed, preset)
    row_form(form, names, button="editing.note_status")


def _of_today(today: date, package: Package) -> dict[str, Any]:
    """The day, and the meeting if one is held today, with the address of its note."""
    for meeting in package.rows["meetings"]:
        days = parse_interval(meeting["held_on"])
        if days.is_day and days.start == today and meeting["state"] in ("held", "planned"):
            return {"on": today.isoformat(), "meeting": meeting["id"], "source_url": meeting["source_url"]}
    return {"on": today.isoformat()}


def editable_follow_up(key: str) -> tuple[Row, Package] | None:
    """The follow-up as an editor has it, and the package; None for anyone else, or if it is gone."""
    if state.editor() is None:
        return None
    package = state.editor_package()
    row = next((row for row in package.rows["follow_ups"] if row["id"] == key), None)
    return (row, package) if row else None
