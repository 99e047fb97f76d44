"""Tables as CSV files, and texts made safe to open in a spreadsheet."""

import re
import unicodedata
from typing import Any

import pandas as pd

_FORMULA_STARTS = "=+-@"
_CONTROL_STARTS = ("\t", "\r", "\n")
# Where a spreadsheet set to another separator would begin a new cell in the middle of a text, by the file's own one.
_INNER_START = {own: re.compile(rf"(?<=[{signs}\t\r\n])(?=(.*))") for own, signs in ((",", ";"), (";", ",;"))}


def guarded(value: Any) -> Any:
    """A text that a spreadsheet could run as a formula gets an apostrophe in front; all else is left as it is.

    Blanks in front and wide forms of the signs do not hide a formula: some spreadsheets look through them. A list
    becomes one text.
    """
    if isinstance(value, list | tuple):
        return guarded("; ".join(map(str, value)))
    return f"'{value}" if isinstance(value, str) and is_risky(value) else value


def is_risky(text: str) -> bool:
    """True if a spreadsheet could take the text for a formula."""
    return text.startswith(_CONTROL_STARTS) or _first_sign(text) in _FORMULA_STARTS


def _first_sign(text: str) -> str:
    """The first letter that is seen, wide forms as their plain one; a blank if there is none."""
    seen = (each for each in text if not each.isspace() and unicodedata.category(each) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFKC", next(seen, " "))[0]


def _guarded_inside(value: Any, separator: str) -> Any:
    """The guarded text, and the same done behind each place where other settings would begin a new cell."""
    text = guarded(value)
    if not isinstance(text, str):
        return text
    return _INNER_START[separator].sub(
        lambda found: "'" if _first_sign(found[1].replace('"', "")) in _FORMULA_STARTS else "", text
    )


def csv_bytes(table: pd.DataFrame, separator: str = ",") -> bytes:
    """UTF-8 with a byte order mark, which Excel needs to read it as such; days in ISO form.

    `separator` is what the reader's own Excel splits at: a semicolon where numbers have a decimal comma (as they then
    have here), else a comma. Lines end in CR LF, so that a text holding either of them is put in quotation marks.
    """
    safe = table.map(_guarded_inside, separator=separator).rename(columns=lambda name: _guarded_inside(name, separator))
    decimal = "," if separator == ";" else "."
    text = safe.to_csv(index=False, sep=separator, decimal=decimal, date_format="%Y-%m-%d", lineterminator="\r\n")
    return text.encode("utf-8-sig")
