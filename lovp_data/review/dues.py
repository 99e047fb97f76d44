"""What a wording of time stands for once the day of the meeting is known, and a first title for a quote."""

import re
from datetime import date

from lovp_data.package.dates import parse_interval
from lovp_data.reading.draft import Due
from lovp_data.reading.known import Known, tie_to_calendar
from lovp_data.reading.topics import telling_words
from lovp_data.terms.calendar_days import edtf
from lovp_data.terms.wording import Wording, find_wordings

LONGEST_TITLE = 60
_LEADING = re.compile(r"^(?:[\s,:;–-]+|(?:is|zijn|wordt|worden|dat|om|er)\s+)+", re.IGNORECASE)
# "met het voorstel voor …" is named by its noun; "voor de zomer" is a time, and stays.
_OPENING = re.compile(
    r"^(?:(?:met|over|voor(?!\s+(?:de\s+zomer|het\s+(?:zomer|kerst)?reces|het\s+eind|(?:de|het)\s+volgende)))\s+(?:de|het|een)"
    r"|een|over)\s+(?=\w+\s)",
    re.IGNORECASE,
)
# Words before which a phrase may end, and words that do not end one.
_JOINING = re.compile(
    r",? (?=(?:dat|die|om|of|hoe\w*|wat|wie|waar\w*|welke?|zodat|omdat|doordat|terwijl|als|wanneer|en|maar|zoals|naast"
    r"|met|over|voor|vóór|van|in|op|aan|bij|naar|tot|door|per|tussen|rond|binnen|vanaf|vanuit|uit|tegen|onder|na|is|zijn|wordt|worden"
    r"|moet|moeten|kan|kunnen|zal|zullen|medio|begin|eind|half|uiterlijk)\b)|[,;:(–] ?",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:]+(?:de|het|een|en|of|om|te|dat|die|deze|dit|van|in|op|aan|bij|met|voor|over|naar|tot|door|per|nog|ook|er|is|zijn"
    r"|wordt|worden|niet|zo|als|hun|zijn|haar|waar\w+|welke?|hoe\w*|wat|ook|afkomstig))+$",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:daar|hier|er)\w+\b", re.IGNORECASE)
_SHORTEST = 20  # what follows the cue makes a title only if it is longer


def flat(text: str) -> str:
    """The words with single blanks between."""
    return " ".join(text.split())


def due_days(due: Due) -> str:
    """The days of a due; of one tied to a month or year in which no meeting is known, all of that month or year."""
    if due.on or due.meeting or not due.at or due.at == "next":
        return due.on
    return whole_days(due.at)


def whole_days(text: str) -> str:
    """'2020-09' as its first and last day."""
    days = parse_interval(text)
    return edtf((days.start, days.end))


def reckon(wording: str, sentence: str, held_on: date | None, known: Known) -> tuple[str, str]:
    """(due_on, due_meeting) of a wording said in a sentence on a day; both empty where it gives no date."""
    words, whole = flat(wording), flat(sentence)
    if not words:
        return "", ""
    in_place = [w for w in find_wordings(whole, held_on, known.moments) if whole[w.start : w.end] == words]
    found = in_place or find_wordings(words, held_on, known.moments)
    if not found:
        return "", ""
    first = _most_telling(found)
    meeting = tie_to_calendar(first, whole or words, known.meetings, held_on)
    at = "" if meeting or first.at in ("", "next") else whole_days(first.at)
    return first.on or at, meeting


def _most_telling(found: list[Wording]) -> Wording:
    return sorted(found, key=lambda each: (not each.at, not each.on))[0]


def _without_time(text: str) -> str:
    """'vóór 20 december te laten weten' is named by what is to be done; when is told beside it."""
    first = next(iter(find_wordings(text, None)), None)
    return text[first.end :].lstrip(" ,") if first and first.start == 0 else text


def _tells(text: str) -> bool:
    """Of more than parties and times: 'de regioburgemeesters daarover medio april' says nothing by itself."""
    for each in reversed(find_wordings(text, None)):
        text = text[: each.start] + text[each.end :]
    return len(telling_words(_POINTING.sub("", text))) > 1


def first_title(quote: str, cue: str = "") -> str:
    """A short name made of the quote's own words, for a person to better: what follows the cue, as a whole phrase.

    A long one ends before the last joining word that leaves it short enough; where there is none it ends with '…', and
    a person has to make a title of it.
    """
    words = flat(quote).rstrip(".;:")
    _, found, after = words.partition(flat(cue)) if cue else (words, "", "")
    rest = _OPENING.sub("", _without_time(_LEADING.sub("", after))) if found else ""
    chosen = rest if len(rest) >= _SHORTEST and _tells(rest) else words
    title = chosen[:1].upper() + chosen[1:]
    if len(title) <= LONGEST_TITLE:
        return title
    ends = [each.start() for each in _JOINING.finditer(title[: LONGEST_TITLE + 1]) if each.start() >= _SHORTEST]
    if ends and (whole := _TRAILING.sub("", title[: ends[-1]]).rstrip(" ,;:(–-")) and len(whole) >= _SHORTEST:
        return whole
    cut = title[: LONGEST_TITLE - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:(") + "…"
