"""Is a text Dutch? Told by its small words; short texts get the benefit of the doubt."""

import re
from collections import Counter

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.intake import PASTED
from lovp_data.reading.marked_lines import find_lines
from lovp_data.reading.plain_text import make_plain
from lovp_data.reading.tables import read_head
from lovp_data.rules.rulebook import load_rules

_FEWEST_WORDS = 12


def is_dutch(text: str) -> bool:
    """True unless another language's small words are clearly the more frequent ones, or none of either occur.

    A table has hardly any: the names of its columns tell.
    """
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    if words.total() < _FEWEST_WORDS:
        return True
    rules = load_rules("language")
    dutch, *others = (sum(words[word] for word in small.split()) for small in (rules["dutch"], *rules["others"]))
    if dutch > max(others) and dutch / words.total() > 0.04:
        return True
    return dutch >= max(others) and _has_columns(text)


def _has_columns(text: str) -> bool:
    plain = make_plain(text)
    return any(read_head(plain, line.start, line.end) for line in find_lines(plain))


def check_dutch(text: str, name: str = PASTED) -> str:
    """The text itself if it is Dutch. Raises DocumentError otherwise; `Draft.is_dutch` says so without raising."""
    if not is_dutch(text):
        raise refuse("not_dutch", name)
    return text
