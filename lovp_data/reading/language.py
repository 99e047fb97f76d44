"""Is a text Dutch? Told by its small words; short texts get the benefit of the doubt."""

import re
from collections import Counter

_DUTCH = frozenset(
    "de het een en van dat die niet zijn op aan met voor er ook maar om bij dan nog worden wordt heeft hebben".split()
)
_OTHER = (
    frozenset("the of and to that is was for with on are be this it has have been will by from not at".split()),
    frozenset("der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch wird".split()),
    frozenset("le la les et des du une que est dans pour qui sur pas par avec au sont ont cette".split()),
)
_FEWEST_WORDS = 12


def is_dutch(text: str) -> bool:
    """True unless another language's small words are clearly the more frequent ones, or none of either occur."""
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    if words.total() < _FEWEST_WORDS:
        return True
    dutch, *others = (sum(words[word] for word in small) for small in (_DUTCH, *_OTHER))
    return dutch > max(others) and dutch / words.total() > 0.04
