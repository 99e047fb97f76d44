"""Passages of the note that a person looks for, and the places at which a quote can be cut in two."""

import re

from lovp_data.review.review import FollowUpItem, Review, Span

MOST_FOUND = 6
_END = re.compile(r"[.!?…][\"'’”)]*\s|\n[ \t]*\n")
_CUT = re.compile(r"(?<=[.;:,!?])\s+|\s+(?=(?:en|maar|waarbij|terwijl|ook|daarnaast|verder|daarbij)\b)", re.IGNORECASE)


def find_passages(review: Review, words: str) -> list[Span]:
    """The sentences in which the words stand, blanks and capitals aside; at most six, in the order of the text."""
    if not words.split():
        return []
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [match.span() for match in re.finditer(pattern, review.text, re.IGNORECASE)]
    found = [_below_heading(review, sentence_around(review.text, *place), place[0]) for place in places]
    return list(dict.fromkeys(found))[:MOST_FOUND]


def _below_heading(review: Review, sentence: Span, at: int) -> Span:
    """The sentence without the heading before it, unless the words stand in the heading."""
    sections = [each.section for each in review.discussions if each.section and each.heading]
    ends = [each.start + len(review.quote(each).split("\n", 1)[0]) for each in sections]
    start = max((end for end in ends if sentence.start < end <= at), default=sentence.start)
    words = review.text[start : sentence.end]
    return Span(start + len(words) - len(words.lstrip()), sentence.end)


def sentence_around(text: str, start: int, end: int) -> Span:
    """From the end of the sentence before to the end of that in which the place ends."""
    first = max((m.end() for m in _END.finditer(text, 0, start + 1) if m.end() <= start), default=0)
    after = _END.search(text, max(end - 1, 0))
    last = after.end() if after else len(text)
    words = text[first:last]
    return Span(first + len(words) - len(words.lstrip()), last - (len(words) - len(words.rstrip())))


def cut_places(review: Review, item: FollowUpItem) -> list[int]:
    """Places of the text, inside the quote, at which a sentence or a clause begins."""
    if item.quote is None:
        return []
    words, start = review.quote(item.quote), item.quote.start
    return [start + found.end() for found in _CUT.finditer(words) if 0 < found.end() < len(words)]
