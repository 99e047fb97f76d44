"""Marks that would lie on each other: set apart in lanes, or drawn as one with a count."""

from collections.abc import Sequence


def lanes(places: Sequence[float], apart: float) -> list[int]:
    """The lane of each mark, from 0, so that marks in one lane stand at least `apart` from each other.

    `places` are in the unit of `apart`, in rising order.
    """
    last: list[float] = []
    found: list[int] = []
    for place in places:
        lane = next((at for at, taken in enumerate(last) if place - taken >= apart), len(last))
        last[lane : lane + 1] = [place]
        found.append(lane)
    return found


def merged(places: Sequence[float], apart: float) -> list[list[int]]:
    """The marks, by their number in `places`, that are drawn as one: each group stands `apart` from the next.

    A group stands at the mean of its places, so it may take in its neighbour in turn.
    """
    groups = [[at] for at in sorted(range(len(places)), key=lambda at: places[at])]
    while (at := _touching(groups, places, apart)) is not None:
        groups[at : at + 2] = [groups[at] + groups[at + 1]]
    return groups


def middle_of(group: Sequence[int], places: Sequence[float]) -> float:
    """Where a group stands."""
    return sum(places[at] for at in group) / len(group)


def _touching(groups: list[list[int]], places: Sequence[float], apart: float) -> int | None:
    """The first group that is too near to the next, or None."""
    middles = [middle_of(group, places) for group in groups]
    near = (at for at in range(len(middles) - 1) if middles[at + 1] - middles[at] < apart)
    return next(near, None)
