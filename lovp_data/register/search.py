"""What a search looks through: the words of follow-ups and discussions, and the forms that Dutch words take.

A word is found in any of its forms and as part of a compound: 'roosters' finds Roosterdruk, 'vuurwerkverboden' finds
vuurwerkverbod. Two stemmers look at every word, since neither knows all plurals (verboden, huizen).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd
import snowballstemmer

_STRAIGHT = str.maketrans({**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("“”„", '"')})
_STEMMERS = tuple(snowballstemmer.stemmer(name) for name in ("dutch", "dutch_porter"))
_SHORTEST_PART = 4  # letters of what may be only a part of a word; 'om' is in every other word


def fold(text: str) -> str:
    """Text for comparing: no case, no accents, straight quotation marks, white space as one blank."""
    straight = text.translate(_STRAIGHT).casefold()
    if not straight.isascii():
        straight = "".join(c for c in unicodedata.normalize("NFKD", straight) if not unicodedata.combining(c))
    return " ".join(straight.split())


def pairs(frame: pd.DataFrame) -> pd.Series:
    """Topic and meeting as one value: the key of a discussion."""
    return frame["topic"] + " " + frame["meeting"]


@lru_cache(200_000)
def forms_of(word: str) -> tuple[str, ...]:
    """A folded word and its stems."""
    return tuple(dict.fromkeys([word, *(stemmer.stemWord(word) for stemmer in _STEMMERS)]))


def indexed(text: str) -> str:
    """A folded text for `has_all`: between blanks, followed by the stems of its words."""
    stems = dict.fromkeys(form for word in re.findall(r"[^\W_]+", text) for form in forms_of(word))
    return f" {text} {' '.join(stems)} "


def has_all(index: str, words: Iterable[str]) -> bool:
    """Whether each folded word, or a stem of it, stands in the indexed text; a short one only as a whole word."""
    return all(any(_is_in(index, form) for form in forms_of(word)) for word in words)


def _is_in(index: str, form: str) -> bool:
    return form in index if len(form) >= _SHORTEST_PART else f" {form} " in index


def marked_in(text: str, query: str) -> list[tuple[int, int]]:
    """The places of a text, from and to, in which a word of the query stands in any form; in order."""
    wanted = {form for word in fold(query).split() for form in forms_of(word)}
    places = ((match.start(), match.end(), fold(match.group())) for match in re.finditer(r"[^\W_]+", text))
    return [(start, end) for start, end, word in places if _is_hit(word, wanted)]


def _is_hit(word: str, wanted: set[str]) -> bool:
    parts = (form for form in wanted if len(form) >= _SHORTEST_PART)
    return bool(wanted.intersection(forms_of(word))) or any(part in word for part in parts)


def search_texts(frames: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> tuple[pd.Series, pd.Series]:
    """Indexed texts per follow-up (with its topic's title, updates and parties), and per discussion with all it holds.

    A discussion holds its heading, summary and section of the note, its parties, and what was said in it.
    """
    follow_ups, discussions = frames["follow_ups"], frames["discussions"]
    named = _named(frames)
    told = frames["status_updates"].groupby("follow_up")["note"].agg(" ".join)
    own = _joined(follow_ups, ["topic_title", "title", "what", "quote", "due_wording"])
    own = own + " " + follow_ups["aspects"].map(lambda aspects: " ".join(aspects or ()))
    own = own + _looked_up(follow_ups["id"], told) + _looked_up(follow_ups["id"], named.groupby("follow_up"))
    titles = frames["topics"].set_index("id")["title"]
    said = _joined(discussions, ["heading", "summary"]) + " " + discussions["topic"].map(titles)
    said = said + _looked_up(pairs(discussions), named.groupby("discussion")) + _sections(frames, texts)
    said = said + _looked_up(pairs(discussions), own.groupby(pairs(follow_ups)).agg(" ".join))
    return own.map(fold).map(indexed), said.map(fold).map(indexed)


def _named(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Per involvement the discussion, the follow-up, and every name of the party."""
    parties, aliases = frames["stakeholders"], frames["stakeholder_aliases"]
    names = dict(zip(parties["id"], _joined(parties, ["name", "short_name"]), strict=True))
    for row in aliases[aliases["kind"].isna()].itertuples():
        names[row.stakeholder] += f" {row.name}"
    roles = frames["involvements"]
    return pd.DataFrame(
        {
            "discussion": pairs(roles),
            "follow_up": roles["follow_up"],
            "name": roles["stakeholder"].map(names).fillna("") + " " + roles["named_as"].fillna(""),
        }
    )


def _looked_up(keys: pd.Series, values: object) -> pd.Series:
    """' ' and the text of each key; of grouped names all of them."""
    texts = values if isinstance(values, pd.Series) else values["name"].agg(" ".join)  # type: ignore[index]
    return " " + keys.astype("str").map(texts.astype("str")).astype("str").fillna("")


def _sections(frames: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> pd.Series:
    """' ' and the section of the note of each discussion; nothing where the package does not hold the note."""
    rows = frames["discussions"]
    paths = rows["meeting"].map(frames["calendar"].set_index("id")["text_path"])
    places = zip(paths, rows["section_start"], rows["section_end"], strict=True)
    cut = [
        texts.get(str(path), "")[start:end] if pd.notna(start) and pd.notna(end) else "" for path, start, end in places
    ]
    return pd.Series([f" {each}" for each in cut], index=rows.index, dtype="str")


def _joined(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    parts = [frame[column].fillna("") for column in columns]
    return pd.Series([" ".join(words) for words in zip(*parts, strict=True)], index=frame.index, dtype="str")
