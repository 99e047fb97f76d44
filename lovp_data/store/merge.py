"""A three-way merge of rows: the package as last imported, the edited store, the new package."""

from dataclasses import dataclass

from lovp_data.package.files import Cells, Snapshot


@dataclass(frozen=True)
class Conflict:
    """A row that both sides changed, differently; the edit stands, the package's cells are given here."""

    resource: str
    id: str
    ours: Cells | None
    theirs: Cells | None


def merge_rows(base: Snapshot, ours: Snapshot, theirs: Snapshot) -> tuple[Snapshot, list[Conflict]]:
    """Per row: an edit stands; else the new package counts. Order: the new package's, then rows only edits hold."""
    merged: Snapshot = {}
    conflicts: list[Conflict] = []
    for key in {**theirs, **ours}:
        was, own, new = base.get(key), ours.get(key), theirs.get(key)
        kept = new if own == was else own
        if own != was and new != was and own != new:
            conflicts.append(Conflict(*key, ours=own, theirs=new))
        if kept is not None:
            merged[key] = kept
    return _each_in_its_place(merged, ours), conflicts


def _each_in_its_place(merged: Snapshot, ours: Snapshot) -> Snapshot:
    """The rows, of which one that the package puts where an edited row stands goes to the end of its meeting."""
    placed = {key: cells for key, cells in merged.items() if cells.get("position") and cells.get("meeting")}
    edited = sorted(placed, key=lambda key: placed[key] != ours.get(key))  # what stands so in the store keeps its place
    taken: dict[tuple[str, str], set[int]] = {}
    moved: Snapshot = {}
    for resource, key in edited:
        cells = placed[resource, key]
        places, position = taken.setdefault((resource, cells["meeting"]), set()), int(cells["position"])
        if position in places:
            position = max(places) + 1
            moved[resource, key] = {**cells, "position": str(position)}
        places.add(position)
    return {key: moved.get(key, cells) for key, cells in merged.items()}
