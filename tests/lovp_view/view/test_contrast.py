"""Every text can be read: contrast by the formula of WCAG 2, 4.5:1 for text and 3:1 for what is not text."""

import re
import tomllib

import pytest

from lovp_view.view import theme
from lovp_view.view.theme import ACCENT, CERTAINTY_COLORS, HEADLINE_COLORS, INK, LATE, MUTED, PAPER, STATUS_COLORS
from tests.conftest import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
SIDEBAR = CONFIG["sidebar"]["backgroundColor"]
STYLES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "lovp_view" / "frontend").glob("*.css"))


def _light(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    digits = color.removeprefix("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    red, green, blue = (_light(int(digits[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _style(selector: str, name: str) -> str:
    """The last colour that the style sheets give a selector for a property."""
    blocks = re.findall(rf"(?<![\w-]){re.escape(selector)}\s*{{([^}}]*)}}", STYLES)
    colors = [color for block in blocks for color in re.findall(rf"(?<![\w-]){name}:\s*(#[0-9a-f]{{3,6}})", block)]
    return colors[-1]


def test_the_formula_gives_the_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("color", [*STATUS_COLORS.values(), LATE, MUTED, ACCENT, *HEADLINE_COLORS.values()])
def test_white_text_can_be_read_on_every_tag_and_mark(color: str) -> None:
    assert contrast(PAPER, color) >= 4.5


@pytest.mark.parametrize("paper", [PAPER, SIDEBAR, CONFIG["backgroundColor"], CONFIG["secondaryBackgroundColor"]])
@pytest.mark.parametrize("color", [INK, MUTED, CONFIG["textColor"], CONFIG["linkColor"], CONFIG["primaryColor"]])
def test_text_can_be_read_on_every_background(color: str, paper: str) -> None:
    assert contrast(color, paper) >= 4.5


@pytest.mark.parametrize(
    ("selector", "paper"),
    [(".meta", PAPER), (".quote", PAPER), (".empty", PAPER), (".tile .note", PAPER), (".lovp-facts dt", PAPER),
     (".meta", _style("button.item:hover", "background")), (".quote", _style("button.item:hover", "background")),
     (".tile .note", _style(".tile button:hover", "background")),
     (".tile .note", _style('.tile button[aria-pressed="true"]', "background")),
     (".meta", _style(".moment", "background")),
     (".st-key-chips button", _style(".st-key-chips button", "background"))],
)  # fmt: skip
def test_text_of_our_own_components_can_be_read(selector: str, paper: str) -> None:
    assert contrast(_style(selector, "color"), paper) >= 4.5


@pytest.mark.parametrize("selector", [".tag", ".lovp-tag"])
def test_a_tag_has_white_text(selector: str) -> None:
    assert contrast(_style(selector, "color"), PAPER) == pytest.approx(1)


@pytest.mark.parametrize("selector", [".lovp-source", ".lovp-source mark", "mark"])
def test_the_source_text_can_be_read_also_where_it_is_marked(selector: str) -> None:
    assert contrast(INK, _style(selector, "background")) >= 4.5


@pytest.mark.parametrize("color", HEADLINE_COLORS.values())
@pytest.mark.parametrize("selector", [".tile", ".tile button:hover", '.tile button[aria-pressed="true"]'])
def test_a_big_number_can_be_read_on_its_tile(selector: str, color: str) -> None:
    assert contrast(color, _style(selector, "background")) >= 4.5


@pytest.mark.parametrize("color", CERTAINTY_COLORS.values())
def test_a_bar_stands_out_from_the_paper(color: str) -> None:
    assert contrast(color, PAPER) >= 3


def test_the_style_of_the_app_and_of_the_figures_is_one() -> None:
    assert (CONFIG["backgroundColor"], CONFIG["textColor"], CONFIG["primaryColor"]) == (PAPER, INK, ACCENT)
    assert theme.TEMPLATE["layout"]["paper_bgcolor"] == PAPER
