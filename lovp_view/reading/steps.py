"""The steps of a review, how much of each is left to do, and where a thing that stands in the way is settled."""

from lovp_data.package.files import Package
from lovp_data.review.checks import blockers, progress
from lovp_data.review.review import PROPOSED, Review

STEPS = ("meeting", "items", "returns", "store")
# In which step each thing that stands in the way of storing is settled.
SETTLED_IN = {
    "no_meeting": "meeting",
    "no_day": "meeting",
    "same_day": "meeting",
    "other_text": "meeting",
    "undecided": "items",
    "incomplete": "items",
    "unquoted": "items",
    "returns_undecided": "returns",
}


def first_step(review: Review, package: Package) -> str:
    """Where a review begins: with the meeting if something about it is to be settled, else with what was read."""
    found = blockers(review, package)
    return "meeting" if any(SETTLED_IN[code] == "meeting" for code in found) else "items"


def left_to_do(review: Review, package: Package) -> dict[str, int]:
    """How much is to be decided in each step but the last."""
    found = [code for code in blockers(review, package) if SETTLED_IN[code] == "meeting"]
    undecided = sum(each.state == PROPOSED for each in review.returns)
    return {"meeting": len(found), "items": progress(review).proposed, "returns": undecided}
