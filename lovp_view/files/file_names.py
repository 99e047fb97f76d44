"""What files are called: after what is in them, the selection, and the reference date."""

import re
import unicodedata

from lovp_view.view.scene import Scene

_LONGEST = 60  # characters that tell the selection
_MOST_VALUES = 3


def file_name(scene: Scene, *parts: str) -> str:
    """'lovp-tijdlijn-jaarwisseling-2026-11-23', without what comes after the dot."""
    return "-".join(part for part in ("lovp", *parts, selection_slug(scene), scene.reference_date.isoformat()) if part)


def selection_slug(scene: Scene) -> str:
    """The chosen values as they can stand in the name of a file; '' without filters, a count where they are many."""
    values = [value for _, values in scene.view.selection.chosen for value in values]
    shown = [slug for value in values[:_MOST_VALUES] if (slug := _slug(value))]
    more = [f"en-{len(values) - _MOST_VALUES}"] if len(values) > _MOST_VALUES else []
    return "-".join([*shown, *more])[:_LONGEST].strip("-")


def _slug(text: str) -> str:
    """Small letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
