"""From members to numbers."""

import pandas as pd


def count(members: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Grain: one row per combination of `by` that occurs, in order of first appearance; `n` distinct follow-ups."""
    counts = members.groupby(by, sort=False, observed=True)["follow_up"].nunique()
    return counts.rename("n").reset_index()
