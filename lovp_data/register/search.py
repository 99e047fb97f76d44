"""What a search looks through: the words of follow-ups and discussions, folded."""

import unicodedata

import pandas as pd

_STRAIGHT = str.maketrans({**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("“”„", '"')})


def fold(text: str) -> str:
    """Text for comparing: no case, no accents, straight quotation marks, white space as one blank."""
    straight = text.translate(_STRAIGHT).casefold()
    if not straight.isascii():
        straight = "".join(c for c in unicodedata.normalize("NFKD", straight) if not unicodedata.combining(c))
    return " ".join(straight.split())


def pairs(frame: pd.DataFrame) -> pd.Series:
    """Topic and meeting as one value: the key of a discussion."""
    return frame["topic"] + " " + frame["meeting"]


def search_texts(
    follow_ups: pd.DataFrame, discussions: pd.DataFrame, topics: pd.DataFrame
) -> tuple[pd.Series, pd.Series]:
    """Folded texts per follow-up (its topic's title included), and per discussion with what was said in it."""
    own = _joined(follow_ups, ["topic_title", "title", "what", "quote", "due_wording"])
    own = (own + " " + follow_ups["aspects"].map(lambda aspects: " ".join(aspects or ()))).map(fold)
    held = own.groupby(pairs(follow_ups)).agg(" ".join)
    said = _joined(discussions, ["heading", "summary"])
    said = (said + " " + discussions["topic"].map(topics.set_index("id")["title"])).map(fold)
    return own, said + " " + pairs(discussions).map(held).fillna("")


def _joined(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    parts = [frame[column].fillna("") for column in columns]
    return pd.Series([" ".join(words) for words in zip(*parts, strict=True)], index=frame.index, dtype="str")
