"""One light look: colours, shapes and sizes, fixed per code so that nothing changes colour when filtered.

The colours are told apart with the common forms of colour blindness and carry white text at 4.5:1 or better;
a glyph says the same without colour.
"""

from dataclasses import dataclass, replace

INK = "#1b2430"
MUTED = "#55606e"
LINE = "#d7dce3"
FAINT = "#eef1f5"
PAPER = "#ffffff"
ACCENT = "#154273"
LATE = "#b3261e"
FONT = "Source Sans, Source Sans Pro, Arial, sans-serif"

STATUS_COLORS = {
    "open": "#1f5fa8",
    "in_progress": "#0b7285",
    "moved": "#8f5a00",
    "no_trace": "#7a3e8f",
    "done": "#2b7a3d",
    "dropped": "#5f6773",
    "came_up": "#4a5a6b",
    "not_since": "#6a7280",
}
STATUS_GLYPHS = {"open": "○", "in_progress": "…", "moved": "→", "no_trace": "?", "done": "✓", "dropped": "×"}
STATUS_GLYPHS |= {"came_up": "+", "not_since": "–"}
# What became of a promise, kept ones first; the same colours as the statuses that come nearest.
RESULT_COLORS = {
    "on_time": STATUS_COLORS["done"],
    "late": STATUS_COLORS["moved"],
    "undated": STATUS_COLORS["in_progress"],
    "dropped": STATUS_COLORS["dropped"],
    "pending": STATUS_COLORS["open"],
    "overdue": LATE,
    "no_trace": STATUS_COLORS["no_trace"],
}
RESULT_GLYPHS = {"on_time": "✓", "late": "→", "undated": "+", "dropped": "×", "pending": "○"}
RESULT_GLYPHS |= {"overdue": "!", "no_trace": "?"}
STAGES = ("late", "open", "closed", "said")  # where a follow-up stands, in the order of columns
SAID_STATUSES = ("came_up", "not_since")  # of what is no task: drawn hollow
HEADLINE_COLORS = {
    "agreed_open": "#1f5fa8",
    "asked_open": "#7a3e8f",
    "due_next": "#0b7285",
    "came_back": "#2b7a3d",
    "said": "#55606e",
}
STATE_SYMBOLS = {
    "held": "circle",
    "planned": "circle-open",
    "unconfirmed": "diamond-open",
    "cancelled": "x-thin-open",
    "in_writing": "square-open",
}
STATE_GLYPHS = {"held": "●", "planned": "○", "unconfirmed": "◇", "cancelled": "×", "in_writing": "□"}
STATE_COLORS = {state: LATE if state == "cancelled" else ACCENT for state in STATE_SYMBOLS}
CERTAINTY_COLORS = {"certain": "#154273", "possible": "#5b86b5"}


@dataclass(frozen=True)
class Size:
    """Sizes of a figure in CSS pixels; `width` is the least it will be shown at, which decides where text wraps.

    `height` is the least height of the whole picture; 0 is just what its rows need. No text is smaller than `least`.
    Of a picture in several `parts` only the rows of one, counted from 0, are drawn: those between two shares of all.
    """

    width: int
    text: int = 13
    title: int = 17
    height: int = 0
    least: int = 6
    part: int = 0
    parts: int = 1
    shares: tuple[float, float] = (0.0, 1.0)

    @property
    def small(self) -> int:
        """The size of what is said in passing."""
        return max(self.text - 1, self.least)

    @property
    def label_width(self) -> int:
        """The room of row labels that stand left of their row."""
        return 270 if self.height else 290

    @property
    def puts_labels_above(self) -> bool:
        """Row labels stand above their row where a left margin would leave too little for the picture."""
        return self.width < 700


# Least width of a tile's chart at 1280x720 with the sidebar open, and on a phone of 390. No text of a page is smaller
# than 1/50 of the height: 14.4 pixels of 720; chart.js makes a picture larger where the window is.
FULL = Size(width=820, text=15, title=19, least=15)
HALF = Size(width=355, text=15, title=18, least=15)
NARROW = Size(width=335)
# A slide's picture is laid out at one of these widths and shown as wide as the stage of 1280x720 (1228 px): its least
# text (12 px) is 16 px there, more than 1/50 of the height, or larger where the picture is small enough.
SLIDES = (Size(width=720, title=18), Size(width=820, title=20), Size(width=920, title=22))
STAGE = 1228
# Pixels of the stage in which a picture must fit: alone, and under the row of numbers.
ROOM, ROOM_UNDER_NUMBERS = 684.0, 590.0


@dataclass(frozen=True)
class Paper:
    """A format for reports: a figure of `size`, printed `millimetres` wide."""

    code: str
    size: Size
    millimetres: int

    @property
    def points(self) -> float:
        """The smallest text in print, in points."""
        return self.size.least * self.millimetres / self.size.width * 72 / 25.4

    @property
    def most_pixels(self) -> float:
        """The height of a picture that still stands on a page of A4 with its caption: 22 cm."""
        return 220 * self.size.width / self.millimetres


# Printed at its width the smallest text is 8 points, so 13 pixels are 2.82 mm: 16 cm are at most 737 pixels.
# The height is a least one: what needs more room grows downwards, up to 22 cm, and goes on in another part.
PAPERS = (
    Paper("full", Size(width=736, height=414, least=13), 160),
    Paper("half", Size(width=368, height=276, title=16, least=13), 80),
)


@dataclass(frozen=True)
class Canvas:
    """Where a briefing's pictures are shown, `wide` pixels: sizes to try, largest text first, and the room in height.

    `under_numbers` is the room that is left on a slide with a row of numbers above the picture.
    On paper more is told than on slides.
    """

    sizes: tuple[Size, ...]
    wide: int
    room: float
    under_numbers: float
    is_paper: bool = False


SCREEN = Canvas(SLIDES, STAGE, ROOM, ROOM_UNDER_NUMBERS)
PHONE = Canvas((NARROW,), NARROW.width, 2_000.0, 2_000.0)  # a slide is a page to scroll there
# A sheet of a report: the picture 16 cm wide, its text never below 8 points, at most 21 cm high.
SHEET = Canvas((PAPERS[0].size,), PAPERS[0].size.width, 966.0, 966.0, is_paper=True)
PRINT = replace(SCREEN, is_paper=True)  # a page with the pictures of the slides

TEMPLATE = {
    "layout": {
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": list(STATUS_COLORS.values()),
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": LINE, "font": {"family": FONT, "size": 13, "color": INK}},
        "xaxis": {"gridcolor": FAINT, "linecolor": LINE, "zeroline": False, "showgrid": False, "fixedrange": True},
        "yaxis": {"gridcolor": FAINT, "linecolor": LINE, "zeroline": False, "showgrid": False, "fixedrange": True},
        "showlegend": False,
    }
}
