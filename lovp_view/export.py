"""Tables as files: CSV and Excel, safe to open in a spreadsheet."""

import io
from typing import Any

import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front; all else is left as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def guarded_table(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every text guarded."""
    return table.map(guarded)


def csv_bytes(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs to read it as such; days in ISO form.

    Lines end in CR LF, so that a text holding either of them is put in quotation marks.
    """
    text = guarded_table(table).to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n")
    return text.encode("utf-8-sig")


def excel_bytes(table: pd.DataFrame, sheet: str) -> bytes:
    """One sheet with a header row that stays in view, real dates, and columns wide enough to read."""
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="xlsxwriter", date_format="dd-mm-yyyy", datetime_format="dd-mm-yyyy") as writer:
        guarded_table(table).to_excel(writer, sheet_name=sheet[:31], index=False, freeze_panes=(1, 0))
        paper = writer.sheets[sheet[:31]]
        for place, name in enumerate(table.columns):
            longest = max([len(str(name)), *(len(str(value)) for value in table[name])], default=10)
            paper.set_column(place, place, min(longest + 2, 60))
    return out.getvalue()
