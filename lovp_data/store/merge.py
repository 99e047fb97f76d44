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
    return merged, conflicts
