"""The rules as data: TOML files in rules/, read once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

RULES_DIR = Path(__file__).resolve().parent


@cache
def load_rules(name: str) -> dict[str, Any]:
    """The file rules/<name>.toml."""
    return tomllib.loads((RULES_DIR / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A compiled rule; capitals do not matter, a blank stands for any run of blanks."""
    return re.compile(text, re.IGNORECASE)


def either(parts: list[str]) -> str:
    """One rule that fits where any of the parts fits; the first that fits counts."""
    return "(?:" + "|".join(parts) + ")"
