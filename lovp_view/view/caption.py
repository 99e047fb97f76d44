"""What a picture says about itself, in words that are ready to print."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Caption:
    """What the picture says about itself: active filters, reference date and source, n of N; all ready to print.

    `title` takes the place of the figure's own, where one picture shows only a part of what its title speaks of.
    """

    filters: str
    footer: str
    title: str | None = None
