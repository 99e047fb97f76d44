"""Which slides a briefing shows and in which order, as it stands in the address.

Pure. `?briefing=all`, or codes in order: `?briefing=cover,urgent,topic.jaarwisseling,timeline`.
"""

import re
from collections.abc import Iterable, Sequence

ALL = "all"
# The story that `all` tells; `topics` is a slide for each topic with much that is open, `others` tells of the rest.
STORY = ("cover", "overview", "agreed", "came_back", "urgent", "coming", "topics", "others", "stakeholders")
# The rest is shown when asked for: two appendices, and the items of a meeting that is prepared.
PARTS = (*STORY, "timeline", "fulfilment", "agenda")
_FORMER = {"opening": "came_back", "closing": "coming"}  # codes in addresses of before 2.1
_TOPIC = "topic."
_CODE = re.compile(rf"{ALL}|{'|'.join(PARTS)}|topic\.[a-z0-9_-]{{1,100}}")


def read_plan(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slide codes of an address, once each and in order, and what was not understood."""
    asked = [part.strip() for part in text.split(",") if part.strip()]
    codes = list(dict.fromkeys(_FORMER.get(code, code) for code in asked))
    known = tuple(code for code in codes if _CODE.fullmatch(code))
    return known, tuple(code for code in codes if code not in known)


def write_plan(codes: Iterable[str]) -> str:
    """The codes as they stand in the address."""
    return ",".join(codes)


def topic_code(topic: str) -> str:
    """The slide code of a topic."""
    return f"{_TOPIC}{topic}"


def expanded(codes: Sequence[str], topics: Sequence[str], every: Sequence[str]) -> list[str]:
    """One code per slide: `all` is the story, `topics` a slide for each of these; a topic not in `every` falls out."""
    slides: list[str] = []
    for code in codes:
        for part in STORY if code == ALL else (code,):
            slides += [topic_code(topic) for topic in topics] if part == "topics" else [part]
    known = {*PARTS, *map(topic_code, every)}
    return [code for code in dict.fromkeys(slides) if code in known]


def shortened(slides: Sequence[str], topics: Sequence[str]) -> tuple[str, ...]:
    """The shortest codes that expand to these slides."""
    of_topics = [topic_code(topic) for topic in topics]
    codes = list(slides)
    at = codes.index(of_topics[0]) if of_topics and of_topics[0] in codes else -1
    if at >= 0 and codes[at : at + len(of_topics)] == of_topics:
        codes[at : at + len(of_topics)] = ["topics"]
    is_story = codes == [part for part in STORY if part != "topics" or of_topics]
    return (ALL,) if is_story else tuple(codes)
