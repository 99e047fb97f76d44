"""Is a text Dutch? Told by its small words; short texts get the benefit of the doubt."""

import re
from collections import Counter

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.intake import PASTED
from lovp_data.rules.rulebook import load_rules

_FEWEST_WORDS = 12


def is_dutch(text: str) -> bool:
    """True unless another language's small words are clearly the more frequent ones, or none of either occur."""
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    if words.total() < _FEWEST_WORDS:
        return True
    rules = load_rules("language")
    dutch, *others = (sum(words[word] for word in small.split()) for small in (rules["dutch"], *rules["others"]))
    return dutch > max(others) and dutch / words.total() > 0.04


def check_dutch(text: str, name: str = PASTED) -> str:
    """The text itself if it is Dutch. Raises DocumentError otherwise; `Draft.is_dutch` says so without raising."""
    if not is_dutch(text):
        raise refuse("not_dutch", name)
    return text
